-- Blank tables that superiors send, with what each of their columns means; they travel like every other record.
CREATE TABLE template (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  scope TEXT,
  name TEXT,
  file_name TEXT,
  content TEXT,
  mapping TEXT,
  note TEXT
) STRICT;

-- Views of the grid that are shared.
CREATE TABLE saved_view (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  scope TEXT,
  name TEXT,
  query TEXT,
  columns TEXT,
  pinned INTEGER,
  person TEXT
) STRICT;

-- Local: how the columns of a table were read, by the fingerprint of its header, so that next month's file needs no click.
CREATE TABLE table_mapping (
  fingerprint TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  used_at TEXT NOT NULL
) STRICT;
