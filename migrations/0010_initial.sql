-- Business entities. Every table: `record` (local number, unique over all entities, never leaves this machine), `id`, `deleted`
-- (0 no, 1 yes, 2 deleted by one machine but edited by another that had not seen it: shown, and marked), then the fields in the order of their declaration in src-shared/entities. test/unit/schema.test.ts holds both against each other.
CREATE TABLE project (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  name TEXT,
  short_name TEXT,
  statistics_name TEXT,
  code TEXT,
  code_state TEXT,
  statistics_code TEXT,
  approval_type TEXT,
  owner TEXT,
  credit_code TEXT,
  contact TEXT,
  phone TEXT,
  region TEXT,
  address TEXT,
  industry TEXT,
  sector TEXT,
  nature TEXT,
  tiers TEXT,
  scale TEXT,
  total_investment INTEGER,
  fixed_investment INTEGER,
  fund_sources TEXT,
  annual_plan TEXT,
  completed_before_year INTEGER,
  planned_start TEXT,
  planned_finish TEXT,
  actual_start TEXT,
  actual_finish TEXT,
  lifecycle TEXT,
  responsible_unit TEXT,
  lead_department TEXT,
  patron TEXT,
  secretary TEXT,
  signed_on TEXT,
  signing_event TEXT,
  investor TEXT,
  agreed_amount INTEGER,
  paid_in_amount INTEGER,
  leader_in_charge TEXT,
  parent TEXT,
  note TEXT
) STRICT;
CREATE INDEX project_code ON project (code) WHERE code IS NOT NULL;
CREATE INDEX project_region ON project (region);
CREATE INDEX project_lifecycle ON project (lifecycle);

CREATE TABLE permit (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  catalogue_code TEXT,
  name TEXT,
  department TEXT,
  prerequisites TEXT,
  workdays INTEGER,
  days INTEGER,
  state TEXT,
  planned_submit TEXT,
  planned_finish TEXT,
  actual_submit TEXT,
  actual_finish TEXT,
  document_number TEXT,
  missing_documents TEXT,
  handler TEXT,
  clock_stops TEXT,
  note TEXT
) STRICT;
CREATE INDEX permit_project ON permit (project);

CREATE TABLE progress (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  month TEXT,
  completed INTEGER,
  construction INTEGER,
  installation INTEGER,
  land INTEGER,
  image_progress TEXT,
  stage_progress INTEGER,
  next_step TEXT,
  needs TEXT,
  correction_reason TEXT
) STRICT;
CREATE INDEX progress_project ON progress (project, month);

CREATE TABLE listing (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  state TEXT,
  reason_code TEXT,
  missing_materials TEXT,
  promised_month TEXT,
  batch TEXT,
  listed_month TEXT,
  return_reason TEXT
) STRICT;
CREATE INDEX listing_project ON listing (project);

CREATE TABLE problem (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  number TEXT,
  category TEXT,
  description TEXT,
  source TEXT,
  request TEXT,
  responsible_unit TEXT,
  supporting_units TEXT,
  level TEXT,
  promised_on TEXT,
  state TEXT,
  reported_on TEXT,
  measures TEXT,
  evidence TEXT,
  company_confirmation TEXT,
  handler TEXT,
  checker TEXT,
  closed_on TEXT
) STRICT;
CREATE INDEX problem_project ON problem (project);

-- The journal (sync.md section 1). Numbers of devices, records and cells are local; names and dots are what travels.
CREATE TABLE device (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL DEFAULT '',
  region TEXT,
  role TEXT NOT NULL DEFAULT 'secretary',
  public_key BLOB,
  -- own: this machine; stranger: only met inside packages; fork: a second branch of a copied machine
  state TEXT NOT NULL DEFAULT 'stranger' CHECK (state IN ('own', 'pending', 'approved', 'revoked', 'stranger', 'fork')),
  -- for a fork: the device whose stream it left, and the last seq that both share
  branch_of INTEGER REFERENCES device (number),
  branch_after INTEGER,
  -- changes 1…high_water are here without a hole, and chain is h(high_water)
  high_water INTEGER NOT NULL DEFAULT 0,
  chain BLOB NOT NULL DEFAULT (zeroblob(32)),
  -- greatest clock seen from it; how far it ran ahead of this machine's wall clock, if suspiciously
  clock INTEGER NOT NULL DEFAULT 0,
  clock_suspect INTEGER NOT NULL DEFAULT 0,
  enrolled_at TEXT,
  revoked_after INTEGER
) STRICT;

