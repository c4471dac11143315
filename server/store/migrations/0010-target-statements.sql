-- What people state about targets: tasks of townships, targets of their own, counters, cases under way, likelihoods.
-- Written once, never changed; a later row replaces or takes back an earlier one. `body` is what is said, of the noun's own form.
CREATE TABLE target_statement (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  noun TEXT NOT NULL CHECK (noun IN ('task', 'target', 'counter', 'case', 'likelihood')),
  body TEXT NOT NULL CHECK (json_valid(body)),
  date TEXT NOT NULL,
  basis TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX target_statement_by_county ON target_statement (county, id);

CREATE TRIGGER target_statement_kept BEFORE UPDATE ON target_statement BEGIN SELECT RAISE(ABORT, 'target_statement is append-only'); END;
CREATE TRIGGER target_statement_held BEFORE DELETE ON target_statement WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'target_statement is append-only'); END;
