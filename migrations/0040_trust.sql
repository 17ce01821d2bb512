-- Trust travels as signed changes (entity trusted_device) and is projected onto the table `device`; see sync.md section 3.
CREATE TABLE trusted_device (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  device TEXT,
  public_key TEXT,
  recipient TEXT,
  person TEXT,
  unit TEXT,
  region TEXT,
  role TEXT,
  projects TEXT,
  state TEXT,
  revoked_after INTEGER,
  enrol_again INTEGER,
  reason TEXT
) STRICT;

CREATE TABLE attachment (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  owner_entity TEXT,
  owner TEXT,
  sha256 TEXT,
  name TEXT,
  type TEXT,
  bytes INTEGER,
  taken_at TEXT,
  note TEXT
) STRICT;
CREATE INDEX attachment_project ON attachment (project);
CREATE INDEX attachment_owner ON attachment (owner);
CREATE INDEX attachment_sha256 ON attachment (sha256);

-- age recipient of the device; ids of projects assigned to it beyond its person and region, a JSON array; the greatest seq that a signed
-- receipt covers: of the own device one that came from the Commission, of others one that was written here; the latest commission's word
-- that this device has to be enrolled again.
ALTER TABLE device ADD COLUMN recipient TEXT;
ALTER TABLE device ADD COLUMN projects TEXT;
ALTER TABLE device ADD COLUMN receipt INTEGER NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN receipt_at TEXT;
ALTER TABLE device ADD COLUMN enrol_again INTEGER NOT NULL DEFAULT 0;

-- Changes outside their device's scope: in the journal, but not applied until a person has decided. A decision is an edit of the
-- Commission that names the change in `prev`; it settles the change on every machine.
CREATE TABLE review (
  device INTEGER NOT NULL REFERENCES device (number),
  seq INTEGER NOT NULL,
  entity TEXT NOT NULL,
  record TEXT NOT NULL,
  package INTEGER NOT NULL REFERENCES package (number),
  why TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'refused')),
  person TEXT,
  reason TEXT,
  at TEXT,
  PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_open ON review (state) WHERE state = 'open';

-- What a return package carried to whom: the dots as JSON {"<device number>": [[from, to], …]}, the files as a JSON array of SHA-256.
-- Confirmed by the first report of the recipient that answers this package or a later one; until then the next one repeats it.
CREATE TABLE delivery (
  package INTEGER PRIMARY KEY REFERENCES package (number),
  recipient INTEGER NOT NULL REFERENCES device (number),
  dots TEXT NOT NULL,
  files TEXT NOT NULL,
  confirmed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX delivery_recipient ON delivery (recipient);

-- Hand-over register: how a package left this machine or reached it.
CREATE TABLE handover (
  package INTEGER PRIMARY KEY REFERENCES package (number),
  medium TEXT NOT NULL DEFAULT '',
  handler TEXT NOT NULL DEFAULT '',
  purpose TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL
) STRICT;

-- Every file of every import with its end, in the words that the person read.
CREATE TABLE import_log (
  number INTEGER PRIMARY KEY,
  run INTEGER NOT NULL,
  at TEXT NOT NULL,
  person TEXT NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT,
  outcome TEXT NOT NULL,
  applied INTEGER NOT NULL DEFAULT 0,
  conflicts INTEGER NOT NULL DEFAULT 0,
  review INTEGER NOT NULL DEFAULT 0,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX import_log_run ON import_log (run);

-- Of a device that says, with the earlier key's signature, that it takes the place of another: that device's id, the last seq of its stream and h of it.
ALTER TABLE device ADD COLUMN replaces TEXT;
ALTER TABLE device ADD COLUMN replaces_after INTEGER;
ALTER TABLE device ADD COLUMN replaces_chain TEXT;

-- Files of attachments that another device says it lacks (`awaiting` of its newest manifest, written `at`): the next package to it has them.
CREATE TABLE file_request (
  device INTEGER NOT NULL REFERENCES device (number),
  sha256 TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (device, sha256)
) STRICT, WITHOUT ROWID;

-- An import gathers 16 MB of the full-text index before it writes it out, not 1 MB: a third less time, and a smaller index.
INSERT INTO search_text (search_text, rank) VALUES ('hashsize', 16777216);

-- Of a device whose stream has parted elsewhere or here: by which id others name its own continuation beyond the parting, `<id>~<first
-- link>`. Which branch is called the origin differs from machine to machine; this tells that both mean the same lines.
ALTER TABLE device ADD COLUMN branch_name TEXT;
