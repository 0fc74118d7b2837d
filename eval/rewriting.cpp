#include "rewriting.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>

#include "base/lexicon.h"
#include "claims/inflect.h"
#include "claims/words.h"

namespace stemma::eval {
namespace {

/// One sentence with its parse. Every parse of a sentence has one root.
struct Sketch {
  const std::string& text;
  const Analysis& analysis;
  std::uint32_t root = 0;

  const Token& token(std::uint32_t i) const { return analysis.tokens[i]; }
  std::string words(ByteRange range) const { return std::string(slice(text, range)); }
};

/// The first and last word of the phrase below `top`.
std::pair<std::uint32_t, std::uint32_t> extent(const Sketch& s, std::uint32_t top) {
  std::uint32_t first = top;
  std::uint32_t last = top;
  const auto count = static_cast<std::uint32_t>(s.analysis.tokens.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    std::uint32_t at = i;
    while (at != top && s.token(at).head != kNoHead) at = s.token(at).head;
    if (at != top) continue;
    first = std::min(first, i);
    last = std::max(last, i);
  }
  return {first, last};
}

ByteRange range_of(const Sketch& s, std::pair<std::uint32_t, std::uint32_t> words) {
  return cover(s.token(words.first).range, s.token(words.second).range);
}

std::optional<std::uint32_t> child(const Sketch& s, std::uint32_t of, Relation relation) {
  for (std::uint32_t i = 0; i < s.analysis.tokens.size(); ++i) {
    if (s.token(i).head == of && s.token(i).relation == relation) return i;
  }
  return std::nullopt;
}

bool quoted(const Sketch& s, ByteRange range) {
  return std::any_of(s.analysis.quotations.begin(), s.analysis.quotations.end(),
                     [&](const Quotation& q) { return q.range.overlaps(range); });
}

std::string lower_first(std::string words, const Token& first) {
  const bool name = first.upos == Upos::kPropn || first.norm == "i";
  const bool acronym = words.size() > 1 && std::isupper(static_cast<unsigned char>(words[1])) != 0;
  if (!name && !acronym) {
    words[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(words[0])));
  }
  return words;
}

std::string upper_first(std::string words) {
  if (!words.empty()) {
    words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
  }
  return words;
}

std::string without_end(std::string words) {
  while (!words.empty() && (words.back() == '.' || words.back() == ',' || words.back() == ' ')) {
    words.pop_back();
  }
  return words;
}

/// "The bridge fell, police said." and "Police said that the bridge fell."
std::optional<std::string> move_speaker(const Sketch& s) {
  if (!s.analysis.quotations.empty() || s.token(s.root).lemma != "say") return std::nullopt;
  const auto content = child(s, s.root, Relation::kCcomp);
  const auto speaker = child(s, s.root, Relation::kNsubj);
  if (!content || !speaker || *speaker > s.root) return std::nullopt;
  auto words = extent(s, *content);
  const auto said = extent(s, *speaker);
  const auto count = static_cast<std::uint32_t>(s.analysis.tokens.size());
  if (*content > s.root) {
    if (words.first != s.root + 1 || words.second + 2 < count || said.first != 0) {
      return std::nullopt;
    }
    if (s.token(words.first).norm == "that") ++words.first;
    if (words.first > words.second) return std::nullopt;
    const std::string head = s.words({s.token(0).range.begin, s.token(s.root).range.end});
    return upper_first(without_end(s.words(range_of(s, words)))) + ", " +
           lower_first(head, s.token(0)) + ".";
  }
  if (words.first != 0 || said.first <= words.second || s.root + 2 < count) return std::nullopt;
  return upper_first(s.words(cover(s.token(said.first).range, s.token(s.root).range))) + " that " +
         lower_first(without_end(s.words(range_of(s, words))), s.token(0)) + ".";
}

/// "On Monday, the bridge fell." as "The bridge fell on Monday."
std::optional<std::string> move_adjunct(const Sketch& s) {
  const auto count = static_cast<std::uint32_t>(s.analysis.tokens.size());
  for (std::uint32_t i = 0; i < s.root; ++i) {
    const Token& t = s.token(i);
    const Relation base = base_of(t.relation);
    if (t.head != s.root || (base != Relation::kObl && base != Relation::kAdvcl)) continue;
    auto words = extent(s, i);
    if (words.first != 0 || words.second + 3 >= count) continue;
    if (s.token(words.second).norm != ",") ++words.second;  // the mark belongs to either
    if (s.token(words.second).norm != "," || s.analysis.tokens.back().norm != ".") continue;
    const std::string rest =
        s.words(cover(s.token(words.second + 1).range, s.token(count - 2).range));
    return upper_first(rest) + (base == Relation::kAdvcl ? ", " : " ") +
           lower_first(without_end(s.words(range_of(s, words))), s.token(0)) + ".";
  }
  return std::nullopt;
}

/// "The mayor opened the bridge." as "The bridge was opened by the mayor."
std::optional<std::string> make_passive(const Sketch& s) {
  const Token& verb = s.token(s.root);
  if (verb.xpos != Xpos::kVBD || verb.norm != claims::inflect(verb.lemma, "-").past)
    return std::nullopt;
  const auto subject = child(s, s.root, Relation::kNsubj);
  const auto object = child(s, s.root, Relation::kObj);
  if (!subject || !object || *subject > s.root || *object < s.root) return std::nullopt;
  if (s.token(*subject).upos == Upos::kPron || s.token(*object).upos == Upos::kPron) {
    return std::nullopt;
  }
  for (const Token& t : s.analysis.tokens) {
    const bool in_the_way = t.relation == Relation::kAux || t.relation == Relation::kConj ||
                            t.relation == Relation::kIobj || t.relation == Relation::kCompoundPrt ||
                            t.relation == Relation::kXcomp;
    if (t.head == s.root && in_the_way) return std::nullopt;
  }
  const auto by = extent(s, *subject);
  const auto done = extent(s, *object);
  if (by.first != 0 || by.second + 1 != s.root || done.first != s.root + 1) return std::nullopt;
  const Xpos tag = s.token(*object).xpos;
  const bool plural = tag == Xpos::kNNS || tag == Xpos::kNNPS;
  const std::string rest =
      s.words({s.token(done.second).range.end, s.analysis.tokens.back().range.end});
  return upper_first(s.words(range_of(s, done))) + (plural ? " were " : " was ") + verb.norm +
         " by " + lower_first(s.words(range_of(s, by)), s.token(0)) + rest;
}

/// Leaves out an aside between commas or brackets: an apposition, a relative clause.
std::optional<std::string> drop_aside(const Sketch& s) {
  for (std::uint32_t i = 0; i < s.analysis.tokens.size(); ++i) {
    const Relation relation = s.token(i).relation;
    if (relation != Relation::kAppos && relation != Relation::kAclRelcl) continue;
    const auto words = extent(s, i);
    if (words.first < 2 || words.second + 1 >= s.analysis.tokens.size()) continue;
    const bool comma_inside = s.token(words.first).norm == ",";
    const std::uint32_t opening = comma_inside ? words.first : words.first - 1;
    const std::string& before = s.token(opening).norm;
    const std::string& after = s.token(words.second + 1).norm;
    const bool commas = before == "," && (after == "," || after == ".");
    if (!commas && !(before == "(" && after == ")")) continue;
    const std::uint32_t closing = after == "." ? words.second : words.second + 1;
    const ByteRange gone{s.token(opening - 1).range.end, s.token(closing).range.end};
    if (quoted(s, gone)) continue;
    return s.text.substr(0, gone.begin) + s.text.substr(gone.end);
  }
  return std::nullopt;
}

/// Which of a word's forms a tag asks for: the lexicon's order.
std::size_t form_of(Xpos tag) {
  switch (tag) {
    case Xpos::kVBZ:
    case Xpos::kNNS:
      return 1;
    case Xpos::kVBD:
      return 2;
    case Xpos::kVBN:
      return 3;
    case Xpos::kVBG:
      return 4;
    default:
      return 0;
  }
}

bool comparative(Xpos tag) {
  return tag == Xpos::kJJR || tag == Xpos::kJJS || tag == Xpos::kRBR || tag == Xpos::kRBS;
}

/// "6,700" and "6700".
std::optional<std::string> other_figure(const std::string& figure) {
  const bool digits = std::all_of(figure.begin(), figure.end(), [](char c) {
    return c == ',' || std::isdigit(static_cast<unsigned char>(c)) != 0;
  });
  if (!digits || figure.size() < 5 || figure.size() > 7) return std::nullopt;
  std::string out;
  std::copy_if(figure.begin(), figure.end(), std::back_inserter(out),
               [](char c) { return c != ','; });
  if (out == figure) out.insert(out.size() - 3, ",");
  return out;
}

/// "an" before a vowel, "a" before the rest, where the word after an article was changed.
void mend_article(std::string& out, std::size_t at, const std::string& word) {
  const bool vowel = std::string_view("aeiou").find(word[0]) != std::string_view::npos;
  const bool an = at >= 4 && out.compare(at - 4, 4, " an ") == 0;
  const bool a = at >= 3 && out.compare(at - 3, 3, " a ") == 0;
  if (an && !vowel) out.erase(at - 2, 1);
  if (a && vowel) out.insert(at - 1, "n");
}

}  // namespace

