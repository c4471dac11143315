-- What people state for the yearly evaluation of firms and blocks: written once, never changed; a later row takes an earlier one back.

-- That an item of the parameter set (bonus, penalty, veto, exemption) applies to a subject in a year, or no longer does.
CREATE TABLE evaluation_mark (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  subject TEXT NOT NULL,
  year INTEGER NOT NULL,
  item TEXT NOT NULL,
  holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
  basis TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX evaluation_mark_by_county ON evaluation_mark (county, id);

-- A grade set by decision; NULL lifts the one before.
CREATE TABLE forced_grade (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  subject TEXT NOT NULL,
  year INTEGER NOT NULL,
  grade TEXT,
  basis TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX forced_grade_by_county ON forced_grade (county, id);

CREATE TRIGGER evaluation_mark_kept BEFORE UPDATE ON evaluation_mark BEGIN SELECT RAISE(ABORT, 'evaluation_mark is append-only'); END;
CREATE TRIGGER forced_grade_kept BEFORE UPDATE ON forced_grade BEGIN SELECT RAISE(ABORT, 'forced_grade is append-only'); END;
CREATE TRIGGER evaluation_mark_held BEFORE DELETE ON evaluation_mark WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'evaluation_mark is append-only'); END;
CREATE TRIGGER forced_grade_held BEFORE DELETE ON forced_grade WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'forced_grade is append-only'); END;
