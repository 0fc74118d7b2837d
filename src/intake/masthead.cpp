#include "intake/masthead.h"

#include <algorithm>

#include "intake/scan.h"

namespace stemma::intake {
namespace {

using Role = HeadLine::Role;

constexpr std::size_t kTitleBytes = 200;  // longest headline
constexpr std::size_t kTitleWords = 25;
constexpr std::size_t kOutletWords = 6;
constexpr std::size_t kLeadWords = 3;      // of a name that opens with "Radio" or "The Times"
constexpr std::size_t kCapitalsWords = 4;  // of a name known only by its capitals
constexpr std::size_t kInitials = 3;       // letters

/// What a word of a name is looked up by: "GAZETTE," -> "gazette".
std::string key_of(std::string_view text, ByteRange word) {
  return fold(slice(text, strip_punctuation(text, word)));
}

class Reader {
 public:
  Reader(std::string_view text, std::vector<HeadLine> head, const Rules& rules)
      : text_(text), head_(std::move(head)), rules_(rules) {}

  Masthead read() {
    if (head_.empty() || !ends_in_prose()) return single_title();
    drop_wrapped();
    if (!signed_head()) return single_title();
    find_outlet();
    for (const HeadLine& line : head_) {
      if (line.role == Role::kDay) add(line, FurnitureKind::kDateHeader);
      if (line.role == Role::kText) add(line, kind_of(line));
    }
    return std::move(found_);
  }

 private:
  void add(const HeadLine& line, FurnitureKind kind) {
    found_.lines.push_back({line.range, kind});
    if (kind == FurnitureKind::kHeadline && !found_.title && !has(Role::kTitleKey))
      found_.title = line.range;
  }

  bool has(Role role) const {
    return std::any_of(head_.begin(), head_.end(),
                       [&](const HeadLine& line) { return line.role == role; });
  }

  bool ends_in_prose() const {
    return head_.back().role == Role::kProse || head_.back().role == Role::kDatelined;
  }

  std::size_t words_of(const HeadLine& line) const { return count_words(slice(text_, line.range)); }

  /// Without any sign: a first line set apart from what follows.
  Masthead single_title() {
    if (head_.size() > 1 && head_[0].role == Role::kText && !head_[0].joined &&
        words_of(head_[0]) > 1) {
      found_.title = head_[0].range;
      found_.lines.push_back({head_[0].range, FurnitureKind::kHeadline});
    }
    return std::move(found_);
  }

  /// The head ends where lines wrapped by hand begin: a line that goes on in lower case, or that
  /// was broken where the next word would not have fitted.
  void drop_wrapped() {
    for (std::size_t i = 0; i < head_.size(); ++i) {
      const HeadLine& line = head_[i];
      if (line.role != Role::kText) continue;
      bool prose = lower_at(text_, line.range.begin);
      if (line.joined && i + 1 < head_.size() && !prose) prose = wrapped(i);
      if (!prose) continue;
      head_[i].role = Role::kProse;
      head_.resize(i + 1);
      return;
    }
  }

  bool wrapped(std::size_t i) const {
    const ByteRange next = head_[i + 1].range;
    const Role role = head_[i + 1].role;
    if (role == Role::kDatelined || (role != Role::kText && role != Role::kProse)) return false;
    if (lower_at(text_, next.begin)) return true;
    // The longest line of the block is as wide as its page.
    std::uint32_t width = 0;
    for (std::size_t k = i; k < head_.size(); ++k) {
      if (head_[k].role == Role::kText || head_[k].role == Role::kProse)
        width = std::max(width, head_[k].range.size());
      if (!head_[k].joined) break;
    }
    const auto word = Words(text_, next).next();
    return word && head_[i].range.size() + 1 + word->size() > width;
  }

  bool signed_head() const {
    if (has(Role::kDate) || has(Role::kDay) || has(Role::kByline) || has(Role::kDatelined))
      return true;
    return head_[0].role == Role::kText && names_outlet(head_[0]) && later_title(0);
  }

  /// A line below that can be the title, so that this one need not be.
  bool later_title(std::size_t i) const {
    return std::any_of(
        head_.begin() + static_cast<std::ptrdiff_t>(i) + 1, head_.end(), [&](const HeadLine& line) {
          return line.role == Role::kTitleKey || (line.role == Role::kText && !is_section(line) &&
                                                  !names_outlet(line) && words_of(line) > 1);
        });
  }

