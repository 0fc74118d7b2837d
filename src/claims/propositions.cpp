#include "claims/propositions.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "claims/arguments.h"
#include "claims/tense.h"
#include "claims/verb_words.h"

namespace stemma::claims {
namespace {

/// Belongs to a noun's phrase as role fillers show it: "the two brothers of Orvane".
bool belongs(Relation relation, bool before) {
  switch (base_of(relation)) {
    case Relation::kDet:
    case Relation::kAmod:
    case Relation::kCompound:
    case Relation::kNummod:
    case Relation::kFlat:
    case Relation::kFixed:
    case Relation::kNmod:
      return true;
    case Relation::kObl:
      return !before;  // "responsible for the raid"
    default:
      return false;
  }
}

class PropositionFinder {
 public:
  PropositionFinder(const SentenceView& s, const SentenceTree& tree, const Grounded& grounded)
      : s_(s),
        tree_(tree),
        words_(s.tables().predicates),
        subjects_(s, tree, words_),
        arguments_(s, tree, grounded, words_, subjects_),
        taken_(s.size(), false) {}

  std::vector<Proposition> find() {
    for (const std::uint32_t i : tree_.from_root()) {
      if (subjects_.is_attribute(i)) {
        copula(i);
      } else if (subjects_.is_verb(i)) {
        verb(i);
      } else if (s_.token(i).upos == Upos::kNoun && !taken_[i]) {
        noun(i);
      }
    }
    return std::move(found_);
  }

 private:
  void verb(std::uint32_t i) {
    VerbWord verb = verb_word(s_, tree_, words_, i);
    const PredicateWord& word = words_.verb(verb.lemma);
    if (verb.object != kNoHead) taken_[verb.object] = true;
    const std::uint32_t deed = arguments_.deed_of(i, word);
    if (deed != kNoHead) {
      taken_[deed] = true;
      const ByteRange evidence = s_.range({std::min(i, deed), std::max(i, deed) + 1});
      put(i, words_.noun(s_.token(deed).lemma).verb, evidence, PredicateForm::kNoun,
          arguments_.of_both(i, word, deed));
      return;
    }
    const PredicateForm form =
        subjects_.is_passive(i) ? PredicateForm::kPassive : PredicateForm::kActive;
    put(i, std::move(verb.lemma), s_.token(i).range, form,
        arguments_.of_verb(i, word, verb.object));
  }

  void noun(std::uint32_t i) {
    if (base_of(s_.token(i).relation) == Relation::kCompound) return;
    const PredicateWord& word = words_.noun(s_.token(i).lemma);
    if (word.verb.empty()) return;
    std::vector<Filler> fillers = arguments_.of_noun(i);
    const bool tells = std::any_of(fillers.begin(), fillers.end(), [](const Filler& filler) {
      return filler.role <= ArgumentRole::kPartner;
    });
    if (!tells) return;
    put(i, word.verb, s_.token(i).range, PredicateForm::kNoun, fillers);
  }

  void copula(std::uint32_t i) {
    put(i, "be", s_.token(subjects_.copula(i)).range, PredicateForm::kCopula,
        arguments_.of_copula(i));
  }

  void put(std::uint32_t i, std::string predicate, ByteRange evidence, PredicateForm form,
           const std::vector<Filler>& fillers) {
    if (fillers.empty()) return;
    Proposition p;
    p.predicate = std::move(predicate);
    p.evidence = evidence;
    p.form = form;
    for (const Filler& filler : fillers) p.arguments.push_back(argument(filler, fillers));
    if (form != PredicateForm::kNoun || s_.token(i).upos == Upos::kVerb) {
      const TenseFound tense = tense_of(s_, tree_, words_, i);
      p.tense = tense.tense;
      p.tense_evidence = tense.evidence;
    }
    p.negation = negation_of(s_, tree_, words_, i);
    p.negated = p.negation.has_value();
    p.condition = condition_of(i);
    found_.push_back(std::move(p));
  }

