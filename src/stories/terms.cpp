#include "stories/terms.h"

#include <algorithm>
#include <cmath>

#include "base/lexicon.h"
#include "base/utf8.h"

namespace stemma::stories {
namespace {

constexpr unsigned kTitleTimes = 2;
constexpr std::size_t kSmall = 300;   // reports below which no word is too common to link by
constexpr double kCommonShare = .08;  // of the reports; such words link nothing by themselves

constexpr std::size_t kTelling = 30;  // words of a report by which its like are looked for

bool inside_word(char32_t c) { return utf8::is_letter(c) || utf8::is_digit(c) || utf8::is_mark(c); }

}  // namespace

Result<Model> Model::load() {
  const auto words = Lexicon::load("function_words", 1);
  if (!words) return words.error();
  Model model;
  for (const Lexicon::Row& row : words->rows()) model.stop_words_.emplace(row[0]);
  return model;
}

void TermTable::count(std::string_view text, unsigned times,
                      std::unordered_map<std::uint32_t, unsigned>& counts) {
  for (std::size_t at = 0; at < text.size();) {
    utf8::CodePoint c = utf8::decode(text, at);
    if (!inside_word(c.value)) {
      at += c.length;
      continue;
    }
    const std::size_t begin = at;
    // Full stops and commas inside figures belong to them: "6,700".
    while (at < text.size()) {
      c = utf8::decode(text, at);
      const bool inside =
          inside_word(c.value) || ((c.value == '.' || c.value == ',') && at + 1 < text.size() &&
                                   utf8::is_digit(static_cast<unsigned char>(text[at - 1])) &&
                                   utf8::is_digit(static_cast<unsigned char>(text[at + 1])));
      if (!inside) break;
      at += c.length;
    }
    const std::string word = utf8::to_lower(text.substr(begin, at - begin));
    if (model_.stops(word) || (word.size() == 1 && !utf8::is_digit(word[0] & 0x7F))) continue;
    const auto [found, added] =
        ids_.try_emplace(stemmer_.stem(word), static_cast<std::uint32_t>(names_.size()));
    if (added) {
      names_.push_back(word);
      reports_of_.emplace_back();
      log_having_.push_back(0);
    }
    counts[found->second] += times;
  }
}

std::uint32_t TermTable::add(const Report& report) {
  const auto id = static_cast<std::uint32_t>(terms_of_.size());
  std::unordered_map<std::uint32_t, unsigned> counts;
  count(report.title, kTitleTimes, counts);
  const std::string_view text = report.text;
  std::uint32_t at = 0;
  for (const Furniture& item : report.furniture) {
    count(text.substr(at, item.range.begin - at), 1, counts);
    at = item.range.end;
  }
  count(text.substr(at), 1, counts);
  std::vector<Term> terms;
  for (const auto& [term, times] : counts) {
    terms.push_back({term, 1 + std::log(static_cast<float>(times))});
    reports_of_[term].push_back(id);
    log_having_[term] = std::log(double(reports_of_[term].size()) + .5);
  }
  log_reports_ = std::log(double(id) + 2);
  std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.id < b.id; });
  terms_of_.push_back(std::move(terms));
  return id;
}

bool TermTable::common(std::uint32_t term) const {
  return terms_of_.size() > kSmall &&
         double(reports_of_[term].size()) > kCommonShare * double(terms_of_.size());
}

double TermTable::likeness(std::uint32_t a, std::uint32_t b) const {
  double product = 0;
  double square_a = 0;
  double square_b = 0;
  const auto weight = [&](const Term& term) { return double(term.weight) * rarity(term.id); };
  auto at_a = terms_of_[a].begin();
  auto at_b = terms_of_[b].begin();
  while (at_a != terms_of_[a].end() || at_b != terms_of_[b].end()) {
    const bool take_a =
        at_b == terms_of_[b].end() || (at_a != terms_of_[a].end() && at_a->id <= at_b->id);
    const bool take_b =
        at_a == terms_of_[a].end() || (at_b != terms_of_[b].end() && at_b->id <= at_a->id);
    const double in_a = take_a ? weight(*at_a) : 0;
    const double in_b = take_b ? weight(*at_b) : 0;
    product += in_a * in_b;
    square_a += in_a * in_a;
    square_b += in_b * in_b;
    at_a += take_a;
    at_b += take_b;
  }
  return product <= 0 ? 0 : product / std::sqrt(square_a * square_b);
}

std::vector<std::uint32_t> TermTable::candidates(std::uint32_t report) const {
  // By falling weight; terms of the same weight by number, so that the cut is always the same.
  std::vector<std::pair<double, std::uint32_t>> telling;
  for (const Term& term : terms_of_[report]) {
    if (!common(term.id)) telling.emplace_back(-double(term.weight) * rarity(term.id), term.id);
  }
  const std::size_t most = std::min(telling.size(), kTelling);
  std::partial_sort(telling.begin(), telling.begin() + std::ptrdiff_t(most), telling.end());
  std::vector<std::uint32_t> found;
  for (std::size_t i = 0; i < most; ++i) {
    for (const std::uint32_t other : reports_of_[telling[i].second]) {
      if (other < report) found.push_back(other);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::string> TermTable::shared(std::uint32_t a, std::uint32_t b,
                                           std::size_t most) const {
  std::vector<std::pair<double, std::uint32_t>> found;
  for (const Term& term : terms_of_[a]) {
    const auto other = std::lower_bound(terms_of_[b].begin(), terms_of_[b].end(), term,
                                        [](const Term& x, const Term& y) { return x.id < y.id; });
    if (other == terms_of_[b].end() || other->id != term.id) continue;
    const double r = rarity(term.id);
    found.emplace_back(-double(term.weight) * double(other->weight) * r * r, term.id);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(most, found.size()); ++i)
    words.push_back(names_[found[i].second]);
  return words;
}

}  // namespace stemma::stories
