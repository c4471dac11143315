-- What people decided about mended drawings; rows are only ever added, and the last one of a repair holds.
CREATE TABLE drawing_repair_act (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  repair INTEGER NOT NULL REFERENCES drawing_repair (id),
  -- accept: the record takes the mended drawing; reject: it holds (or gets back) the one that was sent
  act TEXT NOT NULL CHECK (act IN ('accept', 'reject')),
  reason TEXT NOT NULL,
  -- measured area of the parcel before an acceptance, in micro-mu
  measured_before INTEGER,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX drawing_repair_act_by_repair ON drawing_repair_act (county, repair, id);
CREATE TRIGGER drawing_repair_act_kept BEFORE UPDATE ON drawing_repair_act
BEGIN SELECT RAISE(ABORT, 'drawing_repair_act is append-only'); END;
CREATE TRIGGER drawing_repair_act_held BEFORE DELETE ON drawing_repair_act WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'drawing_repair_act is append-only'); END;
