#include "briefing/word_diff.h"

#include <algorithm>

namespace stemma::briefing {
namespace {

using Words = std::span<const std::string_view>;

constexpr int kMaxEdits = 400;         // rows of the trace: at most 400^2 ints
constexpr std::size_t kShortWord = 3;  // bytes; "the", "of", ","

/// A run of equal words: a[x, x+length) = b[y, y+length).
struct Run {
  std::uint32_t x;
  std::uint32_t y;
  std::uint32_t length;
};

/// Myers' greedy algorithm with its trace kept; the runs in order, or none at all if more than
/// kMaxEdits edits are needed.
std::vector<Run> common_runs(Words a, Words b) {
  const int n = static_cast<int>(a.size());
  const int m = static_cast<int>(b.size());
  const int limit = std::min(n + m, kMaxEdits);
  std::vector<int> furthest(2 * static_cast<std::size_t>(limit) + 3, 0);
  const auto at = [&](std::vector<int>& v, int k, int reach) -> int& {
    return v[static_cast<std::size_t>(k + reach)];
  };
  std::vector<std::vector<int>> trace;  // trace[d]: furthest x on diagonals -d..d before step d
  int edits = -1;
  for (int d = 0; d <= limit && edits < 0; ++d) {
    trace.emplace_back(furthest.begin() + (limit + 1 - d - 1),
                       furthest.begin() + (limit + 1 + d + 2));
    for (int k = -d; k <= d; k += 2) {
      const bool down =
          k == -d || (k != d && at(furthest, k - 1, limit + 1) < at(furthest, k + 1, limit + 1));
      int x = down ? at(furthest, k + 1, limit + 1) : at(furthest, k - 1, limit + 1) + 1;
      while (x < n && x - k < m &&
             a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)]) {
        ++x;
      }
      at(furthest, k, limit + 1) = x;
      if (x >= n && x - k >= m) {
        edits = d;
        break;
      }
    }
  }
  std::vector<Run> runs;
  if (edits < 0) return runs;
  int x = n;
  int y = m;
  for (int d = edits; d >= 0; --d) {
    std::vector<int>& before = trace[static_cast<std::size_t>(d)];
    const int k = x - y;
    const bool down = k == -d || (k != d && at(before, k - 1, d + 1) < at(before, k + 1, d + 1));
    const int from_k = down ? k + 1 : k - 1;
    const int from_x = d == 0 ? 0 : at(before, from_k, d + 1);
    const int start_x = d == 0 ? 0 : (down ? from_x : from_x + 1);
    if (x > start_x) {
      runs.push_back({static_cast<std::uint32_t>(start_x), static_cast<std::uint32_t>(start_x - k),
                      static_cast<std::uint32_t>(x - start_x)});
    }
    x = from_x;
    y = from_x - from_k;
  }
  std::reverse(runs.begin(), runs.end());
  return runs;
}

/// Whether a shared run is too slight to keep two changes apart.
bool slight(const Run& run, Words a) { return run.length == 1 && a[run.x].size() <= kShortWord; }

}  // namespace

std::vector<DiffPart> word_diff(Words a, Words b) {
  std::uint32_t head = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
  std::uint32_t tail = 0;
  while (head + tail < a.size() && head + tail < b.size() &&
         a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) {
    ++tail;
  }
  const Words middle_a = a.subspan(head, a.size() - head - tail);
  const Words middle_b = b.subspan(head, b.size() - head - tail);

  std::vector<Run> runs;
  if (head > 0) runs.push_back({0, 0, head});
  if (!middle_a.empty() && !middle_b.empty()) {
    for (Run run : common_runs(middle_a, middle_b)) {
      if (slight(run, middle_a)) continue;
      runs.push_back({run.x + head, run.y + head, run.length});
    }
  }
  if (tail > 0) {
    runs.push_back({static_cast<std::uint32_t>(a.size()) - tail,
                    static_cast<std::uint32_t>(b.size()) - tail, tail});
  }

  std::vector<DiffPart> parts;
  std::uint32_t x = 0;
  std::uint32_t y = 0;
  const auto change_until = [&](std::uint32_t to_x, std::uint32_t to_y) {
    if (to_x > x || to_y > y) parts.push_back({false, {x, to_x}, {y, to_y}});
  };
  for (const Run& run : runs) {
    change_until(run.x, run.y);
    const DiffPart same{true, {run.x, run.x + run.length}, {run.y, run.y + run.length}};
    if (!parts.empty() && parts.back().same) {
      parts.back().a.end = same.a.end;
      parts.back().b.end = same.b.end;
    } else {
      parts.push_back(same);
    }
    x = same.a.end;
    y = same.b.end;
  }
  change_until(static_cast<std::uint32_t>(a.size()), static_cast<std::uint32_t>(b.size()));
  return parts;
}

}  // namespace stemma::briefing