Result<Rewriter> Rewriter::load() {
  auto lexicon = Lexicon::load("rewriting_words", 3);
  if (!lexicon) return lexicon.error();
  Rewriter rewriter;
  for (const Lexicon::Row& row : lexicon->rows()) {
    const auto given = claims::split_words(row[2]);
    std::vector<std::string> forms(given.begin(), given.end());
    rewriter.words_[std::string(row[0]) + ' ' + std::string(row[1])].push_back(std::move(forms));
  }
  return rewriter;
}

std::optional<std::string> Rewriter::another_word(const Token& token, Random& random) const {
  if (comparative(token.xpos)) return std::nullopt;
  const auto found = words_.find(token.lemma + ' ' + std::string(to_string(token.upos)));
  if (found == words_.end()) return std::nullopt;
  const std::size_t form = form_of(token.xpos);
  const std::vector<std::string>& other = found->second[random.below(found->second.size())];
  if (form >= other.size()) return std::nullopt;
  return other[form];
}

std::optional<std::string> Rewriter::rewrite(const std::string& sentence, std::size_t changes,
                                             Random& random, const language::Model& model) const {
  Report report;
  report.text = sentence;
  Analysis analysis = language::parse(report, model);
  if (analysis.sentences.size() != 1 || analysis.tokens.size() < 4) return std::nullopt;
  bool changed = false;
  const auto root_of = [](const Analysis& a) {
    const auto root = std::find_if(a.tokens.begin(), a.tokens.end(),
                                   [](const Token& t) { return t.head == kNoHead; });
    return static_cast<std::uint32_t>(root - a.tokens.begin());
  };

  // One change of structure, the first of a shuffled list that fits.
  if (changes > 1) {
    using Rule = std::optional<std::string> (*)(const Sketch&);
    std::array<Rule, 4> rules{move_speaker, move_adjunct, make_passive, drop_aside};
    for (std::size_t i = rules.size(); i > 1; --i) std::swap(rules[i - 1], rules[random.below(i)]);
    for (const Rule rule : rules) {
      const auto made = rule({report.text, analysis, root_of(analysis)});
      if (!made) continue;
      report.text = *made;
      analysis = language::parse(report, model);
      changed = true;
      --changes;
      break;
    }
  }

  // Words, from the last to the first, so that ranges before stay good.
  struct Place {
    ByteRange range;
    std::string word;
  };
  std::vector<Place> places;
  const Sketch sketch{report.text, analysis};
  for (const Token& t : analysis.tokens) {
    if (quoted(sketch, t.range) || comparative(t.xpos)) continue;
    if (t.upos == Upos::kNum) {
      if (auto figure = other_figure(sketch.words(t.range))) places.push_back({t.range, *figure});
      continue;
    }
    if (auto word = another_word(t, random)) {
      places.push_back({t.range, t.capitalised ? upper_first(*word) : *word});
    }
  }
  while (places.size() > changes) {
    places.erase(places.begin() + static_cast<std::ptrdiff_t>(random.below(places.size())));
  }
  std::string out = report.text;
  for (auto place = places.rbegin(); place != places.rend(); ++place) {
    out.replace(place->range.begin, place->range.size(), place->word);
    mend_article(out, place->range.begin, place->word);
    changed = true;
  }
  if (!changed) return std::nullopt;
  return out;
}

}  // namespace stemma::eval
