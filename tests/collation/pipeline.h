// The stages up to collation, run over texts in memory: what the tests of this room share.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "claims/claims.h"
#include "collation/collation.h"
#include "grounding/grounding.h"
#include "intake/intake.h"
#include "language/language.h"
#include "lineage/lineage.h"

namespace stemma::testing {

/// A batch and all that was worked out of it.
struct Batch {
  std::vector<Report> reports;
  std::vector<Analysis> analyses;
  std::vector<Grounding> groundings;
  std::vector<Entity> entities;
  std::vector<Claim> claims;
  Lineage lineage;
  Collation collation;

  std::string words(const Evidence& e) const {
    return std::string(slice(reports[e.report.index()].text, e.range));
  }
  std::string words(const std::optional<Evidence>& e) const { return e ? words(*e) : "-"; }
};

class Pipeline {
 public:
  Pipeline();  // fails the test that makes it if a model does not load
  ~Pipeline();

  /// Each text is one plain-text report, without any date but what it says.
  Batch run(const std::vector<std::string>& texts) const;
  /// The same, each published a day after the one before, so that who copied whom is plain.
  Batch run_in_order(const std::vector<std::string>& texts) const;
  /// Files as a user would name them: text, HTML or JSONL.
  Batch run_files(const std::vector<std::string>& paths) const;
  Batch run_reports(std::vector<Report> reports) const;
  /// Collation alone, once more.
  Collation collate(const Batch& batch) const;
  std::vector<Report> read(const std::string& path) const;

 private:
  std::vector<Report> read_texts(const std::vector<std::string>& texts) const;

  struct Models;
  std::unique_ptr<const Models> models_;
};

/// What is wrong with a collation by its own contract, or nothing.
std::string broken_promise(const Batch& batch);

}  // namespace stemma::testing
