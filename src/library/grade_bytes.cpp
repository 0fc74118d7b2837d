#include "library/grade_bytes.h"

#include <algorithm>

#include "library/derived_bytes.h"
#include "library/packed.h"

namespace stemma::library {
namespace {

constexpr float kBest = 5;  // as the similarity model grades

/// By place in the packed list of versions: which report of the batch that is.
std::vector<std::optional<ReportId>> read_versions(Unpacker& unpack,
                                                   std::span<const std::int64_t> versions) {
  std::vector<std::optional<ReportId>> reports(unpack.length());
  for (auto& report : reports) {
    const auto version = static_cast<std::int64_t>(unpack.number());
    const auto at = std::find(versions.begin(), versions.end(), version);
    if (at != versions.end()) report = ReportId{static_cast<std::uint32_t>(at - versions.begin())};
  }
  return reports;
}

}  // namespace

std::string pack_grades(const lineage::GradeBook& grades, std::span<const std::int64_t> versions) {
  Packer pack;
  pack.number(versions.size());
  for (const std::int64_t version : versions) pack.number(static_cast<std::uint64_t>(version));
  pack.number(grades.size());
  for (const auto& [reports, of_pair] : grades) {
    pack(reports.first, reports.second);
    pack.number(of_pair.size());
    std::int64_t last = 0;
    for (const lineage::SentenceGrade& g : of_pair) {
      pack.number(static_cast<std::uint64_t>(g.a.value - last));  // they ascend
      pack(g.b, g.grade);
      last = g.a.value;
    }
  }
  return pack.take();
}

std::optional<lineage::GradeBook> unpack_grades(std::string_view bytes,
                                                std::span<const std::int64_t> versions) {
  if (bytes.size() > kMostPacked) return std::nullopt;
  Unpacker unpack(bytes, {});
  const auto reports = read_versions(unpack, versions);
  lineage::GradeBook book;
  const std::size_t pages = unpack.length();
  for (std::size_t page = 0; page < pages && !unpack.failed(); ++page) {
    const std::uint32_t a = unpack.number32();
    const std::uint32_t b = unpack.number32();
    if (a >= reports.size() || b >= reports.size()) return std::nullopt;
    std::vector<lineage::SentenceGrade> grades;
    const std::size_t count = unpack.length();
    for (std::size_t i = 0; i < count && !unpack.failed(); ++i) {
      lineage::SentenceGrade grade;
      const std::uint64_t from = grades.empty() ? 0 : grades.back().a.value;
      const std::uint64_t sentence = from + unpack.number32();
      grade.a = SentenceId{static_cast<std::uint32_t>(sentence)};
      unpack(grade.b, grade.grade);
      const bool good = sentence <= UINT32_MAX && grade.grade >= 0 && grade.grade <= kBest &&
                        (grades.empty() || grades.back() < grade);
      if (!good) return std::nullopt;
      grades.push_back(grade);
    }
    if (reports[a] && reports[b] && *reports[a] < *reports[b])
      book[{*reports[a], *reports[b]}] = std::move(grades);
  }
  if (unpack.failed() || !unpack.at_end()) return std::nullopt;
  return book;
}

}  // namespace stemma::library
