#include "intake/charset.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/utf8.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kProbeBytes = 64 * 1024;  // how far the detectors look
constexpr std::size_t kMetaBytes = 4096;        // how far into a page a charset may be declared
constexpr int kConfidence = 60;                 // of ICU's detector, of 100

struct Close {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

/// nullopt if ICU does not know the character set.
std::optional<std::string> convert(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, Close> from(ucnv_open(charset.c_str(), &status));
  if (U_FAILURE(status)) return std::nullopt;
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  char16_t buffer[2048];
  char16_t carried = 0;  // a high surrogate at a buffer's end
  for (bool more = true; more;) {
    char16_t* target = buffer;
    if (carried != 0) *target++ = carried;
    carried = 0;
    status = U_ZERO_ERROR;
    ucnv_toUnicode(from.get(), &target, buffer + std::size(buffer), &source, end, nullptr, true,
                   &status);
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) return std::nullopt;
    more = status == U_BUFFER_OVERFLOW_ERROR;
    if (more && U16_IS_LEAD(target[-1])) carried = *--target;
    icu::UnicodeString(false, buffer, static_cast<std::int32_t>(target - buffer)).toUTF8String(out);
  }
  // Unpaired surrogates come out as U+FFFD already; a mark at the head has done its work.
  if (out.starts_with("\xEF\xBB\xBF")) out.erase(0, 3);
  if (utf8::first_invalid(out) != out.size()) out = utf8::replace_invalid(out);
  return out;
}

struct Bom {
  std::string_view bytes;
  const char* charset;
};
constexpr Bom kBoms[] = {
    // UTF-32 before UTF-16, whose mark it begins with
    {{"\xFF\xFE\x00\x00", 4}, "UTF-32LE"},
    {{"\x00\x00\xFE\xFF", 4}, "UTF-32BE"},
    {{"\xFF\xFE", 2}, "UTF-16LE"},
    {{"\xFE\xFF", 2}, "UTF-16BE"},
};

/// UTF-16 without a mark: Latin text has a NUL in every other byte.
const char* unmarked_utf16(std::string_view bytes) {
  const std::string_view probe = bytes.substr(0, std::min(bytes.size(), std::size_t{4096}) & ~1u);
  if (probe.size() < 16) return nullptr;
  std::size_t nul[2] = {0, 0};
  for (std::size_t i = 0; i < probe.size(); ++i) nul[i % 2] += probe[i] == '\0';
  const std::size_t half = probe.size() / 2;
  if (nul[1] * 10 > half * 7 && nul[0] * 50 < half) return "UTF-16LE";
  if (nul[0] * 10 > half * 7 && nul[1] * 50 < half) return "UTF-16BE";
  return nullptr;
}

std::string meta_charset(std::string_view bytes) {
  const std::string head = fold(utf8::replace_invalid(bytes.substr(0, kMetaBytes)));
  for (std::size_t at = 0; (at = head.find("charset", at)) != std::string::npos; ++at) {
    const std::size_t tag = head.rfind('<', at);
    if (tag == std::string::npos) continue;
    if (head.compare(tag, 5, "<meta") != 0 && head.compare(tag, 5, "<?xml") != 0) continue;
    std::size_t from = head.find_first_not_of(" =\"'", at + 7);
    if (from == std::string::npos) break;
    const std::size_t to = head.find_first_of(" \"'/>;", from);
    return head.substr(from, std::min(to, from + 40) - from);
  }
  return {};
}

/// The names that pages use for what is in truth windows-1252 (WHATWG Encoding).
std::string resolve(const std::string& label) {
  if (label == "iso-8859-1" || label == "latin1" || label == "us-ascii" || label == "ascii")
    return "windows-1252";
  if (label == "gb2312" || label == "gbk") return "gb18030";
  if (label == "iso-8859-9") return "windows-1254";
  if (label == "shift_jis" || label == "sjis") return "ibm-943_P15A-2003";
  return label;
}

struct Utf8Shape {
  std::size_t sequences = 0;  // well-formed sequences of two bytes and more
  std::size_t broken = 0;     // runs that are not UTF-8
  std::size_t high = 0;       // bytes over 0x7F
  bool broken_at_end = false;
};

Utf8Shape shape_of(std::string_view bytes) {
  Utf8Shape shape;
  bool in_run = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const utf8::CodePoint c = utf8::decode(bytes, at);
    if (!c.valid && !in_run) {
      ++shape.broken;
      shape.broken_at_end = at + 4 > bytes.size() && static_cast<unsigned char>(bytes[at]) >= 0xC2;
    }
    if (c.valid && c.length > 1) ++shape.sequences;
    if (!c.valid || c.length > 1) shape.high += c.length;
    in_run = !c.valid;
    at += c.length;
  }
  return shape;
}

