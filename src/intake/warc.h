// WARC files (ISO 28500), as web archives and CC-NEWS ship them: the pages in them, one record at a
// time, whatever the length of the file.
//
//   WarcReader warc(in, max_record_bytes);
//   while (auto record = warc.next()) {
//     if (!record->problem.empty()) ...   // what of it could not be used, and why
//     else use(record->url, record->body);
//   }
//
// Given are HTML and plain text that a server answered with status 200. Requests, metadata and the
// like are passed over; other answers have a problem and no body.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace stemma::intake {

struct WarcRecord {
  std::string url;
  std::string date;  // when it was fetched: "2031-03-07T09:30:00Z"
  std::string body;
  std::string charset;  // as the server stated it; empty if it did not
  std::string problem;  // instead of a body
};

class WarcReader {
 public:
  /// REQUIRES: the stream outlives it.
  WarcReader(std::istream& in, std::size_t max_record_bytes);

  /// The next page or problem; nothing at the end. After a record whose frame is damaged comes
  /// none.
  std::optional<WarcRecord> next();

 private:
  struct Head;
  std::optional<Head> read_head(std::string& problem);
  bool skip(std::uint64_t bytes);

  std::istream& in_;
  std::size_t max_record_bytes_;
  bool ended_ = false;
};

/// "text/html; charset=ISO-8859-2" -> "iso-8859-2"; empty if it names none.
std::string charset_of(std::string_view content_type);

/// The first bytes are those of a WARC file.
bool looks_like_warc(std::string_view bytes);

/// The body of an HTTP answer, its transfer coding undone; for WarcReader and its fuzz target.
WarcRecord page_of_answer(std::string_view answer, std::size_t max_bytes);

}  // namespace stemma::intake
