// Families of reports whose parentage is known, grown from real articles by a seeded machine: each
// new report is made from one that is there (or from two) by cutting, moving, rewriting, adding
// words of its own, dropping credits and misdating; the first text may be withheld.
//
//   Result<Rewriter> rewriter = Rewriter::load();
//   Family family = grow(articles, own_words, {.size = 8, .damage = Damage::kModerate, .seed = 1},
//                        *rewriter, models.language);
//   // family.lines: JSON lines, as `stemma read` takes them; family.parents: the truth
//
// No public gold says which of two news texts was made from the other, so we make our own. What
// this cannot show: how people rewrite when they take pains.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "grounding/calendar.h"
#include "rewriting.h"

namespace stemma::eval {

enum class Damage : std::uint8_t { kLight, kModerate, kHeavy };
inline constexpr Damage kDamages[] = {Damage::kLight, Damage::kModerate, Damage::kHeavy};
std::string_view to_string(Damage damage);

struct Article {
  std::string title;
  grounding::Day day;                                // "2011-04-07"
  std::vector<std::vector<std::string>> paragraphs;  // of sentences
};

struct FamilyOptions {
  std::size_t size = 5;  // reports that are supplied; at least as many as there are roots, and 2
  Damage damage = Damage::kModerate;
  std::uint64_t seed = 1;
};

struct Family {
  std::string lines;  // one JSON object a report: outlet, published (unless undated), title, text
  /// For each report its parents, ascending: i < size is report i; size + k is hidden source k.
  std::vector<std::vector<std::size_t>> parents;
  std::size_t hidden = 0;   // sources withheld, each with two children or more
  std::size_t origins = 0;  // reports without a parent, and hidden sources
};

/// `roots` (one or more) are written independently of one another; `own` are articles whose
/// sentences reports may add as words of their own. Neither is looked at again once used.
/// Deterministic in all arguments.
Family grow(std::span<const Article> roots, std::span<const Article> own,
            const FamilyOptions& options, const Rewriter& rewriter, const language::Model& model);

}  // namespace stemma::eval
