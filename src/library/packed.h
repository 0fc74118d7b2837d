// Values to bytes and back, by one list of fields for both ways.
//
//   template <class Archive, Of<Sentence> T>
//   void fields(Archive& archive, T& sentence) {
//     auto& [range, first, end, paragraph] = sentence;  // a new field does not compile unless
//     named archive(range, first, end, paragraph);
//   }
//
//   Packer pack;
//   pack(sentence);
//   Unpacker unpack(pack.take(), report.text);
//   Sentence again;
//   unpack(again);                       // or unpack.failed(), and `again` means nothing
//
// Numbers take seven bits a byte; byte ranges, sentences and tokens count from the one before;
// integral doubles are numbers; a text that was there before is told by its number. The reader
// takes nothing on trust: values of enumerations and ends of ranges are held against their limits,
// and a list is only ever as long as bytes are there for it. Once something is wrong it stays
// failed and gives zeros. Threads: one of each a thread.
#pragma once

#include <bit>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "stemma/evidence.h"

namespace stemma::library {

template <class T, class Wanted>
concept Of = std::same_as<std::remove_const_t<T>, Wanted>;

/// The last value of an enumeration that can be packed.
template <class Enum>
inline constexpr Enum kLast = Enum::undefined;

namespace packed {

template <class T>
inline constexpr bool kIsId = false;
template <class Tag>
inline constexpr bool kIsId<Id<Tag>> = true;
template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool kIsList = false;
template <class T>
inline constexpr bool kIsList<std::vector<T>> = true;

/// Small whether above or below zero.
inline std::uint64_t fold(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63U);
}
inline std::int64_t unfold(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
}

inline constexpr double kMostIntegral = 9007199254740992;  // 2^53

}  // namespace packed

class Packer {
 public:
  template <class... T>
  void operator()(const T&... values) {
    (one(values), ...);
  }

  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) bytes_ += static_cast<char>(value | 0x80);
    bytes_ += static_cast<char>(value);
  }
  void difference(std::int64_t value) { number(packed::fold(value)); }
  void text(const std::string& value) {
    if (const auto known = known_.find(value); known != known_.end())
      return number(std::uint64_t{known->second} + 1);
    number(0);
    number(value.size());
    bytes_ += value;
    learn(value);
  }
  /// The reader has this text already, or will have it from elsewhere.
  void learn(const std::string& value) { known_.try_emplace(value, learned_++); }
  void token(std::uint32_t value) {
    difference(std::int64_t{value} - last_token_);
    last_token_ = value;
  }

  std::string take() { return std::move(bytes_); }

 private:
  void raw(std::uint64_t bits, int bytes) {
    for (int at = 0; at < bytes; ++at) bytes_ += static_cast<char>(bits >> 8 * at & 0xFF);
  }

  void real(double value) {
    const bool integral = value >= 0 && value < packed::kMostIntegral &&
                          value == std::floor(value) && !std::signbit(value);
    bytes_ += integral ? '\1' : '\0';
    if (integral) {
      number(static_cast<std::uint64_t>(value));
    } else {
      raw(std::bit_cast<std::uint64_t>(value), 8);
    }
  }

  template <class T>
  void one(const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      bytes_ += value ? '\1' : '\0';
    } else if constexpr (std::is_enum_v<T>) {
      bytes_ += static_cast<char>(value);
    } else if constexpr (std::is_same_v<T, std::uint32_t>) {
      number(value);
    } else if constexpr (std::is_same_v<T, double>) {
      real(value);
    } else if constexpr (std::is_same_v<T, float>) {
      raw(std::bit_cast<std::uint32_t>(value), 4);
    } else if constexpr (std::is_same_v<T, std::string>) {
      text(value);
    } else if constexpr (std::is_same_v<T, SentenceId>) {
      difference(std::int64_t{value.value} - last_sentence_);
      last_sentence_ = value.value;
    } else if constexpr (packed::kIsId<T>) {
      number(value.value);
    } else if constexpr (std::is_same_v<T, ByteRange>) {
      difference(std::int64_t{value.begin} - last_);
      number(value.end - value.begin);
      last_ = value.begin;
    } else if constexpr (packed::kIsOptional<T>) {
      one(value.has_value());
      if (value) one(*value);
    } else if constexpr (packed::kIsList<T>) {
      number(value.size());
      for (const auto& item : value) one(item);
    } else {
      fields(*this, value);
    }
  }

  std::string bytes_;
  std::unordered_map<std::string, std::uint32_t> known_;  // texts by their number
  std::uint32_t learned_ = 0;
  std::int64_t last_ = 0;  // where the last range began
  std::int64_t last_sentence_ = 0;
  std::int64_t last_token_ = 0;
};

class Unpacker {
 public:
  /// Ranges are of `text`. REQUIRES: both live on.
  Unpacker(std::string_view bytes, std::string_view text) : bytes_(bytes), text_(text) {}

