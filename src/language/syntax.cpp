#include "stemma/syntax.h"

#include <algorithm>
#include <array>

namespace stemma {
namespace {

constexpr std::array<std::string_view, 17> kUpos = {
    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

constexpr std::array<std::string_view, 50> kXpos = {
    "''",   ",",   ".",   ":",    "``",  "-LRB-", "-RRB-", "$",   "ADD", "AFX", "CC",  "CD", "DT",
    "EX",   "FW",  "GW",  "HYPH", "IN",  "JJ",    "JJR",   "JJS", "LS",  "MD",  "NFP", "NN", "NNP",
    "NNPS", "NNS", "PDT", "POS",  "PRP", "PRP$",  "RB",    "RBR", "RBS", "RP",  "SYM", "TO", "UH",
    "VB",   "VBD", "VBG", "VBN",  "VBP", "VBZ",   "WDT",   "WP",  "WP$", "WRB", "XX"};

constexpr std::array<std::string_view, 51> kRelations = {
    "acl",         "acl:relcl",    "advcl",        "advcl:relcl", "advmod",     "amod",
    "appos",       "aux",          "aux:pass",     "case",        "cc",         "cc:preconj",
    "ccomp",       "compound",     "compound:prt", "conj",        "cop",        "csubj",
    "csubj:outer", "csubj:pass",   "dep",          "det",         "det:predet", "discourse",
    "dislocated",  "expl",         "fixed",        "flat",        "goeswith",   "iobj",
    "list",        "mark",         "nmod",         "nmod:desc",   "nmod:poss",  "nmod:unmarked",
    "nsubj",       "nsubj:outer",  "nsubj:pass",   "nummod",      "obj",        "obl",
    "obl:agent",   "obl:unmarked", "orphan",       "parataxis",   "punct",      "reparandum",
    "root",        "vocative",     "xcomp"};

static_assert(kUpos.size() == static_cast<std::size_t>(Upos::kX) + 1);
static_assert(kXpos.size() == static_cast<std::size_t>(Xpos::kXX) + 1);
static_assert(kRelations.size() == static_cast<std::size_t>(Relation::kXcomp) + 1);
static_assert(std::is_sorted(kRelations.begin(), kRelations.end()));

/// A base stands before its subtypes in the order of the alphabet, and every subtype has one.
constexpr auto kBases = [] {
  std::array<Relation, kRelations.size()> bases{};
  for (std::size_t i = 0; i < bases.size(); ++i) {
    std::size_t base = i;
    while (kRelations[base] != kRelations[i].substr(0, kRelations[i].find(':'))) --base;
    bases[i] = static_cast<Relation>(base);
  }
  return bases;
}();

template <class T, class Names>
std::optional<T> find(const Names& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<T>(found - names.begin());
}

}  // namespace

std::string_view to_string(Upos tag) { return kUpos[static_cast<std::size_t>(tag)]; }
std::string_view to_string(Xpos tag) { return kXpos[static_cast<std::size_t>(tag)]; }
std::string_view to_string(Relation relation) {
  return kRelations[static_cast<std::size_t>(relation)];
}

std::optional<Upos> parse_upos(std::string_view name) { return find<Upos>(kUpos, name); }
std::optional<Xpos> parse_xpos(std::string_view name) { return find<Xpos>(kXpos, name); }

std::optional<Relation> parse_relation(std::string_view name) {
  if (const auto exact = find<Relation>(kRelations, name)) return exact;
  return find<Relation>(kRelations, name.substr(0, name.find(':')));
}

Relation base_of(Relation relation) { return kBases[static_cast<std::size_t>(relation)]; }

}  // namespace stemma
