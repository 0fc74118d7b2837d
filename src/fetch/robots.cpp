#include "fetch/robots.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"

namespace stemma::fetch {
namespace {

constexpr std::size_t kMaxBytes = 500 * 1024;
constexpr std::size_t kMaxRules = 10'000;
constexpr std::size_t kMaxPattern = 2048;
constexpr std::size_t kMaxPath = 8192;
constexpr double kMaxDelay = 3600;  // seconds

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\f\v");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\f\v") + 1 - begin);
}

using ascii::lower;

int hex(char c) {
  c = lower(c);
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool unreserved(char c) {
  return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

/// One spelling for what an address may write in several: "%7e" and "~", "é" and "%C3%A9".
std::string in_one_spelling(std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  const auto encode = [&](unsigned char byte) {
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '%' && at + 2 < text.size() && hex(text[at + 1]) >= 0 && hex(text[at + 2]) >= 0) {
      const char byte = static_cast<char>(hex(text[at + 1]) * 16 + hex(text[at + 2]));
      at += 2;
      if (unreserved(byte)) {
        out += byte;
      } else {
        encode(static_cast<unsigned char>(byte));
      }
    } else if (static_cast<unsigned char>(c) > 0x7E || static_cast<unsigned char>(c) <= 0x20) {
      encode(static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

/// The pieces between the stars must stand in the path one after another: the leftmost places will
/// do, but for a last piece that is bound to the end.
bool fits(std::string_view pattern, std::string_view path) {
  const bool to_end = pattern.ends_with('$');
  if (to_end) pattern.remove_suffix(1);
  std::size_t at = 0;
  for (bool first = true;; first = false) {
    const std::size_t star = pattern.find('*');
    const std::string_view piece = pattern.substr(0, star);
    const bool last = star == std::string_view::npos;
    if (last && to_end) {
      if (first) return path == piece;
      return path.size() - at >= piece.size() && path.ends_with(piece);
    }
    if (first) {
      if (!path.starts_with(piece)) return false;
      at = piece.size();
    } else {
      const std::size_t found = path.find(piece, at);
      if (found == std::string_view::npos) return false;
      at = found + piece.size();
    }
    if (last) return true;
    pattern.remove_prefix(star + 1);
  }
}

/// "stemma/1.0" names the program stemma.
std::string_view product(std::string_view agent) {
  std::size_t end = 0;
  while (end < agent.size() && ((lower(agent[end]) >= 'a' && lower(agent[end]) <= 'z') ||
                                agent[end] == '-' || agent[end] == '_'))
    ++end;
  return agent.substr(0, end);
}

std::optional<std::chrono::milliseconds> delay_of(std::string_view value) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error != std::errc() || !(seconds > 0)) return std::nullopt;
  return std::chrono::milliseconds(static_cast<long>(std::min(seconds, kMaxDelay) * 1000));
}

}  // namespace

Robots Robots::parse(std::string_view text, std::string_view agent) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = text.substr(0, kMaxBytes);
  const std::string ours = lower(agent);
  Robots named;    // the groups that name us, together
  Robots general;  // those for everybody
  bool any_named = false;
  bool to_named = false;
  bool to_general = false;
  bool naming = false;  // the last line that counted named a program
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = trim(line.substr(0, line.find('#')));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string key = lower(trim(line.substr(0, colon)));
    const std::string_view value = trim(line.substr(colon + 1));
    if (key == "user-agent") {
      if (!naming) to_named = to_general = false;
      naming = true;
      if (value.starts_with('*')) to_general = true;
      if (lower(product(value)) == ours) to_named = any_named = true;
      continue;
    }
    const bool rule = key == "allow" || key == "disallow";
    if (!rule && key != "crawl-delay") continue;
    naming = false;
    for (Robots* group : {to_named ? &named : nullptr, to_general ? &general : nullptr}) {
      if (group == nullptr) continue;
      if (!rule) {
        group->delay_ = delay_of(value);
      } else if (!value.empty() && value.size() <= kMaxPattern &&
                 group->rules_.size() < kMaxRules) {
        group->rules_.push_back({in_one_spelling(value), key == "allow"});
      }
    }
  }
  return any_named ? named : general;
}

bool Robots::allows(std::string_view path) const {
  const std::string whole = in_one_spelling(path.substr(0, kMaxPath));
  if (whole == "/robots.txt") return true;
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    if (best != nullptr && (rule.pattern.size() < best->pattern.size() ||
                            (rule.pattern.size() == best->pattern.size() && !rule.allow)))
      continue;
    if (fits(rule.pattern, whole)) best = &rule;
  }
  return best == nullptr || best->allow;
}

}  // namespace stemma::fetch
