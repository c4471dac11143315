-- Rows that record what people decided or which land was counted: written once, never changed, never deleted.

CREATE TABLE policy_document (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  county TEXT NOT NULL,
  hash TEXT NOT NULL,
  yaml TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX policy_document_by_id ON policy_document (id, sequence);

CREATE TABLE idle_decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  parcel TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('decided', 'none')),
  since TEXT,
  basis TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX idle_decision_by_county ON idle_decision (county, id);

CREATE TABLE ledger (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  act TEXT NOT NULL CHECK (act IN ('declare', 'verify', 'reverse')),
  entry INTEGER NOT NULL,
  policy TEXT NOT NULL,
  parcel TEXT NOT NULL,
  township TEXT,
  shape BLOB,
  kind TEXT NOT NULL,
  measure TEXT NOT NULL,
  gross INTEGER NOT NULL CHECK (gross > 0),
  effective INTEGER CHECK (effective >= 0 AND effective <= gross),
  date TEXT NOT NULL,
  basis TEXT NOT NULL,
  documents TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  previous_hash TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_by_county ON ledger (county, id);

CREATE TRIGGER policy_document_kept BEFORE UPDATE ON policy_document BEGIN SELECT RAISE(ABORT, 'policy_document is append-only'); END;
CREATE TRIGGER policy_document_held BEFORE DELETE ON policy_document BEGIN SELECT RAISE(ABORT, 'policy_document is append-only'); END;
CREATE TRIGGER idle_decision_kept BEFORE UPDATE ON idle_decision BEGIN SELECT RAISE(ABORT, 'idle_decision is append-only'); END;
CREATE TRIGGER ledger_kept BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END;
CREATE TRIGGER revision_kept BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'revision is append-only'); END;

-- Only what was invented may be cleared away: a demonstration county makes room for a real one. A real one never becomes a demonstration.
CREATE TRIGGER idle_decision_held BEFORE DELETE ON idle_decision WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'idle_decision is append-only'); END;
CREATE TRIGGER ledger_held BEFORE DELETE ON ledger WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END;
CREATE TRIGGER revision_held BEFORE DELETE ON revision WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'revision is append-only'); END;
CREATE TRIGGER county_real BEFORE UPDATE OF demo ON county WHEN OLD.demo = 0 AND NEW.demo = 1
BEGIN SELECT RAISE(ABORT, 'a real county never becomes a demonstration'); END;
CREATE TRIGGER county_emptied BEFORE UPDATE OF demo ON county
WHEN OLD.demo = 1 AND NEW.demo = 0 AND (EXISTS (SELECT 1 FROM parcel WHERE county = OLD.code) OR EXISTS (SELECT 1 FROM ledger WHERE county = OLD.code))
BEGIN SELECT RAISE(ABORT, 'a demonstration county is emptied before it becomes a real one'); END;
CREATE TRIGGER county_held BEFORE DELETE ON county BEGIN SELECT RAISE(ABORT, 'a county is never removed'); END;
