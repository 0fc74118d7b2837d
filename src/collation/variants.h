// What differs between two claims that tell of the same thing. One comparer a kind of variant, each
// in a file of its own; variants.cpp holds the table of them.
//
// A comparer looks for one kind of difference and must be sure before it speaks: an editor who is
// warned of every paraphrase stops reading. Same meaning in other words gives no variant.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "collation/pairs.h"
#include "stemma/collation.h"

namespace stemma::collation {

/// All variants of a pair, worst first.
std::vector<Variant> compare(const Pair& pair);

using Variants = std::vector<Variant>;

void compare_numbers(const Pair& pair, Variants& out);
void compare_times(const Pair& pair, Variants& out);
void compare_places(const Pair& pair, Variants& out);
void compare_roles(const Pair& pair, Variants& out);
void compare_polarity(const Pair& pair, Variants& out);
void compare_certainty(const Pair& pair, Variants& out);
void compare_attribution(const Pair& pair, Variants& out);
void compare_quotations(const Pair& pair, Variants& out);
void compare_scope(const Pair& pair, Variants& out);
void compare_details(const Pair& pair, Variants& out);  // additions and omissions

// The same kinds seen in the places where two sentences differ word by word (Pair::diffs): they
// tell what the comparers above, which look for counterparts, could not. Each after its namesake.
void compare_edited_parties(const Pair& pair, Variants& out);
void compare_edited_polarity(const Pair& pair, Variants& out);
void compare_edited_numbers(const Pair& pair, Variants& out);
void compare_edited_certainty(const Pair& pair, Variants& out);
void compare_edited_times(const Pair& pair, Variants& out);
void compare_edited_places(const Pair& pair, Variants& out);
void compare_edited_scope(const Pair& pair, Variants& out);
void compare_edited_details(const Pair& pair, Variants& out);

// ---- What comparers share ----

/// A pair seen from either side, so that "a has it, b has not" is written once: call a comparer's
/// body with {pair, false}, then with {pair, true}.
struct Sided {
  const Pair& pair;
  bool swapped = false;

  const ClaimView& own() const { return swapped ? pair.b : pair.a; }
  const ClaimView& other() const { return swapped ? pair.a : pair.b; }
  const std::vector<std::uint32_t>& own_context() const {
    return swapped ? pair.context_b : pair.context_a;
  }
  const std::vector<std::uint32_t>& other_context() const {
    return swapped ? pair.context_a : pair.context_b;
  }
  /// The other text was made from this one: what it lacks, it dropped.
  bool other_is_child() const { return pair.kinship == Kinship::kParentChild && !swapped; }
  /// This text was made from the other: what the other lacks, this one added.
  bool own_is_child() const { return pair.kinship == Kinship::kParentChild && swapped; }
};

/// One place where the sentences of a pair differ, from one side.
struct SidedEdit {
  TokenSpan own;
  TokenSpan other;
  std::uint32_t own_sentence = 0;
  std::uint32_t other_sentence = 0;
};
/// All of them.
std::vector<SidedEdit> edits_of(const Sided& side);

/// Has a variant of this kind that touches these words of the own side been told?
bool told(const Variants& variants, const Sided& side, VariantKind kind, ByteRange own);

/// Were these words of an edit exchanged one for one with others of their class? Where no list
/// knows those, that is a matter of wording: "possibly" and "perchance".
bool is_reworded(const Sided& side, const SidedEdit& edit, TokenSpan own);

/// Are these words only a part of a longer phrase that came or went?
bool is_part_of_phrase(const Sided& side, const SidedEdit& edit, TokenSpan own);

/// A variant with its sides put back in the order of the pair. Empty ranges mean "nothing there".
Variant make_variant(const Sided& side, VariantKind kind, std::optional<ByteRange> own,
                     std::optional<ByteRange> other, double severity, std::string note);

/// The words of a range in double quotation marks, on one line and cut to a readable length.
std::string quoted(const Batch& batch, ReportId report, ByteRange range);

/// The first token of the given sentences that has this stem, or kNone.
std::uint32_t find_stem(const Batch& batch, ReportId report,
                        std::span<const std::uint32_t> sentences, std::string_view stem);

/// The next content words after token `at` in its sentence, at most `most` of them within `window`
/// tokens, stopping at punctuation.
std::vector<std::uint32_t> content_after(const Batch& batch, ReportId report, std::uint32_t at,
                                         std::uint32_t window, std::size_t most);

}  // namespace stemma::collation
