#include "coref_score.h"

#include <algorithm>
#include <limits>
#include <map>

namespace stemma::eval {
namespace {

PhraseChains without_singletons(const PhraseChains& chains) {
  PhraseChains out;
  for (const auto& chain : chains)
    if (chain.size() > 1) out.push_back(chain);
  return out;
}

using ChainOf = std::map<TokenSpan, std::size_t>;

ChainOf chain_of(const PhraseChains& chains) {
  ChainOf of;
  for (std::size_t c = 0; c < chains.size(); ++c)
    for (const TokenSpan& phrase : chains[c]) of.emplace(phrase, c);
  return of;
}

/// How many phrases chain `k` of one side shares with each chain of the other.
std::map<std::size_t, double> shared(const std::vector<TokenSpan>& chain, const ChainOf& other) {
  std::map<std::size_t, double> counts;
  for (const TokenSpan& phrase : chain)
    if (const auto it = other.find(phrase); it != other.end()) ++counts[it->second];
  return counts;
}

/// What of `chains` the other side has: links (MUC) and shares (B3), and of how many.
struct Found {
  double links = 0, all_links = 0, shares = 0, phrases = 0, known = 0;
};

Found found_in(const PhraseChains& chains, const ChainOf& other) {
  Found f;
  for (const auto& chain : chains) {
    const auto size = static_cast<double>(chain.size());
    double known = 0;
    const auto counts = shared(chain, other);
    for (const auto& [c, count] : counts) {
      known += count;
      f.shares += count * count / size;
    }
    const double parts = static_cast<double>(counts.size()) + (size - known);
    f.links += size - parts;
    f.all_links += size - 1;
    f.phrases += size;
    f.known += known;
  }
  return f;
}

}  // namespace

Ratio& Ratio::operator+=(const Ratio& other) {
  precise += other.precise;
  predicted += other.predicted;
  recalled += other.recalled;
  gold += other.gold;
  return *this;
}

CorefScore& CorefScore::operator+=(const CorefScore& other) {
  mentions += other.mentions;
  muc += other.muc;
  b_cubed += other.b_cubed;
  ceaf_e += other.ceaf_e;
  return *this;
}

void CorefScore::add(const PhraseChains& all_gold, const PhraseChains& all_predicted) {
  const PhraseChains gold = without_singletons(all_gold);
  const PhraseChains predicted = without_singletons(all_predicted);
  const ChainOf of_predicted = chain_of(predicted);
  const Found r = found_in(gold, of_predicted);
  const Found p = found_in(predicted, chain_of(gold));
  mentions += {p.known, p.phrases, r.known, r.phrases};
  muc += {p.links, p.all_links, r.links, r.all_links};
  b_cubed += {p.shares, p.phrases, r.shares, r.phrases};
  std::vector<std::vector<double>> worth(gold.size(), std::vector<double>(predicted.size(), 0));
  for (std::size_t k = 0; k < gold.size(); ++k)
    for (const auto& [c, count] : shared(gold[k], of_predicted))
      worth[k][c] = 2 * count / static_cast<double>(gold[k].size() + predicted[c].size());
  const double best = best_assignment(worth);
  ceaf_e += {best, static_cast<double>(predicted.size()), best, static_cast<double>(gold.size())};
}

double best_assignment(const std::vector<std::vector<double>>& worth) {
  const std::size_t rows = worth.size();
  const std::size_t n = std::max(rows, rows == 0 ? 0 : worth.front().size());
  const auto cost = [&](std::size_t r, std::size_t c) {
    return r < rows && c < worth[r].size() ? -worth[r][c] : 0.0;
  };
  // Shortest augmenting paths with potentials; row and column 0 stand for "none".
  std::vector<double> of_row(n + 1, 0), of_column(n + 1, 0);
  std::vector<std::size_t> row_at(n + 1, 0), before(n + 1, 0);
  for (std::size_t r = 1; r <= n; ++r) {
    std::vector<double> least(n + 1, std::numeric_limits<double>::infinity());
    std::vector<bool> used(n + 1, false);
    std::size_t at = 0;
    row_at[0] = r;
    do {
      used[at] = true;
      std::size_t next = 0;
      double step = std::numeric_limits<double>::infinity();
      for (std::size_t c = 1; c <= n; ++c) {
        if (used[c]) continue;
        const double reduced = cost(row_at[at] - 1, c - 1) - of_row[row_at[at]] - of_column[c];
        if (reduced < least[c]) {
          least[c] = reduced;
          before[c] = at;
        }
        if (least[c] < step) {
          step = least[c];
          next = c;
        }
      }
      for (std::size_t c = 0; c <= n; ++c) {
        if (used[c]) {
          of_row[row_at[c]] += step;
          of_column[c] -= step;
        } else {
          least[c] -= step;
        }
      }
      at = next;
    } while (row_at[at] != 0);
    while (at != 0) {
      row_at[at] = row_at[before[at]];
      at = before[at];
    }
  }
  double sum = 0;
  for (std::size_t c = 1; c <= n; ++c)
    if (row_at[c] != 0) sum -= cost(row_at[c] - 1, c - 1);
  return sum;
}

}  // namespace stemma::eval
