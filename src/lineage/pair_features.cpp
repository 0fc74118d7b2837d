#include "lineage/pair_features.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace stemma::lineage {
namespace {

constexpr std::size_t kMostContent = 80;  // of a longer text only the head is compared closely
constexpr std::size_t kMostWords = 160;
constexpr std::size_t kProducts = 1U << 14U;  // a power of two
constexpr float kPartner = 0.35F;             // likeness from which two words may be partners
constexpr float kNearVectors = 0.9F;          // of their cosine
constexpr float kSameNeighbour = 0.075F;      // what makes one partner likelier than another
constexpr float kSameHead = 0.075F;
constexpr float kSameRelation = 0.0375F;

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// How many items two sorted lists share, counting repeats.
double shared(std::span<const std::uint32_t> x, std::span<const std::uint32_t> y) {
  std::size_t count = 0;
  for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    const std::uint32_t left = x[i];
    const std::uint32_t right = y[j];
    count += left == right ? 1 : 0;
    i += left <= right ? 1 : 0;
    j += right <= left ? 1 : 0;
  }
  return static_cast<double>(count);
}

bool same(const ProfileWord& x, const ProfileWord& y) {
  return x.stem == y.stem || x.lemma == y.lemma;
}

/// The word `step` places along, or null.
const ProfileWord* neighbour(const SentenceProfile& s, std::uint32_t word, int step) {
  const auto at = static_cast<std::int64_t>(word) + step;
  return at < 0 || at >= static_cast<std::int64_t>(s.words.size())
             ? nullptr
             : &s.words[static_cast<std::size_t>(at)];
}

const ProfileWord* head_of(const SentenceProfile& s, const ProfileWord& word) {
  return word.head == kNoWord ? nullptr : &s.words[word.head];
}

bool same(const ProfileWord* x, const ProfileWord* y) {
  return x != nullptr && y != nullptr && same(*x, *y);
}

}  // namespace

/// Sets the features one after another. Rounded, so that sums taken from either end agree.
class PairReader::Writer {
 public:
  explicit Writer(PairFeatures& out) : out_(out) {}
  void add(double value) {
    constexpr double kSteps = 65536;
    out_.at(next_++) = static_cast<float>(std::round(value * kSteps) / kSteps);
  }
  void sides(double a, double b) {
    add(std::min(a, b));
    add(std::max(a, b));
  }

 private:
  PairFeatures& out_;
  std::size_t next_ = 0;
};

struct PairReader::Side {
  double words = 0;
  double square = 0;       // of the rarities
  double exact = 0;        // rarity of words that have the same word for a partner
  double exact_words = 0;  // and their number
  double linked = 0;       // rarity x likeness over words with a partner
  double links = 0;
  double likeness = 0;  // sum over the links
  double soft = 0;      // rarity x likeness to the likest word, partner or not
  std::array<double, kWordClasses> all{};
  std::array<double, kWordClasses> alone{};
  double alone_mass = 0;
  std::array<float, kVectorSize> rest{};  // vectors of the words that stay alone, by rarity
};

PairReader::PairReader(const language::WordVectors& vectors)
    : vectors_(vectors), products_(kProducts) {}

std::int32_t PairReader::dot(std::uint32_t row, std::uint32_t other) {
  const std::uint64_t rows = std::uint64_t{std::min(row, other)} << 32U | std::max(row, other);
  Product& known = products_[(rows * 0x9E3779B97F4A7C15ULL) >> 32U & (kProducts - 1)];
  if (known.rows == rows) return known.value;
  const auto u = vectors_.row(row);
  const auto v = vectors_.row(other);
  std::int32_t sum = 0;
  for (std::size_t d = 0; d < kVectorSize; ++d) sum += u[d] * v[d];
  known = {rows, sum};
  return sum;
}

