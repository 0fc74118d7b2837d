-- What stages found in the reports of stories that somebody asked for, so that a briefing works out
-- only what is new in it. Nothing here is more than a cache: a row counts while its maker is the one of
-- now and its sum is right, and those of stories that were not asked for longest go when it is too much.

CREATE TABLE kept_stories(
  story INTEGER PRIMARY KEY REFERENCES stories,
  turn INTEGER NOT NULL,            -- when it was last asked for: the largest is the latest
  bytes INTEGER NOT NULL            -- of all that is kept for it
) STRICT;
CREATE INDEX kept_stories_by_turn ON kept_stories(turn, bytes);

-- Sentences, trees, entities, times, figures, places and claims of a version (library/derived_bytes.h).
CREATE TABLE kept_findings(
  version INTEGER PRIMARY KEY REFERENCES versions,
  story INTEGER NOT NULL REFERENCES kept_stories,  -- that it was last asked for in
  maker INTEGER NOT NULL REFERENCES makers,
  sum INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  found BLOB NOT NULL               -- zstd
) STRICT;
CREATE INDEX kept_findings_by_story ON kept_findings(story);

-- How alike pairs of sentences of its reports are (library/grade_bytes.h).
CREATE TABLE kept_grades(
  story INTEGER PRIMARY KEY REFERENCES kept_stories,
  maker INTEGER NOT NULL REFERENCES makers,
  sum INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  found BLOB NOT NULL               -- zstd
) STRICT;
