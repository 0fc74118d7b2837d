// PolNeAR's attributions (brat stand-off) as sets of words, for the scorer and the trainer.
//
//   auto documents = read_attribution_files("../shared/gold/attribution/dev");
//   const WordIndex index(analysis);
//   for (const AttributionWords& gold : read_attributions(document.annotations, document.text,
//   index))
//
// Offsets in the files count code points. Attributions without cue or content are left out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stemma/analysis.h"
#include "stemma/result.h"

namespace stemma::eval {

using Words = std::vector<std::uint32_t>;  // token indices, ascending

struct AttributionWords {
  Words source;
  Words cue;
  Words content;
  std::string cue_text;
  std::string cue_class;  // universal part of speech
};

struct AttributionDocument {
  std::string name;
  std::string text;
  std::string annotations;
};

/// The documents below `gold`: text/*.txt and attributions/*.ann, also in its parts. In order of
/// their names.
Result<std::vector<AttributionDocument>> read_attribution_files(const std::string& gold);

/// Which tokens of an analysis a range covers.
class WordIndex {
 public:
  enum class Take {
    kScored,  // without punctuation, quotation marks and articles
    kAll,
  };
  explicit WordIndex(const Analysis& analysis, Take take = Take::kScored)
      : analysis_(analysis), take_(take) {}

  void add(ByteRange range, Words& words) const;
  /// Sorts, and takes a leading "that" off contents that are scored.
  void finish(Words& words, bool content) const;
  /// Part of speech of the first verb among the words, else of the first noun, else of the first.
  std::string class_of(const Words& words) const;

 private:
  const Analysis& analysis_;
  Take take_;
};

std::vector<AttributionWords> read_attributions(const std::string& annotations,
                                                const std::string& text, const WordIndex& index);

}  // namespace stemma::eval
