#include "families.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "library/json_text.h"

namespace stemma::eval {
namespace {

using namespace std::chrono_literals;

/// How hard a text is handled on its way, as means: each desk handles it a little otherwise.
struct Handling {
  double rewritten;     // of sentences
  std::size_t changes;  // in a rewritten sentence
  double cut;           // of the text's tail
  double dropped;       // of the other sentences
  double moved;         // chance that a passage is moved
  double own;           // chance of own words
  double uncredited;    // chance that a credit goes
  double undated;       // chance that the report has no date
  double backdated;     // chance that it bears a date before its parent's
  double merged;        // chance of a second parent, where there are two origins
};

Handling handling_of(Damage damage) {
  switch (damage) {
    case Damage::kLight:
      return {0.10, 1, 0.10, 0.02, 0.1, 0.10, 0.3, 0.05, 0.02, 0.10};
    case Damage::kModerate:
      return {0.35, 2, 0.30, 0.08, 0.3, 0.30, 0.5, 0.15, 0.05, 0.15};
    case Damage::kHeavy:
      return {0.75, 3, 0.50, 0.15, 0.5, 0.45, 0.8, 0.35, 0.15, 0.20};
  }
  return {};
}

constexpr std::array<std::string_view, 24> kTowns{
    "Aldermoor",  "Brackwater", "Carrow",   "Dunmere", "Eastholm", "Farrow Hill",
    "Gallow Bay", "Hartsea",    "Inverlow", "Jarrick", "Kestrel",  "Lowmarsh",
    "Merrin",     "Northolt",   "Ormsby",   "Pellham", "Quarrow",  "Redcliff",
    "Saltmere",   "Thornbury",  "Ulverton", "Vance",   "Westmark", "Yarrow"};
constexpr std::array<std::string_view, 8> kPapers{"Courier", "Gazette",  "Post", "Observer",
                                                  "Echo",    "Sentinel", "Mail", "Tribune"};
constexpr std::array<std::string_view, 6> kWires{"Reuters", "AP",       "AFP",
                                                 "dpa",     "Meridian", "Norpress"};
constexpr std::array<std::string_view, 6> kWriters{"Ana Moro",   "Piet Varga", "Lena Osei",
                                                   "Tom Hadley", "Ida Brandt", "Noor Saleh"};

/// A text on its way: sentences, each perhaps the first of a paragraph.
struct Line {
  std::string words;
  bool opens = false;  // a paragraph
};

/// "2011-04-07T06:20:00Z".
std::string stamp_of(std::chrono::sys_seconds at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss clock(at - day);
  return fmt::format("{}T{:02}:{:02}:00Z", grounding::iso(day), clock.hours().count(),
                     clock.minutes().count());
}

struct Text {
  std::string outlet;
  std::string title;
  std::chrono::sys_seconds time;
  bool dated = true;
  std::string wire;    // the newsroom that it is credited to; empty: none
  std::string byline;  // the credit's place above the text; empty: none
  std::string notice;  // below it
  std::vector<Line> lines;
  std::vector<std::size_t> parents;
};

class Grower {
 public:
  Grower(std::span<const Article> own, const FamilyOptions& options, const Rewriter& rewriter,
         const language::Model& model)
      : own_(own),
        handling_(handling_of(options.damage)),
        rewriter_(rewriter),
        model_(model),
        random_(options.seed),
        outlets_(random_.below(kTowns.size() * kPapers.size())) {}

  Text root(const Article& article) {
    Text text;
    text.outlet = outlet();
    text.title = article.title;
    text.time = article.day + 6h + minutes(10 * 60);
    for (const auto& paragraph : article.paragraphs) {
      for (std::size_t i = 0; i < paragraph.size(); ++i) {
        text.lines.push_back({paragraph[i], i == 0});
      }
    }
    if (random_.chance(0.6)) credit(text);
    return text;
  }

  /// `parents`: one, or two, of which the second gives passages.
  Text child(const std::vector<Text>& texts, std::vector<std::size_t> parents) {
    Text text = texts[parents.front()];
    const Text* const second = parents.size() > 1 ? &texts[parents.back()] : nullptr;
    text.outlet = outlet();
    std::sort(parents.begin(), parents.end());
    text.parents = std::move(parents);
    handle(text, second);
    std::chrono::sys_seconds latest = texts[text.parents.front()].time;
    for (const std::size_t p : text.parents) latest = std::max(latest, texts[p].time);
    const bool back = random_.chance(handling_.backdated);
    text.time = back ? latest - 1h - minutes(20 * 60) : latest + 10min + minutes(30 * 60);
    text.dated = !random_.chance(handling_.undated);
    return text;
  }

