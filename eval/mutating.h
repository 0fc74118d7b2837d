// Damages a sentence of a report in one known way: another figure, a hedge dropped, the parties of
// a deed exchanged. The truth for scoring collation.
//
//   Result<Mutator> mutator = Mutator::load();
//   for (const Mutation& m : mutator->mutations(scene, VariantKind::kNumber, random))
//     text = with_edits(text, m.edits);
//
// What may be changed, and how, is read off the parse, the groundings and the claims; a sentence
// where a change would not make good English, or where it would be of two kinds at once, gives
// none. The words that are put in come from lexicons/mutation_words.tsv. Threads: mutations() is
// safe to call at once, each thread with a Random of its own.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "claims/inflect.h"
#include "random.h"
#include "rewriting.h"
#include "stemma/briefing.h"

namespace stemma::eval {

struct Edit {
  ByteRange range;
  std::string words;
};

/// REQUIRES: edits sorted, without overlaps, inside the text.
std::string with_edits(const std::string& text, std::span<const Edit> edits);

struct Mutation {
  VariantKind kind;
  std::string_view way;  // "hedge dropped"
  std::vector<Edit> edits;
  std::string gone;  // the words that only the first text has; empty: none
  std::string come;  // the words that only the second has
};

/// lexicons/mutation_words.tsv by class; "VERB:rose" narrows a row to a tag.
class MutationWords {
 public:
  static Result<MutationWords> load();

  struct Entry {
    std::string words;
    std::string others;  // empty: none
    std::optional<Upos> tag;
  };
  std::span<const Entry> of(std::string_view list) const;
  bool has(std::string_view list, std::string_view word) const;
  /// One of the list that the text does not hold.
  const std::string& other(std::string_view list, std::string_view text, Random& random) const;

 private:
  std::map<std::string, std::vector<Entry>, std::less<>> lists_;
};

/// One report, read, with what the ways of damaging ask of it.
class Scene {
 public:
  /// `alone` is the briefing of this report by itself, and must outlive the scene.
  explicit Scene(const Briefing& alone);

  const std::string& text() const { return briefing_.reports[0].text; }
  const Analysis& analysis() const { return briefing_.analyses[0]; }
  const Grounding& grounding() const { return briefing_.groundings[0]; }
  std::span<const Claim> claims() const { return briefing_.claims; }
  const Token& token(std::uint32_t i) const { return analysis().tokens[i]; }
  const Sentence& sentence(std::uint32_t s) const { return analysis().sentences[s]; }
  std::uint32_t sentence_count() const {
    return static_cast<std::uint32_t>(analysis().sentences.size());
  }
  std::string words(ByteRange range) const { return std::string(slice(text(), range)); }

  /// The words below `top`, with it: first and last token.
  std::pair<std::uint32_t, std::uint32_t> extent(std::uint32_t top) const { return extents_[top]; }
  ByteRange bytes(std::pair<std::uint32_t, std::uint32_t> tokens) const {
    return cover(token(tokens.first).range, token(tokens.second).range);
  }
  std::optional<std::uint32_t> child(std::uint32_t of, Relation base) const;
  bool quoted(ByteRange range) const;
  bool in_time(ByteRange range) const;
  bool capital_only_by_place(std::uint32_t token) const;  // opens a sentence, and is no name
  bool plural(std::uint32_t noun) const;
  /// First token at or after a byte, and the last that ends by a byte.
  std::uint32_t token_at(std::uint32_t byte) const;

 private:
  const Briefing& briefing_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> extents_;
};

/// What the ways share.
struct Workshop {
  const Scene& scene;
  const MutationWords& words;
  const Rewriter& synonyms;
  std::span<const std::string> details;  // phrases of other articles, to be added
  Random& random;
};

using FindMutations = void (*)(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);

struct WayOfDamage {
  VariantKind kind;
  std::string_view name;
  FindMutations find;
};
/// All ways, by kind.
std::span<const WayOfDamage> ways_of_damage();

// ---- for the files that define ways ----

/// Takes [range) out with the space before it (or after it, where it opens a sentence).
Edit without(const Scene& scene, ByteRange range);
std::string lower_first(std::string words);
std::string upper_first(std::string words);

void find_figures(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_scales(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_bounds(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_days(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_dates(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_spans(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_places(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);

void find_exchanged(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_turned(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_negation_added(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_negation_dropped(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_opposites(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);

void find_hedge_dropped(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_hedge_added(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_hedge_strengthened(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_quantifiers(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_quantifier_dropped(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_quantifier_added(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_limits(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);

void find_speaker_dropped(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_speaker_added(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_speaker_changed(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_quoted_words(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_quoted_dropped(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_marks(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);

void find_phrase_added(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_party_added(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_aside_dropped(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_tail_dropped(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);
void find_party_dropped(const Workshop&, std::uint32_t sentence, std::vector<Mutation>&);

/// Phrases of a report that may be added to another: "after a vote in the lower house".
std::vector<std::string> tail_phrases(const Scene& scene);

}  // namespace stemma::eval
