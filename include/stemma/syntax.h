// Names of Universal Dependencies (v2) for English: word classes, Penn Treebank tags, relations.
//
//   to_string(Relation::kNsubjPass)        // "nsubj:pass"
//   parse_relation("nmod:poss")            // Relation::kNmodPoss
//   base_of(Relation::kNmodPoss)           // Relation::kNmod
//
// https://universaldependencies.org/u/pos/, /u/dep/; tags: Santorini 1990 with UD English's
// additions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace stemma {

enum class Upos : std::uint8_t {
  kAdj,
  kAdp,
  kAdv,
  kAux,
  kCconj,
  kDet,
  kIntj,
  kNoun,
  kNum,
  kPart,
  kPron,
  kPropn,
  kPunct,
  kSconj,
  kSym,
  kVerb,
  kX
};

enum class Xpos : std::uint8_t {
  kCloseQuote,
  kComma,
  kFullStop,
  kColon,
  kOpenQuote,
  kLeftBracket,
  kRightBracket,
  kDollar,
  kADD,
  kAFX,
  kCC,
  kCD,
  kDT,
  kEX,
  kFW,
  kGW,
  kHYPH,
  kIN,
  kJJ,
  kJJR,
  kJJS,
  kLS,
  kMD,
  kNFP,
  kNN,
  kNNP,
  kNNPS,
  kNNS,
  kPDT,
  kPOS,
  kPRP,
  kPRPS,
  kRB,
  kRBR,
  kRBS,
  kRP,
  kSYM,
  kTO,
  kUH,
  kVB,
  kVBD,
  kVBG,
  kVBN,
  kVBP,
  kVBZ,
  kWDT,
  kWP,
  kWPS,
  kWRB,
  kXX
};

enum class Relation : std::uint8_t {
  kAcl,
  kAclRelcl,
  kAdvcl,
  kAdvclRelcl,
  kAdvmod,
  kAmod,
  kAppos,
  kAux,
  kAuxPass,
  kCase,
  kCc,
  kCcPreconj,
  kCcomp,
  kCompound,
  kCompoundPrt,
  kConj,
  kCop,
  kCsubj,
  kCsubjOuter,
  kCsubjPass,
  kDep,
  kDet,
  kDetPredet,
  kDiscourse,
  kDislocated,
  kExpl,
  kFixed,
  kFlat,
  kGoeswith,
  kIobj,
  kList,
  kMark,
  kNmod,
  kNmodDesc,
  kNmodPoss,
  kNmodUnmarked,
  kNsubj,
  kNsubjOuter,
  kNsubjPass,
  kNummod,
  kObj,
  kObl,
  kOblAgent,
  kOblUnmarked,
  kOrphan,
  kParataxis,
  kPunct,
  kReparandum,
  kRoot,
  kVocative,
  kXcomp
};

std::string_view to_string(Upos tag);
std::string_view to_string(Xpos tag);
std::string_view to_string(Relation relation);

/// Absent where there is no such name.
std::optional<Upos> parse_upos(std::string_view name);
std::optional<Xpos> parse_xpos(std::string_view name);
/// A subtype that we do not know gives its base.
std::optional<Relation> parse_relation(std::string_view name);

/// The relation without its subtype.
Relation base_of(Relation relation);

}  // namespace stemma
