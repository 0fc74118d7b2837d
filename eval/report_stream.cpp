#include "report_stream.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <map>
#include <set>

#include "base/parallel.h"
#include "json_lines.h"
#include "rewriting.h"

namespace stemma::eval {
namespace {

constexpr std::size_t kLinesOfDocument = 40;
constexpr std::size_t kFewLines = 6;                     // shorter documents are none
constexpr std::array<std::size_t, 3> kChanges{1, 3, 9};  // of the wordings after the first

struct Share {
  StreamKind kind;
  double share;
};
constexpr std::array<Share, 8> kMix{{{StreamKind::kCopy, .15},
                                     {StreamKind::kCut, .10},
                                     {StreamKind::kUpdate, .05},
                                     {StreamKind::kMerge, .10},
                                     {StreamKind::kLight, .05},
                                     {StreamKind::kModerate, .05},
                                     {StreamKind::kHeavy, .05},
                                     {StreamKind::kThorough, .05}}};

bool letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }

/// Words split at spaces, as the release has them, put together as print has them.
std::string as_printed(std::string_view line) {
  static const std::map<std::string_view, std::string_view> kMarks{
      {"``", "\""}, {"''", "\""}, {"-LRB-", "("}, {"-RRB-", ")"}, {"`", "'"}};
  std::string out;
  bool glue = true;  // to what comes
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    std::string_view word = line.substr(0, end);
    line.remove_prefix(std::min(line.size(), end + 1));
    if (word.empty()) continue;
    const bool opening = word == "``" || word == "-LRB-" || word == "`";
    const bool closing =
        word == "''" || word == "-RRB-" || word == "'" || word == "n't" ||
        (word.size() <= 3 && word[0] == '\'') ||
        (word.size() == 1 && std::string_view(".,;:?!%").find(word[0]) != std::string_view::npos);
    if (!glue && !closing) out += ' ';
    const auto mark = kMarks.find(word);
    out += mark == kMarks.end() ? word : mark->second;
    glue = opening;
  }
  return out;
}

std::uint64_t mix(std::uint64_t a, std::uint64_t b) { return Random(a ^ Random(b).next()).next(); }

std::uint64_t hash(std::string_view text) {
  std::uint64_t h = 0xCBF29CE484222325U;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return h;
}

/// A name that nobody bears.
void append_name(std::uint64_t seed, std::string& out) {
  constexpr std::array<std::string_view, 16> kHeads{"b", "d", "f", "g", "h",  "k", "l",  "m",
                                                    "n", "p", "r", "s", "st", "t", "tr", "v"};
  constexpr std::array<std::string_view, 8> kHearts{"a", "e", "i", "o", "u", "ei", "ou", "ar"};
  constexpr std::array<std::string_view, 8> kTails{"n", "l", "r", "sk", "m", "nd", "x", "v"};
  const std::size_t at = out.size();
  for (int part = 0; part < 3; ++part) {
    out += kHeads[seed % 16];
    out += kHearts[(seed >> 4U) % 8];
    seed >>= 8U;
  }
  out += kTails[seed % 8];
  out[at] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[at])));
}

constexpr std::size_t kLeft = 3;  // sentences that a parent has given at least

}  // namespace

std::string_view to_string(StreamKind kind) {
  switch (kind) {
    case StreamKind::kNew:
      return "new";
    case StreamKind::kCopy:
      return "copy";
    case StreamKind::kCut:
      return "cut";
    case StreamKind::kUpdate:
      return "update";
    case StreamKind::kMerge:
      return "merge";
    case StreamKind::kLight:
      return "rewrite, light";
    case StreamKind::kModerate:
      return "rewrite, moderate";
    case StreamKind::kHeavy:
      return "rewrite, heavy";
    case StreamKind::kThorough:
      return "rewrite, thorough";
  }
  return "?";
}

