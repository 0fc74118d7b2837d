// Task "time": TimeML files (.tml below the gold path) against grounding::ground. TempEval-3's
// measures: strict and relaxed F1 of the spans, type and value F1 of those that overlap.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "tasks.h"
#include "time_phrases.h"

namespace stemma::eval {
namespace {

struct GoldTime {
  ByteRange range;
  std::string type;
  std::string value;
};

struct TimeDocument {
  std::string path;
  std::string published;
  std::string text;
  std::vector<GoldTime> times;
};

std::string attribute(std::string_view tag, std::string_view name) {
  const std::string key = fmt::format(" {}=\"", name);
  const std::size_t at = tag.find(key);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at + key.size();
  return std::string(tag.substr(begin, tag.find('"', begin) - begin));
}

/// The few entities that TimeML files hold.
void append_unescaped(std::string& out, std::string_view xml) {
  constexpr std::pair<std::string_view, char> kEntities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
  for (std::size_t i = 0; i < xml.size();) {
    bool found = false;
    for (const auto& [name, c] : kEntities) {
      if (!xml.substr(i).starts_with(name)) continue;
      out += c;
      i += name.size();
      found = true;
      break;
    }
    if (!found) out += xml[i++];
  }
}

std::string_view between(std::string_view xml, std::string_view open, std::string_view close) {
  const std::size_t begin = xml.find(open);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = xml.find(close, begin);
  return xml.substr(begin + open.size(),
                    end == std::string_view::npos ? end : end - begin - open.size());
}

TimeDocument parse_timeml(std::string path, std::string_view xml) {
  TimeDocument d;
  d.path = std::move(path);
  d.published = attribute(between(xml, "<DCT>", "</DCT>"), "value");
  const std::string_view body = between(xml, "<TEXT>", "</TEXT>");
  for (std::size_t i = 0; i < body.size();) {
    const std::size_t open = std::min(body.find('<', i), body.size());
    append_unescaped(d.text, body.substr(i, open - i));
    if (open == body.size()) break;
    const std::size_t close = body.find('>', open);
    if (close == std::string_view::npos) break;
    const std::string_view tag = body.substr(open, close - open);
    if (tag.starts_with("<TIMEX3") && !tag.ends_with('/')) {
      const auto at = std::uint32_t(d.text.size());
      d.times.push_back({{at, at}, attribute(tag, "type"), attribute(tag, "value")});
    } else if (tag.starts_with("</TIMEX3") && !d.times.empty()) {
      d.times.back().range.end = std::uint32_t(d.text.size());
    }
    i = close + 1;
  }
  std::erase_if(d.times, [](const GoldTime& t) { return t.range.empty(); });
  return d;
}

struct Counts {
  F1 strict, relaxed, type, value;

