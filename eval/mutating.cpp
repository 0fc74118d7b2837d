#include "mutating.h"

#include <algorithm>
#include <cctype>

#include "base/lexicon.h"

namespace stemma::eval {

std::string with_edits(const std::string& text, std::span<const Edit> edits) {
  std::string out;
  std::size_t from = 0;
  for (const Edit& edit : edits) {
    out.append(text, from, edit.range.begin - from);
    out += edit.words;
    from = edit.range.end;
  }
  return out.append(text, from);
}

Result<MutationWords> MutationWords::load() {
  auto lexicon = Lexicon::load("mutation_words", 3);
  if (!lexicon) return lexicon.error();
  MutationWords out;
  for (const Lexicon::Row& row : lexicon->rows()) {
    Entry entry;
    std::string_view words = row[1];
    if (const std::size_t colon = words.find(':'); colon != std::string_view::npos) {
      entry.tag = parse_upos(words.substr(0, colon));
      words.remove_prefix(colon + 1);
    }
    entry.words = words;
    if (row[2] != "-") entry.others = row[2];
    out.lists_[std::string(row[0])].push_back(std::move(entry));
  }
  return out;
}

std::span<const MutationWords::Entry> MutationWords::of(std::string_view list) const {
  const auto found = lists_.find(list);
  return found == lists_.end() ? std::span<const Entry>{} : std::span<const Entry>(found->second);
}

bool MutationWords::has(std::string_view list, std::string_view word) const {
  const auto entries = of(list);
  return std::any_of(entries.begin(), entries.end(),
                     [&](const Entry& e) { return e.words == word; });
}

const std::string& MutationWords::other(std::string_view list, std::string_view text,
                                        Random& random) const {
  const auto entries = of(list);
  const std::size_t start = random.below(entries.size());
  for (std::size_t k = 0; k < entries.size(); ++k) {
    const Entry& entry = entries[(start + k) % entries.size()];
    if (text.find(entry.words) == std::string_view::npos) return entry.words;
  }
  return entries[start].words;
}

Scene::Scene(const Briefing& alone) : briefing_(alone) {
  const auto& tokens = analysis().tokens;
  extents_.resize(tokens.size());
  for (std::uint32_t i = 0; i < tokens.size(); ++i) extents_[i] = {i, i};
  for (std::uint32_t i = 0; i < tokens.size(); ++i)
    for (std::uint32_t at = tokens[i].head; at != kNoHead; at = tokens[at].head) {
      extents_[at].first = std::min(extents_[at].first, i);
      extents_[at].second = std::max(extents_[at].second, i);
    }
}

std::optional<std::uint32_t> Scene::child(std::uint32_t of, Relation base) const {
  const auto [first, last] = extent(of);
  for (std::uint32_t i = first; i <= last; ++i)
    if (token(i).head == of && (token(i).relation == base || base_of(token(i).relation) == base))
      return i;
  return std::nullopt;
}

bool Scene::quoted(ByteRange range) const {
  const auto& quotations = analysis().quotations;
  return std::any_of(quotations.begin(), quotations.end(),
                     [&](const Quotation& q) { return q.range.overlaps(range); });
}

bool Scene::in_time(ByteRange range) const {
  const auto& times = grounding().times;
  return std::any_of(times.begin(), times.end(),
                     [&](const TimeValue& t) { return t.range.overlaps(range); });
}

bool Scene::capital_only_by_place(std::uint32_t i) const {
  const Token& t = token(i);
  const auto& sentences = analysis().sentences;
  const bool opens = std::any_of(sentences.begin(), sentences.end(),
                                 [&](const Sentence& s) { return s.first_token == i; });
  return opens && t.capitalised && t.upos != Upos::kPropn && t.norm != "i";
}

bool Scene::plural(std::uint32_t noun) const {
  const Xpos tag = token(noun).xpos;
  return tag == Xpos::kNNS || tag == Xpos::kNNPS || child(noun, Relation::kConj).has_value();
}

std::uint32_t Scene::token_at(std::uint32_t byte) const {
  const auto& tokens = analysis().tokens;
  const auto at =
      std::lower_bound(tokens.begin(), tokens.end(), byte,
                       [](const Token& t, std::uint32_t b) { return t.range.begin < b; });
  return static_cast<std::uint32_t>(at - tokens.begin());
}

Edit without(const Scene& scene, ByteRange range) {
  const std::string& text = scene.text();
  const auto& sentences = scene.analysis().sentences;
  const bool opens = std::any_of(sentences.begin(), sentences.end(),
                                 [&](const Sentence& s) { return s.range.begin == range.begin; });
  if (!opens) {
    if (range.begin > 0 && text[range.begin - 1] == ' ') --range.begin;
    return {range, ""};
  }
  while (range.end < text.size() && (text[range.end] == ' ' || text[range.end] == ',')) ++range.end;
  const std::uint32_t next = scene.token_at(range.end);
  const ByteRange word = scene.token(next).range;
  return {{range.begin, word.end}, upper_first(scene.words(word))};
}

std::string lower_first(std::string words) {
  const bool acronym = words.size() > 1 && std::isupper(static_cast<unsigned char>(words[1])) != 0;
  if (!words.empty() && !acronym)
    words[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(words[0])));
  return words;
}

std::string upper_first(std::string words) {
  if (!words.empty())
    words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
  return words;
}

std::span<const WayOfDamage> ways_of_damage() {
  static constexpr WayOfDamage kWays[] = {
      {VariantKind::kNumber, "another figure", find_figures},
      {VariantKind::kNumber, "another scale", find_scales},
      {VariantKind::kNumber, "bound dropped", find_bounds},
      {VariantKind::kTime, "another day", find_days},
      {VariantKind::kTime, "another date", find_dates},
      {VariantKind::kTime, "another span", find_spans},
      {VariantKind::kPlace, "another place", find_places},
      {VariantKind::kRole, "parties exchanged", find_exchanged},
      {VariantKind::kRole, "voice turned", find_turned},
      {VariantKind::kPolarity, "negation added", find_negation_added},
      {VariantKind::kPolarity, "negation dropped", find_negation_dropped},
      {VariantKind::kPolarity, "opposite word", find_opposites},
      {VariantKind::kCertainty, "hedge dropped", find_hedge_dropped},
      {VariantKind::kCertainty, "hedge added", find_hedge_added},
      {VariantKind::kCertainty, "made stronger", find_hedge_strengthened},
      {VariantKind::kAttribution, "speaker dropped", find_speaker_dropped},
      {VariantKind::kAttribution, "speaker added", find_speaker_added},
      {VariantKind::kAttribution, "another speaker", find_speaker_changed},
      {VariantKind::kQuotation, "another word inside", find_quoted_words},
      {VariantKind::kQuotation, "a word left out inside", find_quoted_dropped},
      {VariantKind::kQuotation, "marks lost", find_marks},
      {VariantKind::kScope, "another quantifier", find_quantifiers},
      {VariantKind::kScope, "quantifier dropped", find_quantifier_dropped},
      {VariantKind::kScope, "quantifier added", find_quantifier_added},
      {VariantKind::kScope, "limit dropped", find_limits},
      {VariantKind::kAddition, "phrase added", find_phrase_added},
      {VariantKind::kAddition, "party added", find_party_added},
      {VariantKind::kOmission, "aside dropped", find_aside_dropped},
      {VariantKind::kOmission, "end dropped", find_tail_dropped},
      {VariantKind::kOmission, "party dropped", find_party_dropped},
  };
  return kWays;
}

}  // namespace stemma::eval
