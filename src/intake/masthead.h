// The head of a plain text: the name of its outlet and its headlines, above the first prose.
//
//   Harbour Post                          <- outlet
//   12 March 2031                            (a date header, found elsewhere)
//   Bridge reopens in Port Sela           <- title
//
// Short lines without a final stop are a head only if a sign stands among them: a date, a byline,
// the name of an outlet, or the dateline of the prose below. Without one, a single line set apart
// above the text is its title, and nothing more is taken. Lines wrapped by hand are prose.
// Pure; looks at no more than the lines given.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/rules.h"
#include "stemma/report.h"

namespace stemma::intake {

/// A line of the head, and what it is taken by itself.
struct HeadLine {
  enum class Role {
    kText,       // may be a title or a name
    kDate,       // a date header
    kDay,        // "March 12" and no more
    kByline,     //
    kTitleKey,   // "Title: ..."
    kFurniture,  // anything else that is no prose
    kProse,      // ends the head
    kDatelined,  // prose that opens with a dateline
  };
  ByteRange range;
  Role role;
  bool joined = false;  // the next line follows without an empty one between
};

struct Masthead {
  std::optional<ByteRange> title;
  std::optional<ByteRange> outlet;
  std::vector<Furniture> lines;  // whole lines, in the order of the text
};

/// `head` holds the lines from the top up to and with the first that is prose.
Masthead read_masthead(std::string_view text, std::vector<HeadLine> head, const Rules& rules);

/// Short, more than a word or a name in form, and without the stop of a sentence.
bool may_be_title(std::string_view text, ByteRange line);

/// "DOLNA GAZETTE" -> "Dolna Gazette"; short words in capitals are taken for initials.
std::string outlet_name(std::string_view line);

}  // namespace stemma::intake
