#include "language/coreference_ranker.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <utility>

namespace stemma::language {
namespace {

class Grouper {
 public:
  Grouper(const Analysis& analysis, std::span<const CorefPhrase> phrases,
          const WordVectors& vectors, const TokenStates& states, const CorefModel& model)
      : phrases_(phrases),
        vectors_(vectors),
        states_(states),
        model_(model),
        features_(analysis, phrases, vectors, states) {}

  CorefGroups run() {
    const auto n = static_cast<std::uint32_t>(phrases_.size());
    top_.resize(n);
    gender_.resize(n);
    name_.resize(n, kNoMention);
    std::unordered_map<std::uint32_t, std::uint32_t> first_of;  // chain of names
    for (std::uint32_t i = 0; i < n; ++i) {
      top_[i] = i;
      const bool person = phrases_[i].kind == PhraseKind::kName && phrases_[i].person;
      if (person) name_[i] = phrases_[i].chain;
      gender_[i] = phrases_[i].kind == PhraseKind::kHe    ? Gender::kMale
                   : phrases_[i].kind == PhraseKind::kShe ? Gender::kFemale
                                                          : phrases_[i].gender;
      // Names that the rules join are one from the start.
      if (phrases_[i].kind == PhraseKind::kName && phrases_[i].chain != kNoMention)
        top_[i] = first_of.emplace(phrases_[i].chain, i).first->second;
    }
    window_.resize(std::min(n, kWindow));
    for (std::uint32_t i = 0; i < n; ++i) {
      while (read_until_ < n && read_until_ <= i + kCorefReachAhead) read_more();
      take_up(i);
    }
    CorefGroups groups;
    for (std::uint32_t i = 0; i < n; ++i) groups.of.push_back(root(i));
    return groups;
  }

 private:
  struct Read {
    CorefUnits taker, taken;
    float nobody = 0;
  };

  static constexpr std::uint32_t kAtOnce = 256;
  // A power of two that holds all that a phrase may take up, and what is read ahead of it.
  static constexpr std::uint32_t kWindow = 1U << 15U;
  static_assert(kCorefReach + kCorefReachAhead + kAtOnce < kWindow);

  const Read& read(std::uint32_t i) const { return window_[i % kWindow]; }

  std::uint32_t root(std::uint32_t i) {
    while (top_[i] != i) i = top_[i] = top_[top_[i]];
    return i;
  }

  /// What the model makes of the next phrases by themselves; few at a time, as that takes much
  /// room.
  void read_more() {
    const std::uint32_t from = read_until_;
    const auto n = static_cast<std::uint32_t>(phrases_.size());
    read_until_ = std::min(n, from + kAtOnce);
    model_.read(dense(from, read_until_), sums_);
    // Sums are read one phrase late: their rows come from far memory meanwhile.
    for (std::uint32_t i = from; i < read_until_; ++i) {
      features_.of(i, keys_);
      model_.expect(keys_);
      if (i > from) read_sums(i - 1, sums_[i - 1 - from]);
      std::swap(keys_, before_);
    }
    read_sums(read_until_ - 1, sums_[read_until_ - 1 - from]);
  }

  /// REQUIRES: before_ has the keys of phrase i.
  void read_sums(std::uint32_t i, CorefSums& s) {
    model_.add(before_, s);
    window_[i % kWindow] = {side_of(s, CorefSide::kTaker), side_of(s, CorefSide::kTaken),
                            model_.nobody(s, phrases_[i].kind)};
  }

  /// Of phrases [from, end).
  CorefModel::Dense dense(std::uint32_t from, std::uint32_t end) const {
    CorefModel::Dense dense;
    dense.states.reserve((end - from) * states_.width());
    dense.heads.reserve((end - from) * kCorefVector);
    dense.governors.reserve((end - from) * kCorefVector);
    for (std::uint32_t i = from; i < end; ++i) {
      const auto state = states_.row(phrases_[i].head);
      dense.states.insert(dense.states.end(), state.begin(), state.end());
      dense.state_scales.push_back(states_.scale(phrases_[i].head));
      add_vector(features_.head_vector(i), dense.heads, dense.head_scales);
      add_vector(features_.governor_vector(i), dense.governors, dense.governor_scales);
    }
    return dense;
  }

