-- Frozen bulletins and their files: written once, never changed. Each is sealed over its content, its files and the seal before.
CREATE TABLE bulletin (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL REFERENCES county (code),
  number INTEGER NOT NULL,
  content TEXT NOT NULL,
  hash TEXT NOT NULL,
  previous_seal TEXT NOT NULL,
  seal TEXT NOT NULL UNIQUE,
  UNIQUE (county, number)
) STRICT;
CREATE TABLE bulletin_file (
  county TEXT NOT NULL,
  number INTEGER NOT NULL,
  format TEXT NOT NULL,
  hash TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (county, number, format),
  FOREIGN KEY (county, number) REFERENCES bulletin (county, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER bulletin_kept BEFORE UPDATE ON bulletin BEGIN SELECT RAISE(ABORT, 'bulletin is append-only'); END;
CREATE TRIGGER bulletin_file_kept BEFORE UPDATE ON bulletin_file BEGIN SELECT RAISE(ABORT, 'bulletin_file is append-only'); END;
CREATE TRIGGER bulletin_held BEFORE DELETE ON bulletin WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'bulletin is append-only'); END;
CREATE TRIGGER bulletin_file_held BEFORE DELETE ON bulletin_file WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'bulletin_file is append-only'); END;
