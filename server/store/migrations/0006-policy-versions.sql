-- Versions of policies: drafts written in the page are kept beside the files, and a version is put in force from a day by an act of a person.
ALTER TABLE policy_document ADD COLUMN origin TEXT NOT NULL DEFAULT 'file' CHECK (origin IN ('file', 'draft'));

CREATE TABLE policy_force (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  hash TEXT NOT NULL,
  starts TEXT NOT NULL,
  basis TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX policy_force_by_id ON policy_force (id, starts);
CREATE TRIGGER policy_force_kept BEFORE UPDATE ON policy_force BEGIN SELECT RAISE(ABORT, 'policy_force is append-only'); END;
CREATE TRIGGER policy_force_held BEFORE DELETE ON policy_force BEGIN SELECT RAISE(ABORT, 'policy_force is append-only'); END;
