-- The ledger's rows say from when they count, why they take back, and where land went when parcels were split, merged or moved.
-- The table is made anew because its CHECK must know the new act; rows and seals stay as they are (form 1).
DROP TRIGGER county_emptied;

CREATE TABLE ledger_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  act TEXT NOT NULL CHECK (act IN ('declare', 'verify', 'reverse', 'carry')),
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
  counts_from TEXT NOT NULL,
  reason TEXT,
  lineage INTEGER,
  origin TEXT,
  basis TEXT NOT NULL,
  documents TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  previous_hash TEXT NOT NULL,
  form INTEGER NOT NULL CHECK (form IN (1, 2)),
  CHECK ((act = 'carry') = (lineage IS NOT NULL)),
  CHECK ((act = 'carry') = (origin IS NOT NULL))
) STRICT;
INSERT INTO ledger_next
  SELECT id, county, act, entry, policy, parcel, township, shape, kind, measure, gross, effective, date, date, NULL, NULL, NULL,
    basis, documents, actor, recorded_at, hash, previous_hash, 1
  FROM ledger;
DROP TABLE ledger;
ALTER TABLE ledger_next RENAME TO ledger;

CREATE INDEX ledger_by_county ON ledger (county, id);
CREATE INDEX ledger_by_entry ON ledger (entry, id);
CREATE INDEX ledger_by_parcel ON ledger (county, parcel);
-- Boxes of drawn pieces: follow from the rows, so that an overlap is looked for among neighbours only.
CREATE VIRTUAL TABLE ledger_bounds USING rtree(id, west, east, south, north);

CREATE TRIGGER ledger_kept BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END;
CREATE TRIGGER ledger_held BEFORE DELETE ON ledger WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END;
CREATE TRIGGER county_emptied BEFORE UPDATE OF demo ON county
WHEN OLD.demo = 1 AND NEW.demo = 0 AND (EXISTS (SELECT 1 FROM parcel WHERE county = OLD.code) OR EXISTS (SELECT 1 FROM ledger WHERE county = OLD.code))
BEGIN SELECT RAISE(ABORT, 'a demonstration county is emptied before it becomes a real one'); END;

-- Acts of lineage, sealed to one another like the ledger's rows. `parts` is JSON: where which land went.
CREATE TABLE lineage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  kind TEXT NOT NULL CHECK (kind IN ('split', 'merge', 'township')),
  date TEXT NOT NULL,
  parts TEXT NOT NULL,
  basis TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  previous_hash TEXT NOT NULL
) STRICT;
CREATE INDEX lineage_by_county ON lineage (county, id);
CREATE TRIGGER lineage_kept BEFORE UPDATE ON lineage BEGIN SELECT RAISE(ABORT, 'lineage is append-only'); END;
CREATE TRIGGER lineage_held BEFORE DELETE ON lineage WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'lineage is append-only'); END;

-- Files that stand for evidence. The bytes lie in the home folder's documents/, named by their SHA-256.
CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  UNIQUE (county, sha256)
) STRICT;
CREATE TRIGGER document_kept BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'document is append-only'); END;
CREATE TRIGGER document_held BEFORE DELETE ON document WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'document is append-only'); END;

-- People who may sign in. A later row of a name replaces an earlier one (another password or role, or disabled).
CREATE TABLE user (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  -- 'all', or township codes as JSON
  townships TEXT NOT NULL,
  -- scrypt: salt and key as hex; NULL: disabled
  secret TEXT,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX user_by_name ON user (name, id);
CREATE TRIGGER user_kept BEFORE UPDATE ON user BEGIN SELECT RAISE(ABORT, 'user is append-only'); END;
CREATE TRIGGER user_held BEFORE DELETE ON user BEGIN SELECT RAISE(ABORT, 'user is append-only'); END;

-- Who is signed in: only a hash of the token is kept.
CREATE TABLE session (
  token TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
