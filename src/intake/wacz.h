// WACZ files: web archives in a ZIP file, as browsers' archivers write them. Gives the pages of the
// WARC files inside, one at a time, whatever the length of the file.
//
//   WaczReader wacz(in, max_record_bytes);
//   while (auto record = wacz.next()) ...   // as of WarcReader
//
// The file is read from its start to its end: nothing is sought in it, so a stream will do. What
// unpacks to far more than news ever does is given up.
#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string_view>

#include "intake/warc.h"

namespace stemma::intake {

class WaczReader {
 public:
  /// REQUIRES: the stream outlives it.
  WaczReader(std::istream& in, std::size_t max_record_bytes);
  ~WaczReader();

  /// The next page or problem; nothing at the end.
  std::optional<WarcRecord> next();

 private:
  struct Archive;
  std::unique_ptr<Archive> archive_;
};

/// The first bytes are those of a ZIP file.
bool looks_like_zip(std::string_view bytes);

}  // namespace stemma::intake