  Random& random() { return random_; }
  const Handling& handling() const { return handling_; }

 private:
  std::chrono::minutes minutes(std::size_t most) {
    return std::chrono::minutes(random_.below(most));
  }

  /// No two alike: 5 and 192 have no common divisor, so all are gone through.
  std::string outlet() {
    outlets_ = (outlets_ + 5) % (kTowns.size() * kPapers.size());
    return fmt::format("{} {}", kTowns[outlets_ % kTowns.size()],
                       kPapers[outlets_ / kTowns.size()]);
  }

  /// Marks a first text as an agency's: in the dateline, in the byline or in a notice below, and
  /// perhaps in the words that somebody said to it.
  void credit(Text& text) {
    text.wire = kWires[random_.below(kWires.size())];
    text.outlet = text.wire;
    const std::string_view writer = kWriters[random_.below(kWriters.size())];
    switch (random_.below(3)) {
      case 0: {
        std::string place(kTowns[random_.below(kTowns.size())]);
        std::transform(place.begin(), place.end(), place.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        text.byline = fmt::format("{} ({}) - ", place, text.wire);
        break;
      }
      case 1:
        text.byline = fmt::format("By {}, {}\n\n", writer, text.wire);
        break;
      default:
        text.notice = fmt::format("(Reporting by {} for {}; editing by {})", writer, text.wire,
                                  kWriters[random_.below(kWriters.size())]);
    }
    for (Line& line : text.lines) {
      const std::size_t said = line.words.rfind(" said.");
      if (said == std::string::npos || said + 6 != line.words.size()) continue;
      line.words.replace(said, 6, fmt::format(" told {}.", text.wire));
      return;
    }
  }

  /// Passages of a second parent, put between those of the first.
  void merge(Text& text, const Text& second) {
    const std::size_t wanted = std::max<std::size_t>(4, second.lines.size() / 2);
    const std::size_t count = std::min(wanted, second.lines.size());
    const std::size_t from = random_.below(second.lines.size() - count + 1);
    const auto first = second.lines.begin() + static_cast<std::ptrdiff_t>(from);
    std::vector<Line> taken(first, first + static_cast<std::ptrdiff_t>(count));
    taken.front().opens = true;
    insert(text, random_.below(text.lines.size()), std::move(taken));
  }

  void insert(Text& text, std::size_t after, std::vector<Line> lines) {
    // Between paragraphs: nobody cuts one open for another's words.
    std::size_t at = after + 1;
    while (at < text.lines.size() && !text.lines[at].opens) ++at;
    text.lines.insert(text.lines.begin() + static_cast<std::ptrdiff_t>(at), lines.begin(),
                      lines.end());
  }

  double about(double mean) { return mean * (0.5 + random_.share()); }

  /// What a desk does to the text; passages of `second`, if there is one, come in after the cuts.
  void handle(Text& text, const Text* second) {
    const std::size_t least = std::min<std::size_t>(5, text.lines.size());
    const double kept = 1 - std::min(0.8, about(handling_.cut));
    const auto length = static_cast<std::size_t>(kept * static_cast<double>(text.lines.size()));
    text.lines.resize(std::max(least, length));
    drop(text, about(handling_.dropped), least);
    if (second != nullptr) merge(text, *second);
    if (random_.chance(handling_.moved)) move(text);

    const double rewritten = about(handling_.rewritten);
    for (Line& line : text.lines) {
      if (!random_.chance(rewritten)) continue;
      const std::size_t changes = 1 + random_.below(handling_.changes);
      if (auto other = rewriter_.rewrite(line.words, changes, random_, model_)) {
        line.words = std::move(*other);
      }
    }
    if (random_.chance(rewritten)) {
      if (auto other = rewriter_.rewrite(text.title, 1, random_, model_)) text.title = *other;
    }
    if (random_.chance(handling_.own)) add_own(text);
    if (random_.chance(handling_.uncredited)) text.byline.clear();
    if (random_.chance(handling_.uncredited)) text.notice.clear();
    for (Line& line : text.lines) {
      const std::string told = fmt::format(" told {}", text.wire);
      const std::size_t at = text.wire.empty() ? std::string::npos : line.words.find(told);
      if (at != std::string::npos && random_.chance(handling_.uncredited)) {
        line.words.replace(at, told.size(), " said");
      }
    }
  }

  void drop(Text& text, double share, std::size_t least) {
    std::vector<Line> left;
    bool opens = false;
    for (std::size_t i = 0; i < text.lines.size(); ++i) {
      const bool must = left.size() + text.lines.size() - i <= least;
      opens = opens || text.lines[i].opens;
      if (!must && i > 0 && random_.chance(share)) continue;
      left.push_back(text.lines[i]);
      left.back().opens = opens;
      opens = false;
    }
    text.lines = std::move(left);
  }

  /// One run of sentences to another place.
  void move(Text& text) {
    if (text.lines.size() < 6) return;
    const std::size_t count = 1 + random_.below(3);
    const std::size_t from = 1 + random_.below(text.lines.size() - count - 1);
    const auto first = text.lines.begin() + static_cast<std::ptrdiff_t>(from);
    std::vector<Line> taken(first, first + static_cast<std::ptrdiff_t>(count));
    text.lines.erase(first, first + static_cast<std::ptrdiff_t>(count));
    taken.front().opens = true;
    insert(text, random_.below(text.lines.size()), std::move(taken));
  }

  /// Sentences that no other report of the family has.
  void add_own(Text& text) {
    if (next_own_ >= own_.size()) return;
    const Article& article = own_[next_own_++];
    std::vector<Line> words;
    for (const auto& paragraph : article.paragraphs) {
      for (const std::string& sentence : paragraph) {
        if (words.size() < 1 + text.lines.size() / 4) words.push_back({sentence, words.empty()});
      }
    }
    if (!words.empty()) insert(text, random_.below(text.lines.size()), std::move(words));
  }

  std::span<const Article> own_;
  Handling handling_;
  const Rewriter& rewriter_;
  const language::Model& model_;
  Random random_;
  std::size_t outlets_;
  std::size_t next_own_ = 0;
};

/// Whether `young` is `old` or made of it.
bool descends(const std::vector<Text>& texts, std::size_t young, std::size_t old) {
  std::vector<std::size_t> line{young};
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto& up = texts[line[i]].parents;
    line.insert(line.end(), up.begin(), up.end());
  }
  return std::find(line.begin(), line.end(), old) != line.end();
}

std::string json_line(const Text& text) {
  std::string body = text.byline;
  for (std::size_t i = 0; i < text.lines.size(); ++i) {
    if (i > 0) body += text.lines[i].opens ? "\n\n" : " ";
    body += text.lines[i].words;
  }
  if (!text.notice.empty()) body += "\n\n" + text.notice;
  nlohmann::json line{{"outlet", text.outlet}, {"title", text.title}, {"text", body}};
  if (text.dated) line["published"] = stamp_of(text.time);
  return library::json_text(line) + '\n';
}

}  // namespace

std::string_view to_string(Damage damage) {
  switch (damage) {
    case Damage::kLight:
      return "light";
    case Damage::kModerate:
      return "moderate";
    case Damage::kHeavy:
      return "heavy";
  }
  return "?";
}

Family grow(std::span<const Article> roots, std::span<const Article> own,
            const FamilyOptions& options, const Rewriter& rewriter, const language::Model& model) {
  Grower grower(own, options, rewriter, model);
  Random& random = grower.random();
  std::vector<Text> texts;
  for (const Article& article : roots) texts.push_back(grower.root(article));

  // At most one first text is withheld, and only where it can have two children.
  std::optional<std::size_t> withheld;
  if (options.size > roots.size() && random.chance(0.35)) withheld = random.below(roots.size());
  const std::size_t all = options.size + (withheld ? 1 : 0);
  std::size_t owed = withheld ? 2 : 0;  // children that the withheld text must have
  while (texts.size() < all) {
    const bool first = random.chance(0.5);
    std::size_t parent = first ? random.below(roots.size()) : random.below(texts.size());
    if (owed > 0 && all - texts.size() <= owed) parent = *withheld;
    if (withheld && parent == *withheld && owed > 0) --owed;
    std::vector<std::size_t> parents{parent};
    if (roots.size() > 1 && random.chance(grower.handling().merged)) {
      const std::size_t second = random.below(roots.size());
      const bool there = !withheld || second != *withheld;
      // One that the first parent is made of would add nothing.
      if (there && !descends(texts, parent, second)) parents.push_back(second);
    }
    texts.push_back(grower.child(texts, std::move(parents)));
  }

  // In no order that would give the tree away.
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!withheld || i != *withheld) order.push_back(i);
  }
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  std::vector<std::size_t> place(texts.size(), order.size());  // that of the withheld text
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;

  Family family;
  family.hidden = withheld ? 1 : 0;
  family.origins = roots.size();
  for (const std::size_t i : order) {
    family.lines += json_line(texts[i]);
    std::vector<std::size_t> parents;
    for (const std::size_t p : texts[i].parents) parents.push_back(place[p]);
    std::sort(parents.begin(), parents.end());
    family.parents.push_back(std::move(parents));
  }
  return family;
}

}  // namespace stemma::eval
