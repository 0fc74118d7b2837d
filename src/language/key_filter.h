// Says quickly of most hashes that they are not in a table: a bit for each of 65,536 classes of
// them.
//
//   KeyFilter filter;
//   filter.add(hash);
//   if (filter.may_hold(hash)) look_up(hash);
//
// Never says no of a hash that was added. May be read from any thread once filled.
#pragma once

#include <cstdint>
#include <vector>

namespace stemma::language {

class KeyFilter {
 public:
  KeyFilter() : bits_(kBits / 64) {}

  void add(std::uint64_t hash) { bits_[place(hash) / 64] |= std::uint64_t{1} << place(hash) % 64; }
  bool may_hold(std::uint64_t hash) const {
    return (bits_[place(hash) / 64] >> place(hash) % 64 & 1U) != 0;
  }

 private:
  static constexpr std::uint64_t kBits = 65536;
  static std::uint64_t place(std::uint64_t hash) { return hash % kBits; }

  std::vector<std::uint64_t> bits_;
};

}  // namespace stemma::language
