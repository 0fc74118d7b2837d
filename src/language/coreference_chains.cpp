#include "language/coreference_chains.h"

#include <algorithm>
#include <vector>

namespace stemma::language {
namespace {

class ChainWriter {
 public:
  ChainWriter(Analysis& analysis, std::span<const CorefPhrase> phrases, const CorefGroups& groups,
              std::span<const std::uint8_t> settled)
      : a_(analysis),
        phrases_(phrases),
        groups_(groups),
        settled_(settled),
        size_(phrases.size(), 0) {}

  void run() {
    for (const std::uint32_t g : groups_.of) size_[g] += 1;
    chain_pronouns();
    rewrite_chains();
    write_references();
  }

 private:
  bool anchors(std::uint32_t i) const {
    return !phrases_[i].pronoun() && phrases_[i].chain != kNoMention;
  }

  void chain_pronouns() {
    const std::size_t n = phrases_.size();
    // The nearest mention of each group, as seen from the left and then from the right.
    std::vector<std::uint32_t> near(n, kNoMention), before(n, kNoMention);
    for (std::uint32_t i = 0; i < n; ++i) {
      before[i] = near[groups_.of[i]];
      if (anchors(i)) near[groups_.of[i]] = i;
    }
    std::fill(near.begin(), near.end(), kNoMention);
    for (std::uint32_t i = static_cast<std::uint32_t>(n); i-- > 0;) {
      const CorefPhrase& p = phrases_[i];
      if (anchors(i)) near[groups_.of[i]] = i;
      if (!p.third() || p.mention == kNoMention) continue;
      if (settled_[p.mention] != 0) continue;
      const std::uint32_t anchor = before[i] != kNoMention ? before[i] : near[groups_.of[i]];
      Mention& m = a_.mentions[p.mention];
      if (m.kind == MentionKind::kPronoun && anchor != kNoMention)
        join(p, m, phrases_[anchor].chain);
    }
  }

  void join(const CorefPhrase& pronoun, Mention& m, std::uint32_t chain) {
    m.chain = ChainId{chain};
    Chain& c = a_.chains[chain];
    const bool person = pronoun.kind == PhraseKind::kHe || pronoun.kind == PhraseKind::kShe;
    if (person && c.type == EntityType::kUnknown) c.type = EntityType::kPerson;
  }

  /// Chains in the order of their first mentions, which a pronoun may be.
  void rewrite_chains() {
    std::vector<Chain> chains;
    chains.reserve(a_.chains.size());
    std::vector<std::uint32_t> place(a_.chains.size(), kNoMention);
    for (std::uint32_t m = 0; m < a_.mentions.size(); ++m) {
      Mention& mention = a_.mentions[m];
      if (!mention.chain) continue;
      std::uint32_t& at = place[mention.chain->index()];
      if (at == kNoMention) {
        at = static_cast<std::uint32_t>(chains.size());
        Chain& old = a_.chains[mention.chain->index()];
        chains.push_back({std::move(old.name), old.type, {}});
      }
      mention.chain = ChainId{at};
      chains[at].mentions.push_back(m);
      if (mention.kind == MentionKind::kPronoun || mention.type == EntityType::kUnknown)
        mention.type = chains[at].type;
    }
    a_.chains = std::move(chains);
  }

  void write_references() {
    std::vector<std::uint32_t> place(phrases_.size(), kNoMention);
    a_.references.clear();
    a_.references.reserve(static_cast<std::size_t>(std::count_if(
        size_.begin(), size_.end(), [](std::uint32_t phrases) { return phrases > 1; })));
    for (std::uint32_t i = 0; i < phrases_.size(); ++i) {
      const std::uint32_t g = groups_.of[i];
      if (size_[g] < 2) continue;
      if (place[g] == kNoMention) {
        place[g] = static_cast<std::uint32_t>(a_.references.size());
        a_.references.emplace_back().reserve(size_[g]);
      }
      a_.references[place[g]].push_back(
          {phrases_[i].span.first, phrases_[i].span.end, phrases_[i].head});
    }
  }

  Analysis& a_;
  std::span<const CorefPhrase> phrases_;
  const CorefGroups& groups_;
  std::span<const std::uint8_t> settled_;
  std::vector<std::uint32_t> size_;  // of a group, by its number
};

}  // namespace

void take_groups(Analysis& analysis, std::span<const CorefPhrase> phrases,
                 const CorefGroups& groups, std::span<const std::uint8_t> settled) {
  ChainWriter(analysis, phrases, groups, settled).run();
}

}  // namespace stemma::language
