-- A prefecture has bulletins without being a county of the record: the tables are made anew without that reference. Rows and seals stay.
CREATE TABLE bulletin_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  county TEXT NOT NULL,
  number INTEGER NOT NULL,
  content TEXT NOT NULL,
  hash TEXT NOT NULL,
  previous_seal TEXT NOT NULL,
  seal TEXT NOT NULL UNIQUE,
  UNIQUE (county, number)
) STRICT;
CREATE TABLE bulletin_file_next (
  county TEXT NOT NULL,
  number INTEGER NOT NULL,
  format TEXT NOT NULL,
  hash TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (county, number, format),
  FOREIGN KEY (county, number) REFERENCES bulletin_next (county, number)
) STRICT, WITHOUT ROWID;
INSERT INTO bulletin_next SELECT id, county, number, content, hash, previous_seal, seal FROM bulletin;
INSERT INTO bulletin_file_next SELECT county, number, format, hash, bytes FROM bulletin_file;
DROP TABLE bulletin_file;
DROP TABLE bulletin;
ALTER TABLE bulletin_next RENAME TO bulletin;
ALTER TABLE bulletin_file_next RENAME TO bulletin_file;

CREATE TRIGGER bulletin_kept BEFORE UPDATE ON bulletin BEGIN SELECT RAISE(ABORT, 'bulletin is append-only'); END;
CREATE TRIGGER bulletin_file_kept BEFORE UPDATE ON bulletin_file BEGIN SELECT RAISE(ABORT, 'bulletin_file is append-only'); END;
CREATE TRIGGER bulletin_held BEFORE DELETE ON bulletin WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'bulletin is append-only'); END;
CREATE TRIGGER bulletin_file_held BEFORE DELETE ON bulletin_file WHEN (SELECT demo FROM county WHERE code = OLD.county) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'bulletin_file is append-only'); END;