  void add(const Counts& o) {
    for (const auto member : {&Counts::strict, &Counts::relaxed, &Counts::type, &Counts::value}) {
      (this->*member).true_positives += (o.*member).true_positives;
      (this->*member).predicted += (o.*member).predicted;
      (this->*member).gold += (o.*member).gold;
    }
  }
};

struct Outcome {
  Counts counts;
  std::string lines;  // one a gold or predicted time
  std::map<std::string, std::size_t> errors;
};

std::string plain(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

Outcome score(const TimeDocument& d, const briefing::Models& models) {
  Report report;
  report.text = d.text;
  if (!d.published.empty())
    report.published = Published{d.published, DateBasis::kMetadata, "DCT", std::nullopt};
  const Analysis analysis = language::analyse(report, models.language);
  const Grounding found = grounding::ground(report, analysis, models.grounding);
  Outcome out;
  std::vector<bool> used(found.times.size(), false);
  const auto line = [&](std::string_view kind, const GoldTime* gold, const TimeValue* time) {
    out.errors[std::string(kind)] += 1;
    out.lines += fmt::format(
        "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", kind, std::filesystem::path(d.path).filename().string(),
        gold ? plain(slice(d.text, gold->range)) : "-", gold ? gold->type : "-",
        gold ? gold->value : "-", time ? plain(slice(d.text, time->range)) : "-",
        time ? to_string(time->type) : "-", time ? time->value : "-");
  };
  std::size_t strict = 0, relaxed = 0, type = 0, value = 0;
  for (const GoldTime& gold : d.times) {
    const TimeValue* hit = nullptr;
    for (std::size_t i = 0; i < found.times.size() && hit == nullptr; ++i) {
      if (used[i] || !found.times[i].range.overlaps(gold.range)) continue;
      used[i] = true;
      hit = &found.times[i];
    }
    if (hit == nullptr) {
      line("missed", &gold, nullptr);
      continue;
    }
    ++relaxed;
    if (hit->range == gold.range) ++strict;
    if (to_string(hit->type) == gold.type) ++type;
    if (hit->value == gold.value) ++value;
    line(hit->value != gold.value            ? "wrong value"
         : to_string(hit->type) != gold.type ? "wrong type"
         : hit->range != gold.range          ? "wrong span"
                                             : "right",
         &gold, hit);
  }
  for (std::size_t i = 0; i < found.times.size(); ++i)
    if (!used[i]) line("spurious", nullptr, &found.times[i]);
  const auto f1 = [&](std::size_t right) { return F1{right, found.times.size(), d.times.size()}; };
  out.counts = {f1(strict), f1(relaxed), f1(type), f1(value)};
  return out;
}

}  // namespace

Result<Scores> evaluate_time(const std::string& gold, const briefing::Models& models,
                             const EvalOptions& options) {
  namespace fs = std::filesystem;
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::recursive_directory_iterator it(gold, error), end; !error && it != end;
       it.increment(error))
    if (it->path().extension() == ".tml") paths.push_back(it->path().string());
  if (error) return Error{ErrorCode::kUnreadable, error.message(), gold};
  if (paths.empty()) return Error{ErrorCode::kNotFound, "no .tml files below it", gold};
  std::sort(paths.begin(), paths.end());

  std::vector<TimeDocument> documents(paths.size());
  std::vector<Outcome> outcomes(paths.size());
  parallel_for(paths.size(), options.threads, [&](std::size_t i) {
    std::ifstream in(paths[i], std::ios::binary);
    const std::string xml{std::istreambuf_iterator<char>(in), {}};
    documents[i] = parse_timeml(paths[i], xml);
    outcomes[i] = score(documents[i], models);
  });

  Counts all;
  std::map<std::string, Counts> folders;
  std::map<std::string, std::size_t> errors;
  std::string lines;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    all.add(outcomes[i].counts);
    folders[fs::path(paths[i]).parent_path().filename().string()].add(outcomes[i].counts);
    for (const auto& [kind, count] : outcomes[i].errors) errors[kind] += count;
    lines += outcomes[i].lines;
  }
  Scores scores;
  scores.metrics = {{"strict F1", all.strict.f1(), all.strict.gold},
                    {"relaxed F1", all.relaxed.f1(), all.relaxed.gold},
                    {"relaxed precision", all.relaxed.precision(), all.relaxed.predicted},
                    {"relaxed recall", all.relaxed.recall(), all.relaxed.gold},
                    {"type F1", all.type.f1(), all.type.gold},
                    {"value F1", all.value.f1(), all.value.gold}};
  scores.details = fmt::format("{:<16}{:>8}{:>8}{:>8}{:>8}{:>8}\n", "folder", "gold", "strict",
                               "relaxed", "type", "value");
  for (const auto& [folder, c] : folders)
    scores.details +=
        fmt::format("{:<16}{:>8}{:>8.3f}{:>8.3f}{:>8.3f}{:>8.3f}\n", folder, c.strict.gold,
                    c.strict.f1(), c.relaxed.f1(), c.type.f1(), c.value.f1());
  for (const auto& [kind, count] : errors)
    scores.details += fmt::format("{:<16}{:>8}\n", kind, count);
  const Result<bool> phrases = add_time_phrases(gold, models, scores, lines);
  if (!phrases) return phrases.error();
  if (const auto failed = write_predictions(options, lines)) return *failed;
  return scores;
}

}  // namespace stemma::eval
