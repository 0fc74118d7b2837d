#include "lineage/terms.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/utf8.h"
#include "lineage/figure_key.h"
#include "lineage/stemmer.h"

namespace stemma::lineage {
namespace {

constexpr float kNameFactor = 1.3F;
constexpr float kNumberFactor = 1.4F;
constexpr std::size_t kSharedPrefix = 5;  // "Velmar" and "Velmari", "invade" and "invasion" no
constexpr std::size_t kLongestSuffix = 4;
constexpr float kPrefixKin = 0.7F;
constexpr float kCountryKin = 0.9F;

/// Terms of the batch by their keys.
class Vocabulary {
 public:
  TermId id(const std::string& key) {
    const auto [at, fresh] = ids_.try_emplace(key, static_cast<TermId>(keys_.size()));
    if (fresh) keys_.push_back(key);
    return at->second;
  }
  const TermId* find(const std::string& key) const {
    const auto at = ids_.find(key);
    return at == ids_.end() ? nullptr : &at->second;
  }
  const std::vector<std::string>& keys() const { return keys_; }

 private:
  std::unordered_map<std::string, TermId> ids_;
  std::vector<std::string> keys_;
};

/// Builds the index report by report, then weighs it.
class Builder {
 public:
  explicit Builder(const Model::Tables& tables) : tables_(tables) {}

  void add(const Analysis& analysis, const Grounding& grounding);
  TermIndex finish();

 private:
  TermId word_id(const Token& token);
  TermId stem_id(std::string_view norm);
  void weigh();
  void relate();

