// Letters: a message as mail programs save it (.eml), and mailboxes of them (.mbox), as newsletters
// come. The message's main words are the report, its subject the title, its sender the outlet.
//
//   MboxReader box(in, max_bytes);
//   while (auto letter = box.next()) {
//     if (letter->problem) complain(*letter->problem);
//     else read_mail(letter->bytes, "box.mbox#1", rules, options, batch);
//   }
//
// Of text and HTML that say the same the text is read, where it is as long; attachments and
// forwarded messages are left out, and a note says so.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include "intake/assemble.h"

namespace stemma::intake {

/// The bytes begin with the header of a message. Headers that a page left behind ("From:", "Date:")
/// are none: mail carries the marks of its way as well.
bool looks_like_mail(std::string_view bytes);

/// The bytes begin as a mailbox does: "From ana@post.example Fri Mar  7 09:30:00 2031".
bool looks_like_mbox(std::string_view bytes);

/// The report of one message.
void read_mail(std::string_view message, std::string_view source, const Rules& rules,
               const Options& options, Batch& batch);

/// The reports of a mailbox.
void read_mbox(std::string_view bytes, std::string_view source, const Rules& rules,
               const Options& options, Batch& batch);

struct Letter {
  std::string bytes;
  std::optional<ErrorCode> problem;  // instead of bytes: over the limit
};

/// The messages of a mailbox one at a time, whatever its length.
class MboxReader {
 public:
  /// REQUIRES: the stream outlives it.
  MboxReader(std::istream& in, std::size_t max_message_bytes);

  std::optional<Letter> next();

 private:
  bool fill();
  std::size_t find_end();

  std::istream& in_;
  std::size_t max_bytes_;
  std::string held_;
  std::size_t searched_ = 0;
  bool over_ = false;  // what has been read of this message was too much
  bool ended_ = false;
};

}  // namespace stemma::intake
