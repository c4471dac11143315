-- Drawings that were mended on import, or could be: the one that was sent and the other, side by side, never one instead of the other.
CREATE TABLE drawing_repair (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  import INTEGER NOT NULL,
  parcel TEXT NOT NULL,
  sheet TEXT,
  row_number INTEGER NOT NULL,
  -- self-crossing, spike, hole-outside, separated by blanks
  faults TEXT NOT NULL,
  before BLOB NOT NULL,
  after BLOB NOT NULL,
  area_before INTEGER NOT NULL,
  area_after INTEGER NOT NULL,
  applied INTEGER NOT NULL CHECK (applied IN (0, 1))
) STRICT;
CREATE INDEX drawing_repair_by_county ON drawing_repair (county, import, id);
CREATE TRIGGER drawing_repair_kept BEFORE UPDATE ON drawing_repair BEGIN SELECT RAISE(ABORT, 'drawing_repair is append-only'); END;
CREATE TRIGGER drawing_repair_held BEFORE DELETE ON drawing_repair WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'drawing_repair is append-only'); END;