Result<ReportStream> ReportStream::load(const std::string& folder, const StreamOptions& options,
                                        const briefing::Models& models) {
  std::vector<std::string> files;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path().string());
  }
  if (files.empty()) return Error{ErrorCode::kNotFound, "no .jsonl files in this folder", folder};
  std::sort(files.begin(), files.end());
  const auto rewriter = Rewriter::load();
  if (!rewriter) return rewriter.error();

  ReportStream stream(options);
  std::vector<std::string> lines;
  std::unordered_map<std::string, bool> lower;
  for (const std::string& file : files) {
    auto& documents = stream.topics_.emplace_back();
    const auto bad = for_each_json_line(file, [&](auto& document) {
      std::string_view text;
      if (document["text"].get(text) != simdjson::SUCCESS) return;
      const std::size_t first = lines.size();
      while (!text.empty() && lines.size() < first + kLinesOfDocument) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string line = as_printed(text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + 1));
        if (line.size() > 40 && line.size() < 500) lines.push_back(std::move(line));
      }
      if (lines.size() < first + kFewLines) {
        lines.resize(first);
        return;
      }
      documents.emplace_back(static_cast<std::uint32_t>(first),
                             static_cast<std::uint32_t>(lines.size()));
    });
    if (bad) return *bad;
    // Each topic gets its part.
    while (!documents.empty() &&
           documents.back().second > options.sentences * stream.topics_.size() / files.size()) {
      lines.resize(documents.back().first);
      documents.pop_back();
    }
    if (documents.empty()) stream.topics_.pop_back();
  }
  if (stream.topics_.empty()) return Error{ErrorCode::kEmpty, "no documents to take apart", folder};

  stream.sentences_.resize(lines.size());
  constexpr std::size_t kBlock = 64;
  parallel_for((lines.size() + kBlock - 1) / kBlock, options.threads, [&](std::size_t block) {
    for (std::size_t i = block * kBlock; i < std::min(lines.size(), (block + 1) * kBlock); ++i) {
      Random random(mix(options.seed, i));
      auto& wordings = stream.sentences_[i].wordings;
      wordings.push_back({lines[i], {}});
      for (const std::size_t changes : kChanges) {
        // Each from the one before, so that the last has been gone over three times.
        const std::string from = wordings.back().text;
        auto other = rewriter->rewrite(from, changes, random, models.language);
        wordings.push_back({other ? std::move(*other) : from, {}});
      }
    }
  });

  const auto each_word = [](const std::string& text, const auto& visit) {
    for (std::size_t at = 0; at < text.size();) {
      if (!letter(text[at])) {
        ++at;
        continue;
      }
      const std::size_t begin = at;
      while (at < text.size() && letter(text[at])) ++at;
      visit(text.substr(begin, at - begin));
    }
  };
  for (const std::string& line : lines) {
    each_word(line, [&](const std::string& word) {
      if (!upper(word[0])) lower[word] = true;
    });
  }
  for (const std::string& line : lines) {
    each_word(line, [&](const std::string& word) {
      std::string small = word;
      small[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(small[0])));
      if (upper(word[0]) && word.size() > 2 && !lower.contains(small)) stream.names_[word] = true;
    });
  }
  for (Source& source : stream.sentences_) {
    for (Wording& wording : source.wordings) stream.cut_pieces(wording);
  }
  return stream;
}

void ReportStream::cut_pieces(Wording& wording) const {
  const std::string& text = wording.text;
  const auto add = [&](std::size_t begin, std::size_t end, Piece::Kind kind) {
    if (begin < end) {
      wording.pieces.push_back(
          {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), kind});
    }
  };
  std::size_t plain = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (letter(text[at])) {
      while (at < text.size() && letter(text[at])) ++at;
      if (!names_.contains(text.substr(begin, at - begin))) continue;
      add(plain, begin, Piece::Kind::kPlain);
      add(begin, at, Piece::Kind::kName);
    } else if (digit(text[at])) {
      while (at < text.size() && digit(text[at])) ++at;
      add(plain, begin, Piece::Kind::kPlain);
      add(begin, at, Piece::Kind::kFigure);
    } else {
      ++at;
      continue;
    }
    plain = at;
  }
  add(plain, text.size(), Piece::Kind::kPlain);
}

void ReportStream::render(const Line& line, std::string& out) const {
  const Wording& wording = sentences_[line.sentence].wordings[line.wording];
  if (line.world == 0) {
    out += wording.text;
    return;
  }
  for (const Piece& piece : wording.pieces) {
    const std::string_view words =
        std::string_view(wording.text).substr(piece.begin, piece.end - piece.begin);
    if (piece.kind == Piece::Kind::kPlain) {
      out += words;
    } else if (piece.kind == Piece::Kind::kName) {
      append_name(mix(line.world, hash(words)), out);
    } else {
      Random random(mix(line.world, hash(words)));
      for (std::size_t i = 0; i < words.size(); ++i) {
        out += static_cast<char>(i == 0 ? '1' + random.below(9) : '0' + random.below(10));
      }
    }
  }
}

void ReportStream::write_anew(Made& made) {
  const auto& documents = topics_[random_.below(topics_.size())];
  const std::uint64_t world = random_.chance(.5) ? random_.next() | 1U : 0;
  const std::size_t length = 8 + random_.below(32);
  while (made.lines.size() < length) {
    const auto& [first, end] = documents[random_.below(documents.size())];
    const std::uint32_t from = first + static_cast<std::uint32_t>(random_.below(end - first));
    const auto run = static_cast<std::uint32_t>(1 + random_.below(4));
    for (std::uint32_t s = from; s < std::min(end, from + run); ++s) {
      made.lines.push_back({s, 0, world});
    }
  }
}

