#include "briefing/ids.h"

#include "briefing/display.h"

namespace stemma::briefing {

std::string print(const std::vector<ReportId>& reports) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < reports.size();) {
    std::size_t end = i + 1;
    while (end < reports.size() && reports[end].value == reports[end - 1].value + 1) ++end;
    if (end - i >= 3) {
      items.push_back(print(reports[i]) + "–" + print(reports[end - 1]));
      i = end;
    } else {
      items.push_back(print(reports[i++]));
    }
  }
  return join_and(items);
}

}  // namespace stemma::briefing
