-- The intake by steps: files kept until they are committed, what each import touched, what people do about findings, saved mappings.

-- A file that somebody sent. The bytes lie in uploads/ beside the record, named by their hash; the county may not be there yet.
CREATE TABLE upload (
  id TEXT PRIMARY KEY,
  county TEXT NOT NULL,
  county_name TEXT,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  -- NULL: to be told from the content
  subject TEXT,
  -- coordinate system, encoding, name of the mapping, columns said by hand
  options TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'committed', 'undone', 'discarded')),
  -- the import that it became; not a reference, because invented counties may be cleared away
  import INTEGER,
  result TEXT,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_by_county ON upload (county, recorded_at);
CREATE INDEX upload_by_file ON upload (sha256);

-- Records that an import created, updated or found unchanged: their ids as little-endian uint32. What a later import depends on.
CREATE TABLE import_rows (
  import INTEGER NOT NULL REFERENCES import (id),
  noun TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('created', 'updated', 'unchanged')),
  ids BLOB NOT NULL,
  PRIMARY KEY (import, noun, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_undo (
  import INTEGER PRIMARY KEY REFERENCES import (id),
  county TEXT NOT NULL REFERENCES county (code),
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;

ALTER TABLE issue ADD COLUMN year INTEGER;
CREATE INDEX issue_by_import ON issue (import);

CREATE TABLE issue_act (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  issue TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('assign', 'close', 'waive', 'reopen', 'mend')),
  assignee TEXT,
  reason TEXT,
  import INTEGER REFERENCES import (id),
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX issue_act_by_county ON issue_act (county, id);

-- What a bureau's columns mean, by name; every saving is a version.
CREATE TABLE column_mapping (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  bureau TEXT NOT NULL,
  subject TEXT NOT NULL,
  columns TEXT NOT NULL,
  note TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  UNIQUE (name, version)
) STRICT;

-- Records that a later delivery no longer holds: proposed to leave, decided by a person.
CREATE TABLE succession (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  import INTEGER NOT NULL REFERENCES import (id),
  noun TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  label TEXT,
  successors TEXT NOT NULL
) STRICT;
CREATE INDEX succession_by_county ON succession (county, id);

CREATE TABLE succession_act (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  succession INTEGER NOT NULL REFERENCES succession (id),
  act TEXT NOT NULL CHECK (act IN ('retire', 'keep', 'restore', 'returned')),
  reason TEXT,
  -- the whole record as it was when it left
  content TEXT,
  import INTEGER REFERENCES import (id),
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX succession_act_by_county ON succession_act (county, id);

CREATE TRIGGER import_undo_kept BEFORE UPDATE ON import_undo BEGIN SELECT RAISE(ABORT, 'import_undo is append-only'); END;
CREATE TRIGGER issue_act_kept BEFORE UPDATE ON issue_act BEGIN SELECT RAISE(ABORT, 'issue_act is append-only'); END;
CREATE TRIGGER column_mapping_kept BEFORE UPDATE ON column_mapping BEGIN SELECT RAISE(ABORT, 'column_mapping is append-only'); END;
CREATE TRIGGER column_mapping_held BEFORE DELETE ON column_mapping BEGIN SELECT RAISE(ABORT, 'column_mapping is append-only'); END;
CREATE TRIGGER succession_kept BEFORE UPDATE ON succession BEGIN SELECT RAISE(ABORT, 'succession is append-only'); END;
CREATE TRIGGER succession_act_kept BEFORE UPDATE ON succession_act BEGIN SELECT RAISE(ABORT, 'succession_act is append-only'); END;
CREATE TRIGGER import_undo_held BEFORE DELETE ON import_undo WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'import_undo is append-only'); END;
CREATE TRIGGER issue_act_held BEFORE DELETE ON issue_act WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'issue_act is append-only'); END;
CREATE TRIGGER succession_held BEFORE DELETE ON succession WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'succession is append-only'); END;
CREATE TRIGGER succession_act_held BEFORE DELETE ON succession_act WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'succession_act is append-only'); END;