std::uint32_t ReportStream::pick_parent() {
  // Most are taken up within two days.
  const std::size_t all = recent_.size();
  const std::size_t fresh = std::min(all, 2 * options_.reports / options_.days + 1);
  const std::size_t back = 1 + random_.below(random_.chance(.8) ? fresh : all);
  return static_cast<std::uint32_t>(first_recent_ + all - back);
}

void ReportStream::reword(std::vector<Line>& lines, double share, std::uint8_t wording) {
  for (Line& line : lines) {
    if (random_.chance(share)) line.wording = std::max(line.wording, wording);
  }
}

void ReportStream::shake(std::vector<Line>& lines) {
  for (std::size_t i = lines.size(); i > 0 && lines.size() > 5; --i) {
    if (random_.chance(.15)) lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i - 1));
  }
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (random_.chance(.15)) std::swap(lines[i - 1], lines[i]);
  }
}

/// How many of the lines stand in the source, in whatever words.
std::size_t ReportStream::sentences_of(const std::vector<Line>& source,
                                       const std::vector<Line>& lines) {
  const auto mark = [](const Line& line) { return std::pair(line.world, line.sentence); };
  std::set<std::pair<std::uint64_t, std::uint32_t>> marks;
  for (const Line& line : source) marks.insert(mark(line));
  return static_cast<std::size_t>(std::count_if(
      lines.begin(), lines.end(), [&](const Line& line) { return marks.contains(mark(line)); }));
}

std::optional<StreamedReport> ReportStream::next() {
  if (made_ == options_.reports) return std::nullopt;
  StreamedReport report;
  report.day = static_cast<std::uint32_t>(std::uint64_t{made_} * options_.days / options_.reports);
  while (!recent_.empty() && recent_.front().day + options_.oldest_parent < report.day) {
    recent_.pop_front();
    ++first_recent_;
  }
  double left = recent_.empty() ? 1 : random_.share();
  for (const Share& share : kMix) {
    if (left < share.share) {
      report.kind = share.kind;
      break;
    }
    left -= share.share;
  }
  Made made{{}, report.day};
  if (report.kind != StreamKind::kNew) {
    const std::uint32_t parent = pick_parent();
    report.parents.push_back(parent);
    made.lines = recent_[parent - first_recent_].lines;
  }
  const auto keep = [&](double share) {
    const auto count = static_cast<std::size_t>(share * static_cast<double>(made.lines.size()));
    made.lines.resize(std::min(made.lines.size(), std::max<std::size_t>(4, count)));
  };
  switch (report.kind) {
    case StreamKind::kNew:
      write_anew(made);
      break;
    case StreamKind::kCopy:
      if (random_.chance(.5) && made.lines.size() > 5) {
        made.lines.erase(made.lines.begin() +
                         static_cast<std::ptrdiff_t>(random_.below(made.lines.size())));
      }
      break;
    case StreamKind::kCut:
      keep(.3 + .4 * random_.share());
      break;
    case StreamKind::kUpdate: {
      keep(.7);
      Made fresh{{}, report.day};
      write_anew(fresh);
      fresh.lines.resize(std::min(fresh.lines.size(), 1 + made.lines.size() / 3));
      made.lines.insert(made.lines.begin(), fresh.lines.begin(), fresh.lines.end());
      break;
    }
    case StreamKind::kMerge: {
      const std::uint32_t second = pick_parent();
      const auto& other = recent_[second - first_recent_].lines;
      keep(.5);
      const std::size_t half =
          std::max<std::size_t>(std::min<std::size_t>(4, other.size()), other.size() / 2);
      made.lines.insert(made.lines.end(), other.begin(),
                        other.begin() + static_cast<std::ptrdiff_t>(half));
      if (second != report.parents.front()) report.parents.push_back(second);
      std::sort(report.parents.begin(), report.parents.end());
      break;
    }
    case StreamKind::kLight:
      reword(made.lines, .1, 1);
      break;
    case StreamKind::kModerate:
      reword(made.lines, .35, 2);
      break;
    case StreamKind::kHeavy:
      shake(made.lines);
      reword(made.lines, .75, 2);
      break;
    case StreamKind::kThorough:
      shake(made.lines);
      reword(made.lines, 1, 3);
      break;
  }
  // A long line of merges does not grow without end; who is cut off by that is no parent.
  constexpr std::size_t kLongest = 60;
  if (made.lines.size() > kLongest) made.lines.resize(kLongest);
  std::erase_if(report.parents, [&](std::uint32_t parent) {
    return sentences_of(recent_[parent - first_recent_].lines, made.lines) < kLeft;
  });
  for (const Line& line : made.lines) {
    if (!report.text.empty()) report.text += ' ';
    render(line, report.text);
    report.sentences.push_back(mix(line.world, line.sentence));
  }
  recent_.push_back(std::move(made));
  ++made_;
  return report;
}

}  // namespace stemma::eval
