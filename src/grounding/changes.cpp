#include "grounding/changes.h"

#include <algorithm>
#include <cmath>

#include "base/lexicon.h"
#include "grounding/numerals.h"

namespace stemma::grounding {
namespace {

constexpr std::size_t kReach = 7;        // words between a cue and "from", "to" or "by"
constexpr std::size_t kAmountReach = 2;  // words between a cue and a bare amount
constexpr std::size_t kBack = 6;         // words between a figure and ", up from"
constexpr std::size_t kWindow = 48;      // atoms of any kind that a cue looks at on either side

struct Kind {
  std::string_view name;
  ChangeKind kind;
};
constexpr Kind kKinds[] = {
    {"verb", ChangeKind::kVerb},       {"transitive", ChangeKind::kTransitive},
    {"cutting", ChangeKind::kCutting}, {"factor", ChangeKind::kFactor},
    {"neutral", ChangeKind::kNeutral}, {"particle", ChangeKind::kParticle},
    {"after", ChangeKind::kAfter},     {"noun", ChangeKind::kNoun},
    {"compare", ChangeKind::kCompare}};

}  // namespace

Result<ChangeTables> ChangeTables::load() {
  const Result<Lexicon> lexicon = Lexicon::load("quantity_changes", 4);
  if (!lexicon) return lexicon.error();
  ChangeTables t;
  for (const Lexicon::Row& row : lexicon->rows()) {
    ChangeWord word;
    const std::string_view name = row[1].substr(0, row[1].find('+'));
    const auto* kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                    [&](const Kind& k) { return k.name == name; });
    if (kind == std::end(kKinds))
      return Error{ErrorCode::kMalformed, "unknown kind of change", std::string(row[1])};
    word.kind = kind->kind;
    word.noun = word.kind == ChangeKind::kNoun || row[1].ends_with("+noun");
    word.direction = row[2] == "up"     ? ChangeDirection::kUp
                     : row[2] == "down" ? ChangeDirection::kDown
                                        : ChangeDirection::kUnknown;
    if (row[3] != "-") word.factor = parse_digits(row[3]);
    t.words_[row[0]] = word;
  }
  const Result<Lexicon> around = Lexicon::load("quantity_change_words", 2);
  if (!around) return around.error();
  for (const Lexicon::Row& row : around->rows()) {
    if (row[1] != "article" && row[1] != "lead")
      return Error{ErrorCode::kMalformed, "unknown class of a word", std::string(row[1])};
    AroundChange& word = t.around_[row[0]];
    (row[1] == "article" ? word.article : word.lead) = true;
  }
  return t;
}

struct ChangeFinder::Roles {
  const FigureAtoms* from = nullptr;
  const FigureAtoms* to = nullptr;
  const FigureAtoms* by = nullptr;
};

bool ChangeFinder::ends_clause(std::size_t k) const {
  const std::string_view w = atoms_[k].norm;
  return w == ";" || w == ":" || w == "." || w == "!" || w == "?" || w == "while" || w == "but";
}

const ChangeWord* ChangeFinder::cue(std::size_t k) const {
  if (atoms_[k].kind != AtomKind::kWord || taken_[k] != 0) return nullptr;
  return tables_.find(atoms_[k].norm);
}

/// The word that ties a figure to what stands before it, over an article or two.
std::string_view ChangeFinder::preposition(const FigureAtoms& f) const {
  std::size_t k = f.begin;
  // "between 20 and 30", "up to 20" hold their first word themselves.
  for (std::size_t steps = 0; k > 0 && steps < 3; ++steps) {
    const std::string_view w = atoms_[k - 1].norm;
    if (w == "from" || w == "to" || w == "by" || w == "at" || w == "of") return w;
    if (!tables_.is_article(w)) return {};
    --k;
  }
  return {};
}

bool ChangeFinder::same_measure(std::uint32_t a, std::uint32_t b) const {
  const Quantity& x = quantities_[a];
  const Quantity& y = quantities_[b];
  if (x.unit == y.unit) return true;
  return (x.unit.empty() && x.of.empty()) || (y.unit.empty() && y.of.empty());
}

/// May a figure that no preposition ties to the cue be what was added or lost?
bool ChangeFinder::amount(const ChangeWord& word, std::size_t at, const FigureAtoms& f,
                          bool noun) const {
  const Quantity& q = quantities_[f.quantity];
  if (noun) return false;
  switch (word.kind) {
    case ChangeKind::kVerb:
      return !q.unit.empty() || q.of.empty();
    case ChangeKind::kCutting:
      return true;
    case ChangeKind::kParticle:
      // "up 5 percent"; but "set up 20 tents".
      if (at == 0) return !q.unit.empty();
      return tables_.is_lead(atoms_[at - 1].norm) || taken_[at - 1] != 0;
    default:
      return false;
  }
}

void ChangeFinder::after_cue(std::size_t at, const ChangeWord& word, Roles& roles) const {
  auto f = std::lower_bound(figures_.begin(), figures_.end(), at + 1,
                            [](const FigureAtoms& x, std::size_t k) { return x.begin < k; });
  const bool noun = word.noun && at > 0 &&
                    (tables_.is_article(atoms_[at - 1].norm) || word.kind == ChangeKind::kNoun ||
                     figure_before(at, 0) != nullptr);
  std::size_t words = 0;
  const std::size_t end = std::min(atoms_.size(), at + kWindow);
  for (std::size_t k = at + 1; k < end && f != figures_.end(); ++k) {
    if (k == f->begin) {
      const std::string_view tie = preposition(*f);
      const bool first = !roles.from && !roles.to && !roles.by;
      if (tie == "from") {
        if (!roles.from) roles.from = &*f;
      } else if (tie == "to" || (tie == "at" && !first)) {
        if (!roles.to) roles.to = &*f;
      } else if (tie == "by" || (tie == "of" && noun && first)) {
        if (!roles.by) roles.by = &*f;
      } else if (first && word.kind == ChangeKind::kCompare) {
        roles.from = &*f;
        return;
      } else if (first && words <= kAmountReach && amount(word, at, *f, noun)) {
        roles.by = &*f;
      } else if (first) {
        return;
      }
      k = std::max(f->end, f->begin + 1) - 1;
      ++f;
      words = 0;
      continue;
    }
    if (ends_clause(k) || (k > at + 1 && cue(k) != nullptr && cue(k)->kind != ChangeKind::kNoun &&
                           cue(k)->kind != ChangeKind::kNeutral))
      return;
    if (taken_[k] == 0 && atoms_[k].kind == AtomKind::kWord && ++words > kReach) return;
  }
}

