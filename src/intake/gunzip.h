// A stream of gzip members as the bytes that are in them, however many follow one another.
//
//   std::ifstream file("news.warc.gz", std::ios::binary);
//   GunzipBuffer unpacked(file);
//   std::istream in(&unpacked);        // read as any other; bad() where the members are damaged
//
// Memory is bounded, whatever the bytes unpack to; what unpacks to more than text ever does counts
// as damaged.
#pragma once

#include <zlib.h>

#include <array>
#include <cstdint>
#include <istream>
#include <streambuf>
#include <string>

namespace stemma::intake {

class GunzipBuffer : public std::streambuf {
 public:
  /// REQUIRES: `packed` outlives it.
  explicit GunzipBuffer(std::istream& packed);
  ~GunzipBuffer() override;
  GunzipBuffer(const GunzipBuffer&) = delete;
  GunzipBuffer& operator=(const GunzipBuffer&) = delete;

  /// The members broke off or are damaged; what came before was given out.
  bool damaged() const { return damaged_; }

  std::uint64_t packed_bytes() const { return packed_bytes_; }  // taken so far

 protected:
  int_type underflow() override;

 private:
  bool refill();

  std::istream& packed_;
  z_stream zlib_{};
  std::array<char, 1 << 16> in_;
  std::array<char, 1 << 16> out_;
  bool inside_ = false;  // a member has begun and not ended
  bool damaged_ = false;
  std::uint64_t packed_bytes_ = 0;
  std::uint64_t unpacked_bytes_ = 0;
};

/// No text shrinks that much: what unpacks so far was made to fill disks and hours.
constexpr bool unpacks_too_far(std::uint64_t packed, std::uint64_t unpacked) {
  return unpacked > (std::uint64_t{64} << 20) + 500 * packed;
}

/// Unpacked, to some bytes over a limit; as far as it is whole, empty where it is damaged from the
/// start.
std::string gunzipped(const std::string& packed, std::size_t max_bytes);

/// The stream begins as gzip does. Nothing is taken from it.
bool begins_as_gzip(std::istream& in);

}  // namespace stemma::intake
