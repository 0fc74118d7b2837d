// The file of the model of sentence boundaries: what is not one is refused.
#include "language/boundary_model.h"

#include <gtest/gtest.h>

#include <string>

#include "base/embedded.h"

namespace stemma::language {
namespace {

std::string bytes() { return std::string(*embedded_file("models/sentence_boundaries.bin")); }

TEST(BoundaryModel, OpensItsOwnFile) { EXPECT_TRUE(BoundaryModel::open(bytes())); }

TEST(BoundaryModel, RefusesBytesCutShort) {
  const std::string whole = bytes();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{8}, std::size_t{40}, whole.size() - 1}) {
    EXPECT_FALSE(BoundaryModel::open(std::string_view(whole).substr(0, size))) << size;
  }
}

TEST(BoundaryModel, RefusesAnotherVersionOrShape) {
  for (const std::size_t at : {0U, 8U, 12U, 16U}) {  // magic, version, rows, hidden units
    std::string other = bytes();
    other[at] = static_cast<char>(other[at] + 1);
    EXPECT_FALSE(BoundaryModel::open(other)) << at;
  }
}

TEST(BoundaryModel, TheRulesGiveWayToStrongEvidenceOnly) {
  const std::string whole = bytes();
  const auto model = BoundaryModel::open(whole);
  ASSERT_TRUE(model);
  const BoundaryKeys keys{};
  Verdict divided;
  divided.stop = Stop::kFull;
  divided.divides = true;
  Verdict held = divided;
  held.divides = false;
  // The same evidence never ends a sentence where the rules hold and goes on where they divide.
  EXPECT_LE(model->ends(keys, held, false), model->ends(keys, divided, false));
  EXPECT_LE(model->ends(keys, Verdict{}, true), model->ends(keys, Verdict{}, false));
}

}  // namespace
}  // namespace stemma::language
