-- What people note of an imported file: who made the data, of which day it is, under which licence. The newest row per import counts.
CREATE TABLE source_note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  import INTEGER NOT NULL,
  producer TEXT,
  produced_on TEXT,
  licence TEXT,
  note TEXT,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX source_note_by_county ON source_note (county, id);
CREATE TRIGGER source_note_kept BEFORE UPDATE ON source_note BEGIN SELECT RAISE(ABORT, 'source_note is append-only'); END;
CREATE TRIGGER source_note_held BEFORE DELETE ON source_note WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'source_note is append-only'); END;
