// Mailboxes: where one message ends and the next begins.
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "intake/mail.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kBlock = 1 << 16;
constexpr std::string_view kFrom = "From ";
// A separator follows an empty line.
constexpr std::string_view kSeparators[] = {"\n\nFrom ", "\n\r\nFrom "};
constexpr std::size_t kLongest = 8;

/// Without its separator, and with the marks undone that keep its own lines from being one.
std::string message_of(std::string_view bytes) {
  if (bytes.starts_with(kFrom))
    bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size() - 1) + 1);
  std::string out;
  out.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    std::string_view line = bytes.substr(0, end);
    const std::size_t text = line.find_first_not_of('>');
    if (text != 0 && text != std::string_view::npos && line.substr(text).starts_with(kFrom))
      line.remove_prefix(1);
    out += line;
    bytes.remove_prefix(end);
  }
  return out;
}

}  // namespace

bool looks_like_mbox(std::string_view bytes) {
  if (!bytes.starts_with(kFrom)) return false;
  const std::size_t end = bytes.find('\n');
  if (end == std::string_view::npos || end > 500) return false;
  const std::string_view line = trim(bytes.substr(0, end));
  // The line ends in the time of day and the year.
  const bool timed =
      line.find(':') != std::string_view::npos && line.back() >= '0' && line.back() <= '9';
  const std::string_view next = bytes.substr(end + 1, 100);
  const std::size_t colon = next.find_first_of(": \n");
  return timed && colon != std::string_view::npos && colon > 0 && next[colon] == ':';
}

MboxReader::MboxReader(std::istream& in, std::size_t max_message_bytes)
    : in_(in), max_bytes_(max_message_bytes) {}

bool MboxReader::fill() {
  const std::size_t before = held_.size();
  held_.resize(before + kBlock);
  in_.read(held_.data() + before, kBlock);
  held_.resize(before + static_cast<std::size_t>(in_.gcount()));
  return held_.size() > before;
}

/// Past the line break before the next separator, or npos.
std::size_t MboxReader::find_end() {
  std::size_t end = std::string::npos;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = held_.find(separator, searched_);
    if (at != std::string::npos) end = std::min(end, at + separator.size() - kFrom.size());
  }
  if (end == std::string::npos) searched_ = held_.size() - std::min(held_.size(), kLongest);
  return end;
}

std::optional<Letter> MboxReader::next() {
  while (!ended_) {
    std::size_t end = find_end();
    while (end == std::string::npos) {
      if (held_.size() > max_bytes_) {
        over_ = true;
        held_.erase(0, searched_);
        searched_ = 0;
      }
      if (!fill()) {
        ended_ = true;
        end = held_.size();
        break;
      }
      end = find_end();
    }
    const bool over = over_ || end > max_bytes_;
    Letter letter;
    if (over) {
      letter.problem = ErrorCode::kTooLarge;
    } else {
      letter.bytes = message_of(std::string_view(held_).substr(0, end));
    }
    held_.erase(0, end);
    searched_ = 0;
    over_ = false;
    if (over || !trim(std::string_view(letter.bytes)).empty()) return letter;
  }
  return std::nullopt;
}

void read_mbox(std::string_view bytes, std::string_view source, const Rules& rules,
               const Options& options, Batch& batch) {
  std::istringstream in{std::string(bytes)};
  MboxReader box(in, options.max_bytes);
  for (std::size_t number = 1; auto letter = box.next(); ++number)
    read_mail(letter->bytes, fmt::format("{}#{}", source, number), rules, options, batch);
  if (batch.reports.empty() && batch.problems.empty())
    batch.problems.push_back(
        {ErrorCode::kEmpty, "this mailbox holds no messages", std::string(source)});
}

}  // namespace stemma::intake
