-- A county's accounts once more, as columns: accounts are by far the most rows, and a county is always read as a whole. Follows from
-- the table account alone; dropped whenever an account is written and made again before the change is kept.
CREATE TABLE packed_account (
  county TEXT PRIMARY KEY REFERENCES county (code),
  columns BLOB NOT NULL
) STRICT;