  const Model::Tables& tables_;
  Stemmer stemmer_;
  Vocabulary words_;                                 // surface forms
  Vocabulary terms_;                                 // stems and values
  std::unordered_map<std::string, TermId> stemmed_;  // surface form -> term
  TermIndex index_;
};

TermId Builder::stem_id(std::string_view norm) {
  const auto [at, fresh] = stemmed_.try_emplace(std::string(norm), 0);
  if (fresh) at->second = terms_.id(stemmer_.stem(norm));
  return at->second;
}

TermId Builder::word_id(const Token& token) {
  return words_.id(token.kind == TokenKind::kNumber ? figure_key(token.norm) : token.norm);
}

void Builder::add(const Analysis& analysis, const Grounding& grounding) {
  index_.first_sentence.push_back(static_cast<std::uint32_t>(index_.sentences.size()));
  std::size_t quantity = 0;
  std::size_t quotation = 0;
  for (std::size_t i = 0; i < analysis.sentences.size(); ++i) {
    const Sentence& sentence = analysis.sentences[i];
    SentenceTerms s;
    s.report = analysis.report;
    s.sentence = SentenceId{static_cast<std::uint32_t>(i)};
    s.range = sentence.range;
    bool first_word = true;
    for (std::uint32_t t = sentence.first_token; t < sentence.end_token; ++t) {
      const Token& token = analysis.tokens[t];
      if (token.kind != TokenKind::kWord && token.kind != TokenKind::kNumber) continue;
      s.words.push_back(word_id(token));

      while (quotation < analysis.quotations.size() &&
             analysis.quotations[quotation].range.end <= token.range.begin) {
        ++quotation;
      }
      Unit unit;
      unit.quoted = quotation < analysis.quotations.size() &&
                    analysis.quotations[quotation].range.contains(token.range);

      const auto& quantities = grounding.quantities;
      while (quantity < quantities.size() && quantities[quantity].number.end <= token.range.begin) {
        ++quantity;
      }
      if (quantity < quantities.size() && quantities[quantity].number.contains(token.range) &&
          !quantities[quantity].approximate_word) {
        // A figure of several tokens ("6.7 million") counts once, at its first.
        if (quantities[quantity].number.begin == token.range.begin) {
          unit.term = terms_.id(value_key(quantities[quantity].value));
          unit.number = true;
          s.units.push_back(unit);
        }
      } else if (token.kind == TokenKind::kNumber) {
        unit.term = terms_.id(figure_key(token.norm));
        unit.number = true;
        s.units.push_back(unit);
      } else {
        unit.name = token.capitalised && !first_word;
        // The parts of a compound count each: "Russian-trained".
        std::string_view rest = token.norm;
        while (!rest.empty()) {
          const std::size_t hyphen = rest.find('-');
          const std::string_view part = rest.substr(0, hyphen);
          rest = hyphen == std::string_view::npos ? std::string_view() : rest.substr(hyphen + 1);
          if (part.empty() || part[0] == '\'') continue;  // a clitic: 's, 'll
          unit.term = stem_id(part);
          s.units.push_back(unit);
        }
      }
      first_word = false;
    }
    index_.sentences.push_back(std::move(s));
  }
}

/// Weight = rarity in English x rarity in the reports that use the term x what kind of thing it is.
/// The second factor takes the mean over the reports that have the term, so that many copies of one
/// report do not change it.
void Builder::weigh() {
  const std::size_t count = terms_.keys().size();
  std::vector<double> spread(count, 0);  // sum over reports of the share of sentences with the term
  std::vector<std::uint32_t> in_reports(count, 0);
  std::vector<std::uint32_t> in_sentences(count, 0);
  std::vector<TermId> seen;
  double mean_sentences = 0;
  std::size_t texts = 0;
  for (std::size_t r = 0; r + 1 < index_.first_sentence.size(); ++r) {
    const auto sentences = index_.of(ReportId{static_cast<std::uint32_t>(r)});
    if (sentences.empty()) continue;
    ++texts;
    mean_sentences += static_cast<double>(sentences.size());
    std::vector<TermId> of_report;
    for (const SentenceTerms& s : sentences) {
      seen.clear();
      for (const Unit& unit : s.units) seen.push_back(unit.term);
      std::sort(seen.begin(), seen.end());
      seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
      for (const TermId term : seen) {
        if (in_sentences[term]++ == 0) of_report.push_back(term);
      }
    }
    for (const TermId term : of_report) {
      spread[term] +=
          static_cast<double>(in_sentences[term]) / static_cast<double>(sentences.size());
      ++in_reports[term];
      in_sentences[term] = 0;
    }
  }
  if (texts > 0) mean_sentences /= static_cast<double>(texts);

  std::vector<float> weight(count, 0);
  for (std::size_t t = 0; t < count; ++t) {
    if (in_reports[t] == 0) continue;
    const double mean = spread[t] / in_reports[t];
    const double local =
        std::min(1.0, std::log1p(1 / mean) / std::log1p(std::max(1.0, mean_sentences)));
    const std::string& key = terms_.keys()[t];
    const double rarity = key[0] == '#' ? 0.8 : tables_.rarity_of(key);
    // Rounded, so that the order in which reports were added leaves no trace.
    weight[t] = static_cast<float>(std::round(rarity * local * 1e5) / 1e5);
  }
  for (SentenceTerms& s : index_.sentences) {
    double quoted = 0;
    for (Unit& unit : s.units) {
      unit.weight = weight[unit.term];
      if (unit.name) unit.weight *= kNameFactor;
      if (unit.number) unit.weight *= kNumberFactor;
    }
    std::erase_if(s.units, [](const Unit& unit) { return unit.weight <= 0; });
    for (const Unit& unit : s.units) {
      s.mass += unit.weight;
      if (unit.quoted) quoted += unit.weight;
    }
    s.quoted = s.mass > 0 ? quoted / s.mass : 0;
  }
}

/// Near-synonyms from the lexicon, peoples and their countries, and words that begin alike.
void Builder::relate() {
  const std::vector<std::string>& keys = terms_.keys();
  index_.kin.resize(keys.size());
  const auto link = [&](TermId a, TermId b, float weight) {
    if (a == b) return;
    for (TermKin& kin : index_.kin[a]) {
      if (kin.term == b) {
        kin.weight = std::max(kin.weight, weight);
        return;
      }
    }
    index_.kin[a].push_back({b, weight});
  };
  for (TermId t = 0; t < keys.size(); ++t) {
    for (const Kin& other : tables_.kin.of(keys[t])) {
      if (const TermId* id = terms_.find(std::string(other.stem))) {
        link(t, *id, static_cast<float>(other.weight));
      }
    }
    if (const auto country = tables_.countries.find(keys[t]); country != tables_.countries.end()) {
      if (const TermId* id = terms_.find(country->second)) {
        link(t, *id, kCountryKin);
        link(*id, t, kCountryKin);
      }
    }
  }
  // Words that begin alike: sorted by key, kin by prefix stand together.
  std::vector<TermId> order(keys.size());
  for (TermId t = 0; t < order.size(); ++t) order[t] = t;
  std::sort(order.begin(), order.end(), [&](TermId a, TermId b) { return keys[a] < keys[b]; });
  constexpr std::size_t kWindow = 12;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::string& a = keys[order[i]];
    if (a.size() < kSharedPrefix || a[0] == '#') continue;
    for (std::size_t j = i + 1; j < std::min(order.size(), i + kWindow); ++j) {
      const std::string& b = keys[order[j]];
      if (b.compare(0, kSharedPrefix, a, 0, kSharedPrefix) != 0) break;
      const std::size_t common = static_cast<std::size_t>(
          std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
      if (a.size() - common > 1 || b.size() - common > kLongestSuffix) continue;
      link(order[i], order[j], kPrefixKin);
      link(order[j], order[i], kPrefixKin);
    }
  }
  // By key, not by id: ids depend on the order of the reports.
  for (std::vector<TermKin>& kin : index_.kin) {
    std::sort(kin.begin(), kin.end(),
              [&](const TermKin& x, const TermKin& y) { return keys[x.term] < keys[y.term]; });
  }
}

TermIndex Builder::finish() {
  index_.first_sentence.push_back(static_cast<std::uint32_t>(index_.sentences.size()));
  weigh();
  relate();
  return std::move(index_);
}

}  // namespace

TermIndex TermIndex::build(std::span<const Analysis> analyses,
                           std::span<const Grounding> groundings, const Model::Tables& tables) {
  Builder builder(tables);
  for (std::size_t r = 0; r < analyses.size(); ++r) builder.add(analyses[r], groundings[r]);
  return builder.finish();
}

}  // namespace stemma::lineage
