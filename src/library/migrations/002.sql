-- Stories: which reports tell of one happening, how that came about, and what users said of it.

CREATE TABLE stories(
  id INTEGER PRIMARY KEY,
  reports INTEGER NOT NULL,         -- 0: it was merged into another
  merged_into INTEGER REFERENCES stories,
  began TEXT NOT NULL,
  changed TEXT NOT NULL             -- when its reports last did
) STRICT;
CREATE INDEX stories_by_change ON stories(changed);

-- A report as stories look at it. `sketch` is its words as keys and weights, weighed when it came.
CREATE TABLE placed(
  report INTEGER PRIMARY KEY REFERENCES reports,
  version INTEGER NOT NULL REFERENCES versions,
  day INTEGER NOT NULL,             -- since 1970-01-01: of publication, else of arrival
  story INTEGER NOT NULL REFERENCES stories,
  maker INTEGER NOT NULL REFERENCES makers,
  sketch BLOB NOT NULL
) STRICT;
CREATE INDEX placed_by_day ON placed(day, report);
CREATE INDEX placed_by_story ON placed(story, day);
CREATE INDEX placed_by_maker ON placed(maker, report);

-- How far placing has come: the last version that was gone through, also where that was not placed;
-- and a number that changes with every change of stories, so that whoever holds them in memory knows.
CREATE TABLE placing(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  version INTEGER NOT NULL,
  step INTEGER NOT NULL
) STRICT;
INSERT INTO placing VALUES(1, 0, 0);

-- How stories came about. Never changed.
CREATE TABLE story_changes(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,               -- new, joined, merged, split; by hand: merge, split, undo
  story INTEGER NOT NULL REFERENCES stories,
  from_story INTEGER REFERENCES stories,
  report INTEGER REFERENCES reports,  -- whose arrival or new text did it; absent: a user did
  moved TEXT NOT NULL,              -- JSON: the reports that went from one story to another
  reason TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX story_changes_by_story ON story_changes(story);
CREATE INDEX story_changes_by_from ON story_changes(from_story);
CREATE INDEX story_changes_by_time ON story_changes(at);

-- What users said, which holds whatever comes until it is undone: reports on the two sides of a word
-- are never of one story; those on one side are.
CREATE TABLE story_words(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,               -- merge, split
  story INTEGER NOT NULL REFERENCES stories,
  other INTEGER NOT NULL REFERENCES stories,  -- that was merged into it, or split off
  at TEXT NOT NULL,
  undone TEXT
) STRICT;
CREATE TABLE story_word_reports(
  word INTEGER NOT NULL REFERENCES story_words,
  report INTEGER NOT NULL REFERENCES reports,
  side INTEGER NOT NULL,            -- 0: of story, 1: of other; of a merge always 0 in force
  PRIMARY KEY(word, report)
) STRICT, WITHOUT ROWID;
