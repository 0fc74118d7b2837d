// What is kept for briefings, as bytes from a disk: read or refused, and what is read points at
// nothing that is not there and is the same when it is packed and read again. The input is a text,
// a zero byte, and the bytes; these are taken for grades too.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "library/derived_bytes.h"
#include "library/grade_bytes.h"

namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

void check_grades(std::string_view bytes) {
  using namespace stemma;
  const std::vector<std::int64_t> versions = {1, 2, 3, 40};
  const auto grades = library::unpack_grades(bytes, versions);
  if (!grades) return;
  for (const auto& [reports, of_pair] : *grades) {
    require(reports.first < reports.second && reports.second.index() < versions.size(),
            "grades are of two reports of the batch");
    for (std::size_t i = 1; i < of_pair.size(); ++i)
      require(of_pair[i - 1] < of_pair[i], "grades ascend");
  }
  require(library::unpack_grades(library::pack_grades(*grades, versions), versions) == grades,
          "grades come back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t zero = input.find('\0');
  const std::string_view bytes =
      zero == std::string_view::npos ? std::string_view() : input.substr(zero + 1);
  Report report;
  report.text = utf8::replace_invalid(input.substr(0, zero));
  check_grades(bytes);
  const auto derived = library::unpack(bytes, report);
  if (!derived) return 0;
  const Analysis& a = derived->analysis;
  std::size_t letters = 0;
  for (const Token& token : a.tokens) {
    letters += slice(report.text, token.range).size();
    require(token.head == kNoHead || token.head < a.tokens.size(), "a head is a token");
  }
  require(letters <= report.text.size(), "tokens do not overlap");
  for (const Sentence& sentence : a.sentences) {
    for (const Token& token : a.tokens_of(sentence)) {
      std::size_t steps = 0;
      for (std::uint32_t at = token.head; at != kNoHead; at = a.tokens[at].head)
        require(++steps <= a.tokens.size(), "heads lead to a root");
    }
  }
  for (const Mention& mention : a.mentions) {
    require(mention.end_token <= a.tokens.size(), "a mention has tokens");
    require(!mention.chain || mention.chain->index() < a.chains.size(), "a mention has its chain");
  }
  for (const Claim& claim : derived->claims) {
    require(claim.sentence.index() < a.sentences.size(), "a claim has its sentence");
    for (const ByteRange range : claim.content)
      require(range.end <= report.text.size(), "a claim's content is in the text");
  }
  const std::string packed = library::pack(a, derived->grounding, derived->claims, report);
  const auto again = library::unpack(packed, report);
  require(again.has_value(), "what was read can be packed and read");
  require(library::pack(again->analysis, again->grounding, again->claims, report) == packed,
          "findings come back");
  return 0;
}
