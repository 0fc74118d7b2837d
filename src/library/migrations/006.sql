-- What a page's address showed when it was last had, by which a text that is there again is told from one
-- that is added again. `versions.hash` has, behind the SHA-256 of a text that came back, the version's number.
ALTER TABLE versions ADD COLUMN captured TEXT NOT NULL DEFAULT '';  -- when it was had from its address, if known

CREATE TABLE captures(
  url TEXT PRIMARY KEY,
  at TEXT NOT NULL,                 -- when it was fetched, by us or by an archive
  piece BLOB NOT NULL,              -- as in pieces
  text BLOB NOT NULL                -- SHA-256 of title and text of its report; empty: not just one
) STRICT, WITHOUT ROWID;
