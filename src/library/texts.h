// The texts of versions, unpacked one after another.
//
//   Texts texts(db);
//   Result<std::string_view> text = texts.of(version);   // good until the next call
#pragma once

#include <string>
#include <string_view>

#include "library/compress.h"
#include "library/sqlite.h"

namespace stemma::library {

class Texts {
 public:
  explicit Texts(Connection& db) : find_(db, "SELECT bytes, text FROM versions WHERE id = ?") {}

  /// Cheap for the version that was asked for last; of one that is not there, an empty text.
  Result<std::string_view> of(std::int64_t version) {
    if (version == version_) return std::string_view(text_);
    const bool found = find_.bind(1, version).step();
    auto text = found ? decompress(find_.blob(1), static_cast<std::size_t>(find_.integer(0)))
                      : Result<std::string>(std::string());
    const auto error = find_.error();
    find_.reset();
    if (error) return *error;
    if (!text) return text.error();
    version_ = version;
    text_ = std::move(*text);
    return std::string_view(text_);
  }

 private:
  Statement find_;
  std::int64_t version_ = 0;
  std::string text_;
};

}  // namespace stemma::library
