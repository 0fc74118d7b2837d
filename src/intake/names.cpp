#include "stemma/report.h"

namespace stemma {

std::string_view to_string(FurnitureKind kind) {
  switch (kind) {
    case FurnitureKind::kDateHeader:
      return "date_header";
    case FurnitureKind::kByline:
      return "byline";
    case FurnitureKind::kDateline:
      return "dateline";
    case FurnitureKind::kCaption:
      return "caption";
    case FurnitureKind::kCredit:
      return "credit";
    case FurnitureKind::kHeadline:
      return "headline";
    case FurnitureKind::kLoading:
      return "loading";
    case FurnitureKind::kShare:
      return "share";
    case FurnitureKind::kNavigation:
      return "navigation";
    case FurnitureKind::kSubscription:
      return "subscription";
    case FurnitureKind::kNotice:
      return "notice";
  }
  return "notice";
}

std::string_view to_string(DateBasis basis) {
  switch (basis) {
    case DateBasis::kStatedInText:
      return "stated_in_text";
    case DateBasis::kMetadata:
      return "metadata";
    case DateBasis::kInferred:
      return "inferred";
  }
  return "inferred";
}

std::string_view to_string(ReportFormat format) {
  switch (format) {
    case ReportFormat::kPlainText:
      return "text";
    case ReportFormat::kHtml:
      return "html";
    case ReportFormat::kJson:
      return "json";
  }
  return "text";
}

}  // namespace stemma
