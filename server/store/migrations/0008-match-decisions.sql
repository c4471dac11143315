-- What people decided at the matching desk, and where firms say they are: written once; a later row takes an earlier one back.
CREATE TABLE match_decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  act TEXT NOT NULL CHECK (act IN ('confirm', 'reject', 'split', 'withdraw')),
  -- What is decided, as JSON: the fields of the act.
  said TEXT NOT NULL,
  basis TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX match_decision_by_county ON match_decision (county, id);
CREATE TRIGGER match_decision_kept BEFORE UPDATE ON match_decision BEGIN SELECT RAISE(ABORT, 'match_decision is append-only'); END;
CREATE TRIGGER match_decision_held BEFORE DELETE ON match_decision WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'match_decision is append-only'); END;

ALTER TABLE firm ADD COLUMN address TEXT;
ALTER TABLE firm ADD COLUMN longitude REAL;
ALTER TABLE firm ADD COLUMN latitude REAL;
