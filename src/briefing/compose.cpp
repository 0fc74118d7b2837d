#include "briefing/compose.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "base/parallel.h"
#include "briefing/user_words.h"
#include "briefing/version_lineage.h"
#include "library/derived_bytes.h"
#include "lineage/dates.h"

namespace stemma::briefing {
namespace {

/// Tells the caller how long each stage took.
class StageClock {
 public:
  explicit StageClock(const ComposeOptions& options) : options_(options) {}

  void finish(std::string_view stage) {
    const auto now = std::chrono::steady_clock::now();
    if (options_.on_stage) {
      options_.on_stage(stage, std::chrono::duration<double>(now - start_).count());
    }
    start_ = now;
  }

 private:
  const ComposeOptions& options_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Of a report in a language that is not read nobody knows where it comes from: it is no origin.
void leave_out_unread(const std::vector<Report>& reports, Lineage& lineage) {
  const auto unread = [&](NodeId id) {
    const Node& node = lineage.nodes[id.index()];
    return node.report && !is_read(reports[node.report->index()]);
  };
  std::erase_if(lineage.origins, unread);
  std::erase_if(lineage.unrelated, unread);
}

/// Nothing where nothing whole is known.
std::optional<library::Derived> recall(const Report& report,
                                       const library::StoryMemory::Findings& findings) {
  if (findings.bytes.empty() || !is_read(report)) return std::nullopt;
  return library::unpack(findings.bytes, report);
}

/// What may be trusted of a text in another language than English, for its words to be compared.
Analysis sentences_alone(Analysis analysis) {
  Analysis out;
  out.report = analysis.report;
  out.sentences = std::move(analysis.sentences);
  out.tokens = std::move(analysis.tokens);
  return out;
}

}  // namespace

Result<Models> Models::load(unsigned threads) {
  std::optional<Result<intake::Model>> intake;
  std::optional<Result<language::Model>> language;
  std::optional<Result<grounding::Model>> grounding;
  std::optional<Result<claims::Model>> claims;
  std::optional<Result<lineage::Model>> lineage;
  std::optional<Result<collation::Model>> collation;
  const std::function<void()> loads[] = {
      // Those that take longest first.
      [&] { lineage = lineage::Model::load(); },     [&] { language = language::Model::load(); },
      [&] { grounding = grounding::Model::load(); }, [&] { collation = collation::Model::load(); },
      [&] { claims = claims::Model::load(); },       [&] { intake = intake::Model::load(); }};
  parallel_for(std::size(loads), threads, [&](std::size_t i) { loads[i](); });
  if (!*intake) return intake->error();
  if (!*language) return language->error();
  if (!*grounding) return grounding->error();
  if (!*claims) return claims->error();
  if (!*lineage) return lineage->error();
  if (!*collation) return collation->error();
  return Models{std::move(**intake), std::move(**language), std::move(**grounding),
                std::move(**claims), std::move(**lineage),  std::move(**collation)};
}

Briefing compose(std::vector<Report> reports, const Models& models, const ComposeOptions& options,
                 library::StoryMemory* memory) {
  Briefing b;
  b.reports = std::move(reports);
  const std::size_t count = b.reports.size();
  for (std::size_t i = 0; i < count; ++i) b.reports[i].id = ReportId{static_cast<std::uint32_t>(i)};

  StageClock clock(options);
  std::vector<std::vector<Claim>> claims(count);
  b.analyses.resize(count);
  b.groundings.resize(count);
  std::vector<char> known(count, 0);
  if (memory != nullptr) {
    parallel_for(count, options.threads, [&](std::size_t i) {
      auto found = recall(b.reports[i], memory->findings[i]);
      if (!found) return;
      known[i] = 1;
      b.analyses[i] = std::move(found->analysis);
      b.groundings[i] = std::move(found->grounding);
      claims[i] = std::move(found->claims);
    });
    clock.finish("recall");
  }
  const auto each_new = [&](const std::function<void(std::size_t)>& work) {
    parallel_for(count, options.threads, [&](std::size_t i) {
      if (is_read(b.reports[i]) && known[i] == 0) work(i);
    });
  };

  for (std::size_t i = 0; i < count; ++i) b.analyses[i].report = b.reports[i].id;
  each_new(
      [&](std::size_t i) { b.analyses[i] = language::analyse(b.reports[i], models.language); });
  if (options.versions) {
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_read(b.reports[i]))
        b.analyses[i] = sentences_alone(language::analyse(b.reports[i], models.language));
    }
  }
  clock.finish("language");

  each_new([&](std::size_t i) {
    b.groundings[i] = grounding::ground(b.reports[i], b.analyses[i], models.grounding);
  });
  b.entities = grounding::link_entities(b.analyses, models.grounding);
  clock.finish("grounding");

  each_new([&](std::size_t i) {
    claims[i] = claims::extract(b.reports[i], b.analyses[i], b.groundings[i], models.claims);
  });
  clock.finish("claims");
  if (memory != nullptr) {
    each_new([&](std::size_t i) {
      memory->findings[i] = {library::pack(b.analyses[i], b.groundings[i], claims[i], b.reports[i]),
                             true};
    });
    clock.finish("memory");
  }
  for (std::vector<Claim>& of_report : claims) {
    if (b.claims.empty()) {
      b.claims = std::move(of_report);  // those of one long report are not held twice
    } else {
      std::move(of_report.begin(), of_report.end(), std::back_inserter(b.claims));
    }
    of_report = {};
  }
  for (std::uint32_t c = 0; c < b.claims.size(); ++c) b.claims[c].id = ClaimId{c};

  lineage::Options tracing{.threads = options.threads};
  tracing.taken_in = options.taken_in;
  if (memory != nullptr) {
    tracing.known = &memory->known;
    tracing.made = &memory->made;
  }
  b.lineage = lineage::trace(b.reports, b.analyses, b.groundings, models.lineage, tracing);
  if (options.versions) b.lineage = as_versions(std::move(b.lineage), b.analyses);
  b.words = options.words;
  b.lineage = heed(b.words, std::move(b.lineage));
  leave_out_unread(b.reports, b.lineage);
  // A report without a date may take that of a relative; its "Wednesday" then names a day.
  const auto inferred = lineage::infer_published(b.reports, b.analyses, b.lineage);
  for (std::size_t i = 0; i < count; ++i) {
    if (!inferred[i] || !is_read(b.reports[i])) continue;
    b.reports[i].published = inferred[i];
    b.groundings[i] = grounding::ground(b.reports[i], b.analyses[i], models.grounding);
  }
  clock.finish("lineage");

  if (!options.collate) return b;
  b.collation = collation::collate(
      {b.reports, b.analyses, b.groundings, b.entities, b.claims, b.lineage}, models.collation);
  clock.finish("collation");
  return b;
}

}  // namespace stemma::briefing
