#include "library/report_day.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "lineage/dates.h"
#include "stories/sketch.h"
#include "stories/stories.h"

namespace stemma::library {
namespace {

constexpr std::int64_t kBeside = 64;  // versions before and behind that are looked at

}  // namespace

ReportDays::ReportDays(Connection& db)
    : beside_(db,
              "SELECT published FROM versions WHERE published IS NOT NULL AND "
              "((id BETWEEN ?1 - ?2 AND ?1 - 1 AND substr(added, 1, 10) = substr(?3, 1, 10)) OR "
              "(id BETWEEN ?1 + 1 AND ?1 + ?2 AND added = ?3))") {}

Result<std::int32_t> ReportDays::of(std::int64_t version, const Report& report,
                                    const std::string& added) {
  if (report.published) {
    if (const auto day = stories::day_of(report.published->value)) return *day;
  }
  const std::int32_t came = stories::day_of(added).value_or(0);
  std::vector<std::int32_t> days;
  beside_.bind(1, version).bind(2, kBeside).bind(3, added);
  while (beside_.step()) {
    if (const auto day = stories::day_of(beside_.text(0))) days.push_back(*day);
  }
  const auto error = beside_.error();
  beside_.reset();
  if (error) return *error;
  std::int32_t day = came;
  if (!days.empty()) {
    const auto middle = days.begin() + std::ptrdiff_t(days.size() / 2);
    std::nth_element(days.begin(), middle, days.end());
    if (std::abs(*middle - came) > stories::kWindowDays) day = *middle;
  }
  if (!report.published_in_part) return day;
  const auto whole = lineage::in_nearest_year(report.published_in_part->value, day);
  return whole.value_or(day);
}

}  // namespace stemma::library
