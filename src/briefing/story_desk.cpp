#include "briefing/story_desk.h"

#include "briefing/stamps.h"
#include "briefing/story_digest.h"
#include "library/sqlite.h"
#include "library/store.h"
#include "library/story_memory.h"
#include "library/story_results.h"

namespace stemma::briefing {

Result<std::vector<library::StoryReport>> StoryDesk::reports(StoryId story) {
  auto all = library::story_reports(library_, story);
  if (!all) return all.error();
  if (all->size() > kMostInBriefing)
    all->erase(all->begin(), all->end() - std::ptrdiff_t(kMostInBriefing));
  return all;
}

Result<const Models*> StoryDesk::models() {
  if (!models_) {
    auto models = Models::load(threads_);
    if (!models) return models.error();
    models_.emplace(std::move(*models));
  }
  return &std::as_const(*models_);
}

Result<const Briefing*> StoryDesk::briefing_of(StoryId story,
                                               const std::vector<library::StoryReport>& reports) {
  if (story_ == story) return &std::as_const(briefing_);
  const auto models = this->models();
  if (!models) return models.error();
  std::vector<Report> texts;
  std::vector<std::string> taken_in;
  for (const library::StoryReport& report : reports) {
    auto text = library::load_version(library_.db(), report.version);
    if (!text) return text.error();
    texts.push_back(std::move(*text));
    taken_in.push_back(report.added);
  }
  auto memory = library::recall(library_, story, reports);
  if (!memory) return memory.error();
  briefing_ =
      compose(std::move(texts), **models,
              {.threads = threads_, .words = {}, .taken_in = std::move(taken_in), .on_stage = {}},
              &*memory);
  story_ = story;
  (void)library::remember(library_, story, reports, *memory);  // else it is worked out again
  return &std::as_const(briefing_);
}

Result<std::string> StoryDesk::kept_or_made(StoryId story, const std::string& what,
                                            const Make& make) {
  const auto of_story = reports(story);
  if (!of_story) return of_story.error();
  const std::string key = library::story_key(*of_story);
  auto kept = library::find_result(library_, story, what, key);
  if (!kept) return kept.error();
  if (*kept) return std::move(**kept);
  const auto briefing = briefing_of(story, *of_story);
  if (!briefing) return briefing.error();
  std::string made = make(**briefing, *of_story);
  (void)library::keep_result(library_, story, what, key, made);  // else it is made again
  return made;
}

Result<std::string> StoryDesk::page(StoryId story, const std::string& how, const Render& render) {
  return kept_or_made(story, how, [&](const Briefing& b, const auto&) { return render(b); });
}

Result<nlohmann::ordered_json> StoryDesk::digest(StoryId story) {
  using Json = nlohmann::ordered_json;
  const auto made = kept_or_made(
      story, "digest", [&](const Briefing& b, const std::vector<library::StoryReport>& reports) {
        return render_digest(b, stamps_of(library_, reports));
      });
  if (!made) return made.error();
  Json digest = Json::parse(*made, nullptr, false);
  return digest.is_object() ? digest : Json::object();
}

}  // namespace stemma::briefing