float PairReader::likeness(const SentenceProfile& a, const ProfileWord& x, const SentenceProfile& b,
                           const ProfileWord& y) {
  if (same(x, y)) return 1;
  if (x.kind == WordClass::kNumber || y.kind == WordClass::kNumber) return 0;
  float best = 0;
  const auto look_up = [&](const SentenceProfile& s, const ProfileWord& word, std::uint32_t stem) {
    if ((word.kin_bits >> (stem % 64) & 1U) == 0) return;
    for (std::uint32_t k = word.first_kin; k < word.end_kin; ++k) {
      if (s.kin[k].stem == stem) best = std::max(best, s.kin[k].weight);
    }
  };
  look_up(a, x, y.stem);
  look_up(b, y, x.stem);
  if (x.vector == kNoWord || y.vector == kNoWord) return best;
  const auto product = static_cast<float>(dot(x.vector, y.vector));
  return std::max(best, kNearVectors * product * (x.scale * y.scale));
}

void PairReader::compare_words(const SentenceProfile& a, const SentenceProfile& b) {
  rows_ = std::min(a.content.size(), kMostContent);
  columns_ = std::min(b.content.size(), kMostContent);
  grid_.resize(rows_ * columns_);
  for (std::size_t i = 0; i < rows_; ++i) {
    const ProfileWord& x = a.words[a.content[i]];
    for (std::size_t j = 0; j < columns_; ++j) {
      grid_[i * columns_ + j] = std::max(0.0F, likeness(a, x, b, b.words[b.content[j]]));
    }
  }
}

/// One to one, the likest first; between equals, those with the same company.
void PairReader::pair_words(const SentenceProfile& a, const SentenceProfile& b) {
  links_.clear();
  for (std::uint32_t i = 0; i < rows_; ++i) {
    const ProfileWord& x = a.words[a.content[i]];
    for (std::uint32_t j = 0; j < columns_; ++j) {
      float score = grid_[i * columns_ + j];
      if (score < kPartner) continue;
      const ProfileWord& y = b.words[b.content[j]];
      for (const int step : {-1, 1}) {
        if (same(neighbour(a, a.content[i], step), neighbour(b, b.content[j], step))) {
          score += kSameNeighbour;
        }
      }
      if (same(head_of(a, x), head_of(b, y))) score += kSameHead;
      if (x.relation == y.relation) score += kSameRelation;
      links_.push_back({i, j, score});
    }
  }
  // Ties go to words as far along in both sentences, which looks the same from either side.
  const auto apart = [&](const Link& l) {
    const auto x = static_cast<std::int64_t>(l.a * columns_);
    const auto y = static_cast<std::int64_t>(l.b * rows_);
    return x < y ? y - x : x - y;
  };
  std::sort(links_.begin(), links_.end(), [&](const Link& x, const Link& y) {
    if (x.score != y.score) return x.score > y.score;
    if (apart(x) != apart(y)) return apart(x) < apart(y);
    return std::pair(x.a + x.b, x.a) < std::pair(y.a + y.b, y.a);
  });
  partner_a_.assign(rows_, kNoWord);
  partner_b_.assign(columns_, kNoWord);
  for (const Link& l : links_) {
    if (partner_a_[l.a] != kNoWord || partner_b_[l.b] != kNoWord) continue;
    partner_a_[l.a] = l.b;
    partner_b_[l.b] = l.a;
  }
}

PairFeatures PairReader::read(const SentenceProfile& a, const SentenceProfile& b) {
  PairFeatures features{};
  Writer out(features);
  write_wording(a, b, out);
  compare_words(a, b);
  pair_words(a, b);
  write_content(a, b, out);
  write_trees(a, b, out);
  return features;
}

