#include "intake/gunzip.h"

#include <sstream>

namespace stemma::intake {
namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;

}  // namespace

GunzipBuffer::GunzipBuffer(std::istream& packed) : packed_(packed) {
  damaged_ = inflateInit2(&zlib_, kGzipOnly) != Z_OK;
}

GunzipBuffer::~GunzipBuffer() { inflateEnd(&zlib_); }

/// More packed bytes, if there are any.
bool GunzipBuffer::refill() {
  packed_.read(in_.data(), static_cast<std::streamsize>(in_.size()));
  zlib_.next_in = reinterpret_cast<Bytef*>(in_.data());
  zlib_.avail_in = static_cast<uInt>(packed_.gcount());
  packed_bytes_ += zlib_.avail_in;
  return zlib_.avail_in > 0;
}

GunzipBuffer::int_type GunzipBuffer::underflow() {
  while (!damaged_) {
    if (zlib_.avail_in == 0 && !refill()) {
      damaged_ = inside_;  // broken off
      break;
    }
    zlib_.next_out = reinterpret_cast<Bytef*>(out_.data());
    zlib_.avail_out = static_cast<uInt>(out_.size());
    inside_ = true;
    const int code = inflate(&zlib_, Z_NO_FLUSH);
    if (code == Z_STREAM_END) {
      inside_ = false;
      inflateReset(&zlib_);
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      damaged_ = true;
    }
    const std::size_t got = out_.size() - zlib_.avail_out;
    unpacked_bytes_ += got;
    if (unpacks_too_far(packed_bytes_, unpacked_bytes_)) {
      damaged_ = true;
      continue;
    }
    if (got == 0) continue;  // what came before the damage is good
    setg(out_.data(), out_.data(), out_.data() + got);
    return traits_type::to_int_type(out_[0]);
  }
  return traits_type::eof();
}

std::string gunzipped(const std::string& packed, std::size_t max_bytes) {
  std::istringstream in(packed);
  GunzipBuffer buffer(in);
  std::istream unpacked(&buffer);
  std::string out;
  std::string block(1 << 16, '\0');
  while (out.size() <= max_bytes && unpacked) {
    unpacked.read(block.data(), static_cast<std::streamsize>(block.size()));
    out.append(block, 0, static_cast<std::size_t>(unpacked.gcount()));
  }
  return out;
}

bool begins_as_gzip(std::istream& in) {
  // Two bytes cannot be put back into every stream: the first alone is looked at. It opens no text
  // in UTF-8 (0x1F is a control character), and gunzip judges the rest.
  return in.peek() == 0x1F;
}

}  // namespace stemma::intake
