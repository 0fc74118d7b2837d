// The claims of several reports laid side by side: readings, and what differs inside them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stemma/evidence.h"

namespace stemma {

/// How the claims of a reading stand to one another.
enum class ReadingRelation : std::uint8_t {
  kAgree,
  kMoreSpecific,  // one adds detail that the others do not contradict
  kAltered,       // one changed what another of the same lineage said
  kConflict,      // independent texts that cannot both be right
  kOnlyHere,      // one report alone has it
};
std::string_view to_string(ReadingRelation relation);

enum class VariantKind : std::uint8_t {
  kNumber,
  kTime,
  kPlace,
  kRole,
  kPolarity,
  kCertainty,
  kAttribution,
  kQuotation,
  kScope,
  kAddition,
  kOmission,
};
std::string_view to_string(VariantKind kind);

/// A typed difference between two claims of a reading, with the very words. `a` or `b` is absent
/// where the one text has nothing at that place (a hedge dropped, an attribution lost).
struct Variant {
  VariantKind kind;
  ClaimId claim_a;
  ClaimId claim_b;
  std::optional<Evidence> a;
  std::optional<Evidence> b;
  std::string note;  // a sentence for people: what changed, and why it may matter
  double severity =
      0;  // 0..1, for "worst first": role, attribution, polarity and number changes lead
};

struct Reading {
  ReadingId id;
  std::vector<ClaimId> claims;  // ascending
  ReadingRelation relation = ReadingRelation::kOnlyHere;
  std::vector<Variant> variants;  // by severity, falling
  std::uint32_t origins = 0;      // independent lines of reporting among its reports
  std::uint32_t voices =
      0;  // distinct speakers behind it (own voice counts once a line of reporting)
  std::vector<NodeId> origin_nodes;      // which origins, ascending
  std::vector<std::string> voice_names;  // whose voices, in the order of its claims
};

enum class WarningKind : std::uint8_t {
  kUnclosedQuotation,   // marks that do not close: whose words are these?
  kObserverAsAgent,     // a body that counts or observes is said to have done the act
  kUnattributedGrave,   // a grave act in the report's own voice that no other report carries
  kFirstPersonOutside,  // "we", "I" outside any quotation: marks or speaker were lost
  kSumFails,            // figures that should add up do not
  kDateUnknown,         // no publication date: relative times stay relative
};
std::string_view to_string(WarningKind kind);

struct Warning {
  WarningKind kind;
  Evidence evidence;
  std::string note;
};

struct Collation {
  std::vector<Reading> readings;  // in the order of their first claim
  std::vector<Warning> warnings;  // gravest first
};

}  // namespace stemma
