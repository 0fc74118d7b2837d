#include "lineage/credits.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/utf8.h"

namespace stemma::lineage {
namespace {

constexpr std::size_t kLongestName = 5;  // words

bool is_name_word(const Token& token) {
  return token.kind == TokenKind::kWord && token.capitalised;
}

/// A newsroom's name that begins at a token: the longest known form, else the capitalised words.
struct NamedAt {
  std::string name;
  std::uint32_t end_token = 0;
  bool known = false;
};

std::optional<NamedAt> name_at(const Report& report, const Analysis& analysis, std::uint32_t token,
                               std::uint32_t end, const Model::Tables& tables) {
  if (token < end && analysis.tokens[token].norm == "the") ++token;
  std::optional<NamedAt> found;
  std::uint32_t last = token;
  for (std::uint32_t t = token; t < end && t < token + kLongestName; ++t) {
    if (!is_name_word(analysis.tokens[t])) break;
    last = t + 1;
    const ByteRange range = cover(analysis.tokens[token].range, analysis.tokens[t].range);
    const auto agency = tables.agencies.find(std::string(slice(report.text, range)));
    if (agency != tables.agencies.end()) found = NamedAt{agency->second, t + 1, true};
  }
  if (found || last == token) return found;
  const ByteRange range = cover(analysis.tokens[token].range, analysis.tokens[last - 1].range);
  return NamedAt{std::string(slice(report.text, range)), last, false};
}

/// What the words before a name say of it.
std::optional<CreditKind> cue_before(const Analysis& analysis, std::uint32_t begin,
                                     std::uint32_t token) {
  if (token == begin) return std::nullopt;
  const std::string& last = analysis.tokens[token - 1].norm;
  if (last == "told" || last == "tells") return CreditKind::kTold;
  if (token - begin < 2) return std::nullopt;
  const std::string& before = analysis.tokens[token - 2].norm;
  if (last == "by" &&
      (before == "seen" || before == "reviewed" || before == "obtained" || before == "viewed")) {
    return CreditKind::kSeenBy;
  }
  if (last == "with" && before == "interview") return CreditKind::kTold;
  return std::nullopt;
}

bool is_word_byte(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
         (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Where `name` stands as a whole in `text`, if it does.
std::optional<std::size_t> find_whole(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !is_word_byte(text[at - 1])) &&
        (end == text.size() || !is_word_byte(text[end]))) {
      return at;
    }
  }
  return std::nullopt;
}

/// The words in the last brackets of a dateline: "PORT SELA, March 7 (Meridian) -".
std::optional<std::string_view> bracketed(std::string_view dateline) {
  const std::size_t close = dateline.rfind(')');
  const std::size_t open = close == dateline.npos ? close : dateline.rfind('(', close);
  if (open == dateline.npos || close - open < 3) return std::nullopt;
  return dateline.substr(open + 1, close - open - 1);
}

std::string canonical(std::string_view name, const Model::Tables& tables) {
  const auto agency = tables.agencies.find(std::string(name));
  return agency == tables.agencies.end() ? std::string(name) : agency->second;
}

std::optional<CreditKind> kind_of(FurnitureKind kind) {
  switch (kind) {
    case FurnitureKind::kByline:
      return CreditKind::kByline;
    case FurnitureKind::kDateline:
      return CreditKind::kDateline;
    case FurnitureKind::kNotice:
      return CreditKind::kNotice;
    default:
      return std::nullopt;
  }
}

/// Names after "told" that no list knows: a newsroom if at least two sentences credit it so and no
/// report names it in any other place. People who are told things also do and say things.
std::set<std::string> told_newsrooms(std::span<const Analysis> analyses,
                                     std::span<const std::vector<Credit>> doubtful) {
  std::map<std::string, std::size_t> told;  // by last word, lower case
  std::map<std::string, std::set<std::string>> names;
  for (const std::vector<Credit>& credits : doubtful) {
    for (const Credit& credit : credits) {
      const std::string last =
          utf8::to_lower(std::string_view(credit.newsroom).substr(credit.newsroom.rfind(' ') + 1));
      ++told[last];
      names[last].insert(credit.newsroom);
    }
  }
  std::map<std::string, std::size_t> seen;
  for (const Analysis& analysis : analyses) {
    for (const Token& token : analysis.tokens) {
      if (is_name_word(token) && told.contains(token.norm)) ++seen[token.norm];
    }
  }
  std::set<std::string> found;
  for (const auto& [last, count] : told) {
    if (count >= 2 && seen[last] <= count) found.insert(names[last].begin(), names[last].end());
  }
  return found;
}

}  // namespace

