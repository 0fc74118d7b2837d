// The day that a report counts as of when stories are found.
//
//   ReportDays days(db);
//   Result<std::int32_t> day = days.of(version, report, "2031-03-08T09:30:00Z");
//
// Its day of publication, where that is stated. A report without a date counts as of the day it
// came, as news mostly does; but where those that came with it are all of another time, as an
// archive's are, it is taken to be of theirs. One that states its day without the year ("March 11")
// keeps the day, in the year that puts it nearest.
//
// Hangs on nothing that may still come: those that came with it are the reports before it of the
// same day of arrival, and those behind it that were written with it, in one transaction.
#pragma once

#include <cstdint>
#include <string>

#include "library/sqlite.h"
#include "stemma/report.h"

namespace stemma::library {

class ReportDays {
 public:
  explicit ReportDays(Connection& db);

  /// Since 1970-01-01. `added`: when the version was taken in, UTC.
  Result<std::int32_t> of(std::int64_t version, const Report& report, const std::string& added);

 private:
  Statement beside_;
};

}  // namespace stemma::library
