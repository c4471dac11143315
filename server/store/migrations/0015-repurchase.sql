-- How a county reckons the cost of buying land back and scores its parcels, and costs stated for single parcels: written once, a later row stands.
CREATE TABLE repurchase_settings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  settings TEXT NOT NULL,
  basis TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX repurchase_settings_by_county ON repurchase_settings (county, id);

-- cost in fen; NULL takes the earlier one back.
CREATE TABLE repurchase_cost (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  parcel TEXT NOT NULL,
  cost INTEGER CHECK (cost >= 0),
  source TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX repurchase_cost_by_county ON repurchase_cost (county, id);

CREATE TRIGGER repurchase_settings_kept BEFORE UPDATE ON repurchase_settings BEGIN SELECT RAISE(ABORT, 'repurchase_settings is append-only'); END;
CREATE TRIGGER repurchase_cost_kept BEFORE UPDATE ON repurchase_cost BEGIN SELECT RAISE(ABORT, 'repurchase_cost is append-only'); END;
CREATE TRIGGER repurchase_settings_held BEFORE DELETE ON repurchase_settings WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'repurchase_settings is append-only'); END;
CREATE TRIGGER repurchase_cost_held BEFORE DELETE ON repurchase_cost WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'repurchase_cost is append-only'); END;