std::string detect(std::string_view bytes, const Utf8Shape& shape) {
  // A few accented letters among ASCII are Western text; the detector is only a coin there.
  if (shape.high * 8 < bytes.size()) return "windows-1252";
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, Close> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return "windows-1252";
  const std::string_view probe = bytes.substr(0, kProbeBytes);
  ucsdet_setText(detector.get(), probe.data(), static_cast<std::int32_t>(probe.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return "windows-1252";
  const std::int32_t confidence = ucsdet_getConfidence(match, &status);
  const char* name = ucsdet_getName(match, &status);
  if (U_FAILURE(status) || confidence < kConfidence || name == nullptr) return "windows-1252";
  const std::string label = fold(name);
  if (label.starts_with("utf-")) return "windows-1252";
  return resolve(label) == "windows-1252" ? "windows-1252" : name;
}

Decoded mended(std::string_view bytes, const Utf8Shape& shape) {
  Decoded out{utf8::replace_invalid(bytes), {}};
  out.notes.push_back(fmt::format("{} {} not UTF-8: replaced by U+FFFD", shape.broken,
                                  shape.broken == 1 ? "run of bytes was" : "runs of bytes were"));
  return out;
}

Decoded decoded_from(std::string text, std::string_view charset, std::string_view why) {
  return {std::move(text), {fmt::format("decoded from {} ({})", charset, why)}};
}

/// Text has few control characters; a file of records or samples is full of them.
bool controlled(std::string_view bytes) {
  const std::string_view probe = bytes.substr(0, kProbeBytes);
  std::size_t controls = 0;
  for (const char c : probe) {
    const auto byte = static_cast<unsigned char>(c);
    controls += byte < 0x20 && !(byte >= 0x08 && byte <= 0x0D) && byte != 0x1B && byte != 0x1A;
  }
  return controls * 50 > probe.size() && controls > 1;
}

}  // namespace

std::optional<Error> binary_error(std::string_view bytes, std::string_view source,
                                  const Rules& rules) {
  for (const Signature& signature : rules.signatures) {
    if (bytes.size() < signature.offset + signature.bytes.size()) continue;
    if (bytes.substr(signature.offset, signature.bytes.size()) != signature.bytes) continue;
    return Error{ErrorCode::kBinary,
                 fmt::format("not text: this looks like {}; {}", signature.what, signature.advice),
                 std::string(source)};
  }
  return std::nullopt;
}

Result<Decoded> decode_text(std::string_view bytes, std::string_view source, bool html,
                            const Rules& rules, std::string_view carrier) {
  for (const Bom& bom : kBoms) {
    if (!bytes.starts_with(bom.bytes)) continue;
    if (auto text = convert(bytes.substr(bom.bytes.size()), bom.charset))
      return decoded_from(std::move(*text), bom.charset, "byte order mark");
  }
  const std::string stated = fold(carrier.substr(0, 40));
  // These look like ASCII and are not.
  if (stated.starts_with("iso-2022-") || stated == "utf-7" || stated == "hz-gb-2312") {
    if (auto text = convert(bytes, stated))
      return decoded_from(std::move(*text), stated, "as declared");
  }
  if (auto error = binary_error(bytes, source, rules)) return std::move(*error);
  if (const char* charset = unmarked_utf16(bytes)) {
    if (auto text = convert(bytes, charset))
      return decoded_from(std::move(*text), charset, "every other byte is NUL");
  }
  if (bytes.find('\0') != std::string_view::npos) {
    return Error{ErrorCode::kBinary,
                 fmt::format("not text: there is a NUL byte at offset {}; give plain text, HTML or "
                             "JSONL",
                             bytes.find('\0')),
                 std::string(source)};
  }
  if (controlled(bytes)) {
    return Error{ErrorCode::kBinary,
                 "not text: it is full of control characters; give plain text, HTML or JSONL",
                 std::string(source)};
  }
  if (utf8::first_invalid(bytes) == bytes.size()) return Decoded{std::string(bytes), {}};
  const Utf8Shape shape = shape_of(bytes);
  if (shape.sequences >= 4 * shape.broken || (shape.broken == 1 && shape.broken_at_end))
    return mended(bytes, shape);
  for (const std::string& label : {stated, html ? meta_charset(bytes) : std::string()}) {
    if (label == "utf-8" || label == "utf8") return mended(bytes, shape);
    if (!label.empty() && !label.starts_with("utf-")) {
      if (auto text = convert(bytes, resolve(label)))
        return decoded_from(std::move(*text), label,
                            label == stated ? "as declared" : "the page declares it");
    }
  }
  const std::string charset = detect(bytes, shape);
  if (auto text = convert(bytes, charset))
    return decoded_from(std::move(*text), charset, "not UTF-8; judged by its bytes");
  return mended(bytes, shape);
}

}  // namespace stemma::intake
