// What the library's tests share: a scratch file, models loaded once, made-up reports.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "claims/claims.h"
#include "grounding/grounding.h"
#include "intake/intake.h"
#include "language/language.h"
#include "library/add.h"
#include "library/refresh.h"
#include "library/sqlite.h"
#include "stemma/library.h"
#include "support/scratch.h"

namespace stemma::library {

class LibraryTest : public ::testing::Test {
 protected:
  std::string path(const std::string& name = "test.stemma") const {
    return (scratch_.path() / name).string();
  }

  Library open(const std::string& name = "test.stemma", const std::string& vfs = {}) const;

  static const intake::Model& intake_model();
  static AnalysisModels models();

  /// Options with a clock that stands still.
  static AddOptions still();

  /// Adds files by their names in the scratch folder.
  Added add_files(Library& library, const std::vector<std::string>& names,
                  AddOptions options = still());

  /// Adds JSON lines as from standard input.
  static Added add_lines(Library& library, const std::string& lines, AddOptions options = still());

  /// The exported table, whole.
  static std::string table(Library& library, const std::string& name);

  /// What SQLite says of the file: "ok".
  static std::string integrity(Library& library);

  static std::int64_t count(Library& library, const std::string& from);

  testing::ScratchFolder scratch_;
};

/// One line of JSONL about a made-up place; the same for the same number.
std::string report_line(int number);

/// Many of them.
std::string report_lines(int count);

}  // namespace stemma::library
