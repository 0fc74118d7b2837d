// stemma doctor: is the set-up in order, and is a library whole?
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "console.h"
#include "documents.h"
#include "library/checkup.h"
#include "library_verbs.h"
#include "setup_checks.h"
#include "story_words.h"
#include "verbs.h"

namespace stemma::app {
namespace {

using library::Finding;
using library::FindingState;

/// Opened for writing, which the look into the search index needs, only once it is known that this
/// migrates nothing.
std::vector<Finding> library_findings(const std::string& path, const Arguments& arguments) {
  auto library = Library::open(path, {.create = false, .read_only = true, .vfs = {}});
  if (!library) return {{FindingState::kBad, "library", library.error().describe(), ""}};
  if (access(path.c_str(), W_OK) == 0) {
    auto writable = Library::open(path, {.create = false, .read_only = false, .vfs = {}});
    if (writable) library = std::move(writable);
  }
  return library::check_library(*library, {.texts = !arguments.has("quick")});
}

std::string as_text(const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& finding : findings) {
    const std::string_view mark = finding.state == FindingState::kGood   ? "ok"
                                  : finding.state == FindingState::kNote ? "note"
                                                                         : "WRONG";
    out += fmt::format("{:<7}{}: {}\n", mark, finding.about, finding.words);
    if (!finding.advice.empty()) out += fmt::format("{:<7}{}\n", "", finding.advice);
  }
  return out;
}

std::string as_json(const std::vector<Finding>& findings, bool healthy) {
  nlohmann::ordered_json out;
  out["healthy"] = healthy;
  out["findings"] = nlohmann::ordered_json::array();
  for (const Finding& finding : findings) {
    out["findings"].push_back({{"about", finding.about},
                               {"state", std::string(to_string(finding.state))},
                               {"words", finding.words},
                               {"advice", finding.advice}});
  }
  return dump(out, 2);
}

}  // namespace

int run_doctor(const Arguments& arguments) {
  const std::string path = library_path(arguments);
  std::string folder = std::filesystem::path(path).parent_path().string();
  if (folder.empty()) folder = ".";

  std::vector<Finding> findings = check_setup(folder);
  if (!path.empty()) {
    for (Finding& finding : library_findings(path, arguments))
      findings.push_back(std::move(finding));
  }
  bool healthy = true;
  for (const Finding& finding : findings) healthy = healthy && finding.state != FindingState::kBad;
  std::string out;
  if (arguments.get("format") == "json") {
    out = as_json(findings, healthy);
  } else {
    out = version_line() + as_text(findings);
    out += healthy ? "\nAll is in order.\n" : "\nSomething is wrong; see above.\n";
  }
  const int delivered = deliver(out, arguments);
  return delivered == kDone && !healthy ? kUsageOrInput : delivered;
}

}  // namespace stemma::app
