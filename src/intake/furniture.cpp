#include "intake/furniture.h"

#include <algorithm>

#include "intake/masthead.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

using Origin = FurnitureDate::Origin;

constexpr std::size_t kHeaderLines = 15;  // where header blocks stand
constexpr std::size_t kTitleBytes = 200;  // longest value of a header line
constexpr std::size_t kProseWords = 8;    // a line with a full stop and this many words is prose
constexpr std::size_t kOutletWords = 6;
constexpr std::size_t kMaxKeyWords = 3;

bool is_date_role(KeyRole role) {
  return role == KeyRole::kPublished || role == KeyRole::kDate || role == KeyRole::kUpdated;
}

Origin origin_of(KeyRole role) {
  if (role == KeyRole::kPublished) return Origin::kPublished;
  return role == KeyRole::kDate ? Origin::kDate : Origin::kUpdated;
}

/// Letters and digits in lower case, for comparing headlines.
std::string bare(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  }
  return out;
}

class Finder {
 public:
  Finder(std::string_view text, const KnownFurniture& known, const Rules& rules)
      : text_(text), known_(known), rules_(rules), title_(bare(known.title)) {}

  Furnishings run() {
    const std::vector<ByteRange> lines = split_lines(text_);
    if (known_.find_title) read_head(lines);
    std::size_t seen = 0;  // lines that are not empty
    for (const ByteRange line : lines) {
      if (line.empty()) continue;
      visit(line, seen++);
    }
    return finish();
  }

 private:
  void mark(ByteRange range, FurnitureKind kind) {
    if (!range.empty()) found_.furniture.push_back({range, kind});
  }

  /// The lines of the head, up to and with the first that is prose, each for what it is by itself.
  void read_head(const std::vector<ByteRange>& lines) {
    std::vector<HeadLine> head;
    for (std::size_t i = 0; i < lines.size() && head.size() < kHeaderLines; ++i) {
      if (lines[i].empty()) continue;
      HeadLine line{lines[i], head_role(lines[i]), i + 1 < lines.size() && !lines[i + 1].empty()};
      head.push_back(line);
      if (line.role == HeadLine::Role::kProse || line.role == HeadLine::Role::kDatelined) break;
    }
    masthead_ = read_masthead(text_, std::move(head), rules_);
    found_.title = masthead_.title;
    if (found_.title) title_ = bare(slice(text_, *found_.title));
    if (masthead_.outlet) found_.outlet = outlet_name(slice(text_, *masthead_.outlet));
  }

  HeadLine::Role head_role(ByteRange line) const {
    using Role = HeadLine::Role;
    const auto [key, value] = key_of(line);
    if (const auto header = header_date(line))
      return header->range.end == line.end ? Role::kDate : Role::kProse;
    if (header_key(line)) return key == KeyRole::kTitle ? Role::kTitleKey : Role::kFurniture;
    const LineContext context{text_, line, rules_};
    if (const auto kind = whole_line_kind(context)) {
      if (*kind == FurnitureKind::kByline) return Role::kByline;
      return *kind == FurnitureKind::kDateHeader ? Role::kDate : Role::kFurniture;
    }
    std::optional<StatedDate> date;
    if (match_dateline(context, line.begin, date)) return Role::kDatelined;
    date = date_at(text_, line.begin, line.end, rules_);
    if (date && date->range.end == line.end && !date->day.empty()) return Role::kDay;
    if (value != 0 || !may_be_title(text_, line)) return Role::kProse;
    return Role::kText;
  }

