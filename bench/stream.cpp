#include "bench/stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "eval/random.h"
#include "library/json_text.h"

namespace stemma::bench {
namespace {

constexpr std::uint64_t kAtOnce = 10;      // happenings that are told of at one time
constexpr std::uint64_t kReportsEach = 6;  // reports of one, about
constexpr std::uint64_t kReportsADay = 2000;
constexpr std::size_t kLongest = 60;  // sentences of a happening at most

using eval::Random;

Random random_for(std::uint64_t seed, std::uint64_t kind, std::uint64_t number) {
  Random mixed(seed * 3 + kind);
  return Random(mixed.next() ^ (number * 0xD1342543DE82EF95));
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_large(char c) { return c >= 'A' && c <= 'Z'; }

/// Calls use(begin, end, first) for each run of ASCII letters.
template <class Use>
void each_word(const std::string& sentence, const Use& use) {
  bool first = true;
  for (std::size_t at = 0; at < sentence.size();) {
    if (!is_letter(sentence[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < sentence.size() && is_letter(sentence[at])) ++at;
    use(begin, at, first);
    first = false;
  }
}

std::size_t count_words(const std::string& sentence) {
  return static_cast<std::size_t>(std::count(sentence.begin(), sentence.end(), ' ')) + 1;
}

/// The day after so many from 2031-01-01, without leap days: what a stream's dates need.
std::string day(std::uint64_t number) {
  static constexpr unsigned kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const std::uint64_t year = 2031 + number / 365;
  std::uint64_t left = number % 365;
  unsigned month = 0;
  while (left >= kDays[month]) left -= kDays[month++];
  return fmt::format("{}-{:02}-{:02}", year, month + 1, left + 1);
}

}  // namespace

Result<Pool> read_pool(const std::string& path) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  std::error_code error;
  if (fs::is_directory(path, error)) {
    for (const auto& entry : fs::directory_iterator(path, error)) {
      if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
  } else {
    files.emplace_back(path);
  }
  Pool pool;
  for (const fs::path& file : files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      const auto json = nlohmann::json::parse(line, nullptr, false);
      if (!json.is_object() || !json.contains("text") || !json["text"].is_string()) continue;
      std::istringstream text(json["text"].get<std::string>());
      std::vector<std::string> sentences;
      for (std::string sentence; std::getline(text, sentence);) {
        while (sentence.ends_with(' ')) sentence.pop_back();
        if (count_words(sentence) >= 4) sentences.push_back(sentence);
      }
      if (!sentences.empty()) pool.texts.push_back(std::move(sentences));
    }
  }
  if (pool.texts.empty())
    return Error{ErrorCode::kEmpty, "no JSONL with texts is here; name a folder that has some",
                 path};
  return pool;
}

NewsStream::NewsStream(const Pool& pool, const StreamOptions& options)
    : pool_(pool), options_(options) {
  static const char* const kStay[] = {"January",  "February", "March",   "April",     "June",
                                      "July",     "August",   "October", "September", "Monday",
                                      "November", "December", "Tuesday", "Wednesday", "Friday",
                                      "Thursday", "Sunday",   "Saturday"};
  std::map<std::string, bool> words;  // whether it is only ever written large
  for (const auto& text : pool.texts) {
    for (const std::string& sentence : text) {
      each_word(sentence, [&](std::size_t begin, std::size_t end, bool first) {
        std::string word = sentence.substr(begin, end - begin);
        const bool large = is_large(word[0]) && word.size() > 3 && !is_large(word[1]);
        if (large && !first) words.try_emplace(word, true);
        if (!is_large(word[0])) {
          word[0] = static_cast<char>(word[0] - 'a' + 'A');
          words[word] = false;
        }
      });
    }
  }
  for (const char* word : kStay) words[word] = false;
  for (const auto& [word, name] : words) {
    if (!name) continue;
    known_.emplace(word, names_.size());
    names_.push_back(word);
  }
}

std::string NewsStream::renamed(const std::string& sentence, std::uint64_t by) const {
  std::string out;
  std::size_t copied = 0;
  each_word(sentence, [&](std::size_t begin, std::size_t end, bool) {
    const auto at = known_.find(sentence.substr(begin, end - begin));
    if (at == known_.end()) return;
    out.append(sentence, copied, begin - copied);
    out += names_[(at->second + by) % names_.size()];
    copied = end;
  });
  return out.append(sentence, copied);
}

std::vector<std::string> NewsStream::happening(std::uint64_t number) const {
  Random random = random_for(options_.seed, 1, number);
  const std::uint64_t by = random.next() % std::max<std::size_t>(1, names_.size());
  std::vector<std::string> sentences;
  std::size_t words = 0;
  // A run out of one text after another: half as long again as a report.
  while (words < options_.words * 3 / 2 && sentences.size() < kLongest) {
    const auto& text = pool_.texts[random.below(pool_.texts.size())];
    std::size_t at = random.below(text.size());
    const std::size_t run = 4 + random.below(12);
    for (std::size_t i = 0; i < run && at < text.size(); ++i, ++at) {
      sentences.push_back(renamed(text[at], by));
      words += count_words(text[at]);
    }
  }
  return sentences;
}

std::string NewsStream::line(std::uint64_t report) const {
  Random random = random_for(options_.seed, 2, report);
  const std::uint64_t block = report / (kAtOnce * kReportsEach);
  const std::uint64_t number = block * kAtOnce + random.below(kAtOnce);
  const std::uint64_t outlet = random.below(40);
  std::string text;
  std::string title;
  std::size_t words = 0;
  for (const std::string& sentence : happening(number)) {
    if (words >= options_.words) break;
    if (random.below(4) == 0) continue;
    if (title.empty()) title = sentence.substr(0, sentence.rfind(' ', 70));
    text += sentence + "\n";
    words += count_words(sentence);
  }
  nlohmann::ordered_json json;
  json["id"] = fmt::format("s{}", report);
  json["url"] = fmt::format("https://outlet{}.example/{}/{}", outlet, number, report);
  json["outlet"] = fmt::format("Outlet {}", outlet);
  json["published"] = day(report / kReportsADay);
  json["title"] = title;
  json["text"] = text;
  return library::json_text(json) + "\n";
}

}  // namespace stemma::bench
