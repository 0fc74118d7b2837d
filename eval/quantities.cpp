// Task "quantities": MEANTIME's VALUE mentions (meantime-value-dev.jsonl below the gold path)
// against grounding::ground: F1 of values, of values with their unit (percent, money or neither:
// all that the set tells), and of spans, strict and relaxed; accuracy of the type.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "code_points.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

struct GoldQuantity {
  ByteRange range;
  std::string type;
};

struct QuantitySentence {
  std::string text;
  std::vector<GoldQuantity> quantities;
};

Result<std::vector<QuantitySentence>> read_gold(const std::string& path) {
  simdjson::dom::parser parser;
  simdjson::dom::document_stream documents;
  simdjson::padded_string bytes;
  if (simdjson::padded_string::load(path).get(bytes))
    return Error{ErrorCode::kUnreadable, "cannot be read", path};
  if (parser.parse_many(bytes).get(documents))
    return Error{ErrorCode::kMalformed, "not JSON lines", path};
  std::vector<QuantitySentence> sentences;
  for (const auto document : documents) {
    QuantitySentence s;
    std::string_view text;
    simdjson::dom::array quantities;
    if (document["text"].get(text) || document["quantities"].get(quantities))
      return Error{ErrorCode::kMalformed, "a line without text or quantities",
                   fmt::format("{}:{}", path, sentences.size() + 1)};
    s.text = std::string(text);
    const CodePoints places(s.text);
    for (const simdjson::dom::element q : quantities) {
      std::uint64_t begin = 0, end = 0;
      std::string_view type;
      if (q["start"].get(begin) || q["end"].get(end) || q["type"].get(type)) continue;
      s.quantities.push_back({{places.byte(begin), places.byte(end)}, std::string(type)});
    }
    sentences.push_back(std::move(s));
  }
  return sentences;
}

/// The number that the words of a gold span say: the set itself gives none. Nothing for words
/// without one ("the amount").
std::optional<double> gold_value(std::string_view words) {
  constexpr std::string_view kWords[] = {"zero", "one",    "two",    "three",    "four",
                                         "five", "six",    "seven",  "eight",    "nine",
                                         "ten",  "eleven", "twelve", "thirteen", "fourteen"};
  constexpr std::pair<std::string_view, double> kScales[] = {
      {"dozen", 12},    {"hundred", 1e2},   {"thousand", 1e3}, {"million", 1e6},
      {"billion", 1e9}, {"trillion", 1e12}, {"quarter", .25},  {"half", .5}};
  std::string lower = utf8::to_lower(words);
  for (char& c : lower)
    if (c == '-' && &c != lower.data()) c = ' ';
  std::istringstream in(lower);
  std::optional<double> value;
  for (std::string word; in >> word;) {
    std::erase_if(word, [](char c) { return c == ',' || c == '$' || c == '#' || c == '('; });
    double number = 0;
    const char* end = word.data() + word.size();
    if (const auto read = std::from_chars(word.data(), end, number); read.ec == std::errc{}) {
      if (value) break;  // the second of a range
      value = number;
      word = std::string(read.ptr, end);
    }
    if (word == "m") word = "million";
    if (word == "bn") word = "billion";
    if (const auto* small = std::find(std::begin(kWords), std::end(kWords), word);
        small != std::end(kWords) && !value)
      value = double(small - std::begin(kWords));
    for (const auto& [scale, factor] : kScales)
      if (word.starts_with(scale)) value = value.value_or(1) * factor;
  }
  return value;
}

/// MEANTIME's type, and its span: without the noun that is counted, and without "a share".
GoldQuantity as_meantime(Quantity q, std::string_view text) {
  if (!q.per.empty()) {
    const std::string_view words = slice(text, {q.number.end, q.range.end});
    for (const std::string_view rate : {" per ", " a ", " an ", " each ", "/"})
      if (const std::size_t at = words.rfind(rate); at != std::string_view::npos) {
        q.range.end = q.number.end + static_cast<std::uint32_t>(at);
        break;
      }
  }
  const bool money = q.unit.size() == 3 && q.unit[0] >= 'A' && q.unit[0] <= 'Z' &&
                     q.unit[1] >= 'A' && q.unit[1] <= 'Z' && q.unit[2] >= 'A' && q.unit[2] <= 'Z';
  if (q.unit == "%") return {q.range, "PERCENT"};
  if (money || q.unit == "cent" || q.unit == "pence") return {q.range, "MONEY"};
  return {{q.range.begin, q.unit.empty() || !q.of.empty() ? q.number.end : q.range.end},
          "QUANTITY"};
}

}  // namespace