void PairReader::write_wording(const SentenceProfile& a, const SentenceProfile& b, Writer& out) {
  const auto na = static_cast<double>(a.words.size());
  const auto nb = static_cast<double>(b.words.size());
  out.sides(na, nb);
  out.add(ratio(std::min(na, nb), std::max(na, nb)));
  out.sides(a.mass, b.mass);
  const auto runs = [&](const std::vector<std::uint32_t>& x, const std::vector<std::uint32_t>& y) {
    const double both = shared(x, y);
    out.sides(ratio(both, double(x.size())), ratio(both, double(y.size())));
  };
  for (std::size_t n = 0; n < a.runs.size(); ++n) runs(a.runs[n], b.runs[n]);
  runs(a.letters, b.letters);

  // Longest common subsequence, longest common run, edit distance: a row of each at a time.
  const std::size_t x = std::min(a.words.size(), kMostWords);
  const std::size_t y = std::min(b.words.size(), kMostWords);
  table_.assign(3 * (y + 1), 0);
  std::uint16_t* const common = table_.data();
  std::uint16_t* const run = common + y + 1;
  std::uint16_t* const edits = run + y + 1;
  for (std::size_t j = 0; j <= y; ++j) edits[j] = static_cast<std::uint16_t>(j);
  std::uint16_t longest = 0;
  for (std::size_t i = 0; i < x; ++i) {
    std::uint16_t common_before = 0;
    std::uint16_t run_before = 0;
    std::uint16_t edits_before = edits[0];
    edits[0] = static_cast<std::uint16_t>(i + 1);
    for (std::size_t j = 0; j < y; ++j) {
      const bool equal = same(a.words[i], b.words[j]);
      const std::uint16_t c = common[j + 1];
      const std::uint16_t r = run[j + 1];
      const std::uint16_t e = edits[j + 1];
      common[j + 1] =
          equal ? static_cast<std::uint16_t>(common_before + 1) : std::max(c, common[j]);
      run[j + 1] = equal ? static_cast<std::uint16_t>(run_before + 1) : std::uint16_t{0};
      longest = std::max(longest, run[j + 1]);
      edits[j + 1] = static_cast<std::uint16_t>(equal ? edits_before
                                                      : 1 + std::min({edits_before, e, edits[j]}));
      common_before = c;
      run_before = r;
      edits_before = e;
    }
  }
  const auto [shorter, longer] = std::minmax(x, y);
  out.add(ratio(common[y], double(shorter)));
  out.add(ratio(common[y], double(longer)));
  out.add(ratio(longest, double(shorter)));
  out.add(ratio(edits[y], double(longer)));
}

PairReader::Side PairReader::look_from(const SentenceProfile& s,
                                       const std::vector<std::uint32_t>& partners, std::size_t step,
                                       std::size_t across, std::size_t others) const {
  Side side;
  for (std::size_t i = 0; i < partners.size(); ++i) {
    const ProfileWord& word = s.words[s.content[i]];
    const float* const line = grid_.data() + i * step;
    const auto kind = static_cast<std::size_t>(word.kind);
    float best = 0;
    for (std::size_t j = 0; j < others; ++j) best = std::max(best, line[j * across]);
    ++side.words;
    ++side.all[kind];
    side.square += word.rarity * word.rarity;
    side.soft += word.rarity * best;
    if (partners[i] == kNoWord) {
      ++side.alone[kind];
      side.alone_mass += word.rarity;
      if (word.vector == kNoWord) continue;
      const auto row = vectors_.row(word.vector);
      const float weight = word.rarity * word.scale;
      for (std::size_t d = 0; d < kVectorSize; ++d) side.rest[d] += weight * float(row[d]);
      continue;
    }
    const float like = line[partners[i] * across];
    ++side.links;
    side.likeness += like;
    side.linked += word.rarity * like;
    if (like >= 1) {
      side.exact += word.rarity;
      ++side.exact_words;
    }
  }
  return side;
}

