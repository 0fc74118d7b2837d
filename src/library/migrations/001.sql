-- Version 1 of a library: reports and their versions, the journal of intake, what stages derived.
-- Times of the library itself are UTC, "2031-03-07T09:30:00Z". Ranges are bytes of the version's text.

-- What made a row: a stage and a fingerprint of its code, models and rules.
CREATE TABLE makers(
  id INTEGER PRIMARY KEY,
  stage TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  UNIQUE(stage, fingerprint)
) STRICT;

-- One text of one publisher over time. `public` is the id that people see: 16 hexadecimal digits of
-- the SHA-256 of `key`, which is the address, or for reports without one outlet and first text.
CREATE TABLE reports(
  id INTEGER PRIMARY KEY,
  public TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  added TEXT NOT NULL
) STRICT;

-- A report as it read when it was taken in. Never changed, never deleted.
CREATE TABLE versions(
  id INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES reports,
  number INTEGER NOT NULL,          -- from 1, in the order of arrival
  hash BLOB NOT NULL,               -- SHA-256 of title and text
  title TEXT NOT NULL,
  outlet TEXT NOT NULL,
  outlet_folded TEXT NOT NULL,      -- lower case, for search
  source TEXT NOT NULL,             -- where it came from: "feed.jsonl:3"
  external_id TEXT NOT NULL,
  format TEXT NOT NULL,
  published TEXT,                   -- ISO 8601
  published_basis TEXT,
  published_reason TEXT,
  published_begin INTEGER,
  published_end INTEGER,
  partly TEXT,                      -- the day of a text that is dated without a year
  partly_basis TEXT,
  partly_reason TEXT,
  partly_begin INTEGER,
  partly_end INTEGER,
  bytes INTEGER NOT NULL,           -- of the text
  text BLOB NOT NULL,               -- zstd
  furniture TEXT NOT NULL,          -- JSON: [[begin, end, kind], ...]
  notes TEXT NOT NULL,              -- JSON: [note, ...]
  maker INTEGER NOT NULL REFERENCES makers,
  added TEXT NOT NULL,
  UNIQUE(report, number),
  UNIQUE(report, hash)
) STRICT;
CREATE INDEX versions_by_day ON versions(published);
CREATE TRIGGER versions_stay BEFORE UPDATE ON versions
  BEGIN SELECT raise(ABORT, 'versions are immutable'); END;
CREATE TRIGGER versions_last BEFORE DELETE ON versions
  BEGIN SELECT raise(ABORT, 'versions are immutable'); END;

CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize='porter unicode61 remove_diacritics 2');

-- The journal: pieces of input that have been taken in whole, by the SHA-256 of their bytes. A piece
-- is written in one transaction with its reports.
CREATE TABLE pieces(
  hash BLOB PRIMARY KEY,
  source TEXT NOT NULL,
  reports INTEGER NOT NULL,         -- in it, whether new or known
  maker INTEGER NOT NULL REFERENCES makers,
  added TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a piece held that could not be taken in, and why.
CREATE TABLE skipped(
  piece BLOB NOT NULL REFERENCES pieces,
  number INTEGER NOT NULL,
  source TEXT NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY(piece, number)
) STRICT, WITHOUT ROWID;

-- Which maker the derived rows of a version are from. Absent: not analysed yet.
CREATE TABLE analysed(
  version INTEGER PRIMARY KEY REFERENCES versions,
  maker INTEGER NOT NULL REFERENCES makers
) STRICT;

CREATE TABLE claims(
  version INTEGER NOT NULL REFERENCES versions,
  number INTEGER NOT NULL,          -- from 1, in the order of the text
  content TEXT NOT NULL,            -- JSON: [[begin, end], ...]
  speaker TEXT,                     -- absent: the report's own voice
  speaker_folded TEXT,
  speaker_kind TEXT,
  speaker_begin INTEGER,
  speaker_end INTEGER,
  cue_begin INTEGER,
  cue_end INTEGER,
  relays TEXT NOT NULL,             -- JSON: [[name, begin, end], ...]
  manner TEXT NOT NULL,
  certainty TEXT NOT NULL,
  negated INTEGER NOT NULL,
  tense TEXT NOT NULL,
  maker INTEGER NOT NULL REFERENCES makers,
  PRIMARY KEY(version, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE entities(
  version INTEGER NOT NULL REFERENCES versions,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  mentions TEXT NOT NULL,           -- JSON: [[begin, end], ...]
  maker INTEGER NOT NULL REFERENCES makers,
  PRIMARY KEY(version, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE times(
  version INTEGER NOT NULL REFERENCES versions,
  number INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  first_day TEXT,
  last_day TEXT,
  basis TEXT NOT NULL,
  maker INTEGER NOT NULL REFERENCES makers,
  PRIMARY KEY(version, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE quantities(
  version INTEGER NOT NULL REFERENCES versions,
  number INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  value REAL NOT NULL,
  high REAL,
  bound TEXT NOT NULL,
  unit TEXT NOT NULL,
  per TEXT NOT NULL,
  counted TEXT NOT NULL,
  maker INTEGER NOT NULL REFERENCES makers,
  PRIMARY KEY(version, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE places(
  version INTEGER NOT NULL REFERENCES versions,
  number INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  role TEXT NOT NULL,
  name TEXT,                        -- absent, with all that follows: in no gazetteer
  country TEXT,
  geonames INTEGER,
  latitude REAL,
  longitude REAL,
  share REAL,
  basis TEXT NOT NULL,
  maker INTEGER NOT NULL REFERENCES makers,
  PRIMARY KEY(version, number)
) STRICT, WITHOUT ROWID;
