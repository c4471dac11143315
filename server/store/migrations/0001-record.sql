-- The record of a county: places, land, firms, their accounts, and where every record came from.
-- Land is whole micro-mu, money whole fen, dates ISO text; NULL means not known.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE county (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- One row per committed file. Row 0 stands for records that the program itself made.
CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT REFERENCES county (code),
  subject TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  options TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  rows_read INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX import_by_file ON import (county, subject, sha256);
INSERT INTO import VALUES (0, NULL, 'program', '', '', '{}', 0, 0, 0, 0, 0, 0, 'mutu', '1970-01-01T00:00:00Z');

-- A file, and the sheet or layer in it, from which an import took records.
CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  import INTEGER NOT NULL REFERENCES import (id),
  file TEXT NOT NULL,
  sheet TEXT NOT NULL DEFAULT '',
  UNIQUE (import, file, sheet)
) STRICT;

CREATE TABLE township (
  id INTEGER PRIMARY KEY,
  county TEXT NOT NULL REFERENCES county (code),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  shape BLOB,
  place INTEGER NOT NULL REFERENCES place (id),
  place_row INTEGER,
  UNIQUE (county, code)
) STRICT;

CREATE TABLE block (
  id INTEGER PRIMARY KEY,
  county TEXT NOT NULL REFERENCES county (code),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  township TEXT,
  shape BLOB,
  facts TEXT NOT NULL,
  place INTEGER NOT NULL REFERENCES place (id),
  place_row INTEGER,
  UNIQUE (county, code)
) STRICT;

CREATE TABLE zone (
  id INTEGER PRIMARY KEY,
  county TEXT NOT NULL REFERENCES county (code),
  name TEXT NOT NULL,
  kind TEXT,
  shape BLOB NOT NULL,
  place INTEGER NOT NULL REFERENCES place (id),
  place_row INTEGER,
  UNIQUE (county, name)
) STRICT;

CREATE TABLE context (
  id INTEGER PRIMARY KEY,
  county TEXT NOT NULL REFERENCES county (code),
  kind TEXT NOT NULL,
  name TEXT,
  geometry_type TEXT NOT NULL,
  geometry BLOB NOT NULL
) STRICT;
CREATE INDEX context_by_county ON context (county);

CREATE TABLE parcel (
  id INTEGER PRIMARY KEY,
  county TEXT NOT NULL REFERENCES county (code),
  code TEXT NOT NULL,
  location TEXT,
  registered_area INTEGER,
  measured_area INTEGER,
  land_use TEXT,
  acquisition_mode TEXT,
  supply_date TEXT,
  acquisition_date TEXT,
  agreed_start TEXT,
  agreed_completion TEXT,
  actual_start TEXT,
  -- a day, 'not-started', or NULL for not known
  production_start TEXT,
  holder TEXT,
  holder_uscc TEXT,
  unit_code TEXT,
  township TEXT,
  block TEXT,
  shape BLOB,
  facts TEXT NOT NULL,
  place INTEGER NOT NULL REFERENCES place (id),
  place_row INTEGER,
  UNIQUE (county, code)
) STRICT;

CREATE VIRTUAL TABLE parcel_bounds USING rtree (id, west, east, south, north);

CREATE TABLE firm (
  id INTEGER PRIMARY KEY,
  county TEXT NOT NULL REFERENCES county (code),
  uscc TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT,
  industry_code TEXT,
  industry_tags TEXT,
  township TEXT,
  halted_since TEXT,
  facts TEXT NOT NULL,
  place INTEGER NOT NULL REFERENCES place (id),
  place_row INTEGER,
  UNIQUE (county, uscc)
) STRICT;

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  county TEXT NOT NULL REFERENCES county (code),
  uscc TEXT NOT NULL,
  year INTEGER NOT NULL,
  name TEXT,
  tax INTEGER,
  revenue INTEGER,
  value_added INTEGER,
  research_spending INTEGER,
  energy_tce REAL,
  power_kwh REAL,
  water_tonnes REAL,
  emissions_tonnes REAL,
  employees REAL,
  above_scale INTEGER,
  grade TEXT,
  assessed_area INTEGER,
  place INTEGER NOT NULL REFERENCES place (id),
  place_row INTEGER,
  UNIQUE (county, uscc, year)
) STRICT;

CREATE TABLE tenure (
  id INTEGER PRIMARY KEY,
  county TEXT NOT NULL REFERENCES county (code),
  parcel TEXT NOT NULL,
  uscc TEXT NOT NULL,
  role TEXT NOT NULL,
  -- '' when the beginning is open
  valid_from TEXT NOT NULL,
  area INTEGER,
  valid_to TEXT,
  place INTEGER NOT NULL REFERENCES place (id),
  place_row INTEGER,
  UNIQUE (county, parcel, uscc, role, valid_from)
) STRICT;

-- What a later import changed in a record: the values before and after, and both places. Creation is in the record itself.
CREATE TABLE revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  noun TEXT NOT NULL,
  key TEXT NOT NULL,
  changes TEXT NOT NULL,
  place INTEGER NOT NULL REFERENCES place (id),
  place_row INTEGER,
  previous_place INTEGER NOT NULL REFERENCES place (id),
  previous_place_row INTEGER
) STRICT;
CREATE INDEX revision_by_key ON revision (county, noun, key);

-- Findings of an import (kept) and of the last evaluation (replaced each time).
CREATE TABLE issue (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  origin TEXT NOT NULL CHECK (origin IN ('import', 'evaluation')),
  import INTEGER NOT NULL REFERENCES import (id),
  kind TEXT NOT NULL,
  severity TEXT NOT NULL,
  file TEXT NOT NULL,
  sheet TEXT,
  row_number INTEGER,
  column_name TEXT,
  subject TEXT,
  value TEXT,
  message TEXT NOT NULL,
  mender TEXT NOT NULL
) STRICT;
CREATE INDEX issue_by_origin ON issue (county, origin, import);
