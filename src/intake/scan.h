// Small scanning helpers over UTF-8 text that intake's rules share: lines, words, edges.
//
//   for (ByteRange line : split_lines(text)) {
//     Words words(text, line);
//     while (auto word = words.next()) use(slice(text, *word));
//   }
//
// Pure functions. All ranges lie on code point boundaries if the text is valid UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/evidence.h"

namespace stemma::intake {

/// Every line of the text without its surrounding white space; empty lines included (as empty
/// ranges). Lines end at LF, CR, or both.
std::vector<ByteRange> split_lines(std::string_view text);

/// The range without white space at its ends.
ByteRange trim(std::string_view text, ByteRange range);
std::string_view trim(std::string_view text);

/// Past the white space at `at`, but not past `end`.
std::uint32_t skip_space(std::string_view text, std::uint32_t at, std::uint32_t end);

/// Runs of bytes that are not white space, one after another.
class Words {
 public:
  Words(std::string_view text, ByteRange range) : text_(text), at_(range.begin), end_(range.end) {}
  std::optional<ByteRange> next();

 private:
  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
};

std::size_t count_words(std::string_view text);

/// The word without punctuation at its ends ("Moro," -> "Moro"). May be empty.
ByteRange strip_punctuation(std::string_view text, ByteRange word);

/// Lower case, with curly apostrophes made straight.
std::string fold(std::string_view text);

/// The code point at `at` is an upper-case letter; false at the end of the text.
bool upper_at(std::string_view text, std::size_t at);
bool lower_at(std::string_view text, std::size_t at);

/// The code point at `at` can open a sentence's quotation or bracket.
bool opening_mark_at(std::string_view text, std::size_t at);

/// The word begins with an upper-case letter.
bool capitalised(std::string_view word);

/// At least two letters, none of them lower case.
bool all_capitals(std::string_view word);

/// The range ends as a sentence does: . ! ? or an ellipsis, perhaps inside closing marks.
bool ends_with_stop(std::string_view text, ByteRange range);

}  // namespace stemma::intake
