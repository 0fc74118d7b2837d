// A report: one published text as received, with what is known of it.
//
// Invariants, kept by intake and relied on by every later stage:
//   - text is valid UTF-8. Where the input was UTF-8 plain text, text equals its bytes, so offsets
//     can be checked with `dd` on the file itself; where it was decoded or taken out of HTML or
//     JSON, a note says so and `stemma extract --format text` prints the text the offsets point at.
//   - furniture is sorted, inside the text, and does not overlap.
//   - text.size() < 2^32.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "stemma/evidence.h"

namespace stemma {

/// Text that is not the report's prose. Marked, never deleted.
enum class FurnitureKind {
  kDateHeader,    // "date 2022-12-07", "Updated 7 March 2031, 10:40"
  kByline,        // "By Ana Moro"
  kDateline,      // "PORT SELA, March 7 (Meridian) -"
  kCaption,       // words under a picture
  kCredit,        // "Credit: AP", "Photo: ...", "(c) ..."
  kHeadline,      // the title repeated at the head of the text
  kLoading,       // "Loading", "Advertisement": what a page's scripts left behind
  kShare,         // "Share this article", "Follow us on ..."
  kNavigation,    // "Read more: ...", "Related", menus, breadcrumbs
  kSubscription,  // newsletter and paywall pleas
  kNotice,        // copyright lines, "Reporting by ...; editing by ..."
};
std::string_view to_string(FurnitureKind kind);

struct Furniture {
  ByteRange range;
  FurnitureKind kind;
  friend bool operator==(const Furniture&, const Furniture&) = default;
};

/// How the date was learnt; "stated" forms carry evidence when they stand in the text.
enum class DateBasis {
  kStatedInText,  // a date header, a dateline, "Published ..."
  kMetadata,      // JSONL field, HTML meta, JSON-LD
  kInferred,      // reasoned out; Published::reason says how
};
std::string_view to_string(DateBasis basis);

/// When a report was published, and how we know.
struct Published {
  std::string
      value;  // ISO 8601: "2022-12-07" or "2022-12-07T09:30:00+02:00" where the time is given
  DateBasis basis = DateBasis::kInferred;
  std::string reason;                 // for people: "date header", "meta article:published_time"
  std::optional<ByteRange> evidence;  // in this report's text, where it stands there
};

enum class ReportFormat { kPlainText, kHtml, kJson };
std::string_view to_string(ReportFormat format);

/// One text, one outlet, one moment. Immutable once intake has made it, but for `id`, which the
/// batch assigns, and `published`, which lineage may fill by inference.
struct Report {
  ReportId id;
  std::string source;       // where it came from: "wire.txt", "feed.jsonl:3", "-"
  std::string external_id;  // the "id" of a JSONL line; empty if none
  std::string url;
  std::string outlet;
  std::string title;
  std::string byline;  // who wrote it, as stated: "Ana Moro, Ben Hale"; empty if nothing says
  /// ISO 639: "en", "de". Empty where neither page nor words settle it, as in short or mixed texts.
  std::string language;
  std::string language_basis;  // for people: "html lang", "the words"; empty with language
  std::optional<Published> published;
  /// The day of a text that is dated without a year: "XXXX-03-11", kStatedInText, with evidence.
  /// Only where intake found no full date; lineage may complete it into `published`.
  std::optional<Published> published_in_part;
  ReportFormat format = ReportFormat::kPlainText;
  std::string text;
  std::vector<Furniture> furniture;
  std::vector<std::string> notes;  // what intake had to do: "decoded from windows-1252"
};

/// The text may be read as English. One in another language is kept and marked, and the stages
/// after intake find nothing in it.
inline bool is_read(const Report& report) {
  return report.language.empty() || report.language == "en";
}

}  // namespace stemma
