-- The document's own text, attached by an administrator: clauses are shown verbatim from the newest one.
CREATE TABLE policy_text (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  policy TEXT NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  body TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX policy_text_by_policy ON policy_text (policy, sequence);
CREATE TRIGGER policy_text_kept BEFORE UPDATE ON policy_text BEGIN SELECT RAISE(ABORT, 'policy_text is append-only'); END;
CREATE TRIGGER policy_text_held BEFORE DELETE ON policy_text BEGIN SELECT RAISE(ABORT, 'policy_text is append-only'); END;
