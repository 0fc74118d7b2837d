-- Version 4: who wrote a version and in which language it is; what servers said of the pages fetched.

ALTER TABLE versions ADD COLUMN byline TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN language TEXT NOT NULL DEFAULT '';        -- ISO 639; empty: not known
ALTER TABLE versions ADD COLUMN language_basis TEXT NOT NULL DEFAULT '';

-- Addresses that were fetched: with what a server names the state of a page by, it need not send the
-- same again. Written with the reports of the page, so that no page is taken for known that is not.
CREATE TABLE fetched(
  url TEXT PRIMARY KEY,
  etag TEXT NOT NULL,
  modified TEXT NOT NULL,           -- Last-Modified, as the server wrote it
  at TEXT NOT NULL,
  list INTEGER NOT NULL             -- 1: a feed or sitemap, all of whose pages were had
) STRICT, WITHOUT ROWID;