const FigureAtoms* ChangeFinder::figure_before(std::size_t at, std::size_t reach) const {
  const auto f = std::lower_bound(figures_.begin(), figures_.end(), at,
                                  [](const FigureAtoms& x, std::size_t k) { return x.end <= k; });
  if (f == figures_.begin()) return nullptr;
  const FigureAtoms& before = *(f - 1);
  if (at - before.end > kWindow) return nullptr;
  std::size_t words = 0;
  for (std::size_t k = before.end; k < at; ++k) {
    if (ends_clause(k) || cue(k) != nullptr) return nullptr;
    if (taken_[k] == 0 && atoms_[k].kind == AtomKind::kWord && ++words > reach) return nullptr;
  }
  return &before;
}

void ChangeFinder::before_cue(std::size_t at, const ChangeWord& word, Roles& roles) const {
  switch (word.kind) {
    case ChangeKind::kCompare:
      if (roles.from) roles.to = figure_before(at, kBack);
      return;
    case ChangeKind::kParticle:
      // "12,000 people, up from 9,500"
      if ((roles.from || roles.by) && !roles.to) roles.to = figure_before(at, kBack);
      return;
    case ChangeKind::kAfter:
      if (const FigureAtoms* f = figure_before(at, 0); f && !quantities_[f->quantity].unit.empty())
        roles.by = f;
      return;
    default:
      break;
  }
  // "A 5 percent drop": the amount stands before the noun.
  if (word.noun && !roles.by)
    if (const FigureAtoms* f = figure_before(at, 0);
        f && f->end == at && !quantities_[f->quantity].unit.empty())
      roles.by = f;
}

void ChangeFinder::add(std::size_t at, const ChangeWord& word, Roles roles,
                       std::vector<FigureChange>& changes) const {
  if (roles.from && roles.to && !same_measure(roles.from->quantity, roles.to->quantity)) {
    // "40 tents, up 5 percent from ...": what does not measure the same is not what became of it.
    if (word.kind == ChangeKind::kCompare || word.kind == ChangeKind::kParticle)
      roles.to = nullptr;
    else
      roles.from = nullptr;
  }
  if (word.kind == ChangeKind::kCompare && !roles.to) return;
  if (word.kind == ChangeKind::kNeutral && !(roles.from && roles.to)) return;
  if (word.kind == ChangeKind::kTransitive && !(roles.from || roles.to || roles.by)) return;
  if (!roles.from && !roles.to && !roles.by) return;
  if (word.noun && word.kind == ChangeKind::kNoun && !roles.by) return;
  FigureChange c;
  c.cue = atoms_[at].range;
  c.direction = word.direction;
  c.factor = word.factor;
  const auto index = [](const FigureAtoms* f) {
    return f ? std::optional<std::uint32_t>(f->quantity) : std::nullopt;
  };
  c.from = index(roles.from);
  c.to = index(roles.to);
  c.by = index(roles.by);
  const auto value = [&](const FigureAtoms* f) { return quantities_[f->quantity].value; };
  if (roles.from && roles.to) {
    const double from = value(roles.from), to = value(roles.to);
    const bool up = to > from;
    if (c.direction == ChangeDirection::kUnknown && to != from)
      c.direction = up ? ChangeDirection::kUp : ChangeDirection::kDown;
    bool holds = to != from && up == (c.direction == ChangeDirection::kUp);
    // What the words round is not held against them: a twentieth, and half a point of a percent.
    if (roles.by && holds) {
      const Quantity& by = quantities_[c.by.value()];
      const bool share = by.unit == "%" && quantities_[*c.to].unit != "%";
      const double change =
          std::abs(share ? (from == 0 ? 0 : (to - from) / from * 100) : to - from);
      if (share || by.unit == quantities_[*c.to].unit || by.unit.empty())
        holds = std::abs(change - by.value) <= std::max(share ? 0.5 : 0, by.value * 0.05);
    }
    if (c.factor && holds) holds = std::abs(to - from * *c.factor) <= from * *c.factor * 0.15;
    c.holds = holds;
  }
  changes.push_back(c);
}

void ChangeFinder::read(std::span<const Atom> atoms, std::span<const std::uint8_t> taken,
                        std::span<const FigureAtoms> figures, std::span<const Quantity> quantities,
                        std::vector<FigureChange>& changes) {
  if (figures.empty()) return;
  atoms_ = atoms;
  taken_ = taken;
  figures_ = figures;
  quantities_ = quantities;
  for (std::size_t k = 0; k < atoms.size(); ++k) {
    const ChangeWord* word = cue(k);
    if (word == nullptr) continue;
    Roles roles;
    if (word->kind != ChangeKind::kAfter) after_cue(k, *word, roles);
    before_cue(k, *word, roles);
    add(k, *word, roles, changes);
  }
}

}  // namespace stemma::grounding
