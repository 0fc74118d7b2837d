// A story's briefing, made of what is kept and of what is new, is what all its reports give at
// once: in whatever order they came, on any number of threads, whatever became of what was kept.
#include "briefing/story_desk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "briefing/render.h"
#include "library/add.h"
#include "library/derived_bytes.h"
#include "library/sqlite.h"
#include "library/store.h"
#include "library/story_memory.h"
#include "library/story_words.h"
#include "library/update.h"
#include "support/paths.h"
#include "support/scratch.h"

namespace stemma::briefing {
namespace {

const Models& models() {
  static const auto kModels = Models::load();
  return kModels.value();
}

/// A library with one story, to which reports come.
class Newsroom {
 public:
  Newsroom() : library_(open()) {}

  void add(const std::string& example) { add_file(testing::source_dir() / "examples" / example); }
  void add_lines(const std::string& lines) { add_file(folder_.write("lines.jsonl", lines)); }

  void add_file(const std::filesystem::path& file) {
    const std::vector<library::Source> sources = {{file.string(), 0}};
    library::AddOptions options;
    options.now = now_;
    const auto added = library::add(library_, sources, models().intake, options);
    ASSERT_TRUE(added.ok() && added->new_reports + added->new_versions > 0) << file;
    static const auto kStories = stories::Model::load();
    const Models& m = models();
    ASSERT_TRUE(library::update(library_, {m.language, m.grounding, m.claims}, *kStories,
                                {.jobs = 1, .now = now_, .on_refreshed = {}, .on_placed = {}})
                    .ok());
    // Whatever stemma makes of them, here they are one story.
    const auto lines =
        library::list_stories(library_, {.sort = {}, .limit = 100, .least = 1, .since = {}});
    ASSERT_TRUE(lines.ok());
    for (std::size_t i = 1; i < lines->size(); ++i)
      ASSERT_TRUE(
          library::merge_stories(library_, (*lines)[0].story, (*lines)[i].story, now_()).ok());
    const auto story = library::find_story(library_, std::to_string((*lines)[0].story.value));
    ASSERT_TRUE(story.ok());
    story_ = *story;
  }

  Result<std::string> read(unsigned threads = 1) {
    StoryDesk desk(library_, threads);
    return desk.page(story_, "json", [](const Briefing& b) { return render_json(b); });
  }

  /// Of the same reports at once, by nothing but their texts.
  std::string read_anew() { return render_json(compose(texts(), models())); }

  std::vector<Report> texts() {
    std::vector<Report> texts;
    const auto all = reports();
    for (const library::StoryReport& report : *all)
      texts.push_back(*library::load_version(library_.db(), report.version));
    return texts;
  }

  Result<std::vector<library::StoryReport>> reports() {
    return StoryDesk(library_, 1).reports(story_);
  }
  Result<library::StoryMemory> memory() { return library::recall(library_, story_, *reports()); }
  void run(const char* sql) {
    const auto error = library_.db().run(sql);
    ASSERT_FALSE(error) << error->describe();
  }
  std::int64_t count(const std::string& from) {
    library::Statement rows(library_.db(), "SELECT count(*) FROM " + from);
    return rows.step() ? rows.integer(0) : -1;
  }
  /// The finished page is no help; what it was made of is.
  void forget_page() { run("DELETE FROM story_results"); }

 private:
  Library open() const {
    auto library = Library::open((folder_.path() / "l.stemma").string(),
                                 {.create = true, .read_only = false, .vfs = {}});
    return std::move(*library);
  }

  testing::ScratchFolder folder_;
  std::function<std::string()> now_ = [] { return std::string("2031-03-20T09:30:00Z"); };
  Library library_;
  StoryId story_;
};

std::vector<std::string> examples(std::size_t most) {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(testing::source_dir() / "examples")) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());  // the order of the list of files is not told
  names.resize(std::min(names.size(), most));
  return names;
}

std::size_t unknown(const library::StoryMemory& memory) {
  return static_cast<std::size_t>(std::count_if(memory.findings.begin(), memory.findings.end(),
                                                [](const auto& f) { return f.bytes.empty(); }));
}

TEST(StoryDesk, IsWhatAllReportsGiveAtOnceInWhateverOrderTheyCame) {
  std::mt19937 random(20310307);
  for (int order = 0; order < 3; ++order) {
    std::vector<std::string> names = examples(5);
    ASSERT_EQ(names.size(), 5u);
    std::shuffle(names.begin(), names.end(), random);
    Newsroom newsroom;
    for (std::size_t i = 0; i < names.size(); ++i) {
      newsroom.add(names[i]);
      const auto known = newsroom.memory();
      ASSERT_TRUE(known.ok());
      EXPECT_EQ(unknown(*known), 1u) << "only what is new is to be worked out";
      const auto page = newsroom.read(1 + i % 3);
      ASSERT_TRUE(page.ok()) << page.error().describe();
      EXPECT_EQ(*page, newsroom.read_anew()) << names[i];
    }
  }
}

