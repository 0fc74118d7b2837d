// Reads values off the front of bytes, as files of weights hold them: little-endian, unaligned.
//
//   ByteReader reader(bytes);
//   std::uint32_t rows = 0;
//   std::span<const std::int8_t> cells;
//   if (!reader.take(rows) || !reader.take(cells, rows) || !reader.empty()) return malformed();
//
// What does not fit is not taken: take() returns false and leaves value and bytes as they were.
// Cells are views of the bytes, which must outlive them.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace stemma {

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  template <class T>
  requires std::is_trivially_copyable_v<T>
  bool take(T& value) { return copy(&value, sizeof(T)); }
  bool take(std::vector<float>& values, std::size_t count) {
    if (bytes_.size() / sizeof(float) < count) return false;
    values.resize(count);
    return copy(values.data(), count * sizeof(float));
  }
  bool take(std::span<const std::int8_t>& cells, std::size_t count) {
    if (bytes_.size() < count) return false;
    cells = {reinterpret_cast<const std::int8_t*>(bytes_.data()), count};
    bytes_.remove_prefix(count);
    return true;
  }
  bool empty() const { return bytes_.empty(); }

 private:
  bool copy(void* to, std::size_t size) {
    if (bytes_.size() < size) return false;
    if (size > 0) std::memcpy(to, bytes_.data(), size);
    bytes_.remove_prefix(size);
    return true;
  }

  std::string_view bytes_;
};

}  // namespace stemma