Result<Scores> evaluate_quantities(const std::string& gold, const briefing::Models& models,
                                   const EvalOptions& options) {
  namespace fs = std::filesystem;
  const std::string path =
      fs::is_directory(gold) ? (fs::path(gold) / "meantime-value-dev.jsonl").string() : gold;
  const Result<std::vector<QuantitySentence>> sentences = read_gold(path);
  if (!sentences) return sentences.error();

  std::size_t strict = 0, relaxed = 0, typed = 0, predicted = 0, total = 0;
  std::size_t valued = 0, without = 0, right_value = 0, right_unit = 0;
  std::string lines;
  for (const QuantitySentence& s : *sentences) {
    Report report;
    report.text = s.text;
    const Analysis analysis = language::analyse(report, models.language);
    const Grounding found = grounding::ground(report, analysis, models.grounding);
    predicted += found.quantities.size();
    total += s.quantities.size();
    std::vector<bool> used(found.quantities.size(), false);
    const auto text = [&](ByteRange r) { return slice(s.text, r); };
    for (const GoldQuantity& g : s.quantities) valued += gold_value(text(g.range)).has_value();
    for (const GoldQuantity& g : s.quantities) {
      bool hit = false;
      for (std::size_t i = 0; i < found.quantities.size() && !hit; ++i) {
        const GoldQuantity p = as_meantime(found.quantities[i], s.text);
        if (used[i] || !p.range.overlaps(g.range)) continue;
        used[i] = hit = true;
        ++relaxed;
        strict += p.range == g.range;
        typed += p.type == g.type;
        const std::optional<double> value = gold_value(text(g.range));
        const Quantity& q = found.quantities[i];
        const bool same =
            value && (std::abs(q.value - *value) <= 1e-9 * std::abs(*value) ||
                      (q.high && std::abs(*q.high - *value) <= 1e-9 * std::abs(*value)));
        without += !value;
        right_value += same;
        right_unit += same && p.type == g.type;
        lines += fmt::format("{}\t{}\t{}\t{}\t{}\n",
                             value && !same       ? "wrong value"
                             : p.range != g.range ? "wrong span"
                             : p.type != g.type   ? "wrong type"
                                                  : "right",
                             text(g.range), g.type, text(p.range), p.type);
      }
      if (!hit) lines += fmt::format("missed\t{}\t{}\t-\t-\t{}\n", text(g.range), g.type, s.text);
    }
    for (std::size_t i = 0; i < used.size(); ++i)
      if (!used[i])
        lines += fmt::format("spurious\t-\t-\t{}\t{}\t{}\n", text(found.quantities[i].range),
                             as_meantime(found.quantities[i], s.text).type, s.text);
  }
  if (const auto failed = write_predictions(options, lines)) return *failed;
  const F1 strict_f1{strict, predicted, total};
  const F1 relaxed_f1{relaxed, predicted, total};
  // Gold without a number counts neither way.
  const F1 value_f1{right_value, predicted - without, valued};
  const F1 unit_f1{right_unit, predicted - without, valued};
  Scores scores;
  scores.metrics = {{"value F1", value_f1.f1(), valued},
                    {"value and unit F1", unit_f1.f1(), valued},
                    {"strict F1", strict_f1.f1(), total},
                    {"relaxed F1", relaxed_f1.f1(), total},
                    {"relaxed precision", relaxed_f1.precision(), predicted},
                    {"relaxed recall", relaxed_f1.recall(), total},
                    {"type accuracy", relaxed == 0 ? 0 : double(typed) / double(relaxed), relaxed}};
  return scores;
}

}  // namespace stemma::eval
