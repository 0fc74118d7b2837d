#include "bench/bench.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>

#include "briefing/render.h"

namespace stemma::bench {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Runs the work until the time is up, at least three times, and keeps the fastest round.
StageSpeed time_stage(std::string stage, const Bench& size, double seconds,
                      const std::function<void()>& work) {
  StageSpeed speed{std::move(stage), std::numeric_limits<double>::max(), 0, 0, 0};
  const Clock::time_point start = Clock::now();
  while (speed.rounds < 3 || seconds_since(start) < seconds) {
    const Clock::time_point round = Clock::now();
    work();
    speed.seconds = std::min(speed.seconds, seconds_since(round));
    ++speed.rounds;
  }
  speed.words_per_second = static_cast<double>(size.words) / speed.seconds;
  speed.megabytes_per_second = static_cast<double>(size.bytes) / 1e6 / speed.seconds;
  return speed;
}

}  // namespace

Bench measure(const std::vector<std::pair<std::string, std::string>>& raw,
              const intake::Options& options, const briefing::Models& models, double seconds) {
  const auto take_in = [&] {
    std::vector<Report> reports;
    for (const auto& [name, bytes] : raw) {
      for (Report& report : intake::read_bytes(bytes, name, models.intake, options).reports) {
        reports.push_back(std::move(report));
      }
    }
    return reports;
  };
  const Briefing b = briefing::compose(take_in(), models);

  Bench bench;
  bench.reports = b.reports.size();
  for (const Report& report : b.reports) bench.bytes += report.text.size();
  for (const Analysis& analysis : b.analyses) {
    for (const Token& token : analysis.tokens) {
      bench.words += token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber ? 1 : 0;
    }
  }
  if (bench.reports == 0) return bench;

  std::size_t sink = 0;  // keeps the work from being optimised away
  const auto each = [&](const auto& work) {
    for (std::size_t i = 0; i < b.reports.size(); ++i) sink += work(i);
  };
  const auto add = [&](std::string stage, const std::function<void()>& work) {
    bench.stages.push_back(time_stage(std::move(stage), bench, seconds, work));
  };
  add("intake", [&] { sink += take_in().size(); });
  add("language", [&] {
    each([&](std::size_t i) {
      return language::analyse(b.reports[i], models.language).tokens.size();
    });
  });
  add("grounding", [&] {
    each([&](std::size_t i) {
      return grounding::ground(b.reports[i], b.analyses[i], models.grounding).times.size();
    });
    sink += grounding::link_entities(b.analyses, models.grounding).size();
  });
  add("claims", [&] {
    each([&](std::size_t i) {
      return claims::extract(b.reports[i], b.analyses[i], b.groundings[i], models.claims).size();
    });
  });
  add("lineage", [&] {
    sink += lineage::trace(b.reports, b.analyses, b.groundings, models.lineage).edges.size();
  });
  add("collation", [&] {
    sink +=
        collation::collate({b.reports, b.analyses, b.groundings, b.entities, b.claims, b.lineage},
                           models.collation)
            .readings.size();
  });
  add("text", [&] { sink += briefing::render_text(b).size(); });
  add("json", [&] { sink += briefing::render_json(b).size(); });
  add("html", [&] { sink += briefing::render_html(b).size(); });
  add("all", [&] { sink += briefing::render_text(briefing::compose(take_in(), models)).size(); });
  volatile std::size_t keep = sink;
  static_cast<void>(keep);
  return bench;
}

}  // namespace stemma::bench
