-- The Commission's desk: assignments, targets, plans and commitments, frozen figures, papers, evaluation, inspections, publicity.
-- Frozen figures become signed changes, like everything that people keep: the table of one machine's own makes room for them.
DROP TABLE bulletin;

CREATE TABLE assignment (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  scope TEXT,
  leader TEXT,
  post TEXT,
  region TEXT,
  since TEXT,
  until TEXT,
  note TEXT
) STRICT;
CREATE INDEX assignment_disputed ON assignment (deleted) WHERE deleted = 2;

CREATE TABLE target (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  scope TEXT,
  region TEXT,
  period TEXT,
  indicator TEXT,
  value INTEGER,
  note TEXT
) STRICT;
CREATE INDEX target_disputed ON target (deleted) WHERE deleted = 2;

CREATE TABLE campaign (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  scope TEXT,
  month TEXT,
  title TEXT,
  leader TEXT,
  submitted_on TEXT,
  goals TEXT,
  note TEXT
) STRICT;
CREATE INDEX campaign_disputed ON campaign (deleted) WHERE deleted = 2;

CREATE TABLE commitment (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  scope TEXT,
  month TEXT,
  project TEXT,
  kind TEXT,
  matter TEXT,
  unit TEXT,
  person TEXT,
  due TEXT,
  state TEXT,
  done_on TEXT,
  result TEXT
) STRICT;
CREATE INDEX commitment_project ON commitment (project);
CREATE INDEX commitment_disputed ON commitment (deleted) WHERE deleted = 2;

CREATE TABLE bulletin (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  scope TEXT,
  period TEXT,
  figures TEXT
) STRICT;
CREATE INDEX bulletin_disputed ON bulletin (deleted) WHERE deleted = 2;

CREATE TABLE paper (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  scope TEXT,
  kind TEXT,
  subject TEXT,
  about TEXT,
  title TEXT,
  year INTEGER,
  serial INTEGER,
  number TEXT,
  issued_on TEXT,
  signer TEXT,
  body TEXT,
  note TEXT
) STRICT;
CREATE INDEX paper_disputed ON paper (deleted) WHERE deleted = 2;

CREATE TABLE document_template (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  scope TEXT,
  name TEXT,
  kind TEXT,
  file_name TEXT,
  content TEXT,
  note TEXT
) STRICT;
CREATE INDEX document_template_disputed ON document_template (deleted) WHERE deleted = 2;

CREATE TABLE evaluation (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  scope TEXT,
  period TEXT,
  rubric TEXT,
  scores TEXT
) STRICT;
CREATE INDEX evaluation_disputed ON evaluation (deleted) WHERE deleted = 2;

CREATE TABLE evaluation_mark (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  scope TEXT,
  period TEXT,
  region TEXT,
  kind TEXT,
  item TEXT,
  points INTEGER,
  reason TEXT,
  evidence TEXT,
  state TEXT,
  proposed_by TEXT,
  decided_by TEXT,
  decided_on TEXT
) STRICT;
CREATE INDEX evaluation_mark_disputed ON evaluation_mark (deleted) WHERE deleted = 2;

CREATE TABLE inspection (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  scope TEXT,
  kind TEXT,
  title TEXT,
  month TEXT,
  date TEXT,
  region TEXT,
  leader TEXT,
  team TEXT,
  note TEXT
) STRICT;
CREATE INDEX inspection_disputed ON inspection (deleted) WHERE deleted = 2;

CREATE TABLE visit (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  inspection TEXT,
  position INTEGER,
  state TEXT,
  visited_on TEXT,
  verdict TEXT,
  reason_code TEXT,
  missing TEXT,
  promised_month TEXT,
  finding TEXT,
  visitor TEXT
) STRICT;
CREATE INDEX visit_project ON visit (project);
CREATE INDEX visit_inspection ON visit (inspection);
CREATE INDEX visit_disputed ON visit (deleted) WHERE deleted = 2;

CREATE TABLE story (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  title TEXT,
  month TEXT,
  lead TEXT,
  body TEXT,
  photos TEXT,
  state TEXT,
  author TEXT,
  approved_by TEXT,
  approved_on TEXT,
  published_by TEXT,
  published_on TEXT,
  note TEXT
) STRICT;
CREATE INDEX story_project ON story (project);
CREATE INDEX story_disputed ON story (deleted) WHERE deleted = 2;

-- What a project contributed to the frozen figures of a period on the machine that froze them, as JSON: the projects behind every figure, and
-- what a later correction is held against. `freeze` is the hash of the very figures that they were frozen with: where another machine's
-- freeze holds in the end, they are not taken for its projects.
CREATE TABLE frozen_project (
  freeze TEXT NOT NULL,
  project TEXT NOT NULL,
  facts TEXT NOT NULL,
  PRIMARY KEY (freeze, project)
) STRICT, WITHOUT ROWID;
