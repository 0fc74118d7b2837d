// Where the tests find their files.
#pragma once

#include <filesystem>
#include <optional>

namespace stemma::testing {

/// The root of the checkout.
std::filesystem::path source_dir();

/// The folder of shared development data (seeds, gold): $STEMMA_SHARED, or ../shared beside the
/// checkout. Absent on most machines: tests that need it then skip.
///   const auto shared = shared_dir();
///   if (!shared) GTEST_SKIP() << "no shared data here (set STEMMA_SHARED)";
std::optional<std::filesystem::path> shared_dir();

}  // namespace stemma::testing