  /// The role of the key that heads the line and where its value begins; {.., 0} if there is none.
  std::pair<KeyRole, std::uint32_t> key_of(ByteRange line) const {
    std::pair<KeyRole, std::uint32_t> best{KeyRole::kSkip, 0};
    if (line.empty() || !rules_.key_starts[static_cast<unsigned char>(text_[line.begin])])
      return best;
    Words words(text_, line);
    std::string key;
    for (std::size_t count = 0; count < kMaxKeyWords; ++count) {
      const auto word = words.next();
      if (!word || word->size() > 20) break;
      std::string_view bytes = slice(text_, *word);
      const std::size_t colon = bytes.find(':');
      if (!key.empty()) key += ' ';
      key += fold(bytes.substr(0, colon));
      const auto role = rules_.keys.find(key);
      if (role != rules_.keys.end()) {
        std::uint32_t at = word->end;
        if (colon != std::string_view::npos)
          at = word->begin + static_cast<std::uint32_t>(colon) + 1;
        // Without a colon only a date can show that the word was a key.
        at = skip_space(text_, at, line.end);
        if (colon == std::string_view::npos && at < line.end && text_[at] == ':')
          best = {role->second, skip_space(text_, at + 1, line.end)};
        else if (colon != std::string_view::npos || is_date_role(role->second))
          best = {role->second, at};
      }
      if (colon != std::string_view::npos) break;
    }
    return best;
  }

  struct HeaderDate {
    FurnitureDate date;
    ByteRange range;
  };

  /// "date 2031-03-07" or "Published: 7 March 2031" at the start of a range.
  std::optional<HeaderDate> header_date(ByteRange line) const {
    const auto [role, value] = key_of(line);
    std::uint32_t at = line.begin;
    Origin origin = Origin::kBare;
    if (value != 0 && is_date_role(role)) {
      at = value;
      origin = origin_of(role);
    }
    const auto date = date_at(text_, at, line.end, rules_);
    if (!date) return std::nullopt;
    const bool whole = date->range.end == line.end;
    if (!whole) {
      // Run into prose: a key must lead it, a year must be in it, and a sentence must open after.
      if (origin == Origin::kBare || date->value.empty()) return std::nullopt;
      const std::uint32_t next = skip_space(text_, date->range.end, line.end);
      if (next == date->range.end || !(upper_at(text_, next) || opening_mark_at(text_, next)))
        return std::nullopt;
    } else if (origin == Origin::kBare && date->value.empty() && !date->ambiguous) {
      return std::nullopt;  // "March 7" alone may be anything
    }
    return HeaderDate{{*date, origin}, {line.begin, date->range.end}};
  }

  std::optional<FurnitureKind> whole_line_kind(const LineContext& context) const {
    const std::string_view words = slice(text_, context.line);
    const std::size_t count = words.size() > 600 ? 1000 : count_words(words);
    if (const auto kind = match_line_rule(context, count)) return kind;
    if (is_byline(context)) return FurnitureKind::kByline;
    return std::nullopt;
  }

  /// Where the value of "source: Harbour Post" and the like begins; 0 if the line is none.
  std::uint32_t header_key(ByteRange line) const {
    const auto [role, value] = key_of(line);
    if (value == 0 || is_date_role(role) || value >= line.end) return 0;
    if (slice(text_, {line.begin, value}).find(':') == std::string_view::npos) return 0;
    const std::string_view words = slice(text_, {value, line.end});
    if (words.size() > kTitleBytes) return 0;
    switch (role) {
      case KeyRole::kOutlet:
        return count_words(words) > kOutletWords || ends_with_stop(text_, line) ? 0 : value;
      case KeyRole::kUrl:
        return words.substr(0, 4) == "http" ? value : 0;
      case KeyRole::kTitle:
      case KeyRole::kByline:
      case KeyRole::kSkip:
        return value;
      default:
        return 0;
    }
  }

  /// Marks such a line, above the prose.
  bool header_line(ByteRange line) {
    const std::uint32_t value = header_key(line);
    if (value == 0) return false;
    const std::string_view words = slice(text_, {value, line.end});
    switch (key_of(line).first) {
      case KeyRole::kTitle:
        if (!found_.title && known_.find_title) found_.title = ByteRange{value, line.end};
        title_ = bare(words);
        mark(line, FurnitureKind::kHeadline);
        return true;
      case KeyRole::kByline:
        mark(line, FurnitureKind::kByline);
        return true;
      case KeyRole::kOutlet:
        found_.outlet = words;
        mark(line, FurnitureKind::kCredit);
        return true;
      case KeyRole::kUrl:
        found_.url = words;
        mark(line, FurnitureKind::kNavigation);
        return true;
      case KeyRole::kSkip:
        mark(line, FurnitureKind::kNavigation);
        return true;
      default:
        return false;
    }
  }