-- A cell is a field, or one key of a keyed field: 'total_investment', 'annual_plan.2018'.
CREATE TABLE cell (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- What is typed here: a row a line, exactly the bytes that will travel, and h(seq) of the own chain.
CREATE TABLE change (
  seq INTEGER NOT NULL,
  device INTEGER NOT NULL REFERENCES device (number),
  record INTEGER NOT NULL,
  line BLOB NOT NULL,
  chain BLOB NOT NULL,
  -- groups the changes of one command, for undo
  step INTEGER NOT NULL,
  PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_record ON change (record);

-- What a person did in one command.
CREATE TABLE step (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  source TEXT NOT NULL DEFAULT '',
  -- the step that this one took back, and the step that took this one back
  undoes INTEGER REFERENCES step (number),
  undone_by INTEGER REFERENCES step (number)
) STRICT;

-- Every file that came or went, by the hash of its bytes; the file itself lies in the content store under that name.
CREATE TABLE package (
  number INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  kind TEXT NOT NULL,
  device TEXT NOT NULL DEFAULT '',
  person TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  from_seq INTEGER,
  to_seq INTEGER,
  changes INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('received', 'held', 'quarantined', 'rejected', 'merged', 'written')),
  message TEXT NOT NULL DEFAULT ''
) STRICT;

-- The lines of a package as they came, deflated, in chunks of some hundreds. first_line counts from 0 within what this package
-- brought that was not here before; chain is h after the last line of the chunk.
CREATE TABLE segment (
  number INTEGER PRIMARY KEY,
  package INTEGER NOT NULL REFERENCES package (number),
  device INTEGER NOT NULL REFERENCES device (number),
  first_line INTEGER NOT NULL,
  line_count INTEGER NOT NULL,
  from_seq INTEGER NOT NULL,
  chain BLOB NOT NULL,
  lines BLOB NOT NULL,
  UNIQUE (package, first_line)
) STRICT;
CREATE INDEX segment_device ON segment (device, from_seq);

-- Leads from a record to its history: one row a record and package; `lines` are line numbers, uint32 little-endian.
CREATE TABLE posting (
  record INTEGER NOT NULL,
  package INTEGER NOT NULL REFERENCES package (number),
  lines BLOB NOT NULL,
  PRIMARY KEY (record, package)
) STRICT, WITHOUT ROWID;

-- Dots that are here, as ranges; a line is taken once.
CREATE TABLE seen (
  device INTEGER NOT NULL REFERENCES device (number),
  from_seq INTEGER NOT NULL,
  to_seq INTEGER NOT NULL,
  PRIMARY KEY (device, from_seq)
) STRICT, WITHOUT ROWID;

-- Heads of every cell of a record, packed (journal/heads.ts). The entity table carries the value of the winning head.
CREATE TABLE fields (
  record INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  packed BLOB NOT NULL
) STRICT;

-- Only for cells with more than one head: the values of all of them, as JSON.
CREATE TABLE head (
  record INTEGER NOT NULL,
  cell INTEGER NOT NULL REFERENCES cell (number),
  device INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  clock INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (record, cell, device, seq)
) STRICT, WITHOUT ROWID;

-- Dots that were superseded before they arrived.
CREATE TABLE early (
  record INTEGER NOT NULL,
  cell INTEGER NOT NULL,
  device INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (record, cell, device, seq)
) STRICT, WITHOUT ROWID;

-- Lines whose entity or field this version does not know, or whose value does not fit: kept, and applied after an upgrade.
CREATE TABLE unapplied (
  device INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  entity TEXT NOT NULL,
  record TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (device, seq, field)
) STRICT, WITHOUT ROWID;

-- Search: overlapping two-character runs (journal/search-text.ts) and pinyin initials.
CREATE VIRTUAL TABLE search_text USING fts5 (words, content='', contentless_delete=1, tokenize='unicode61');
CREATE TABLE search_entry (
  record INTEGER PRIMARY KEY,
  initials TEXT NOT NULL
) STRICT;

-- Frozen figures of a period, as JSON.
CREATE TABLE bulletin (
  period TEXT PRIMARY KEY,
  frozen_at TEXT NOT NULL,
  figures TEXT NOT NULL
) STRICT;

-- Answers of commands by idempotency key, so that a repeat is safe.
CREATE TABLE command (
  key TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  answer TEXT NOT NULL
) STRICT;
CREATE INDEX command_at ON command (at);

-- ledger_id, dataset, identity, own device and the like: one JSON value a key.
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