  void add_vector(std::optional<std::uint32_t> row, std::vector<std::uint8_t>& cells,
                  std::vector<float>& scales) const {
    const std::size_t from = cells.size();
    cells.resize(from + kCorefVector, 128);
    scales.push_back(row ? vectors_.scale(*row) : 0);
    if (!row) return;
    const auto values = vectors_.row(*row).first(kCorefVector);
    std::transform(values.begin(), values.end(), cells.begin() + static_cast<std::ptrdiff_t>(from),
                   [](std::int8_t v) { return static_cast<std::uint8_t>(v + 128); });
  }

  void take_up(std::uint32_t i) {
    features_.candidates(i, candidates_);
    if (candidates_.empty()) return;
    shares_.clear();
    const float nobody = read(i).nobody;
    float most = nobody;
    scores_.clear();
    // As in read_more(): one candidate late.
    const auto read_score = [&] {
      const CorefCandidate& c = candidates_[scores_.size()];
      scores_.push_back(model_.score(read(i).taker, read(c.phrase).taken, before_));
      most = std::max(most, scores_.back());
    };
    for (std::size_t n = 0; n < candidates_.size(); ++n) {
      features_.of_pair(i, candidates_[n], keys_);
      model_.expect_pair(keys_);
      if (n > 0) read_score();
      std::swap(keys_, before_);
    }
    read_score();
    for (std::size_t n = 0; n < candidates_.size(); ++n) {
      const std::uint32_t group = root(candidates_[n].phrase);
      const float share = std::exp(scores_[n] - most);
      const auto it = std::find_if(shares_.begin(), shares_.end(),
                                   [&](const auto& s) { return s.first == group; });
      if (it == shares_.end())
        shares_.emplace_back(group, share);
      else
        it->second += share;
    }
    float best = std::exp(nobody - most);
    std::uint32_t found = i;
    for (const auto& [group, share] : shares_) {
      if (share <= best || !shares_gender(gender_[group], gender_[root(i)])) continue;
      if (!shares_name(name_[group], name_[root(i)])) continue;
      best = share;
      found = group;
    }
    if (found == i) return;
    std::uint32_t a = root(i);
    std::uint32_t b = found;
    if (a == b) return;
    if (a < b) std::swap(a, b);
    if (gender_[b] == Gender::kUnknown) gender_[b] = gender_[a];
    if (name_[b] == kNoMention) name_[b] = name_[a];
    top_[a] = b;
  }

  static bool shares_name(std::uint32_t a, std::uint32_t b) {
    return a == kNoMention || b == kNoMention || a == b;
  }

  std::span<const CorefPhrase> phrases_;
  const WordVectors& vectors_;
  const TokenStates& states_;
  const CorefModel& model_;
  CorefFeatures features_;
  std::vector<std::uint32_t> top_;   // of its group
  std::vector<Gender> gender_;       // of a group's first phrase: the group's
  std::vector<std::uint32_t> name_;  // the chain of its person's name, as the rules have it
  std::vector<Read> window_;         // by phrase, of the last kWindow that were read
  std::uint32_t read_until_ = 0;
  std::vector<CorefSums> sums_;
  CorefKeys keys_, before_;
  std::vector<CorefCandidate> candidates_;
  std::vector<float> scores_;
  std::vector<std::pair<std::uint32_t, float>> shares_;
};

}  // namespace

CorefGroups group_phrases(const Analysis& analysis, std::span<const CorefPhrase> phrases,
                          const WordVectors& vectors, const TokenStates& states,
                          const CorefModel& model) {
  return Grouper(analysis, phrases, vectors, states, model).run();
}

}  // namespace stemma::language
