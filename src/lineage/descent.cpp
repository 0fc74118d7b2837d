#include "lineage/descent.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

namespace stemma::lineage {
namespace {

constexpr double kFullSentence = 10;  // words

constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

double price_of(const Rewording& rewording, const StepPrices& prices) {
  Steps steps;
  rewording.add_to(steps);
  return prices.of(steps);
}

Rewording words_between(const Context& context, const AlignedPair& pair, std::uint32_t from) {
  Rewording rewording;
  if (pair.wording.same) return rewording;
  const auto length = [&](std::uint32_t sentence) {
    return static_cast<double>(context.terms.sentences[sentence].words.size());
  };
  const std::uint32_t to = pair.pair.a == from ? pair.pair.b : pair.pair.a;
  const double shared = pair.wording.longer * std::max(length(from), length(to));
  const double added = std::max(0.0, length(to) - shared);
  const double dropped = std::max(0.0, length(from) - shared);
  rewording.touched = true;
  rewording.added = static_cast<float>(added);
  rewording.swapped = static_cast<float>(std::min(added, dropped));
  rewording.shorter = dropped > added + 1;
  const StepPrices& prices = context.tables.prices;
  if (price_of(rewording, prices) < prices[Step::kSaidAnew]) return rewording;
  return {.anew = true};
}

void add_cuts(const std::vector<bool>& kept, Steps& steps) {
  std::size_t end = kept.size();  // of what lies before a cut tail
  while (end > 0 && !kept[end - 1]) --end;
  bool cutting = false;
  for (std::size_t i = 0; i < end; ++i) {
    if (!kept[i]) steps.add(cutting ? Step::kCutMore : Step::kCut);
    cutting = !kept[i];
  }
  if (end == kept.size()) return;
  steps.add(Step::kTail);
  steps.add(Step::kTailMore, static_cast<double>(kept.size() - end));
}

struct Less {
  bool operator()(std::span<const TermId> x, std::span<const TermId> y) const {
    return std::lexicographical_compare(x.begin(), x.end(), y.begin(), y.end());
  }
};

/// Short sentences weigh less: they are the ones that alignment passes over.
double weight_of(const SentenceTerms& sentence) {
  return std::min(1.0, static_cast<double>(sentence.words.size()) / kFullSentence);
}

}  // namespace

void Rewording::add_to(Steps& steps) const {
  steps.add(Step::kReworded, touched ? 1 : 0);
  steps.add(Step::kWordAdded, added);
  steps.add(Step::kWordSwapped, swapped);
  steps.add(Step::kClauseDropped, shorter ? 1 : 0);
  steps.add(Step::kSaidAnew, anew ? 1 : 0);
}

double Descents::price_of_writing(std::size_t sentences) const {
  return prices_[Step::kSentence] * static_cast<double>(sentences);
}

double Descents::price_of_passage(std::size_t sentences) const {
  return prices_[Step::kPassage] + price_of_writing(sentences);
}

double Descents::price_of_cut(std::size_t sentences, bool at_end) const {
  const auto count = static_cast<double>(sentences);
  return at_end ? prices_[Step::kTailMore] * count
                : prices_[Step::kCut] + prices_[Step::kCutMore] * (count - 1);
}

Descents::Descents(const Context& context, std::span<const PairRelation> relations)
    : context_(context),
      prices_(context.tables.prices),
      partners_(context.terms.sentences.size()),
      rewording_(2 * context.pairs.size()),
      words_(2 * context.pairs.size(), 0),
      place_(context.terms.sentences.size(), kNowhere),
      place_of_like_(context.terms.sentences.size(), kNowhere) {
  std::map<std::span<const TermId>, std::uint32_t, Less> known;
  for (const SentenceTerms& s : context.terms.sentences) {
    const auto next = static_cast<std::uint32_t>(like_.size());
    like_.push_back(known.emplace(s.words, next).first->second);
  }
  for (const PairRelation& relation : relations) {
    for (const std::uint32_t index : relation.pairs) {
      const AlignedPair& pair = context.pairs[index];
      for (const std::uint32_t way : {0U, 1U}) {
        const std::uint32_t from = way == 0 ? pair.pair.a : pair.pair.b;
        rewording_[2 * index + way] = words_between(context, pair, from);
        words_[2 * index + way] = price_of(rewording_[2 * index + way], prices_);
      }
      partners_[pair.pair.a].push_back({pair.pair.b, index});
      partners_[pair.pair.b].push_back({pair.pair.a, index});
    }
  }
}

Witness Descents::text(ReportId report) const {
  Witness text;
  const std::uint32_t first = context_.terms.first_sentence[report.index()];
  const std::uint32_t end = context_.terms.first_sentence[report.index() + 1];
  for (std::uint32_t s = first; s < end; ++s) text.sentences.push_back(s);
  return text;
}

Steps Descents::find(const Witness& parent, const Witness& child,
                     std::span<const Holders> holders) {
  for (std::uint32_t i = 0; i < parent.sentences.size(); ++i) {
    place_[parent.sentences[i]] = i;
    place_of_like_[like_[parent.sentences[i]]] = i;
  }
  for (const Witness::Wording& other : parent.others) place_[other.sentence] = other.place;

  constexpr Rewording kAnew{.anew = true};
  Steps steps;
  std::vector<bool> kept(parent.sentences.size(), false);
  std::optional<std::uint32_t> before;
  double begun = 0;
  Steps taken;  // what stands in reports of another stock
  double shared = 0;
  bool told = false;
  bool writing = false;  // a passage that the parent lacks
  Holders written_by = Holders::kKin;
  for (std::size_t i = 0; i < child.sentences.size(); ++i) {
    const std::uint32_t sentence = child.sentences[i];
    std::uint32_t place = place_[sentence];
    Rewording words;  // of the nearest partner
    double price = 0;
    const auto reword = [&](std::uint32_t at, const Rewording& how, double its_price) {
      place = at;
      words = how;
      price = its_price;
    };
    if (place != kNowhere) {
      kept[place] = true;
      if (parent.sentences[place] != sentence) reword(place, kAnew, price_of_saying_anew());
    }
    for (const Partner& partner : partners_[sentence]) {
      const std::uint32_t at = place_[partner.sentence];
      if (at == kNowhere) continue;
      kept[at] = true;
      const bool its_words = parent.sentences[at] == partner.sentence;
      const double its_price = its_words ? price_of_words(partner) : price_of_saying_anew();
      if (place != kNowhere && its_price >= price) continue;
      reword(at, its_words ? rewording(partner) : kAnew, its_price);
    }
    const std::uint32_t like = place_of_like_[like_[sentence]];
    if (like != kNowhere && (place == kNowhere || price > 0)) {
      kept[like] = true;
      place = like;
      words = {};
    }
    if (place == kNowhere) {
      const double weight = weight_of(context_.terms.sentences[sentence]);
      const Holders who = holders.empty() ? Holders::kKin : holders[i];
      const bool takes = who == Holders::kOthers;
      told = told || who == Holders::kTold;
      const bool goes_on = writing && takes == (written_by == Holders::kOthers);
      if (!goes_on) begun = 0;
      Steps& its = takes ? taken : steps;
      // A passage is begun as far as its longest sentence goes.
      if (weight > begun) {
        its.add(takes ? Step::kTakenPassage : Step::kPassage, weight - begun);
        begun = weight;
      }
      its.add(takes ? Step::kTakenSentence : Step::kSentence, weight);
      writing = true;
      written_by = who;
      continue;
    }
    writing = false;
    words.add_to(steps);
    shared += weight_of(context_.terms.sentences[sentence]);
    if (before && place < *before) steps.add(Step::kMoved);
    before = place;
  }
  if (told) steps.add(Step::kTold);
  if (taken[Step::kTakenSentence] > shared) {  // then it is no text of the parent's at all
    steps.add(Step::kPassage, taken[Step::kTakenPassage]);
    steps.add(Step::kSentence, taken[Step::kTakenSentence]);
  } else {
    steps.add(taken);
  }
  add_cuts(kept, steps);

  for (const std::uint32_t sentence : parent.sentences) {
    place_[sentence] = kNowhere;
    place_of_like_[like_[sentence]] = kNowhere;
  }
  for (const Witness::Wording& other : parent.others) place_[other.sentence] = kNowhere;
  return steps;
}

}  // namespace stemma::lineage
