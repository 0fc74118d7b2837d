// The file of the model of attributions: what is not one is refused.
#include "claims/attribution_model.h"

#include <gtest/gtest.h>

#include <string>

#include "base/embedded.h"

namespace stemma::claims {
namespace {

std::string bytes() { return std::string(*embedded_file("models/attribution.bin")); }

TEST(AttributionModel, OpensItsOwnFile) { EXPECT_TRUE(AttributionModel::open(bytes())); }

TEST(AttributionModel, RefusesBytesCutShortOrTooLong) {
  const std::string whole = bytes();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{8}, std::size_t{400}, whole.size() / 2, whole.size() - 1}) {
    EXPECT_FALSE(AttributionModel::open(std::string_view(whole).substr(0, size))) << size;
  }
  EXPECT_FALSE(AttributionModel::open(whole + '\0'));
}

TEST(AttributionModel, RefusesAnotherMagicOrVersion) {
  for (const std::size_t at : {0U, 8U}) {
    std::string other = bytes();
    other[at] = static_cast<char>(other[at] + 1);
    EXPECT_FALSE(AttributionModel::open(other)) << at;
  }
}

TEST(AttributionModel, ARoleGoesOnOnlyWhereItBegan) {
  const std::string whole = bytes();
  const auto model = AttributionModel::open(whole);
  ASSERT_TRUE(model);
  constexpr float kNever = -1000;
  for (const Role role : {Role::kSource, Role::kCue, Role::kContent}) {
    const auto inner = static_cast<std::size_t>(role);
    EXPECT_LT(model->start(inner), kNever);
    for (std::size_t from = 0; from < kRoles; ++from) {
      const bool may = from == inner || from + 1 == inner;
      EXPECT_EQ(model->transition(from, inner) > kNever, may) << from << " to " << inner;
    }
  }
}

}  // namespace
}  // namespace stemma::claims