  template <class... T>
  void operator()(T&... values) {
    (one(values), ...);
  }

  bool failed() const { return failed_; }
  bool at_end() const { return bytes_.empty(); }
  void fail() { failed_ = true; }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint64_t next = byte();
      value |= (next & 0x7F) << shift;
      if (next < 0x80) return value;
    }
    fail();
    return 0;
  }
  std::uint32_t number32() {
    const std::uint64_t value = number();
    if (value > UINT32_MAX) fail();
    return static_cast<std::uint32_t>(value);
  }
  std::int64_t difference() { return packed::unfold(number()); }
  std::string text() {
    const std::uint64_t which = number();
    if (which == 0) {
      learn(std::string(take(number())));
      return known_.back();
    }
    if (which <= known_.size()) return known_[which - 1];
    fail();
    return {};
  }
  void learn(std::string value) { known_.push_back(std::move(value)); }
  void token(std::uint32_t& value) { value = after(last_token_); }
  /// How many items a list has, of which each takes a byte at least.
  std::size_t length() {
    const std::uint64_t count = number();
    if (count <= bytes_.size()) return count;
    fail();
    return 0;
  }
  /// Whether a range lies in the text, between characters.
  bool lies_in_text(ByteRange range) const {
    return range.begin <= range.end && range.end <= text_.size() && between(range.begin) &&
           between(range.end);
  }

 private:
  bool between(std::uint32_t at) const {
    return at == text_.size() || (static_cast<unsigned char>(text_[at]) & 0xC0) != 0x80;
  }

  std::string_view take(std::uint64_t size) {
    if (failed_ || size > bytes_.size()) {
      fail();
      return {};
    }
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }
  unsigned char byte() {
    const std::string_view taken = take(1);
    return taken.empty() ? 0 : static_cast<unsigned char>(taken[0]);
  }
  std::uint64_t raw(std::size_t bytes) {
    std::uint64_t bits = 0;
    const std::string_view taken = take(bytes);
    for (std::size_t at = 0; at < taken.size(); ++at)
      bits |= std::uint64_t{static_cast<unsigned char>(taken[at])} << 8 * at;
    return bits;
  }

  template <class T>
  void one(T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      const unsigned char next = byte();
      if (next > 1) fail();
      value = next == 1;
    } else if constexpr (std::is_enum_v<T>) {
      const unsigned char next = byte();
      if (next > static_cast<unsigned char>(kLast<T>)) fail();
      value = failed_ ? T{} : static_cast<T>(next);
    } else if constexpr (std::is_same_v<T, std::uint32_t>) {
      value = number32();
    } else if constexpr (std::is_same_v<T, double>) {
      bool integral = false;
      one(integral);
      value = integral ? static_cast<double>(number()) : std::bit_cast<double>(raw(8));
    } else if constexpr (std::is_same_v<T, float>) {
      value = std::bit_cast<float>(static_cast<std::uint32_t>(raw(4)));
    } else if constexpr (std::is_same_v<T, std::string>) {
      value = text();
    } else if constexpr (std::is_same_v<T, SentenceId>) {
      value.value = after(last_sentence_);
    } else if constexpr (packed::kIsId<T>) {
      value.value = number32();
    } else if constexpr (std::is_same_v<T, ByteRange>) {
      range(value);
    } else if constexpr (packed::kIsOptional<T>) {
      bool there = false;
      one(there);
      value.reset();
      if (there && !failed_) one(value.emplace());
    } else if constexpr (packed::kIsList<T>) {
      value.clear();
      const std::size_t count = length();
      for (std::size_t i = 0; i < count && !failed_; ++i) one(value.emplace_back());
    } else {
      fields(*this, value);
    }
  }

  /// A number that is told by how far it is from the last one.
  std::uint32_t after(std::int64_t& last) {
    const std::int64_t step = difference();
    if (step < -last || step > std::int64_t{UINT32_MAX} - last) {
      fail();
      return 0;
    }
    last += step;
    return static_cast<std::uint32_t>(last);
  }

  void range(ByteRange& value) {
    const std::int64_t step = difference();
    const std::uint64_t size = number();
    const auto end = static_cast<std::int64_t>(text_.size());
    if (step < -last_ || step > end - last_) return fail();
    const std::int64_t begin = last_ + step;
    if (size > static_cast<std::uint64_t>(end - begin)) return fail();
    value = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)};
    if (!lies_in_text(value)) fail();
    last_ = begin;
  }

  std::string_view bytes_;
  std::string_view text_;
  std::vector<std::string> known_;
  std::int64_t last_ = 0;
  std::int64_t last_sentence_ = 0;
  std::int64_t last_token_ = 0;
  bool failed_ = false;
};

}  // namespace stemma::library
