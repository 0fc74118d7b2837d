#include "lineage/descent.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

namespace stemma::lineage {
namespace {

// Prices, in nats. Set by the order of magnitude of what desks do and by families grown from real
// articles (`stemma eval lineage`).
constexpr double kReword = 0.6;      // to touch a sentence at all
constexpr double kAddWord = 0.25;    // for each word that is new
constexpr double kSwapWord = 0.15;   // and takes another's place
constexpr double kDropClause = 0.5;  // to shorten it
constexpr double kRewordMost = 2.5;  // a sentence said anew
constexpr double kSentence = 1;      // for each sentence written
constexpr double kWrite = 5;         // to begin a passage of one's own
constexpr double kTake = 1;          // to begin a passage from a second parent
constexpr double kTakeMore = 0.3;    // for each sentence of it
constexpr double kTold = 8;          // words told to a newsroom, which no parent has
constexpr double kCut = 0.7;         // to cut inside the text
constexpr double kCutMore = 0.15;    // for each further sentence
constexpr double kCutTail = -0.3;    // to cut from the end: few desks print all of a text
constexpr double kCutTailMore = 0.03;
constexpr double kMove = 1;  // a break in the order

constexpr double kFullSentence = 10;  // words

constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

double words_between(const Context& context, const AlignedPair& pair, std::uint32_t from) {
  if (pair.wording.same) return 0;
  const auto length = [&](std::uint32_t sentence) {
    return static_cast<double>(context.terms.sentences[sentence].words.size());
  };
  const std::uint32_t to = pair.pair.a == from ? pair.pair.b : pair.pair.a;
  const double shared = pair.wording.longer * std::max(length(from), length(to));
  const double added = std::max(0.0, length(to) - shared);
  const double dropped = std::max(0.0, length(from) - shared);
  return std::min(kRewordMost, kReword + kAddWord * added + kSwapWord * std::min(added, dropped) +
                                   (dropped > added + 1 ? kDropClause : 0));
}

double price_of_cuts(const std::vector<bool>& kept) {
  double price = 0;
  std::size_t end = kept.size();  // of what lies before a cut tail
  while (end > 0 && !kept[end - 1]) --end;
  bool cutting = false;
  for (std::size_t i = 0; i < end; ++i) {
    if (!kept[i]) price += cutting ? kCutMore : kCut;
    cutting = !kept[i];
  }
  if (end < kept.size()) {
    price += kCutTail + kCutTailMore * static_cast<double>(kept.size() - end);
  }
  return price;
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

double price_of_writing(std::size_t sentences) {
  return kSentence * static_cast<double>(sentences);
}

double price_of_passage(std::size_t sentences) { return kWrite + price_of_writing(sentences); }

double price_of_cut(std::size_t sentences, bool at_end) {
  const auto count = static_cast<double>(sentences);
  return at_end ? kCutTailMore * count : kCut + kCutMore * (count - 1);
}

double price_of_saying_anew() { return kRewordMost; }

Descents::Descents(const Context& context, std::span<const PairRelation> relations)
    : context_(context),
      partners_(context.terms.sentences.size()),
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
      words_[2 * index] = words_between(context, pair, pair.pair.a);
      words_[2 * index + 1] = words_between(context, pair, pair.pair.b);
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

Descent Descents::find(const Witness& parent, const Witness& child,
                       std::span<const Holders> holders) {
  for (std::uint32_t i = 0; i < parent.sentences.size(); ++i) {
    place_[parent.sentences[i]] = i;
    place_of_like_[like_[parent.sentences[i]]] = i;
  }
  for (const Witness::Wording& other : parent.others) place_[other.sentence] = other.place;

  Descent d;
  std::vector<bool> kept(parent.sentences.size(), false);
  std::optional<std::uint32_t> before;
  double begun = 0;
  double taken_as_written = 0;
  double taken_weight = 0;
  double shared_weight = 0;
  bool told = false;
  bool writing = false;  // a passage that the parent lacks
  Holders written_by = Holders::kKin;
  for (std::size_t i = 0; i < child.sentences.size(); ++i) {
    const std::uint32_t sentence = child.sentences[i];
    std::uint32_t place = place_[sentence];
    double words = kRewordMost;
    if (place != kNowhere) {
      kept[place] = true;
      if (parent.sentences[place] == sentence) words = 0;
    }
    for (const Partner& partner : partners_[sentence]) {
      const std::uint32_t at = place_[partner.sentence];
      if (at == kNowhere) continue;
      kept[at] = true;
      const bool its_words = parent.sentences[at] == partner.sentence;
      const double price = its_words ? price_of_words(partner) : kRewordMost;
      if (place != kNowhere && price >= words) continue;
      place = at;
      words = price;
    }
    if (const std::uint32_t at = place_of_like_[like_[sentence]]; words > 0 && at != kNowhere) {
      kept[at] = true;
      place = at;
      words = 0;
    }
    if (place == kNowhere) {
      const double weight = weight_of(context_.terms.sentences[sentence]);
      const Holders who = holders.empty() ? Holders::kKin : holders[i];
      const bool taken = who == Holders::kOthers;
      told = told || who == Holders::kTold;
      const bool goes_on = writing && taken == (written_by == Holders::kOthers);
      if (!goes_on) begun = 0;
      // A passage is begun as far as its longest sentence goes.
      if (weight > begun) {
        (taken ? d.taken : d.written) += (weight - begun) * (taken ? kTake : kWrite);
        if (taken) taken_as_written += (weight - begun) * kWrite;
        begun = weight;
      }
      (taken ? d.taken : d.written) += weight * (taken ? kTakeMore : kSentence);
      if (taken) {
        taken_as_written += weight * kSentence;
        taken_weight += weight;
      }
      writing = true;
      written_by = who;
      continue;
    }
    writing = false;
    d.reworded += words;
    shared_weight += weight_of(context_.terms.sentences[sentence]);
    if (before && place < *before) d.moved += kMove;
    before = place;
  }
  if (told) d.written += kTold;
  if (taken_weight > shared_weight) d.taken = taken_as_written;
  d.cut = price_of_cuts(kept);

  for (const std::uint32_t sentence : parent.sentences) {
    place_[sentence] = kNowhere;
    place_of_like_[like_[sentence]] = kNowhere;
  }
  for (const Witness::Wording& other : parent.others) place_[other.sentence] = kNowhere;
  return d;
}

}  // namespace stemma::lineage
