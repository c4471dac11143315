-- Searches for land to buy and what they found: a link to one shows the same answer to whoever opens it. The last ones of a county are kept.
CREATE TABLE repurchase_run (
  id TEXT PRIMARY KEY,
  county TEXT NOT NULL REFERENCES county (code),
  -- the question as it was sent, and what it was resolved to
  asked TEXT NOT NULL,
  lens TEXT NOT NULL,
  -- running: begun by a program that has not written its end
  state TEXT NOT NULL CHECK (state IN ('running', 'ended', 'failed')),
  answer TEXT,
  -- the figures by which the plots were chosen: code to micro-mu and fen
  figures TEXT,
  fault TEXT,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX repurchase_run_by_county ON repurchase_run (county, recorded_at);
