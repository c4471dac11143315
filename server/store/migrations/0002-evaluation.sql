-- What evaluating gives: rebuilt as a whole, never edited by hand, and kept as packed columns because it is read as a whole
-- each time a county is loaded (a row per parcel, firm and year would cost more than the rest of the record together).

-- One year's occupancy and allocation: see packed-year.ts for the layout. Equation per year: imported = allocated + unallocated, in fen.
CREATE TABLE evaluated_year (
  county TEXT NOT NULL REFERENCES county (code),
  year INTEGER NOT NULL,
  occupancy BLOB NOT NULL,
  allocation BLOB NOT NULL,
  -- credit codes, as JSON, of occupants that are in no register
  strangers TEXT NOT NULL,
  accounts INTEGER NOT NULL,
  known INTEGER NOT NULL,
  imported INTEGER NOT NULL,
  allocated INTEGER NOT NULL,
  unallocated INTEGER NOT NULL,
  PRIMARY KEY (county, year),
  CHECK (imported = allocated + unallocated)
) STRICT;

-- Codes of accounts that count under a registered firm's code, because the name beside them is that firm's.
CREATE TABLE account_alias (
  county TEXT NOT NULL REFERENCES county (code),
  written TEXT NOT NULL,
  uscc TEXT NOT NULL,
  PRIMARY KEY (county, written)
) STRICT, WITHOUT ROWID;

CREATE TABLE evaluation (
  county TEXT NOT NULL REFERENCES county (code),
  policy TEXT NOT NULL,
  policy_hash TEXT NOT NULL,
  as_of TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (county, policy)
) STRICT, WITHOUT ROWID;

-- What was proposed for each parcel of a year: few different outcomes, so they are written once and parcels refer to them.
CREATE TABLE verdict_record (
  county TEXT NOT NULL REFERENCES county (code),
  policy TEXT NOT NULL,
  year INTEGER NOT NULL,
  outcomes TEXT NOT NULL,
  -- little-endian uint32 pairs: parcel id, index of its outcome
  parcels BLOB NOT NULL,
  PRIMARY KEY (county, policy, year)
) STRICT;
