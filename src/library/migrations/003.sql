-- What was worked out of a story as a whole: briefings are asked for again and again, and change only
-- when the story does. Nothing here is more than a cache: a row counts while its key and maker are
-- those of now.
CREATE TABLE story_results(
  story INTEGER NOT NULL REFERENCES stories,
  what TEXT NOT NULL,               -- digest, or a page and how it was asked for
  key BLOB NOT NULL,                -- SHA-256 of the versions that it was made of
  maker INTEGER NOT NULL REFERENCES makers,
  bytes INTEGER NOT NULL,
  result BLOB NOT NULL,             -- zstd
  PRIMARY KEY(story, what)
) STRICT;