std::vector<std::vector<Credit>> find_credits(std::span<const Report> reports,
                                              std::span<const Analysis> analyses,
                                              const Model::Tables& tables) {
  std::vector<std::vector<Credit>> credits(reports.size());
  std::vector<std::vector<Credit>> doubtful(reports.size());  // "told Moro": a newsroom or a man
  std::set<std::string> newsrooms;  // named where only a newsroom could stand

  for (std::size_t r = 0; r < reports.size(); ++r) {
    const Analysis& analysis = analyses[r];
    for (std::uint32_t s = 0; s < analysis.sentences.size(); ++s) {
      const Sentence& sentence = analysis.sentences[s];
      for (std::uint32_t t = sentence.first_token + 1; t < sentence.end_token; ++t) {
        const auto cue = cue_before(analysis, sentence.first_token, t);
        if (!cue) continue;
        const auto name = name_at(reports[r], analysis, t, sentence.end_token, tables);
        if (!name) continue;
        Credit credit{name->name, *cue, {reports[r].id, {}}, SentenceId{s}};
        credit.evidence.range =
            cover(analysis.tokens[t - 1].range, analysis.tokens[name->end_token - 1].range);
        const bool sure = name->known || *cue == CreditKind::kSeenBy;
        if (sure) newsrooms.insert(name->name);
        (sure ? credits : doubtful)[r].push_back(std::move(credit));
      }
    }
    for (const Furniture& f : reports[r].furniture) {
      if (f.kind != FurnitureKind::kDateline) continue;
      if (const auto name = bracketed(slice(reports[r].text, f.range))) {
        newsrooms.insert(canonical(*name, tables));
      }
    }
  }
  for (const Report& report : reports) {
    if (!report.outlet.empty()) newsrooms.insert(canonical(report.outlet, tables));
  }

  newsrooms.merge(told_newsrooms(analyses, doubtful));

  // Furniture names a newsroom by any of its forms.
  std::vector<std::pair<std::string, std::string>> forms(tables.agencies.begin(),
                                                         tables.agencies.end());
  for (const std::string& name : newsrooms) {
    if (!tables.agencies.contains(name)) forms.emplace_back(name, name);
  }
  std::sort(forms.begin(), forms.end(), [](const auto& x, const auto& y) {
    return x.first.size() != y.first.size() ? x.first.size() > y.first.size() : x < y;
  });
  for (std::size_t r = 0; r < reports.size(); ++r) {
    for (Credit& credit : doubtful[r]) {
      if (newsrooms.contains(credit.newsroom)) credits[r].push_back(std::move(credit));
    }
    for (const Furniture& f : reports[r].furniture) {
      const auto kind = kind_of(f.kind);
      if (!kind) continue;
      const std::string_view words = slice(reports[r].text, f.range);
      for (const auto& [form, name] : forms) {
        const auto at = find_whole(words, form);
        if (!at) continue;
        const auto begin = f.range.begin + static_cast<std::uint32_t>(*at);
        const ByteRange range{begin, begin + static_cast<std::uint32_t>(form.size())};
        credits[r].push_back({name, *kind, {reports[r].id, range}, std::nullopt});
        break;  // one newsroom a line: the longest form that stands there
      }
    }
    std::stable_sort(credits[r].begin(), credits[r].end(),
                     [](const Credit& x, const Credit& y) { return x.evidence < y.evidence; });
  }
  return credits;
}

bool is_by(const Report& report, std::span<const Credit> credits, const std::string& newsroom,
           const Model::Tables& tables) {
  if (!report.outlet.empty()) return canonical(report.outlet, tables) == newsroom;
  return std::any_of(credits.begin(), credits.end(), [&](const Credit& credit) {
    return credit.kind == CreditKind::kDateline && credit.newsroom == newsroom;
  });
}

}  // namespace stemma::lineage