TEST(StoryDesk, ANewTextOfAReportIsWorkedOutAndTheOldOneForgotten) {
  const auto line = [](int number, int hurt) {
    return R"({"url":"https://herald.example/)" + std::to_string(number) +
           R"(","date":"2031-03-07","title":"Pumps fail in Port Sela","text":"At least )" +
           std::to_string(hurt) +
           R"( people were hurt when the pumps of Port Sela failed, the harbour board said."})" +
           "\n";
  };
  Newsroom newsroom;
  newsroom.add_lines(line(1, 12) + line(2, 12) + line(3, 14));
  const std::string before = *newsroom.read();
  newsroom.add_lines(line(2, 31));
  EXPECT_EQ(unknown(*newsroom.memory()), 1u);
  const std::string after = *newsroom.read();
  EXPECT_NE(after, before);
  EXPECT_EQ(after, newsroom.read_anew());
  EXPECT_EQ(newsroom.count("kept_findings"), 3);
  EXPECT_EQ(newsroom.count("kept_findings k JOIN placed p ON p.version = k.version"), 3);
}

TEST(StoryDesk, WhateverBecameOfWhatWasKeptTheBriefingIsTheSame) {
  Newsroom newsroom;
  for (const std::string& name : examples(7)) newsroom.add(name);
  const std::string page = *newsroom.read();
  const lineage::GradeBook grades = newsroom.memory()->known;
  const char* const kDamage[] = {
      "UPDATE kept_findings SET sum = sum + 1 WHERE version = 2",
      "UPDATE kept_findings SET found = zeroblob(length(found))",
      "UPDATE kept_findings SET found = substr(found, 2)",
      "UPDATE kept_findings SET maker = (SELECT id FROM makers WHERE stage = 'intake')",
      "UPDATE kept_findings SET (sum, bytes, found) = "
      "(SELECT sum, bytes, found FROM kept_findings WHERE version = 1)",
      "UPDATE kept_grades SET found = x'00'",
      "UPDATE kept_grades SET maker = (SELECT id FROM makers WHERE stage = 'intake')",
      "DELETE FROM kept_grades",
      "DELETE FROM kept_findings",
      ""};
  for (const char* damage : kDamage) {
    newsroom.run(damage);
    newsroom.forget_page();
    const auto again = newsroom.read(2);
    ASSERT_TRUE(again.ok()) << damage;
    EXPECT_EQ(*again, page) << damage;
    EXPECT_EQ(unknown(*newsroom.memory()), 0u) << damage;
    EXPECT_EQ(newsroom.memory()->known, grades) << damage;
  }
}

TEST(StoryDesk, WhatIsKeptIsUsed) {
  Newsroom newsroom;
  for (const std::string& name : examples(7)) newsroom.add(name);
  const std::string page = *newsroom.read();
  const library::StoryMemory kept = *newsroom.memory();
  ASSERT_FALSE(kept.known.empty());

  library::StoryMemory memory = kept;
  EXPECT_EQ(render_json(compose(newsroom.texts(), models(), {}, &memory)), page);
  EXPECT_EQ(memory.made, kept.known);
  for (const auto& findings : memory.findings) EXPECT_FALSE(findings.fresh);

  // What is not so is believed: nothing is worked out again.
  const Report text = newsroom.texts()[0];
  auto found = library::unpack(kept.findings[0].bytes, text);
  ASSERT_TRUE(found && !found->claims.empty());
  found->claims[0].negated = !found->claims[0].negated;
  memory = kept;
  memory.findings[0].bytes = library::pack(found->analysis, found->grounding, found->claims, text);
  EXPECT_NE(render_json(compose(newsroom.texts(), models(), {}, &memory)), page);

  memory = kept;
  for (auto& [reports, grades] : memory.known)
    for (lineage::SentenceGrade& grade : grades) grade.grade = 4.5F;
  (void)compose(newsroom.texts(), models(), {}, &memory);
  EXPECT_EQ(memory.made, memory.known);
}

TEST(StoryDesk, FindingsOfAnotherTextAreMadeAgain) {
  Newsroom newsroom;
  for (const std::string& name : examples(2)) newsroom.add(name);
  const std::string page = *newsroom.read();
  library::StoryMemory memory = *newsroom.memory();
  std::swap(memory.findings[0], memory.findings[1]);
  EXPECT_EQ(render_json(compose(newsroom.texts(), models(), {}, &memory)), page);
  for (const auto& findings : memory.findings) EXPECT_TRUE(findings.fresh);
}

}  // namespace
}  // namespace stemma::briefing
