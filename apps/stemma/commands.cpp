#include "commands.h"

#include "verbs.h"

namespace stemma::app {
namespace {

const Option kInput{"input",
                    "FORMAT",
                    "What the inputs are; auto looks at the content, then at the name.",
                    {"auto", "text", "html", "jsonl"},
                    "auto"};
const Option kThreads{
    "threads", "N", "Threads to work on; 0 = all cores. The output is the same on any number.",
    {},        "0", true};
const Option kVerbose{"verbose", "", "Say on standard error what each stage took.", {}, ""};
const Option kLibrary{"library",
                      "FILE",
                      "The library's file; without it, the one that STEMMA_LIBRARY names.",
                      {},
                      ""};
const Option kJobs{
    "jobs", "N", "Threads to work on; 0 = all cores. The library is the same on any number.",
    {},     "0", true};
const Option kOutput{"output", "FILE", "Write there instead of to standard output.", {}, ""};

const Option kColumns{
    "columns", "N", "Width of the text; 100, or the terminal's width if that is less.",
    {},        "",  true};
const Option kSideColumns{"columns",
                          "N",
                          "Width of the text; 100, or the terminal's width if that is less than "
                          "160.",
                          {},
                          "",
                          true};
const Option kCompareLibrary{
    "library", "FILE", "Compare reports of this library, named by their ids.", {}, ""};
const Option kColor{"color", "WHEN", "Colour the text.", {"auto", "always", "never"}, "auto"};
const Option kSame{"same",
                   "A B",
                   "Take these two reports to be of one origin, and count by that; named as r1, r2 "
                   "or by file. May be given again.",
                   {},
                   ""};
const Option kDistinct{
    "distinct", "A B", "Take these two reports to be independent, and count by that.", {}, ""};

std::vector<Command> make_commands() {
  return {
      {"read",
       "REPORT...",
       1,
       "read several reports of one happening and print a briefing",
       "Reads report files (plain text, HTML, JSONL; - is standard input) and prints what is "
       "known: "
       "how many independent origins the reports have and why, what changed between them, who says "
       "what on whose word, what only one of them has, the figures and the days. Every line leads "
       "back to the bytes it came from. An input that cannot be read is named on standard error "
       "and the others are read all the same; the exit status is then 2.",
       {{"format",
         "FORMAT",
         "How to print the briefing; svg and dot draw the lineage alone.",
         {"text", "json", "html", "svg", "dot"},
         "text"},
        kOutput,
        {"full", "", "Print every line of every section, not only the first ones.", {}, ""},
        kColumns,
        kColor,
        kSame,
        kDistinct,
        kInput,
        kThreads,
        kVerbose},
       {{"stemma read examples/*.txt", "a briefing on the terminal"},
        {"stemma read --format html --output briefing.html a.txt b.html", "the same as a page"},
        {"stemma read --format json feed.jsonl | jq '.lineage.origins'", "how many origins"}},
       &run_read},
      {"lineage",
       "REPORT...",
       1,
       "print who copied whom, and why",
       "Prints for each report what it was made from, how much of it, how sure that is and why; "
       "and "
       "how many independent origins there are. svg and dot draw it, json is the part of that name "
       "of read's JSON.",
       {{"format", "FORMAT", "How to print it.", {"text", "json", "svg", "dot"}, "text"},
        kOutput,
        {"full", "", "Print every reason, not only the first ones.", {}, ""},
        kColumns,
        kColor,
        kSame,
        kDistinct,
        kInput,
        kThreads},
       {{"stemma lineage examples/*.txt", "the family of eight reports"},
        {"stemma lineage --format svg --output family.svg examples/*.txt", "the same, drawn"},
        {"stemma lineage --distinct r1 r2 a.txt b.txt", "as if they had not copied"}},
       &run_lineage},
      {"compare",
       "A B",
       2,
       "show two reports side by side, with what differs marked",
       "Lays the sentences of two reports beside one another, as far as they tell the same, and "
       "marks the words that differ; below each pair stand the changes of meaning that were found. "
       "What only one of them has stands alone on its side. A and B are files or, with --library, "
       "reports of a library: the id or the beginning of one for the newest text, 3fa9c1d2.1 for "
       "the first. So two texts of one report can be compared: the later is known to come from the "
       "earlier. Where STEMMA_LIBRARY names a library, names that are no files are looked up "
       "there.",
       {{"format", "FORMAT", "How to print it.", {"text", "json", "html"}, "text"},
        kCompareLibrary,
        kOutput,
        {"full", "", "Print also the sentences of two versions that are as they were.", {}, ""},
        kSideColumns,
        kColor,
        kInput,
        kThreads},
       {{"stemma compare wire.txt rewrite.txt", "on the terminal"},
        {"stemma compare --format html --output both.html a.txt b.txt", "as a page"},
        {"stemma compare --library desk.stemma 3fa9c1d2 77b0", "two reports of a library"},
        {"stemma compare --library desk.stemma 3fa9c1d2.1 3fa9c1d2.3", "two texts of one report"}},
       &run_compare},
      {"parse",
       "FILE...",
       1,
       "print words, lemmas, tags, dependencies and names as CoNLL-U",
       "Prints each report as one document of CoNLL-U, as Universal Dependencies English writes "
       "it: "
       "furniture left out, \"don't\" as the token 1-2 of the words do and n't, names in MISC as "
       "NER=B-PER, NER=I-PER and the like: PER, ORG, LOC, MISC, and DATE, TIME, DURATION, SET, "
       "MONEY, "
       "PERCENT, NUMBER, ORDINAL. With --input conllu the words and sentences are taken as they "
       "stand in the file, with its comments, and LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL and NER "
       "are filled in; DEPS and empty nodes are dropped. A file that cannot be read is named on "
       "standard error and the others are printed all the same; the exit status is then 2.",
       {{"format", "FORMAT", "How to print it.", {"conllu"}, "conllu"},
        {"input",
         "FORMAT",
         "What the inputs are; auto takes *.conllu for conllu, and for the others looks at the "
         "content, then at the name.",
         {"auto", "text", "html", "jsonl", "conllu"},
         "auto"},
        kOutput,
        kThreads},
       {{"stemma parse report.txt", "its sentences as CoNLL-U"},
        {"stemma parse --input conllu gold.conllu >ours.conllu", "a treebank, parsed by stemma"}},
       &run_parse},
      {"extract",
       "REPORT...",
       1,
       "print what one report at a time says: claims, times, figures, entities",
       "Works on each report by itself, without comparing. With --format jsonl each report gives "
       "one line, an object with the report, its entities, claims, times, quantities and places. "
       "With --format text it prints the text that all byte offsets of that report point into, "
       "byte for byte: check any span with tail -c +$((begin + 1)) | head -c $((end - begin)).",
       {{"format", "FORMAT", "What to print.", {"jsonl", "text"}, "jsonl"},
        kOutput,
        kInput,
        kThreads},
       {{"stemma extract page.html | jq '.claims[].speaker.name'", "whose word a page rests on"},
        {"stemma extract --format text page.html | tail -c +121 | head -c 14",
         "the bytes of the span [120, 134)"}},
       &run_extract},
      {"claims",
       "REPORT...",
       1,
       "list who says what, by speaker, with those who passed it on",
       "Prints the claims of the reports by speaker: the words that hand over, the content, how "
       "sure "
       "the report makes it, when it is, who passed the word on, why a speaker is not named, and "
       "the bytes where it stands. Options choose among them; the exit status is 1 if none is "
       "left.",
       {{"speaker", "NAME", "Only speakers whose name has these words.", {}, ""},
        {"certainty",
         "KIND",
         "Only claims of this certainty.",
         {"certain", "probable", "possible", "doubted", "denied", "unknown"},
         ""},
        {"tense",
         "KIND",
         "Only claims of this tense.",
         {"happened", "ongoing", "announced", "predicted", "hypothetical", "unknown"},
         ""},
        {"predicate", "VERB", "Only claims that say this of somebody: attack, sign.", {}, ""},
        {"negated", "", "Only what is said not to be so.", {}, ""},
        {"relayed", "", "Only what somebody passed on.", {}, ""},
        kOutput,
        kInput,
        kThreads},
       {{"stemma claims --certainty denied examples/*.txt", "what is denied, and by whom"},
        {"stemma claims --speaker observatory examples/*.txt", "what one body said"}},
       &run_claims},
      {"add",
       "SOURCE...",
       1,
       "take reports into a library and analyse them",
       "Takes files (plain text, HTML, JSONL, RSS, Atom, JSON Feed, CSV, WARC, WACZ, mail and "
       "mailboxes; packed with gzip or not), the files below folders, those that a pattern "
       "matches, "
       "standard input (-) and web addresses into a library, one file that is made if it is not "
       "there; then "
       "works out what each new report says. The same report twice is one: the address and the "
       "text "
       "count, or without an address the outlet and the text. A changed title or text at an "
       "address "
       "is a new version; none is ever lost. Ended at any moment, by a signal, a full disk or a "
       "power cut, it leaves a whole library, and the same command goes on where it was. Of the "
       "address of a feed, a sitemap or an OPML list the pages that it names are fetched; so are "
       "those of a sitemap or OPML list in a file. Fetching heeds robots.txt, asks one site for "
       "one "
       "page at a time, and asks for what it knows only if that has changed. Proxies are taken "
       "from "
       "http_proxy, https_proxy and no_proxy. The exit status is 2 if anything was skipped.",
       {kLibrary,
        kJobs,
        kInput,
        {"no-analysis",
         "",
         "Only take the reports in; `stemma refresh` analyses them later.",
         {},
         ""},
        {"pages", "N", "Pages to fetch of one feed or sitemap, newest first.", {}, "100", true},
        {"delay", "N", "Seconds between two requests to one site.", {}, "1", true},
        {"contact", "TEXT", "How sites can reach you: an address that requests carry.", {}, ""},
        {"allow-private",
         "",
         "Also fetch from private, loopback and link-local addresses.",
         {},
         ""},
        {"verbose",
         "",
         "Say of each report that was skipped, why; and of each that is not analysed, its "
         "language.",
         {},
         "",
         false,
         "v"}},
       {{"stemma add --library desk.stemma feeds/ wire.jsonl", "all that is there, once"},
        {"stemma add --library desk.stemma --contact desk@courier.example "
         "https://courier.example/feed.xml",
         "the pages of a feed; again later: what is new or changed"},
        {"stemma add --library desk.stemma -v - <today.jsonl", "from standard input"}},
       &run_add},
      {"refresh",
       "",
       0,
       "analyse what is new or stale in a library",
       "Works out anew what was derived by other models, rules or code than this program's, and "
       "what "
       "has not been analysed yet. May be stopped and started again at any time.",
       {kLibrary, kJobs},
       {{"stemma refresh --library desk.stemma", "after stemma itself has changed"}},
       &run_refresh},
      {"search",
       "QUERY...",
       1,
       "search the reports of a library",
       "Finds reports by their words, in any form; side by side they must all be there. \"a "
       "phrase\", "
       "begin*, AND, OR, NOT, brackets and title:word combine them. Filters: speaker:NAME "
       "(somebody "
       "whose word a claim rests on), outlet:NAME, after:DAY and before:DAY (both included; a "
       "month "
       "or a year will do). Prints id, day, outlet, title, and a passage with its bytes. The exit "
       "status is 1 if nothing is found. With --format atom a search is a feed that any reader of "
       "feeds may follow: the reports that came in last first, under ids that stay; it is no error "
       "if it is empty.",
       {kLibrary,
        {"format", "FORMAT", "How to print what is found.", {"text", "jsonl", "atom"}, "text"},
        {"newest", "", "What came in last first, whatever the words weigh; as atom does.", {}, ""},
        {"limit", "N", "How many to print at most.", {}, "20", true},
        {"all", "", "Also versions that a later text at their address has replaced.", {}, ""},
        kOutput},
       {{"stemma search --library desk.stemma 'grid AND speaker:Moro after:2031-03'",
         "who said what of the grid, since March"},
        {"stemma search --library desk.stemma --format atom --limit 50 --output grid.atom grid",
         "a saved search as a feed: run it after each `stemma add`"}},
       &run_search},
      {"versions",
       "REPORT",
       1,
       "list the texts of a report, and show what was changed",
       "Lists the texts that a library has had of one report: when each was taken in, its words, "
       "how many words came in and went since the one before, and its title. The report is named "
       "by "
       "its id, or the beginning of one. With --diff, what the newest text changed is shown as "
       "compare does, or what another did that is named: 3fa9c1d2.2. Sentences that are as they "
       "were are only counted. json has it all in one object; html is the page of the change. A "
       "text that comes back as it was before is no new version.",
       {kLibrary,
        {"diff", "", "Show what was changed.", {}, ""},
        {"format", "FORMAT", "How to print it.", {"text", "json", "html"}, "text"},
        kOutput,
        {"full", "", "Print also the sentences that are as they were.", {}, ""},
        kSideColumns,
        kColor,
        kThreads},
       {{"stemma versions --library desk.stemma 3fa9c1d2", "how often it was changed"},
        {"stemma versions --library desk.stemma --diff 3fa9c1d2", "and what the last change was"}},
       &run_versions},
      {"stories",
       "",
       0,
       "list the stories of a library",
       "Prints the stories that the reports of a library fall into: id, how many reports of how "
       "many "
       "outlets, their days, and the title of the report that is most like all others; where it "
       "has "
       "been worked out also how many independent origins they have and how many readings are "
       "contested: altered on the way, or in conflict. To sort by those, every story is read that "
       "has not been read before; --since bounds that. Stories are kept up to date by add and "
       "refresh. The exit status is 1 if there are none.",
       {kLibrary,
        {"sort",
         "ORDER",
         "Which come first.",
         {"newest", "largest", "origins", "contested"},
         "newest"},
        {"limit", "N", "How many to print at most.", {}, "20", true},
        {"least", "N", "Leave out stories of fewer reports.", {}, "2", true},
        {"since", "DAY", "Leave out stories whose last report is of an earlier day.", {}, ""},
        {"format", "FORMAT", "How to print them.", {"text", "json", "jsonl"}, "text"},
        kOutput,
        kThreads},
       {{"stemma stories --library desk.stemma --sort largest", "what most is written about"}},
       &run_stories},
      {"story",
       "STORY",
       1,
       "print the briefing of a story",
       "What `stemma read` prints, of the reports that are in the story now, by their newest "
       "texts, "
       "and how the story came about. It is kept in the library: asked for again before anything "
       "new came, it is only looked up. Of a story of more than 60 reports the 60 last published "
       "are read.",
       {kLibrary,
        {"format", "FORMAT", "How to print it.", {"text", "json", "html"}, "text"},
        kOutput,
        {"full", "", "Print every line of every section, not only the first ones.", {}, ""},
        kColumns,
        kColor,
        kThreads},
       {{"stemma story --library desk.stemma s12", "what is known, and on whose word"},
        {"stemma story --library desk.stemma --format html --output s12.html s12", "as a page"}},
       &run_story},
      {"changes",
       "",
       0,
       "tell what is new in a library's stories since a time",
       "Story by story: reports that came, stories that merged or split, and what is new in "
       "substance: an independent line of reporting, a denial, a figure that is not what it was, "
       "another who did it, words that are on another's word; and what a report changed in its own "
       "text, with the version that `stemma versions --diff` shows. A finding is new if the last "
       "report "
       "that it needs came since then. The exit status is 1 if nothing is new.",
       {kLibrary,
        {"since",
         "TIME",
         "A day, a UTC time (2031-03-07T09:30:00Z), or how long ago (12h, 3d).",
         {},
         "24h"},
        {"limit", "N", "How many stories to print at most.", {}, "20", true},
        {"format", "FORMAT", "How to print them.", {"text", "json", "jsonl"}, "text"},
        kOutput,
        kThreads},
       {{"stemma changes --library desk.stemma --since 12h", "what the night has brought"}},
       &run_changes},
      {"merge",
       "STORY STORY",
       2,
       "make two stories one, by hand",
       "What is merged by hand is never parted by stemma, whatever comes; `stemma undo` takes it "
       "back. The story with more reports keeps its id.",
       {kLibrary, kOutput},
       {{"stemma merge --library desk.stemma s12 s14", "they are one"}},
       &run_merge},
      {"split",
       "STORY REPORT...",
       2,
       "make reports of a story another story, by hand",
       "Reports are named by id, or the beginning of one. What is split by hand never falls "
       "together again by itself, whatever comes; `stemma undo` takes it back.",
       {kLibrary, kOutput},
       {{"stemma split --library desk.stemma s12 3fa9c1d2", "that report is of another story"}},
       &run_split},
      {"undo",
       "[WORD]",
       0,
       "take back a merge or split by hand",
       "Without a number, the last one that is in force.",
       {kLibrary, kOutput},
       {{"stemma undo --library desk.stemma 3", "as merge and split said"}},
       &run_undo},
      {"export",
       "TABLE",
       1,
       "print a table of a library as JSON lines, CSV, JSON-LD, GeoJSON or annotations",
       "Prints reports, versions (with their texts), claims, entities, times, quantities, places, "
       "stories, story_changes (their history), lineage and readings (of stories of two reports or "
       "more, which are read where they have not been before) or "
       "skipped (what could not be read, and why). Ids stay the same in every library; every "
       "finding "
       "carries its bytes and words, and the fingerprint of what made it. In CSV, text that a "
       "spreadsheet would run as a formula has an apostrophe before it. jsonld prints claims as "
       "schema.org's Claim, geojson places as GeoJSON, annotations claims, entities, times, "
       "quantities or places as W3C Web Annotations, which quote the words that they are of.",
       {kLibrary,
        {"format",
         "FORMAT",
         "How to print it.",
         {"jsonl", "csv", "jsonld", "geojson", "annotations"},
         "jsonl"},
        kOutput,
        kThreads},
       {{"stemma export --library desk.stemma --format csv claims", "for a spreadsheet"},
        {"stemma export --library desk.stemma versions >all.jsonl",
         "which `stemma add` reads again"},
        {"stemma export --library desk.stemma --format geojson places >places.geojson",
         "for a map"}},
       &run_export},
      {"doctor",
       "",
       0,
       "check that stemma and a library are in order",
       "Checks the set-up: models and tables, the processor, SQLite and its full-text search, "
       "disk, "
       "clock, locale; and, where a library is named, that: the file and all that belongs together "
       "in it, the search index, every text against its checksum, what is stale. Nothing is "
       "changed. Says in words what is wrong and what to do; the exit status is then 2.",
       {kLibrary,
        {"quick", "", "Leave out reading every text of the library.", {}, ""},
        {"format", "FORMAT", "How to print it.", {"text", "json"}, "text"},
        kOutput},
       {{"stemma doctor", "the set-up"}, {"stemma doctor --library desk.stemma", "and a library"}},
       &run_doctor},
      {"eval",
       "TASK GOLD",
       2,
       "score a stage against public gold data",
       "Runs one stage over gold data (a folder or file in the format of that data's own release) "
       "and prints the task's usual figures. TASK list names the tasks.",
       {{"format", "FORMAT", "How to print the figures.", {"text", "json"}, "text"},
        {"predictions", "FILE", "Also write what was predicted.", {}, ""},
        kThreads},
       {{"stemma eval time gold/time", "times against TimeML"},
        {"stemma eval list -", "what can be scored"}},
       &run_eval},
      {"bench",
       "REPORT...",
       1,
       "measure the speed of every stage on these reports",
       "Runs every stage over the reports, again and again for about a second each, and prints "
       "words and megabytes a second.",
       {{"seconds", "N", "Time for each stage.", {}, "1", true},
        {"stream",
         "N",
         "Instead measure the search of relatives over a stream of N reports, made from the .jsonl "
         "files of the folder given.",
         {},
         "0",
         true},
        kInput},
       {{"stemma bench examples/*.txt", "speed of each stage, one thread"},
        {"stemma bench --stream 1000000 gold/stream", "relatives found in a long stream"}},
       &run_bench},
      {"man",
       "",
       0,
       "print the manual page",
       "Prints this manual in man(7) form.",
       {},
       {{"stemma man | man -l -", "read it"}},
       &run_man},
      {"completions",
       "SHELL",
       1,
       "print completions for bash, zsh or fish",
       "Prints a completion script for the shell named: bash, zsh or fish.",
       {},
       {{"eval \"$(stemma completions bash)\"", "complete in this shell"}},
       &run_completions},
      {"help",
       "[COMMAND]",
       0,
       "explain stemma or one command",
       "The same as COMMAND --help.",
       {},
       {{"stemma help read", "all about read"}},
       &run_help},
  };
}

}  // namespace

std::span<const Command> commands() {
  static const std::vector<Command> kCommands = make_commands();
  return kCommands;
}

const Command* find_command(std::string_view name) {
  for (const Command& command : commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

}  // namespace stemma::app
