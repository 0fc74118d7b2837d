#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/utf8.h"
#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/ids.h"

namespace stemma::briefing {
namespace {

constexpr std::size_t kWidest = 44;  // columns of one party

/// Who or what fills a role, to be shown and to be compared across reports.
struct Party {
  std::string key;  // empty: cannot be told ("they", of whom nothing is known)
  std::string name;
  bool named = false;
};

class DeedGatherer {
 public:
  explicit DeedGatherer(const Lookup& lookup) : lookup_(lookup) {}

  void take(const Claim& claim, const Proposition& p) {
    if (!is_deed(claim, p)) return;
    const std::vector<Party> agents = parties(claim.report, p, ArgumentRole::kAgent);
    const ArgumentRole role =
        p.find(ArgumentRole::kPatient) != nullptr ? ArgumentRole::kPatient : ArgumentRole::kPartner;
    const std::vector<Party> others = parties(claim.report, p, role);
    if (agents.empty() || others.empty() || agents.front().key == others.front().key) return;
    const auto is_named = [](const Party& party) { return party.named; };
    const bool agent_named = std::any_of(agents.begin(), agents.end(), is_named);
    const bool other_named = std::any_of(others.begin(), others.end(), is_named);
    if (!agent_named && !other_named) return;

    // "denied shelling": the claim is denied, the shelling is not told as not done.
    const bool negated = p.negated && !(claim.cue && claim.cue->overlaps(*p.negation));
    std::string key = p.predicate + (negated ? "\nnot" : "\n");
    for (const Party& party : agents) key += '\n' + party.key;
    for (const Party& party : others) key += "\n\n" + party.key;
    const auto [it, fresh] = places_.try_emplace(key, deeds_.size());
    if (fresh) {
      Deed deed;
      deed.agent = names(agents);
      deed.verb = verb_of(claim.report, p, role);
      deed.other = names(others);
      deed.tense = p.tense;
      deed.negated = negated;
      deed.both_named = agent_named && other_named;
      deeds_.push_back(std::move(deed));
    }
    Deed& deed = deeds_[it->second];
    ByteRange words = p.evidence;
    for (const Argument& argument : p.arguments) {
      if (argument.role == ArgumentRole::kAgent || argument.role == role) {
        words = cover(words, argument.evidence);
      }
    }
    const Evidence place{claim.report, words};
    if (std::find(deed.places.begin(), deed.places.end(), place) != deed.places.end()) return;
    deed.places.push_back(place);
    // That a speaker warned somebody is the report's own word.
    const bool act = claim.act && &p == &*claim.act;
    const std::string who = act ? std::string() : lookup_.whose_word(claim);
    deed.on_word.emplace(utf8::to_lower(who), who);
    deed.certainty = std::min(deed.certainty, claim.certainty);
  }

  std::vector<Deed> finish() {
    const auto reports = [](const Deed& deed) {
      std::set<ReportId> all;
      for (const Evidence& place : deed.places) all.insert(place.report);
      return all.size();
    };
    std::stable_sort(deeds_.begin(), deeds_.end(), [&](const Deed& x, const Deed& y) {
      const auto rank = [&](const Deed& deed) {
        return std::tuple(deed.both_named, reports(deed),
                          reserve(deed.certainty, deed.tense).empty());
      };
      return rank(x) > rank(y);
    });
    return std::move(deeds_);
  }

 private:
  /// "was the leader", "has a small army", "what it called a mission" tell of no deed.
  static bool is_deed(const Claim& claim, const Proposition& p) {
    if (p.form == PredicateForm::kCopula || p.predicate == "have" || p.predicate == "be") {
      return false;
    }
    // "was wary of provoking", "if it sent troops": nobody says that it was done.
    const bool told = p.form == PredicateForm::kNoun ||
                      (p.tense != Tense::kUnknown && p.tense != Tense::kHypothetical);
    const bool doubtful = claim.certainty != Certainty::kCertain && p.tense != Tense::kHypothetical;
    if (!told && !doubtful) return false;
    return std::none_of(claim.hedges.begin(), claim.hedges.end(),
                        [&](ByteRange hedge) { return hedge.contains(p.evidence); });
  }

