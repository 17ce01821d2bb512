-- What the five duties need beside the five entities of the first day. The order of columns is that of the declarations.
ALTER TABLE project ADD COLUMN lifecycle_reason TEXT;
ALTER TABLE project ADD COLUMN lifecycle_since TEXT;
ALTER TABLE project ADD COLUMN expected_start TEXT;
ALTER TABLE project ADD COLUMN promotion_stage TEXT;
ALTER TABLE project ADD COLUMN performance TEXT;
ALTER TABLE project ADD COLUMN registered_company TEXT;
ALTER TABLE project ADD COLUMN registered_on TEXT;
ALTER TABLE project ADD COLUMN readiness TEXT;
ALTER TABLE project ADD COLUMN national_library TEXT;
ALTER TABLE project ADD COLUMN national_library_code TEXT;
ALTER TABLE project ADD COLUMN intended_channel TEXT;
ALTER TABLE project ADD COLUMN funding_need TEXT;
ALTER TABLE project ADD COLUMN lead_source TEXT;
ALTER TABLE project ADD COLUMN omission_check TEXT;
ALTER TABLE project ADD COLUMN omission_checker TEXT;
ALTER TABLE project ADD COLUMN omission_checked_on TEXT;
ALTER TABLE project ADD COLUMN carried_year INTEGER;

ALTER TABLE progress ADD COLUMN planned INTEGER;
ALTER TABLE progress ADD COLUMN statistics_completed INTEGER;
ALTER TABLE progress ADD COLUMN explanation TEXT;

ALTER TABLE listing ADD COLUMN other_reasons TEXT;
ALTER TABLE listing ADD COLUMN material_kind TEXT;
ALTER TABLE listing ADD COLUMN approval_owner TEXT;
ALTER TABLE listing ADD COLUMN contract_owner TEXT;
ALTER TABLE listing ADD COLUMN form_owner TEXT;
ALTER TABLE listing ADD COLUMN approval_investment INTEGER;
ALTER TABLE listing ADD COLUMN form_investment INTEGER;
ALTER TABLE listing ADD COLUMN approval_date TEXT;
ALTER TABLE listing ADD COLUMN contract_date TEXT;
ALTER TABLE listing ADD COLUMN declared_on TEXT;

ALTER TABLE problem ADD COLUMN provisional_number TEXT;
ALTER TABLE problem ADD COLUMN level_since TEXT;
ALTER TABLE problem ADD COLUMN extension_until TEXT;
ALTER TABLE problem ADD COLUMN extension_reason TEXT;
ALTER TABLE problem ADD COLUMN extension_approver TEXT;
ALTER TABLE problem ADD COLUMN shelving_reason TEXT;
ALTER TABLE problem ADD COLUMN shelving_approver TEXT;
ALTER TABLE problem ADD COLUMN review_on TEXT;
ALTER TABLE problem ADD COLUMN return_reason TEXT;
ALTER TABLE problem ADD COLUMN satisfaction TEXT;

CREATE TABLE node (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  code TEXT,
  planned TEXT,
  actual TEXT,
  responsible_unit TEXT,
  responsible_person TEXT,
  note TEXT
) STRICT;
CREATE INDEX node_project ON node (project);

CREATE TABLE clock_stop (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  permit TEXT,
  problem TEXT,
  reason TEXT,
  stopped_on TEXT,
  resumed_on TEXT,
  note TEXT
) STRICT;
CREATE INDEX clock_stop_project ON clock_stop (project);

CREATE TABLE material (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  name TEXT,
  state TEXT,
  detail TEXT,
  file_name TEXT,
  received_on TEXT,
  received_from TEXT
) STRICT;
CREATE INDEX material_project ON material (project);

CREATE TABLE listing_event (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  date TEXT,
  kind TEXT,
  level TEXT,
  batch TEXT,
  reason_code TEXT,
  unit TEXT,
  detail TEXT,
  deadline TEXT
) STRICT;
CREATE INDEX listing_event_project ON listing_event (project);

CREATE TABLE work_log (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  date TEXT,
  duty TEXT,
  way TEXT,
  matter TEXT,
  department TEXT,
  person TEXT,
  result TEXT,
  next_step TEXT,
  next_date TEXT,
  next_done TEXT,
  minutes INTEGER,
  problem TEXT,
  secretary TEXT
) STRICT;
CREATE INDEX work_log_project ON work_log (project);

CREATE TABLE contact (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  name TEXT,
  unit TEXT,
  department TEXT,
  position TEXT,
  phone TEXT,
  matters TEXT,
  note TEXT
) STRICT;
CREATE INDEX contact_project ON contact (project);

CREATE TABLE measure (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  problem TEXT,
  content TEXT,
  unit TEXT,
  due TEXT,
  done_on TEXT
) STRICT;
CREATE INDEX measure_project ON measure (project);

CREATE TABLE slip (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  problem TEXT,
  kind TEXT,
  number TEXT,
  addressee TEXT,
  issued_on TEXT,
  issued_by TEXT,
  requests TEXT,
  reply_due TEXT,
  replied_on TEXT,
  reply TEXT
) STRICT;
CREATE INDEX slip_project ON slip (project);

CREATE TABLE meeting (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  title TEXT,
  level TEXT,
  date TEXT,
  place TEXT,
  chair TEXT,
  attendees TEXT,
  note TEXT
) STRICT;

CREATE TABLE meeting_item (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  meeting TEXT,
  problem TEXT,
  matter TEXT,
  crux TEXT,
  suggestion TEXT,
  decider TEXT,
  decision TEXT,
  responsible_unit TEXT,
  due TEXT,
  done_on TEXT,
  result TEXT
) STRICT;
CREATE INDEX meeting_item_project ON meeting_item (project);

CREATE TABLE policy (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  title TEXT,
  issuer TEXT,
  document_number TEXT,
  issued_on TEXT,
  channel TEXT,
  opens_on TEXT,
  closes_on TEXT,
  sectors TEXT,
  regions TEXT,
  stages TEXT,
  least_investment INTEGER,
  most_investment INTEGER,
  requirements TEXT,
  materials TEXT,
  conditions TEXT,
  support TEXT,
  contact TEXT,
  note TEXT
) STRICT;

CREATE TABLE funding_application (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  policy TEXT,
  title TEXT,
  channel TEXT,
  stage TEXT,
  stage_since TEXT,
  due TEXT,
  asked INTEGER,
  granted INTEGER,
  paid INTEGER,
  granted_on TEXT,
  document_number TEXT,
  library_code TEXT,
  handler TEXT,
  refusal_reason TEXT,
  note TEXT
) STRICT;
CREATE INDEX funding_application_project ON funding_application (project);

CREATE TABLE funding_material (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  application TEXT,
  name TEXT,
  state TEXT,
  detail TEXT,
  received_on TEXT
) STRICT;
CREATE INDEX funding_material_project ON funding_material (project);

CREATE TABLE snooze (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  todo TEXT,
  person TEXT,
  until TEXT,
  reason TEXT
) STRICT;
CREATE INDEX snooze_project ON snooze (project);

CREATE TABLE rule_setting (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  scope TEXT,
  key TEXT,
  value TEXT
) STRICT;
CREATE INDEX work_log_date ON work_log (date);
CREATE INDEX measure_problem ON measure (problem);
CREATE INDEX slip_problem ON slip (problem);
CREATE INDEX meeting_item_meeting ON meeting_item (meeting);
CREATE INDEX funding_material_application ON funding_material (application);
CREATE INDEX problem_number ON problem (number) WHERE number IS NOT NULL;
