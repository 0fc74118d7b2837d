// Ways to damage what can be counted, dated and placed.
#include <algorithm>
#include <cctype>

#include "mutating.h"

namespace stemma::eval {
namespace {

bool is_digits(const std::string& words) {
  return !words.empty() && std::isdigit(static_cast<unsigned char>(words[0])) != 0 &&
         std::all_of(words.begin(), words.end(), [](char c) {
           return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == ',' || c == '.';
         });
}

// Another figure in the same form: two digits exchanged, or one made another.
std::string other_figure(const std::string& figure, Random& random) {
  std::vector<std::size_t> digits;
  for (std::size_t i = 0; i < figure.size(); ++i)
    if (std::isdigit(static_cast<unsigned char>(figure[i])) != 0) digits.push_back(i);
  std::string out = figure;
  if (digits.size() > 1 && figure[digits[0]] != figure[digits[1]] && figure[digits[1]] != '0' &&
      random.chance(0.5)) {
    std::swap(out[digits[0]], out[digits[1]]);
    return out;
  }
  const std::size_t at = digits[random.below(std::min<std::size_t>(2, digits.size()))];
  const auto old = static_cast<std::size_t>(figure[at] - '0');
  out[at] = static_cast<char>('1' + (old + random.below(8)) % 9);
  if (out[at] == figure[at]) out[at] = figure[at] == '9' ? '7' : static_cast<char>(out[at] + 1);
  return out;
}

template <class Visit>
void for_quantities(const Workshop& shop, std::uint32_t sentence, const Visit& visit) {
  for (const Quantity& q : shop.scene.grounding().quantities)
    if (q.sentence.value == sentence && !shop.scene.quoted(q.range) && !shop.scene.in_time(q.range))
      visit(q);
}

/// Words of times in a sentence, a token at a time.
template <class Visit>
void for_time_words(const Workshop& shop, std::uint32_t sentence, const Visit& visit) {
  for (const TimeValue& time : shop.scene.grounding().times) {
    if (time.sentence.value != sentence || shop.scene.quoted(time.range)) continue;
    for (std::uint32_t t = shop.scene.token_at(time.range.begin);
         t < shop.scene.analysis().tokens.size() && shop.scene.token(t).range.end <= time.range.end;
         ++t)
      visit(time, shop.scene.token(t));
  }
}

void exchange(std::vector<Mutation>& out, VariantKind kind, ByteRange range, std::string old,
              std::string other) {
  out.push_back({kind, {}, {{range, other}}, std::move(old), std::move(other)});
}

}  // namespace

void find_figures(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  for_quantities(shop, sentence, [&](const Quantity& q) {
    for (std::uint32_t t = shop.scene.token_at(q.number.begin);
         t < shop.scene.analysis().tokens.size() && shop.scene.token(t).range.end <= q.number.end;
         ++t) {
      const Token& token = shop.scene.token(t);
      const std::string old = shop.scene.words(token.range);
      if (is_digits(old) && std::isdigit(static_cast<unsigned char>(old.back())) != 0) {
        const std::string other = other_figure(old, shop.random);
        if (other != old) exchange(out, VariantKind::kNumber, token.range, old, other);
        return;
      }
      if (token.upos == Upos::kNum && shop.words.has("number", token.norm)) {
        std::string other = shop.words.other("number", old, shop.random);
        if (other == token.norm) return;
        if (token.capitalised) other = upper_first(other);
        exchange(out, VariantKind::kNumber, token.range, old, other);
        return;
      }
    }
  });
}

void find_scales(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  for_quantities(shop, sentence, [&](const Quantity& q) {
    for (std::uint32_t t = shop.scene.token_at(q.number.begin);
         t < shop.scene.analysis().tokens.size() && shop.scene.token(t).range.end <= q.range.end;
         ++t) {
      const Token& token = shop.scene.token(t);
      if (!shop.words.has("scale", token.norm)) continue;
      const std::string other = shop.words.other("scale", token.norm, shop.random);
      exchange(out, VariantKind::kNumber, token.range, shop.scene.words(token.range), other);
    }
  });
}

void find_bounds(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  for_quantities(shop, sentence, [&](const Quantity& q) {
    if (q.bound == Bound::kExact || q.number.begin <= q.range.begin + 1) return;
    const ByteRange bound{q.range.begin, q.number.begin - 1};
    const std::string words = shop.scene.words(bound);
    if (!shop.words.has("bound", lower_first(words))) return;
    out.push_back({VariantKind::kNumber,
                   {},
                   {without(shop.scene, bound)},
                   shop.scene.words(q.range),
                   shop.scene.words(q.number)});
  });
}

void find_days(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  for_time_words(shop, sentence, [&](const TimeValue&, const Token& token) {
    const std::string old = shop.scene.words(token.range);
    for (const std::string_view list : {"weekday", "relative_day", "part_of_day"}) {
      if (!shop.words.has(list, list == "weekday" ? old : token.norm)) continue;
      std::string other = shop.words.other(list, list == "weekday" ? old : token.norm, shop.random);
      if (token.capitalised) other = upper_first(other);
      exchange(out, VariantKind::kTime, token.range, old, other);
    }
  });
}

void find_dates(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  for_time_words(shop, sentence, [&](const TimeValue& time, const Token& token) {
    const std::string old = shop.scene.words(token.range);
    if (shop.words.has("month", old) && token.capitalised) {
      exchange(out, VariantKind::kTime, token.range, old,
               shop.words.other("month", old, shop.random));
      return;
    }
    if (time.type == TimeType::kDuration || time.type == TimeType::kSet) return;
    if (old.size() == 4 && is_digits(old) && (old[0] == '1' || old[0] == '2')) {
      std::string other = old;
      other[3] =
          static_cast<char>('0' + (old[3] - '0' + 1 + static_cast<int>(shop.random.below(8))) % 10);
      exchange(out, VariantKind::kTime, token.range, old, other);
    } else if (old.size() <= 2 && is_digits(old) && old[0] != '0' &&
               old.find_first_of(",.") == std::string::npos) {
      const int day = std::stoi(old);
      const int other = 1 + (day + 2 + static_cast<int>(shop.random.below(20))) % 28;
      if (day <= 31 && other != day)
        exchange(out, VariantKind::kTime, token.range, old, std::to_string(other));
    }
  });
}

void find_spans(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  for_time_words(shop, sentence, [&](const TimeValue& time, const Token& token) {
    if (time.type == TimeType::kSet) return;
    const std::string old = shop.scene.words(token.range);
    const bool many = token.norm.size() > 3 && token.norm.back() == 's';
    const std::string singular = many ? token.norm.substr(0, token.norm.size() - 1) : token.norm;
    // "today" and "this day" say nothing of a length; "of the year" no more.
    if (shop.words.has("period", singular) && time.range.begin < token.range.begin) {
      const std::string other = shop.words.other("period", singular, shop.random);
      if (other == "day" && !many) return;  // "earlier this day" is no English
      exchange(out, VariantKind::kTime, token.range, old, other + (many ? "s" : ""));
    } else if (time.type == TimeType::kDuration && shop.words.has("number", token.norm)) {
      std::string other = shop.words.other("number", token.norm, shop.random);
      if (token.capitalised) other = upper_first(other);
      exchange(out, VariantKind::kTime, token.range, old, other);
    }
  });
}

void find_places(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  for (const PlaceValue& place : scene.grounding().places) {
    if (place.sentence.value != sentence || place.role != PlaceRole::kLocation || !place.entry ||
        scene.quoted(place.range))
      continue;
    const std::uint32_t first = scene.token_at(place.range.begin);
    const std::uint32_t after = scene.token_at(place.range.end);
    if (first == 0 || after + 1 >= scene.analysis().tokens.size()) continue;
    const Token& before = scene.token(first - 1);
    if (before.upos != Upos::kAdp || before.norm == "of") continue;
    // "Hartford, Connecticut", "Iraq's", "Boston-based", "Virginia Beach": the place is more than
    // this word.
    const Token& next = scene.token(after);
    if (!next.space_before && next.norm != "." && next.norm != ",") continue;
    if (next.upos == Upos::kPropn || (next.norm == "," && scene.token(after + 1).capitalised))
      continue;
    std::string_view list;
    if (place.entry->kind == PlaceKind::kCountry) list = "country";
    if (place.entry->kind == PlaceKind::kSettlement) list = "city";
    if (place.entry->kind == PlaceKind::kRegion && place.entry->country == "US") list = "region";
    if (list.empty()) continue;
    const std::string old = scene.words(place.range);
    exchange(out, VariantKind::kPlace, place.range, old,
             shop.words.other(list, scene.text(), shop.random));
  }
}

}  // namespace stemma::eval