  std::vector<Party> parties(ReportId report, const Proposition& p, ArgumentRole role) const {
    std::vector<Party> all;
    for (const Argument& argument : p.arguments) {
      if (argument.role != role) continue;
      Party party = party_of(report, argument);
      if (party.key.empty()) return {};
      all.push_back(std::move(party));
    }
    return all;
  }

  Party party_of(ReportId report, const Argument& argument) const {
    const Briefing& b = lookup_.briefing();
    const std::string words = tidy(clean(lookup_.words({report, argument.evidence})));
    const std::vector<Token>& tokens = b.analyses[report.index()].tokens;
    const auto head = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& token) {
      return token.range.begin < argument.head.begin;
    });
    // A pronoun may mean another than we think, which in so short a line nobody could see.
    const bool is_noun =
        head != tokens.end() && (head->upos == Upos::kNoun || head->upos == Upos::kPropn);
    if (!is_noun) return {};
    if (argument.chain) {
      if (const auto entity = lookup_.entity_of(report, *argument.chain)) {
        const std::string name = clean(b.entities[entity->index()].name);
        if (is_name(name)) return {"entity " + print(*entity), shorten(name, kWidest), true};
      }
    }
    return {utf8::to_lower(argument.lemma), shorten(words, kWidest), head->upos == Upos::kPropn};
  }

  /// Not "A gate at the dam", the fullest description of what has no name.
  static bool is_name(const std::string& name) {
    if (name.empty() || name.starts_with("A ") || name.starts_with("An ")) return false;
    return utf8::is_upper(utf8::decode(name, 0).value);
  }

  static std::string names(const std::vector<Party>& parties) {
    std::vector<std::string> all;
    for (const Party& party : parties) all.push_back(party.name);
    return join_and(all);
  }

  /// The verb as the text has it, with the preposition after it ("relied on"); of a noun its verb:
  /// "shell" of "the shelling of".
  std::string verb_of(ReportId report, const Proposition& p, ArgumentRole role) const {
    if (p.form == PredicateForm::kNoun) return clean(p.predicate);
    constexpr std::uint32_t kLongest = 8;  // bytes of a preposition
    const std::uint32_t other = p.find(role)->evidence.begin;
    ByteRange words = p.evidence;
    const std::string gap =
        other > words.end ? clean(lookup_.words({report, {words.end, other}})) : std::string();
    if (gap.size() <= kLongest && std::all_of(gap.begin(), gap.end(), [](char c) {
          return c == ' ' || (c >= 'a' && c <= 'z');
        })) {
      words.end = std::max(words.end, other);
    }
    std::string verb = utf8::to_lower(clean(lookup_.words({report, words})));
    while (verb.ends_with(' ')) verb.pop_back();
    for (const std::string_view article : {" the", " a", " an", " its", " his", " her", " their"}) {
      if (verb.ends_with(article)) verb.resize(verb.size() - article.size());
    }
    return verb;
  }

  const Lookup& lookup_;
  std::map<std::string, std::size_t> places_;
  std::vector<Deed> deeds_;
};

}  // namespace

std::vector<Deed> deeds_of(const Lookup& lookup) {
  DeedGatherer gatherer(lookup);
  for (const Claim& claim : lookup.briefing().claims) {
    if (claim.act) gatherer.take(claim, *claim.act);
    for (const Proposition& p : claim.propositions) gatherer.take(claim, p);
  }
  return gatherer.finish();
}

std::string sole_word(const Deed& deed) {
  if (deed.on_word.contains("")) return {};
  constexpr std::size_t kMost = 2;
  std::vector<std::string> speakers;
  for (const auto& [key, who] : deed.on_word) {
    if (speakers.size() == kMost) {
      speakers.emplace_back("others");
      break;
    }
    speakers.push_back(shorten(who, kWidest));
  }
  return join_and(speakers);
}

}  // namespace stemma::briefing
