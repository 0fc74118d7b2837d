#include "intake/html_article.h"

#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "intake/html_text.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kEnoughBytes = 250;    // an article shorter than this is looked for again
constexpr std::size_t kShareBytes = 500;     // most text of a box of share buttons
constexpr std::size_t kParagraphBytes = 25;  // less text than this is no paragraph
constexpr int kAncestors = 5;                // how far up a paragraph's points go

bool has_any(const std::string& hints, const std::vector<std::string>& fragments) {
  if (hints.empty()) return false;
  return std::any_of(fragments.begin(), fragments.end(), [&](const std::string& fragment) {
    return hints.find(fragment) != std::string::npos;
  });
}

/// Sums over a subtree, without what has been removed.
struct Stats {
  std::uint32_t text = 0;   // bytes
  std::uint32_t links = 0;  // bytes inside <a>
  std::uint32_t commas = 0;
  std::uint32_t headings = 0;  // bytes inside h1..h6
  std::uint32_t paragraphs = 0, images = 0, items = 0, inputs = 0;
  bool blocks = false;  // holds a block element

  double link_density() const { return text == 0 ? 0 : double(links) / double(text); }
};

bool is_heading(GumboTag tag) { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }

class Reader {
 public:
  Reader(const HtmlTree& tree, const Rules& rules)
      : tree_(tree), nodes_(tree.nodes), rules_(rules) {
    weights_.resize(nodes_.size());
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) weights_[i] = class_weight(i);
  }

  Article read() {
    Article best;
    // From strict to lenient: each attempt forgives more, until there is enough to read.
    for (const auto& [unlikely, cleaning] :
         {std::pair{true, true}, {false, true}, {false, false}}) {
      Article article = attempt(unlikely, cleaning);
      if (article.text.size() > best.text.size()) best = std::move(article);
      if (best.text.size() >= kEnoughBytes) break;
    }
    return best;
  }

 private:
  int class_weight(std::uint32_t i) const {
    const std::string& hints = tree_.of(i).hints;
    if (hints.empty()) return 0;
    return (has_any(hints, rules_.hints.good) ? 25 : 0) -
           (has_any(hints, rules_.hints.bad) ? 25 : 0);
  }

  Article attempt(bool strip_unlikely, bool cleaning) {
    removed_.assign(nodes_.size(), false);
    for (std::uint32_t i = 0; i < nodes_.size();) {
      if (unwanted(i, strip_unlikely)) {
        remove(i);
        i = nodes_[i].end;
      } else {
        ++i;
      }
    }
    measure();
    score();
    std::vector<std::uint32_t> roots = choose();
    if (cleaning) {
      for (const std::uint32_t root : roots) clean(root);
    }
    return write_text(tree_, roots, removed_, rules_);
  }

  void remove(std::uint32_t i) {
    std::fill(removed_.begin() + i, removed_.begin() + nodes_[i].end, true);
  }

  bool unwanted(std::uint32_t i, bool strip_unlikely) const {
    const HtmlNode& node = nodes_[i];
    if (node.is_text) return false;
    switch (node.tag) {
      case GUMBO_TAG_HEAD:
      case GUMBO_TAG_NAV:
      case GUMBO_TAG_ASIDE:
      case GUMBO_TAG_FOOTER:
        return true;
      case GUMBO_TAG_HTML:
      case GUMBO_TAG_BODY:
        return false;
      default:
        break;
    }
    if (node.attributes == 0) return false;
    const HtmlAttributes& attributes = tree_.of(i);
    if (attributes.hidden) return true;
    if (attributes.itemprop == "articlebody" || node.tag == GUMBO_TAG_ARTICLE ||
        node.tag == GUMBO_TAG_MAIN || node.tag == GUMBO_TAG_A) {
      return false;
    }
    return strip_unlikely && has_any(attributes.hints, rules_.hints.unlikely) &&
           !has_any(attributes.hints, rules_.hints.maybe);
  }

  void measure() {
    stats_.assign(nodes_.size(), Stats());
    for (auto i = static_cast<std::uint32_t>(nodes_.size()); i-- > 0;) {
      if (removed_[i]) continue;
      const HtmlNode& node = nodes_[i];
      Stats& own = stats_[i];
      if (node.is_text) {
        own.text = static_cast<std::uint32_t>(visible_bytes(node.text));
        for (const char c : node.text) own.commas += c == ',';
        own.commas += count_of(node.text, "\xEF\xBC\x8C") + count_of(node.text, "\xD8\x8C") +
                      count_of(node.text, "\xE3\x80\x81");
      }
      if (node.tag == GUMBO_TAG_A) own.links = own.text;
      if (is_heading(node.tag)) own.headings = own.text;
      own.paragraphs += node.tag == GUMBO_TAG_P;
      own.images += node.tag == GUMBO_TAG_IMG;
      own.items += node.tag == GUMBO_TAG_LI;
      own.inputs += node.tag == GUMBO_TAG_INPUT;
      if (i == 0) break;
      Stats& up = stats_[node.parent];
      up.text += own.text;
      up.links += own.links;
      up.commas += own.commas;
      up.headings += own.headings;
      up.paragraphs += own.paragraphs;
      up.images += own.images;
      up.items += own.items;
      up.inputs += own.inputs;
      up.blocks = up.blocks || own.blocks || (!node.is_text && is_block_tag(node.tag));
    }
  }

  static std::uint32_t count_of(std::string_view text, std::string_view what) {
    std::uint32_t count = 0;
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string_view::npos; ++at) ++count;
    return count;
  }

  static std::size_t visible_bytes(std::string_view text) {
    std::size_t bytes = 0;
    bool gap = true;
    for (const char c : text) {
      const bool space = c == ' ' || (c >= '\t' && c <= '\r');
      bytes += !space || !gap;
      gap = space;
    }
    return bytes;
  }

  double base_score(std::uint32_t i) const {
    double score = weights_[i];
    switch (nodes_[i].tag) {
      case GUMBO_TAG_ARTICLE:
      case GUMBO_TAG_MAIN:
        score += 10;
        break;
      case GUMBO_TAG_DIV:
        score += 5;
        break;
      case GUMBO_TAG_PRE:
      case GUMBO_TAG_TD:
      case GUMBO_TAG_BLOCKQUOTE:
        score += 3;
        break;
      case GUMBO_TAG_ADDRESS:
      case GUMBO_TAG_OL:
      case GUMBO_TAG_UL:
      case GUMBO_TAG_DL:
      case GUMBO_TAG_DD:
      case GUMBO_TAG_DT:
      case GUMBO_TAG_LI:
      case GUMBO_TAG_FIELDSET:
        score -= 3;
        break;
      case GUMBO_TAG_TH:
        score -= 5;
        break;
      default:
        if (is_heading(nodes_[i].tag)) score -= 5;
    }
    if (tree_.of(i).itemprop == "articlebody") score += 50;
    return score;
  }

  /// Points of one paragraph to what contains it: all to the nearest, less further up.
  void award(std::uint32_t at, std::uint32_t bytes, std::uint32_t commas) {
    if (bytes < kParagraphBytes) return;
    const double points = 2 + commas + std::min(3.0, std::floor(bytes / 100.0));
    for (int level = 0; level < kAncestors; ++level) {
      if (at == 0) break;
      if (!scored_[at]) {
        scored_[at] = true;
        scores_[at] = base_score(at);
        candidates_.push_back(at);
      }
      scores_[at] += points / (level == 0 ? 1 : level == 1 ? 2 : level * 3);
      at = nodes_[at].parent;
    }
  }

  /// Every run of words outside blocks counts as a paragraph, whatever its tag.
  void score() {
    scores_.assign(nodes_.size(), 0);
    scored_.assign(nodes_.size(), false);
    candidates_.clear();
    for (std::uint32_t i = 1; i < nodes_.size(); ++i) {
      const HtmlNode& node = nodes_[i];
      if (removed_[i] || node.is_text || !is_block_tag(node.tag)) continue;
      if (is_heading(node.tag) && node.tag == GUMBO_TAG_H1) continue;
      if (!stats_[i].blocks) {
        award(node.parent, stats_[i].text, stats_[i].commas);
        continue;
      }
      std::uint32_t bytes = 0;
      std::uint32_t commas = 0;
      for (std::uint32_t child = i + 1; child < node.end; child = nodes_[child].end) {
        const bool block =
            !nodes_[child].is_text && (is_block_tag(nodes_[child].tag) || stats_[child].blocks);
        if (block) {
          award(i, bytes, commas);
          bytes = commas = 0;
        } else {
          bytes += stats_[child].text;
          commas += stats_[child].commas;
        }
      }
      award(i, bytes, commas);
    }
    for (const std::uint32_t i : candidates_) scores_[i] *= 1 - stats_[i].link_density();
  }

  std::vector<std::uint32_t> choose() const {
    if (nodes_.empty()) return {};
    std::uint32_t top = 0;
    for (const std::uint32_t i : candidates_) {
      if (nodes_[i].tag == GUMBO_TAG_HTML) continue;
      if (top == 0 || scores_[i] > scores_[top]) top = i;
    }
    if (top == 0) return {0};
    top = rise(top);
    std::vector<std::uint32_t> roots;
    const std::uint32_t parent = nodes_[top].parent;
    if (nodes_[top].tag == GUMBO_TAG_BODY || parent == 0) return {top};
    const double enough = std::max(10.0, scores_[top] * 0.2);
    for (std::uint32_t i = parent + 1; i < nodes_[parent].end; i = nodes_[i].end) {
      if (i == top || (!removed_[i] && !nodes_[i].is_text && joins(i, top, enough)))
        roots.push_back(i);
    }
    return roots;
  }

  /// Up from the best element while what contains it is as good, or holds nothing else.
  std::uint32_t rise(std::uint32_t top) const {
    // Three or more strong candidates under one roof: the article is the roof.
    std::vector<std::uint32_t> strong;
    for (const std::uint32_t i : candidates_) {
      if (i != top && scores_[i] >= scores_[top] * 0.75) strong.push_back(i);
    }
    if (strong.size() >= 3) {
      for (std::uint32_t up = nodes_[top].parent; up != 0 && nodes_[up].tag != GUMBO_TAG_BODY;
           up = nodes_[up].parent) {
        std::size_t inside = 0;
        for (const std::uint32_t i : strong) inside += i > up && i < nodes_[up].end;
        if (inside >= 3) {
          top = up;
          break;
        }
      }
    }
    double last = scores_[top];
    const double floor = last / 3;
    for (std::uint32_t up = nodes_[top].parent;
         up != 0 && nodes_[up].tag != GUMBO_TAG_BODY && nodes_[up].tag != GUMBO_TAG_HTML;
         up = nodes_[up].parent) {
      if (!scored_[up]) continue;
      if (scores_[up] < floor) break;
      if (scores_[up] > last) {
        top = up;
        break;
      }
      last = scores_[up];
    }
    for (std::uint32_t up = nodes_[top].parent; up != 0 && nodes_[up].tag != GUMBO_TAG_BODY;
         up = nodes_[top].parent) {
      std::size_t elements = 0;
      for (std::uint32_t i = up + 1; i < nodes_[up].end && elements < 2; i = nodes_[i].end)
        elements += !nodes_[i].is_text && !removed_[i];
      if (elements > 1) break;
      top = up;
    }
    return top;
  }

  bool joins(std::uint32_t i, std::uint32_t top, double enough) const {
    const std::string& hints = tree_.of(i).hints;
    const double bonus =
        !hints.empty() && hints.size() > 3 && hints == tree_.of(top).hints ? scores_[top] * 0.2 : 0;
    if (scored_[i] && scores_[i] + bonus >= enough) return true;
    if (nodes_[i].tag != GUMBO_TAG_P) return false;
    const Stats& stats = stats_[i];
    if (stats.text > 80) return stats.link_density() < 0.25;
    return stats.text > 0 && stats.links == 0 && stats.text > 2;
  }

  /// Clears away what is inside the article but no part of it. Inner boxes first, so that what
  /// holds them is judged by what is left.
  void clean(std::uint32_t root) {
    for (std::uint32_t i = nodes_[root].end; i-- > root + 1;) {
      if (removed_[i] || nodes_[i].is_text) continue;
      if (is_clutter(i)) drop(i);
    }
  }

  void drop(std::uint32_t i) {
    const Stats gone = stats_[i];
    for (std::uint32_t up = nodes_[i].parent;; up = nodes_[up].parent) {
      Stats& stats = stats_[up];
      stats.text -= gone.text;
      stats.links -= gone.links;
      stats.commas -= gone.commas;
      stats.headings -= gone.headings;
      stats.paragraphs -= gone.paragraphs;
      stats.images -= gone.images;
      stats.items -= gone.items;
      stats.inputs -= gone.inputs;
      if (up == 0) break;
    }
    remove(i);
  }

  bool is_clutter(std::uint32_t i) const {
    const HtmlNode& node = nodes_[i];
    const Stats& stats = stats_[i];
    if (is_heading(node.tag)) return weights_[i] < 0;
    const std::string& hints = tree_.of(i).hints;
    if (stats.text < kShareBytes && hints.find("share") != std::string::npos) return true;
    const bool list = node.tag == GUMBO_TAG_UL || node.tag == GUMBO_TAG_OL;
    switch (node.tag) {
      case GUMBO_TAG_DIV:
      case GUMBO_TAG_SECTION:
      case GUMBO_TAG_FIELDSET:
      case GUMBO_TAG_UL:
      case GUMBO_TAG_OL:
      case GUMBO_TAG_TABLE:
      case GUMBO_TAG_HEADER:
        break;
      default:
        return false;
    }
    if (tree_.of(i).itemprop == "articlebody") return false;
    const int weight = weights_[i];
    if (weight < 0) return true;
    if (stats.commas >= 10) return false;
    const double density = stats.link_density();
    const auto paragraphs = static_cast<double>(stats.paragraphs);
    if (stats.images > 1 && paragraphs / stats.images < 0.5 && !in_figure(i)) return true;
    if (!list && double(stats.items) - 100 > paragraphs) return true;
    if (stats.inputs > std::floor(paragraphs / 3)) return true;
    const double headings = stats.text == 0 ? 0 : double(stats.headings) / stats.text;
    if (!list && headings < 0.9 && stats.text < kParagraphBytes &&
        (stats.images == 0 || stats.images > 2) && !in_figure(i)) {
      return true;
    }
    if (!list && weight < 25 && density > 0.2) return true;
    return density > 0.5 && (weight >= 25 || list);
  }

  bool in_figure(std::uint32_t i) const {
    for (int level = 0; level < 4 && i != 0; ++level, i = nodes_[i].parent) {
      if (nodes_[i].tag == GUMBO_TAG_FIGURE) return true;
    }
    return false;
  }

  const HtmlTree& tree_;
  const std::vector<HtmlNode>& nodes_;
  const Rules& rules_;
  std::vector<int> weights_;
  std::vector<bool> removed_;
  std::vector<Stats> stats_;
  std::vector<double> scores_;
  std::vector<bool> scored_;
  std::vector<std::uint32_t> candidates_;
};

}  // namespace

Article extract_article(const HtmlTree& tree, const Rules& rules) {
  if (tree.nodes.empty()) return {};
  return Reader(tree, rules).read();
}

}  // namespace stemma::intake
