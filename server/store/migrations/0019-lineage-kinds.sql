-- Acts of lineage also renumber, rearrange, and take an earlier act back. The table is made anew because its CHECK must know the kinds.
CREATE TABLE lineage_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  kind TEXT NOT NULL CHECK (kind IN ('split', 'merge', 'renumber', 'rearrange', 'township', 'undo')),
  date TEXT NOT NULL,
  parts TEXT NOT NULL,
  -- the act that an undo takes back, once
  undoes INTEGER UNIQUE,
  basis TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  previous_hash TEXT NOT NULL,
  CHECK ((kind = 'undo') = (undoes IS NOT NULL))
) STRICT;
INSERT INTO lineage_next
  SELECT id, county, kind, date, parts, NULL, basis, actor, recorded_at, hash, previous_hash FROM lineage;
DROP TABLE lineage;
ALTER TABLE lineage_next RENAME TO lineage;
CREATE INDEX lineage_by_county ON lineage (county, id);
CREATE TRIGGER lineage_kept BEFORE UPDATE ON lineage BEGIN SELECT RAISE(ABORT, 'lineage is append-only'); END;
CREATE TRIGGER lineage_held BEFORE DELETE ON lineage WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'lineage is append-only'); END;