void PairReader::write_content(const SentenceProfile& a, const SentenceProfile& b,
                               Writer& out) const {
  const Side x = look_from(a, partner_a_, columns_, 1, columns_);
  const Side y = look_from(b, partner_b_, 1, columns_, rows_);
  out.sides(ratio(x.exact, a.mass), ratio(y.exact, b.mass));
  out.sides(ratio(x.exact_words, x.words), ratio(y.exact_words, y.words));
  out.sides(ratio(x.linked, a.mass), ratio(y.linked, b.mass));
  out.sides(ratio(x.soft, a.mass), ratio(y.soft, b.mass));
  out.sides(ratio(x.links, x.words), ratio(y.links, y.words));
  out.add(ratio(2 * x.likeness, x.words + y.words));
  out.add(ratio(x.linked + y.linked, a.mass + b.mass));
  double exact = 0;
  for (std::size_t i = 0; i < rows_; ++i) {
    const std::uint32_t j = partner_a_[i];
    if (j == kNoWord || grid_[i * columns_ + j] < 1) continue;
    exact += a.words[a.content[i]].rarity * b.words[b.content[j]].rarity;
  }
  out.add(ratio(exact, std::sqrt(x.square * y.square)));
  double cosine = 0;
  double rest = 0;
  double square_x = 0;
  double square_y = 0;
  for (std::size_t d = 0; d < kVectorSize; ++d) {
    cosine += a.mean[d] * b.mean[d];
    rest += x.rest[d] * y.rest[d];
    square_x += x.rest[d] * x.rest[d];
    square_y += y.rest[d] * y.rest[d];
  }
  out.add(cosine);
  // Where only one has words left over, they are worse than words that differ.
  const bool both = square_x > 0 && square_y > 0;
  const bool neither = square_x <= 0 && square_y <= 0;
  out.add(both ? rest / std::sqrt(square_x * square_y) : neither ? 1 : -0.5);

  for (std::size_t k = 0; k < kWordClasses; ++k) out.sides(x.alone[k], y.alone[k]);
  out.sides(x.alone_mass, y.alone_mass);
  for (const WordClass kind : {WordClass::kNumber, WordClass::kTime, WordClass::kName}) {
    const auto k = static_cast<std::size_t>(kind);
    out.add(ratio(x.all[k] - x.alone[k] + y.all[k] - y.alone[k], x.all[k] + y.all[k]));
    out.sides(x.all[k], y.all[k]);
  }
  out.sides(a.negations, b.negations);
}

void PairReader::write_trees(const SentenceProfile& a, const SentenceProfile& b, Writer& out) {
  double links = 0;
  double adjacent = 0;  // links that carry on where another one ends
  double ahead = 0;
  double crossings = 0;
  double relations = 0;
  double heads = 0;
  double head_mass = 0;
  double mass = 0;
  for (std::size_t i = 0; i < rows_; ++i) {
    const std::uint32_t j = partner_a_[i];
    if (j == kNoWord) continue;
    ++links;
    if (i + 1 < rows_ && partner_a_[i + 1] == j + 1) ++adjacent;
    for (std::size_t k = i + 1; k < rows_; ++k) {
      if (partner_a_[k] == kNoWord) continue;
      ++ahead;
      if (partner_a_[k] < j) ++crossings;
    }
    const ProfileWord& x = a.words[a.content[i]];
    const ProfileWord& y = b.words[b.content[j]];
    const double rarity = x.rarity + y.rarity;
    mass += rarity;
    if (x.relation == y.relation) ++relations;
    if ((x.head == kNoWord && y.head == kNoWord) || same(head_of(a, x), head_of(b, y))) {
      ++heads;
      head_mass += rarity;
    }
  }
  out.add(ratio(links - adjacent, links));
  out.add(ratio(crossings, ahead));
  out.add(ratio(relations, links));
  out.add(ratio(head_mass, mass));
  out.sides(ratio(heads, double(rows_)), ratio(heads, double(columns_)));

  const auto compare = [&](auto wanted) {
    const auto x = std::find_if(a.words.begin(), a.words.end(), wanted);
    const auto y = std::find_if(b.words.begin(), b.words.end(), wanted);
    const bool has_x = x != a.words.end();
    const bool has_y = y != b.words.end();
    // Neither says nothing; one alone speaks against.
    out.add(has_x && has_y ? likeness(a, *x, b, *y) : has_x == has_y ? 0.5 : 0.2);
  };
  compare([](const ProfileWord& w) { return w.head == kNoWord; });
  compare([](const ProfileWord& w) { return base_of(w.relation) == Relation::kNsubj; });
  compare([](const ProfileWord& w) { return w.relation == Relation::kObj; });
}

}  // namespace stemma::lineage