  void find_outlet() {
    bool titled = false;
    for (std::size_t i = 0; i < head_.size(); ++i) {
      const HeadLine& line = head_[i];
      if (line.role != Role::kText || is_section(line)) continue;
      const bool dated = beside_date(i);
      const bool named = names_outlet(line) && (i == 0 || dated);
      const bool shouted = !titled && dated && in_capitals(line) && later_title(i);
      if (named || shouted || (!titled && is_agency(line))) {
        found_.outlet = line.range;
        return;
      }
      titled = true;
    }
  }

  bool beside_date(std::size_t i) const {
    const auto dated = [&](std::size_t k) {
      return head_[k].role == Role::kDate || head_[k].role == Role::kDay;
    };
    return (i > 0 && dated(i - 1)) || (i + 1 < head_.size() && dated(i + 1));
  }

  FurnitureKind kind_of(const HeadLine& line) const {
    if (found_.outlet == line.range) return FurnitureKind::kCredit;
    if (is_agency(line)) return FurnitureKind::kByline;
    if (is_section(line)) return FurnitureKind::kNavigation;
    if (words_of(line) > 1) return FurnitureKind::kHeadline;
    // One name under the headline says whose story it is; one word above it heads a section.
    return found_.title && upper_at(text_, line.range.begin) ? FurnitureKind::kByline
                                                             : FurnitureKind::kNavigation;
  }

  bool is_agency(const HeadLine& line) const {
    return rules_.agencies.contains(slice(text_, line.range));
  }

  /// "World", "Breaking News", "BUSINESS".
  bool is_section(const HeadLine& line) const {
    Words words(text_, line.range);
    while (const auto word = words.next()) {
      const std::string key = key_of(text_, *word);
      if (!key.empty() && !rules_.sections.contains(key)) return false;
    }
    return true;
  }

  bool in_capitals(const HeadLine& line) const {
    Words words(text_, line.range);
    while (const auto word = words.next()) {
      if (!all_capitals(slice(text_, *word))) return false;
    }
    return words_of(line) <= kCapitalsWords;
  }

  /// "Port Sela Courier", "Radio Tarsia", "The Times of Velmar": capitals throughout, and a word
  /// that papers and broadcasters go by at the end, or at the beginning of a short name.
  bool names_outlet(const HeadLine& line) const {
    if (is_section(line)) return false;
    const std::size_t count = words_of(line);
    if (count < 2 || count > kOutletWords) return false;
    Words words(text_, line.range);
    std::string last;
    bool leads = false;
    std::size_t number = 0;
    while (const auto word = words.next()) {
      const std::string_view bytes = slice(text_, *word);
      const std::string key = key_of(text_, *word);
      const bool link = number > 0 && (rules_.particles.contains(key) || key == "of" ||
                                       key == "the" || key == "and" || key == "&");
      if (!link && !capitalised(bytes)) return false;
      if (bytes.find_first_of("0123456789:;?\"") != std::string_view::npos) return false;
      if (number == 0 && key == "the") continue;
      if (number == 0) leads = rules_.outlet_names.contains(key);
      last = key;
      ++number;
    }
    return rules_.outlet_names.contains(last) || (leads && number <= kLeadWords);
  }

  std::string_view text_;
  std::vector<HeadLine> head_;
  const Rules& rules_;
  Masthead found_;
};

}  // namespace

Masthead read_masthead(std::string_view text, std::vector<HeadLine> head, const Rules& rules) {
  return Reader(text, std::move(head), rules).read();
}

bool may_be_title(std::string_view text, ByteRange line) {
  const std::string_view words = slice(text, line);
  if (words.size() > kTitleBytes || count_words(words) > kTitleWords) return false;
  const char last = words.back();
  if (last == '!' || last == ':' || last == ';' || last == ',') return false;
  return last == '?' || !ends_with_stop(text, line);
}

std::string outlet_name(std::string_view line) {
  std::string name;
  Words words(line, {0, static_cast<std::uint32_t>(line.size())});
  while (const auto word = words.next()) {
    const std::string_view bytes = slice(line, *word);
    if (!name.empty()) name += ' ';
    const std::size_t first = name.size();
    name += bytes;
    const bool initials = bytes.size() <= kInitials && fold(bytes) != "the";
    if (initials || !all_capitals(bytes)) continue;
    for (std::size_t i = first + 1; i < name.size(); ++i) {
      if (name[i] >= 'A' && name[i] <= 'Z' && name[i - 1] != '-')
        name[i] = static_cast<char>(name[i] - 'A' + 'a');
    }
  }
  return name;
}

}  // namespace stemma::intake
