-- Plans to buy land back as they were kept, what was done to them since, and the money for it. Written once, never changed.
CREATE TABLE repurchase_plan (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  name TEXT NOT NULL,
  question TEXT NOT NULL,
  solved INTEGER NOT NULL CHECK (solved IN (0, 1)),
  -- JSON: the chosen plots with the figures they were chosen by (micro-mu, fen)
  parcels TEXT NOT NULL,
  blocks TEXT NOT NULL,
  bound INTEGER,
  data_version TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX repurchase_plan_by_county ON repurchase_plan (county, id);

CREATE TABLE repurchase_plan_act (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  plan INTEGER NOT NULL REFERENCES repurchase_plan (id),
  act TEXT NOT NULL CHECK (act IN ('approve', 'withdraw', 'step', 'drop')),
  parcel TEXT,
  step TEXT CHECK (step IN ('application', 'valuation', 'approval', 'contract', 'delivery')),
  amount INTEGER CHECK (amount > 0),
  ledger_entry INTEGER,
  date TEXT NOT NULL,
  basis TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX repurchase_plan_act_by_county ON repurchase_plan_act (county, id);

CREATE TABLE repurchase_fund (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  kind TEXT NOT NULL CHECK (kind IN ('land-revenue', 'source', 'outlay')),
  year INTEGER NOT NULL,
  name TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  basis TEXT NOT NULL,
  reverses INTEGER REFERENCES repurchase_fund (id),
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX repurchase_fund_by_county ON repurchase_fund (county, id);

CREATE TRIGGER repurchase_plan_kept BEFORE UPDATE ON repurchase_plan BEGIN SELECT RAISE(ABORT, 'repurchase_plan is append-only'); END;
CREATE TRIGGER repurchase_plan_act_kept BEFORE UPDATE ON repurchase_plan_act BEGIN SELECT RAISE(ABORT, 'repurchase_plan_act is append-only'); END;
CREATE TRIGGER repurchase_fund_kept BEFORE UPDATE ON repurchase_fund BEGIN SELECT RAISE(ABORT, 'repurchase_fund is append-only'); END;
CREATE TRIGGER repurchase_plan_held BEFORE DELETE ON repurchase_plan WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'repurchase_plan is append-only'); END;
CREATE TRIGGER repurchase_plan_act_held BEFORE DELETE ON repurchase_plan_act WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'repurchase_plan_act is append-only'); END;
CREATE TRIGGER repurchase_fund_held BEFORE DELETE ON repurchase_fund WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'repurchase_fund is append-only'); END;
