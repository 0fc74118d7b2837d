#include "intake/readers.h"
namespace stemma::intake {
void read_html(Input input, const Rules& rules, const Options& options, Batch& batch) {
  read_plain(std::move(input), rules, options, batch);
}
Result<Draft> extract_html(std::string_view html, std::string_view, const Rules&) {
  Draft d;
  d.report.text = html;
  return d;
}
}  // namespace stemma::intake
