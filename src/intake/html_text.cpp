#include "intake/html_text.h"

#include <algorithm>
#include <optional>

#include "intake/scan.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kBylineBytes = 150;

bool is_heading(GumboTag tag) { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }

class Writer {
 public:
  Writer(const HtmlTree& tree, const std::vector<bool>& removed, const Rules& rules)
      : tree_(tree), removed_(removed), rules_(rules) {}

  void write(std::uint32_t root) {
    struct Open {
      std::uint32_t node;
      std::uint32_t end;
      std::size_t begin;  // of its text
    };
    std::vector<Open> open;
    const auto close = [&](std::uint32_t before) {
      while (!open.empty() && open.back().end <= before) {
        leave(open.back().node, open.back().begin);
        open.pop_back();
      }
    };
    for (std::uint32_t i = root; i < tree_.nodes[root].end;) {
      close(i);
      if (removed_[i]) {
        i = tree_.nodes[i].end;
        continue;
      }
      const HtmlNode& node = tree_.nodes[i];
      if (node.is_text) {
        words(node.text);
      } else {
        enter(i);
        open.push_back({i, node.end, article_.text.size()});
      }
      ++i;
    }
    close(tree_.nodes[root].end);
    breaks_ = 2;
  }

  Article finish() {
    std::vector<Furniture>& marks = article_.marked;
    std::sort(marks.begin(), marks.end(), [](const Furniture& a, const Furniture& b) {
      if (a.range.begin != b.range.begin) return a.range.begin < b.range.begin;
      return a.range.end > b.range.end;
    });
    std::vector<Furniture> out;  // the outermost of nested marks stays
    for (const Furniture& mark : marks) {
      if (out.empty() || out.back().range.end <= mark.range.begin) out.push_back(mark);
    }
    marks = std::move(out);
    return std::move(article_);
  }

 private:
  void enter(std::uint32_t i) {
    const GumboTag tag = tree_.nodes[i].tag;
    if (tag == GUMBO_TAG_BR) {
      breaks_ = std::min(2, breaks_ + 1);
    } else if (tag == GUMBO_TAG_PRE) {
      ++verbatim_;
      breaks_ = 2;
    } else if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
      gap_ = true;
    } else if (is_line(tag)) {
      breaks_ = std::max(breaks_, 1);
    } else if (is_block_tag(tag)) {
      breaks_ = 2;
    }
  }

  void leave(std::uint32_t i, std::size_t begin) {
    const GumboTag tag = tree_.nodes[i].tag;
    mark(i, tag, begin);
    if (tag == GUMBO_TAG_PRE) --verbatim_;
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
      gap_ = true;
    } else if (is_line(tag)) {
      breaks_ = std::max(breaks_, 1);
    } else if (is_block_tag(tag)) {
      breaks_ = 2;
    }
  }

  static bool is_line(GumboTag tag) {
    return tag == GUMBO_TAG_LI || tag == GUMBO_TAG_TR || tag == GUMBO_TAG_DT || tag == GUMBO_TAG_DD;
  }

  void mark(std::uint32_t i, GumboTag tag, std::size_t begin) {
    const std::string& text = article_.text;
    if (begin >= text.size()) return;
    const ByteRange range =
        trim(text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(text.size())});
    if (range.empty()) return;
    if (is_heading(tag)) {
      article_.marked.push_back({range, FurnitureKind::kHeadline});
    } else if (tag == GUMBO_TAG_FIGCAPTION || tag == GUMBO_TAG_CAPTION) {
      article_.marked.push_back({range, FurnitureKind::kCaption});
    } else if (tree_.nodes[i].attributes != 0 && range.size() <= kBylineBytes) {
      const HtmlAttributes& attributes = tree_.of(i);
      const bool author = attributes.rel == "author" || attributes.itemprop == "author";
      const bool hinted = std::any_of(rules_.hints.byline.begin(), rules_.hints.byline.end(),
                                      [&](const std::string& hint) {
                                        return attributes.hints.find(hint) != std::string::npos;
                                      });
      // A dateline's class is not enough for words that end like a sentence.
      if ((author || hinted) && !ends_with_stop(text, range))
        article_.marked.push_back({range, FurnitureKind::kByline});
    }
  }

  void words(std::string_view piece) {
    std::string& text = article_.text;
    for (std::size_t at = 0; at < piece.size(); ++at) {
      const char c = piece[at];
      const bool no_break = c == '\xC2' && at + 1 < piece.size() && piece[at + 1] == '\xA0';
      if (verbatim_ > 0 && c == '\n') {
        breaks_ = std::max(breaks_, 1);
        continue;
      }
      if (c == ' ' || (c >= '\t' && c <= '\r') || no_break) {
        gap_ = true;
        at += no_break;
        continue;
      }
      if (text.empty()) {
      } else if (breaks_ > 0) {
        text.append(static_cast<std::size_t>(breaks_), '\n');
      } else if (gap_) {
        text += ' ';
      }
      breaks_ = 0;
      gap_ = false;
      text += c;
    }
  }

  const HtmlTree& tree_;
  const std::vector<bool>& removed_;
  const Rules& rules_;
  Article article_;
  int breaks_ = 0;
  int verbatim_ = 0;
  bool gap_ = false;
};

}  // namespace

Article write_text(const HtmlTree& tree, const std::vector<std::uint32_t>& roots,
                   const std::vector<bool>& removed, const Rules& rules) {
  Writer writer(tree, removed, rules);
  for (const std::uint32_t root : roots) writer.write(root);
  return writer.finish();
}

std::string text_of(const HtmlTree& tree, std::uint32_t node) {
  std::string out;
  for (std::uint32_t i = node; i < tree.nodes[node].end; ++i) {
    if (!tree.nodes[i].is_text) continue;
    Words words(tree.nodes[i].text, {0, static_cast<std::uint32_t>(tree.nodes[i].text.size())});
    while (const auto word = words.next()) {
      if (!out.empty()) out += ' ';
      out += slice(tree.nodes[i].text, *word);
    }
  }
  return out;
}

}  // namespace stemma::intake
