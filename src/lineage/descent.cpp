#include "lineage/descent.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

namespace stemma::lineage {
namespace {

constexpr double kFullSentence = 10;   // words
constexpr double kMostTaken = 2;       // from a second parent, for each sentence of the first
constexpr std::size_t kWideSite = 64;  // sentences, beyond which a site is left as aligned

constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

double price_of(const Rewording& rewording, const StepPrices& prices) {
  Steps steps;
  rewording.add_to(steps);
  return prices.of(steps);
}

Rewording words_between(const Context& context, const Wording& wording, std::uint32_t from,
                        std::uint32_t to) {
  Rewording rewording;
  if (wording.same) return rewording;
  const auto length = [&](std::uint32_t sentence) {
    return static_cast<double>(context.terms.sentences[sentence].words.size());
  };
  const double shared = wording.longer * std::max(length(from), length(to));
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

/// By how much more of the child is its own than from others, as a share of it. `steps` has the
/// former.
void add_mostly_own(double from_others, Steps& steps) {
  const double own = steps[Step::kSentence];
  if (own > from_others) steps.add(Step::kMostlyOwn, (own - from_others) / (own + from_others));
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
      place_(context.terms.sentences.size(), kNowhere),
      place_of_like_(context.terms.sentences.size(), kNowhere) {
  std::map<std::span<const TermId>, std::uint32_t, Less> known;
  for (const SentenceTerms& s : context.terms.sentences) {
    const auto next = static_cast<std::uint32_t>(like_.size());
    like_.push_back(known.emplace(s.words, next).first->second);
  }
  find_shared_words();
  std::vector<SiteTie> ties;
  for (const PairRelation& relation : relations) {
    for (const std::uint32_t index : relation.pairs) {
      const AlignedPair& pair = context.pairs[index];
      const double price = link(pair.pair.a, pair.pair.b, pair.wording);
      if (relation.derived) ties.push_back({price, pair.pair.a, pair.pair.b});
    }
  }
  complete_sites(std::move(ties));
}

void Descents::find_shared_words() {
  shared_.assign(like_.size(), false);
  std::vector<std::uint32_t> holder(like_.size(), kNowhere);
  for (std::uint32_t s = 0; s < like_.size(); ++s) {
    const std::uint32_t report = context_.terms.sentences[s].report.value;
    std::uint32_t& before = holder[like_[s]];
    if (before != kNowhere && before != report) shared_[like_[s]] = true;
    before = report;
  }
}

/// Makes them partners; gives the price of making each of the other.
double Descents::link(std::uint32_t a, std::uint32_t b, const Wording& wording) {
  const auto link = static_cast<std::uint32_t>(rewording_.size());
  for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
    rewording_.push_back(words_between(context_, wording, from, to));
    words_.push_back(price_of(rewording_.back(), prices_));
  }
  partners_[b].push_back({a, link});
  partners_[a].push_back({b, link + 1});
  return words_[link] + words_[link + 1];
}

/// Two sentences of one site that were not aligned are wordings of one sentence all the same.
void Descents::complete_sites(std::vector<SiteTie> ties) {
  const auto& sentences = context_.terms.sentences;
  site_ = find_sites(sentences, std::move(ties));
  std::vector<std::vector<std::uint32_t>> members(sentences.size());
  for (std::uint32_t s = 0; s < site_.size(); ++s) members[site_[s]].push_back(s);
  for (const std::vector<std::uint32_t>& site : members) {
    if (site.size() < 3 || site.size() > kWideSite) continue;
    for (auto a = site.begin(); a != site.end(); ++a) {
      for (auto b = a + 1; b != site.end(); ++b) {
        if (!has_partner(*a, sentences[*b].report)) {
          link(*a, *b, compare_wording(sentences[*a], sentences[*b]));
        }
      }
    }
  }
}

bool Descents::has_partner(std::uint32_t sentence, ReportId in) const {
  return std::any_of(partners_[sentence].begin(), partners_[sentence].end(),
                     [&](const Partner& partner) {
                       return context_.terms.sentences[partner.sentence].report == in;
                     });
}

Witness Descents::text(ReportId report) const {
  Witness text;
  const std::uint32_t first = context_.terms.first_sentence[report.index()];
  const std::uint32_t end = context_.terms.first_sentence[report.index() + 1];
  for (std::uint32_t s = first; s < end; ++s) text.sentences.push_back(s);
  return text;
}

Own Descents::whole(const Witness& text) const {
  Own all;
  for (const std::uint32_t s : text.sentences) {
    const auto weight = static_cast<float>(weight_of(context_.terms.sentences[s]));
    all.sentences.push_back({s, site_[s], weight});
    if (shared_[like_[s]]) all.wordings.push_back({like_[s], weight});
  }
  return all;
}

Steps Descents::find(const Witness& parent, const Witness& child, std::span<const Holders> holders,
                     Own* own) {
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
  Steps taken;  // what a second parent has
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
    const double weight = weight_of(context_.terms.sentences[sentence]);
    const Holders who = holders.empty() ? Holders::kKin : holders[i];
    const bool takes = place == kNowhere && who == Holders::kOthers;
    if (own != nullptr && like == kNowhere && !takes && shared_[like_[sentence]]) {
      own->wordings.push_back({like_[sentence], static_cast<float>(weight)});
    }
    if (place == kNowhere) {
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
      if (own != nullptr && !takes) {
        own->sentences.push_back({sentence, site_[sentence], static_cast<float>(weight)});
      }
      writing = true;
      written_by = who;
      continue;
    }
    writing = false;
    words.add_to(steps);
    shared += weight;
    if (before && place < *before) steps.add(Step::kMoved);
    before = place;
  }
  if (told) steps.add(Step::kTold);
  add_mostly_own(shared + taken[Step::kTakenSentence], steps);
  if (taken[Step::kTakenSentence] > kMostTaken * shared) {  // then it is no text of the parent's
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
