#include "revisions.h"

#include <fmt/format.h>

#include "base/sha256.h"
#include "briefing/display.h"
#include "briefing/revision.h"
#include "compare.h"
#include "library/story_results.h"
#include "story_words.h"

namespace stemma::app {

using Json = nlohmann::ordered_json;

Result<Revised> RevisionDesk::read(const library::Revision& revision) {
  const library::Version& before = revision.before;
  const library::Version& after = revision.after;
  const std::string what = "revision " + after.report;
  const std::string key = sha256(before.id + " " + after.id);
  auto kept = library::find_result(library_, revision.story, what, key);
  if (!kept) return kept.error();
  if (!*kept) {
    const auto models = lender_.models();
    if (!models) return models.error();
    const auto compared = compare_versions(library_, before, after, **models, threads_);
    if (!compared) return compared.error();
    *kept = briefing::render_revision(compared->briefing,
                                      {briefing::Stamp{before.report, before.id, before.added, {}},
                                       briefing::Stamp{after.report, after.id, after.added, {}}});
    (void)library::keep_result(library_, revision.story, what, key, **kept);  // else made again
  }
  Json found = Json::parse(**kept, nullptr, false);
  return Revised{revision, found.is_object() ? std::move(found) : Json::object()};
}

std::string revision_text(const Revised& revised) {
  std::string out;
  for (const Json& news : revised.found.value("news", Json::array()))
    out += fmt::format("  ! {:<8} {}\n", "revision", news.value("note", ""));
  const library::Version& after = revised.revision.after;
  const Json counts = revised.found.value("counts", Json::object());
  std::string name = after.outlet.empty() ? after.title : after.outlet;
  if (name.empty()) name = after.report;
  out += fmt::format(
      "  ~ {:<8} {}: {} changed, {} added, {} taken out{}{} (stemma versions --diff {})\n",
      "revised", briefing::clean(name), plural(counts.value("changed", 0u), "sentence"),
      counts.value("only_b", 0u), counts.value("only_a", 0u),
      revised.revision.before.title == after.title ? "" : ", another title",
      after.same_as == 0 ? "" : fmt::format("; the text of .{} again", after.same_as), after.id);
  return out;
}

Json revision_json(const Revised& revised) {
  return {{"report", revised.revision.after.report},
          {"before", revised.revision.before.id},
          {"after", revised.revision.after.id},
          {"at", revised.revision.after.added},
          {"same_as",
           revised.revision.after.same_as == 0 ? Json() : Json(revised.revision.after.same_as)},
          {"title_changed", revised.revision.before.title != revised.revision.after.title},
          {"counts", revised.found.value("counts", Json())}};
}

}  // namespace stemma::app
