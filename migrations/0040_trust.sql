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

-- Hand-over register: how a package left this machine or reached it. Name, hash and size are of the file as it was handed over: an
-- envelope, where it was closed in one (`envelope`: none, recipients, passphrase). `receipted_at`: when the receipt that covers it came.
CREATE TABLE handover (
  package INTEGER PRIMARY KEY REFERENCES package (number),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  envelope TEXT NOT NULL,
  medium TEXT NOT NULL DEFAULT '',
  handler TEXT NOT NULL DEFAULT '',
  purpose TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  receipted_at TEXT
) STRICT;
CREATE INDEX handover_sha256 ON handover (sha256);

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
-- link>`; `branch_after` is then that parting. Which branch is called the origin differs from machine to machine; this tells that both mean the same lines.
ALTER TABLE device ADD COLUMN branch_name TEXT;

-- Withdrawn by one machine and edited by another that had not seen it: a person decides. Few, but looked for on every screen.
CREATE INDEX project_disputed ON project (deleted) WHERE deleted = 2;
CREATE INDEX permit_disputed ON permit (deleted) WHERE deleted = 2;
CREATE INDEX progress_disputed ON progress (deleted) WHERE deleted = 2;
CREATE INDEX listing_disputed ON listing (deleted) WHERE deleted = 2;
CREATE INDEX problem_disputed ON problem (deleted) WHERE deleted = 2;
CREATE INDEX node_disputed ON node (deleted) WHERE deleted = 2;
CREATE INDEX clock_stop_disputed ON clock_stop (deleted) WHERE deleted = 2;
CREATE INDEX material_disputed ON material (deleted) WHERE deleted = 2;
CREATE INDEX listing_event_disputed ON listing_event (deleted) WHERE deleted = 2;
CREATE INDEX work_log_disputed ON work_log (deleted) WHERE deleted = 2;
CREATE INDEX contact_disputed ON contact (deleted) WHERE deleted = 2;
CREATE INDEX measure_disputed ON measure (deleted) WHERE deleted = 2;
CREATE INDEX slip_disputed ON slip (deleted) WHERE deleted = 2;
CREATE INDEX meeting_disputed ON meeting (deleted) WHERE deleted = 2;
CREATE INDEX meeting_item_disputed ON meeting_item (deleted) WHERE deleted = 2;
CREATE INDEX policy_disputed ON policy (deleted) WHERE deleted = 2;
CREATE INDEX funding_application_disputed ON funding_application (deleted) WHERE deleted = 2;
CREATE INDEX funding_material_disputed ON funding_material (deleted) WHERE deleted = 2;
CREATE INDEX snooze_disputed ON snooze (deleted) WHERE deleted = 2;
CREATE INDEX rule_setting_disputed ON rule_setting (deleted) WHERE deleted = 2;
CREATE INDEX template_disputed ON template (deleted) WHERE deleted = 2;
CREATE INDEX saved_view_disputed ON saved_view (deleted) WHERE deleted = 2;
CREATE INDEX attachment_disputed ON attachment (deleted) WHERE deleted = 2;

-- `have` of the newest report of that device that was merged, as JSON: what it need not be sent.
ALTER TABLE device ADD COLUMN have TEXT;
