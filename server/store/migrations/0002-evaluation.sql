-- What evaluating gives: rebuilt as a whole, never edited by hand.

CREATE TABLE occupancy (
  county TEXT NOT NULL REFERENCES county (code),
  year INTEGER NOT NULL,
  parcel INTEGER NOT NULL REFERENCES parcel (id),
  firm INTEGER NOT NULL REFERENCES firm (id),
  role TEXT NOT NULL,
  area INTEGER NOT NULL,
  basis TEXT NOT NULL,
  PRIMARY KEY (county, year, parcel, firm, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE allocation (
  county TEXT NOT NULL REFERENCES county (code),
  year INTEGER NOT NULL,
  parcel INTEGER NOT NULL REFERENCES parcel (id),
  firm INTEGER NOT NULL REFERENCES firm (id),
  area INTEGER NOT NULL,
  tax INTEGER,
  PRIMARY KEY (county, year, parcel, firm)
) STRICT, WITHOUT ROWID;

-- Per year: imported = allocated + unallocated, in fen.
CREATE TABLE conservation (
  county TEXT NOT NULL REFERENCES county (code),
  year INTEGER NOT NULL,
  accounts INTEGER NOT NULL,
  known INTEGER NOT NULL,
  imported INTEGER NOT NULL,
  allocated INTEGER NOT NULL,
  unallocated INTEGER NOT NULL,
  PRIMARY KEY (county, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE evaluation (
  county TEXT NOT NULL REFERENCES county (code),
  policy TEXT NOT NULL,
  policy_hash TEXT NOT NULL,
  as_of TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (county, policy)
) STRICT, WITHOUT ROWID;

CREATE TABLE verdict_record (
  county TEXT NOT NULL REFERENCES county (code),
  policy TEXT NOT NULL,
  year INTEGER NOT NULL,
  parcel INTEGER NOT NULL REFERENCES parcel (id),
  scope TEXT NOT NULL,
  proposed TEXT,
  -- rule and gap ids, blank-separated
  matched TEXT NOT NULL,
  unknown TEXT NOT NULL,
  gaps TEXT NOT NULL,
  PRIMARY KEY (county, policy, year, parcel)
) STRICT, WITHOUT ROWID;
