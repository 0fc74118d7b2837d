#include "intake/wacz.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <array>
#include <streambuf>
#include <string>

#include "intake/gunzip.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kBlock = 1 << 16;
constexpr std::size_t kMaxEntries = 100'000;

struct Close {
  void operator()(archive* zip) const { archive_read_free(zip); }
};

/// The stream as libarchive takes it.
struct Packed {
  std::istream& in;
  std::array<char, kBlock> block{};
  std::uint64_t bytes = 0;  // taken so far
};

la_ssize_t read_packed(archive*, void* client, const void** buffer) {
  auto& packed = *static_cast<Packed*>(client);
  packed.in.read(packed.block.data(), kBlock);
  *buffer = packed.block.data();
  packed.bytes += static_cast<std::uint64_t>(packed.in.gcount());
  return static_cast<la_ssize_t>(packed.in.gcount());
}

/// The file in the archive that was opened last.
class EntryBuffer : public std::streambuf {
 public:
  EntryBuffer(archive* zip, const Packed& packed) : zip_(zip), packed_(packed) {}
  bool damaged() const { return damaged_; }

 protected:
  int_type underflow() override {
    if (damaged_) return traits_type::eof();
    const la_ssize_t got = archive_read_data(zip_, block_.data(), block_.size());
    unpacked_ += got > 0 ? static_cast<std::uint64_t>(got) : 0;
    damaged_ = got < 0 || unpacks_too_far(packed_.bytes, unpacked_);
    if (got <= 0 || damaged_) return traits_type::eof();
    setg(block_.data(), block_.data(), block_.data() + got);
    return traits_type::to_int_type(block_[0]);
  }

 private:
  archive* zip_;
  const Packed& packed_;
  std::array<char, kBlock> block_{};
  std::uint64_t unpacked_ = 0;
  bool damaged_ = false;
};

/// One WARC file inside, perhaps packed again.
struct Inside {
  std::string name;
  std::unique_ptr<EntryBuffer> entry;
  std::unique_ptr<std::istream> bytes;
  std::unique_ptr<GunzipBuffer> gunzip;
  std::unique_ptr<std::istream> unpacked;
  std::unique_ptr<WarcReader> warc;

  bool damaged() const { return entry->damaged() || (gunzip && gunzip->damaged()); }
};

bool holds_warc(std::string_view path) {
  return path.starts_with("archive/") && (path.ends_with(".warc") || path.ends_with(".warc.gz"));
}

WarcRecord problem_with(std::string what) {
  WarcRecord record;
  record.problem = std::move(what);
  return record;
}

}  // namespace

struct WaczReader::Archive {
  Archive(std::istream& in, std::size_t max_bytes) : packed{in}, max_record_bytes(max_bytes) {
    archive_read_support_format_zip_streamable(zip.get());
    ended = archive_read_open(zip.get(), &packed, nullptr, &read_packed, nullptr) != ARCHIVE_OK;
  }

  std::optional<WarcRecord> next() {
    for (;;) {
      if (inside) {
        if (auto record = inside->warc->next()) return record;
        const bool damaged = inside->damaged();
        const std::string name = std::move(inside->name);
        inside.reset();
        if (damaged)
          return problem_with(
              fmt::format("{} is damaged or breaks off; what stood before was read", name));
      }
      if (ended) return std::nullopt;
      if (auto trouble = open_next()) return trouble;
    }
  }

  /// Moves to the next WARC file, or to the end.
  std::optional<WarcRecord> open_next() {
    for (; entries < kMaxEntries; ++entries) {
      archive_entry* entry = nullptr;
      const int code = archive_read_next_header(zip.get(), &entry);
      if (code == ARCHIVE_EOF || code == ARCHIVE_FATAL) {
        ended = true;
        if (code == ARCHIVE_FATAL)
          return problem_with("the ZIP file is damaged or breaks off; what stood before was read");
        if (!found)
          return problem_with(
              "a ZIP file, but no web archive (WACZ): no archive/*.warc.gz is in it; unpack it and "
              "give its files");
        return std::nullopt;
      }
      const char* path = archive_entry_pathname_utf8(entry);
      if (code < ARCHIVE_WARN || path == nullptr || !holds_warc(path)) continue;
      open(path);
      return std::nullopt;
    }
    ended = true;
    return problem_with("the ZIP file holds too many files; the first ones were read");
  }

  void open(std::string_view path) {
    found = true;
    inside = std::make_unique<Inside>();
    inside->name = path;
    inside->entry = std::make_unique<EntryBuffer>(zip.get(), packed);
    inside->bytes = std::make_unique<std::istream>(inside->entry.get());
    std::istream* in = inside->bytes.get();
    if (begins_as_gzip(*in)) {
      inside->gunzip = std::make_unique<GunzipBuffer>(*in);
      inside->unpacked = std::make_unique<std::istream>(inside->gunzip.get());
      in = inside->unpacked.get();
    }
    inside->warc = std::make_unique<WarcReader>(*in, max_record_bytes);
  }

  Packed packed;
  std::unique_ptr<archive, Close> zip{archive_read_new()};
  std::size_t max_record_bytes;
  std::unique_ptr<Inside> inside;
  std::size_t entries = 0;
  bool found = false;
  bool ended = false;
};

WaczReader::WaczReader(std::istream& in, std::size_t max_record_bytes)
    : archive_(std::make_unique<Archive>(in, max_record_bytes)) {}
WaczReader::~WaczReader() = default;

std::optional<WarcRecord> WaczReader::next() { return archive_->next(); }

bool looks_like_zip(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

}  // namespace stemma::intake
