#include "library/story_results.h"

#include "base/sha256.h"
#include "library/compress.h"
#include "library/makers.h"

namespace stemma::library {

std::string story_key(std::span<const StoryReport> reports) {
  std::string versions;
  for (const StoryReport& report : reports) versions += std::to_string(report.version) + " ";
  return sha256(versions);
}

Result<std::optional<std::string>> find_result(Library& library, StoryId story,
                                               std::string_view what, const std::string& key) {
  Connection& db = library.db();
  const auto by = known_maker(db, Stage::kBriefing);
  if (!by) return by.error();
  if (!*by) return std::optional<std::string>();
  Statement query(db,
                  "SELECT bytes, result FROM story_results "
                  "WHERE story = ? AND what = ? AND key = ? AND maker = ?");
  query.bind(1, story.value).bind(2, what).bind_blob(3, key).bind(4, **by);
  if (!query.step()) {
    if (query.error()) return *query.error();
    return std::optional<std::string>();
  }
  auto result = decompress(query.blob(1), static_cast<std::size_t>(query.integer(0)));
  // A damaged row is as good as none: it is made again.
  return result ? std::optional(std::move(*result)) : std::nullopt;
}

std::optional<Error> keep_result(Library& library, StoryId story, std::string_view what,
                                 const std::string& key, std::string_view result) {
  Connection& db = library.db();
  Transaction transaction(db);
  if (transaction.error()) return transaction.error();
  const auto by = maker(db, Stage::kBriefing);
  if (!by) return by.error();
  Statement insert(db,
                   "INSERT OR REPLACE INTO story_results(story, what, key, maker, bytes, result) "
                   "VALUES(?, ?, ?, ?, ?, ?)");
  insert.bind(1, story.value).bind(2, what).bind_blob(3, key).bind(4, *by);
  if (auto error = insert.bind(5, result.size()).bind_blob(6, compress(result)).run()) return error;
  return transaction.commit();
}

}  // namespace stemma::library
