#include "language/mentions.h"

#include <algorithm>
#include <tuple>

#include "language/mentions_names.h"
#include "language/mentions_nominals.h"
#include "language/tables.h"

namespace stemma::language {
namespace {

Mention mention_of(const WordView& view, std::uint32_t begin, std::uint32_t end, std::uint32_t head,
                   MentionKind kind, EntityType type, bool plural) {
  Mention m;
  m.range = {view[begin].range.begin, view[end - 1].range.end};
  m.head = view[head].range;
  m.first_token = view[begin].first_token;
  m.end_token = view[end - 1].end_token;
  m.sentence = SentenceId{view[begin].sentence};
  m.kind = kind;
  m.type = type;
  m.plural = plural;
  return m;
}

// The head of a name: the surname of a person, the head word of a body.
std::uint32_t head_of(const WordView& view, const NameSpan& name) {
  for (std::uint32_t i = name.begin; i < name.end; ++i)
    if (i > name.begin && view[i].is(kConnector) && !view[i].capital) return i - 1;
  return name.end - 1;
}

EntityType pronoun_type(std::string_view form) {
  return form.starts_with("he") || form.starts_with("hi") || form == "she" ? EntityType::kPerson
                                                                           : EntityType::kUnknown;
}

}  // namespace

Result<MentionTables> MentionTables::load() {
  Result<Knowledge> knowledge = Knowledge::load();
  if (!knowledge) return knowledge.error();
  return MentionTables{std::move(knowledge.value())};
}

void find_mentions(Analysis& analysis, const Knowledge& knowledge, const WordView& view) {
  std::vector<Mention> found;
  const std::vector<NameSpan> names = find_names(view, knowledge, analysis.tagged);
  for (const NameSpan& n : names) {
    if (!n.nominal)
      found.push_back(
          mention_of(view, n.begin, n.end, head_of(view, n), MentionKind::kName, n.type, n.plural));
  }
  for (const NominalSpan& n : find_nominals(view, knowledge, names))
    found.push_back(
        mention_of(view, n.begin, n.end, n.head, MentionKind::kNominal, n.type, n.plural));
  for (const std::uint32_t i : find_pronouns(view, knowledge)) {
    const std::string& form = view[i].folded();
    found.push_back(mention_of(view, i, i + 1, i, MentionKind::kPronoun, pronoun_type(form),
                               form.starts_with("the")));
  }
  std::sort(found.begin(), found.end(), [](const Mention& a, const Mention& b) {
    return std::tuple(a.range.begin, b.range.end, a.kind) <
           std::tuple(b.range.begin, a.range.end, b.kind);
  });
  const auto last = std::unique(found.begin(), found.end(), [](const Mention& a, const Mention& b) {
    return a.range == b.range;
  });
  found.erase(last, found.end());
  found.shrink_to_fit();
  analysis.mentions = std::move(found);
}

}  // namespace stemma::language
