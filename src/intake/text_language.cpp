#include "intake/text_language.h"

#include <cld2/internal/lang_script.h>
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <fmt/format.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "intake/scan.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kProbeBytes = 32 * 1024;  // how far into a text the detector looks
constexpr int kFewBytes = 80;                   // of words: fewer claim nothing
constexpr int kManyBytes = 400;                 // from here on the words may gainsay the page
constexpr int kMost = 85;                       // percent of the words that must be of one language
constexpr int kNearlyAll = 95;

/// At most `size` bytes of it, whole code points.
std::string_view head_of(std::string_view text, std::size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

}  // namespace

std::string language_code(std::string_view tag) {
  std::string primary = fold(trim(tag));
  primary.resize(std::min(primary.find_first_of("-_,; "), primary.size()));
  const bool letters =
      std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!letters || primary.size() < 2 || primary.size() > 3) return {};
  char code[ULOC_LANG_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  uloc_getLanguage(primary.c_str(), code, sizeof code, &status);  // "deu" -> "de", "iw" stays
  if (U_FAILURE(status)) return {};
  const std::string_view known = code;
  if (known == "und" || known == "mul" || known == "zxx") return {};
  return std::string(known);
}

std::string language_name(const std::string& code) {
  UErrorCode status = U_ZERO_ERROR;
  char16_t name[80];
  const std::int32_t size = uloc_getDisplayLanguage(code.c_str(), "en", name, 80, &status);
  if (U_FAILURE(status) || size == 0) return code;
  std::string out;
  icu::UnicodeString(name, size).toUTF8String(out);
  return out;
}

std::optional<SpokenLanguage> detect_language(std::string_view text) {
  text = head_of(text, kProbeBytes);
  CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language found[3];
  int percent[3];
  double score[3];
  int bytes = 0;
  int valid = 0;
  bool reliable = false;
  CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(text.size()), true, &hints,
                                          0, found, percent, score, nullptr, &bytes, &reliable,
                                          &valid);
  if (!reliable || bytes < kFewBytes || percent[0] < kMost) return std::nullopt;
  std::string code = language_code(CLD2::LanguageCode(found[0]));
  if (code.empty() || found[0] == CLD2::UNKNOWN_LANGUAGE) return std::nullopt;
  return SpokenLanguage{std::move(code), bytes >= kManyBytes && percent[0] >= kNearlyAll};
}

void settle_language(Report& report) {
  const std::string declared = language_code(report.language);
  const auto spoken = detect_language(report.text);
  if (declared.empty()) {
    report.language = spoken ? spoken->code : "";
    report.language_basis = spoken ? "the words" : "";
    return;
  }
  report.language = declared;
  if (!spoken || !spoken->plain || (spoken->code == "en") == (declared == "en")) return;
  report.notes.push_back(
      fmt::format("{} says that the language is \"{}\", and the words are \"{}\"",
                  report.language_basis, declared, spoken->code));
  report.language = spoken->code;
  report.language_basis = "the words";
}

}  // namespace stemma::intake
