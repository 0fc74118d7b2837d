// The file of the model of coreference: what does not fit is refused.
#include "language/coreference_model.h"

#include <gtest/gtest.h>

#include <string>

#include "base/embedded.h"
#include "language/parser.h"

namespace stemma::language {
namespace {

std::string shipped() { return std::string(embedded_file("models/coreference.bin").value_or("")); }

/// Of the parser that is shipped, with which the model must fit.
std::size_t state_width() {
  static const std::size_t width = [] {
    const Result<Parser> parser = Parser::load();
    EXPECT_TRUE(parser.ok());
    return parser->state_width();
  }();
  return width;
}

TEST(CorefModel, TheShippedOneOpens) {
  const std::string bytes = shipped();
  EXPECT_TRUE(CorefModel::open(bytes, state_width()).ok());
}

TEST(CorefModel, OneOfAnotherParserIsRefused) {
  const std::string bytes = shipped();
  const auto model = CorefModel::open(bytes, state_width() + 1);
  ASSERT_FALSE(model.ok());
  EXPECT_NE(model.error().describe().find("train it anew"), std::string::npos);
}

TEST(CorefModel, AnythingCutShortOrTooLongIsRefused) {
  const std::string bytes = shipped();
  const std::size_t width = state_width();
  for (const std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{15}, std::size_t{500},
                                 bytes.size() / 2, bytes.size() - 1})
    EXPECT_FALSE(CorefModel::open(std::string_view(bytes).substr(0, size), width).ok()) << size;
  EXPECT_FALSE(CorefModel::open(bytes + 'x', width).ok());
  std::string other = bytes;
  other[0] = 'S';
  EXPECT_FALSE(CorefModel::open(other, width).ok());
  other = bytes;
  other[8] = static_cast<char>(other[8] + 1);  // the version of the features
  EXPECT_FALSE(CorefModel::open(other, width).ok());
}

}  // namespace
}  // namespace stemma::language