  /// A line that the masthead has judged.
  bool masthead_line(ByteRange line) {
    const auto is_line = [&](const Furniture& item) { return item.range == line; };
    const auto item = std::find_if(masthead_.lines.begin(), masthead_.lines.end(), is_line);
    if (item == masthead_.lines.end()) return false;
    if (item->kind == FurnitureKind::kDateHeader) {
      if (const auto date = date_at(text_, line.begin, line.end, rules_))
        found_.dates.push_back({*date, Origin::kBare});
    }
    mark(item->range, item->kind);
    return true;
  }

  void visit(ByteRange line, std::size_t number) {
    if (number < kHeaderLines && masthead_line(line)) return;
    const LineContext context{text_, line, rules_, prose_lines_ > 0, prose_lines_};
    if (number < kHeaderLines && prose_lines_ == 0 && header_line(line)) return;
    if (!title_.empty() && number < kHeaderLines && line.size() <= 2 * kTitleBytes &&
        bare(slice(text_, line)) == title_) {
      mark(line, FurnitureKind::kHeadline);
      return;
    }
    std::uint32_t at = line.begin;
    while (const auto header = header_date({at, line.end})) {
      found_.dates.push_back(header->date);
      mark(header->range, FurnitureKind::kDateHeader);
      at = skip_space(text_, header->range.end, line.end);
      if (at >= line.end) return;
    }
    if (at == line.begin) {
      if (const auto kind = whole_line_kind(context)) {
        dates_within(line, *kind);
        mark(line, *kind);
        return;
      }
    }
    std::optional<StatedDate> date;
    if (const auto dateline = match_dateline(context, at, date)) {
      if (date) found_.dates.push_back({*date, Origin::kDateline});
      mark(*dateline, FurnitureKind::kDateline);
      at = dateline->end;
    }
    find_inline(context, at, found_.furniture);
    const bool stop = ends_with_stop(text_, line);
    if (line.size() > 300 || (stop && count_words(slice(text_, line)) >= kProseWords))
      ++prose_lines_;
  }

  /// The date inside a line such as "Last updated on 7 March 2031 by the desk".
  void dates_within(ByteRange line, FurnitureKind kind) {
    if (kind != FurnitureKind::kDateHeader && kind != FurnitureKind::kByline) return;
    const std::string words = fold(slice(text_, line));
    const bool updated =
        words.find("updat") != std::string::npos || words.find("modified") != std::string::npos;
    Words walk(text_, line);
    while (const auto word = walk.next()) {
      const auto date = date_at(text_, word->begin, line.end, rules_);
      if (!date || date->value.empty()) continue;
      found_.dates.push_back({*date, updated ? Origin::kUpdated : Origin::kPublished});
      return;
    }
  }

  /// Sorted and disjoint; what was known beforehand wins over what was found inside it.
  Furnishings finish() {
    std::vector<Furniture>& all = found_.furniture;
    const auto by_begin = [](const Furniture& a, const Furniture& b) { return a.range < b.range; };
    std::sort(all.begin(), all.end(), by_begin);
    std::vector<Furniture> out;
    auto known = known_.marked.begin();
    for (const Furniture& item : all) {
      while (known != known_.marked.end() && known->range.end <= item.range.begin)
        out.push_back(*known++);
      const bool taken = known != known_.marked.end() && known->range.overlaps(item.range);
      const bool after = out.empty() || out.back().range.end <= item.range.begin;
      if (!taken && after) out.push_back(item);
    }
    out.insert(out.end(), known, known_.marked.end());
    all = std::move(out);
    return std::move(found_);
  }

  std::string_view text_;
  const KnownFurniture& known_;
  const Rules& rules_;
  std::string title_;  // as compared
  std::size_t prose_lines_ = 0;
  Masthead masthead_;
  Furnishings found_;
};

}  // namespace

Furnishings find_furniture(std::string_view text, const KnownFurniture& known, const Rules& rules) {
  return Finder(text, known, rules).run();
}

}  // namespace stemma::intake