  /// "They will leave | if the dam holds".
  std::optional<ByteRange> condition_of(std::uint32_t i) const {
    for (const std::uint32_t child : tree_.children(i)) {
      if (base_of(s_.token(child).relation) != Relation::kAdvcl) continue;
      for (const std::uint32_t mark : tree_.children(child)) {
        if (s_.token(mark).relation != Relation::kMark) continue;
        if (!words_.conjunction(s_.norm(mark)).is(kCondition)) continue;
        const TokenSpan clause = s_.trim(tree_.extent(child));
        if (!clause.empty()) return s_.range(clause);
      }
    }
    return std::nullopt;
  }

  Argument argument(const Filler& filler, const std::vector<Filler>& fillers) const {
    const Token& head = s_.token(filler.head);
    Argument argument{.role = filler.role,
                      .evidence = s_.range(phrase_of(filler.head, fillers)),
                      .head = head.range,
                      .lemma = head.lemma,
                      .chain = {}};
    if (const Mention* mention = s_.headed(filler.head)) argument.chain = mention->chain;
    return argument;
  }

  /// The noun with what belongs to it, down to a bound, without what fills a role of its own.
  TokenSpan phrase_of(std::uint32_t head, const std::vector<Filler>& fillers) const {
    constexpr std::size_t kMostWords = 24;
    TokenSpan phrase{head, head + 1};
    std::vector<std::uint32_t> words{head};
    for (std::size_t k = 0; k < words.size(); ++k) {
      phrase.begin = std::min(phrase.begin, words[k]);
      phrase.end = std::max(phrase.end, words[k] + 1);
      for (const std::uint32_t child : tree_.children(words[k])) {
        const bool other = std::any_of(fillers.begin(), fillers.end(), [&](const Filler& filler) {
          return filler.head == child && filler.head != head;
        });
        if (other || words.size() == kMostWords) continue;
        const Relation relation = s_.token(child).relation;
        const bool joined =  // "at least 41", "between Velmar and Orvane"
            k > 0 && (relation == Relation::kConj || relation == Relation::kCase);
        if (joined || belongs(relation, child < words[k])) words.push_back(child);
      }
    }
    return phrase;
  }

  const SentenceView& s_;
  const SentenceTree& tree_;
  const PredicateWords& words_;
  const Subjects subjects_;
  const Arguments arguments_;
  std::vector<bool> taken_;  // the noun of a light verb
  std::vector<Proposition> found_;
};

}  // namespace

SentencePropositions::SentencePropositions(std::vector<Proposition> found)
    : found_(std::move(found)), by_place_(found_.size()) {
  std::iota(by_place_.begin(), by_place_.end(), std::uint32_t{0});
  std::sort(by_place_.begin(), by_place_.end(), [this](std::uint32_t a, std::uint32_t b) {
    return found_[a].evidence < found_[b].evidence;
  });
}

std::vector<Proposition> SentencePropositions::within(std::span<const ByteRange> ranges) const {
  std::vector<std::uint32_t> chosen;
  for (const ByteRange range : ranges) {
    auto it = std::lower_bound(
        by_place_.begin(), by_place_.end(), range.begin,
        [this](std::uint32_t p, std::uint32_t begin) { return found_[p].evidence.begin < begin; });
    for (; it != by_place_.end() && found_[*it].evidence.begin < range.end; ++it) {
      if (range.contains(found_[*it].evidence)) chosen.push_back(*it);
    }
  }
  std::sort(chosen.begin(), chosen.end());
  std::vector<Proposition> out;
  for (const std::uint32_t p : chosen) out.push_back(found_[p]);
  return out;
}

const Proposition* SentencePropositions::act(ByteRange cue) const {
  auto it = std::lower_bound(
      by_place_.begin(), by_place_.end(), cue.begin,
      [this](std::uint32_t p, std::uint32_t begin) { return found_[p].evidence.begin < begin; });
  for (; it != by_place_.end() && found_[*it].evidence.begin < cue.end; ++it) {
    const Proposition& p = found_[*it];
    if (p.find(ArgumentRole::kAgent) == nullptr) continue;
    if (p.find(ArgumentRole::kPatient) != nullptr || p.find(ArgumentRole::kRecipient) != nullptr) {
      return &p;
    }
  }
  return nullptr;
}

std::vector<Proposition> propositions_of(const SentenceView& s, const SentenceTree& tree,
                                         const Grounded& grounded) {
  return PropositionFinder(s, tree, grounded).find();
}

}  // namespace stemma::claims
