#include "stemma/lineage.h"

namespace stemma {

std::string_view to_string(AlignmentKind kind) {
  switch (kind) {
    case AlignmentKind::kVerbatim:
      return "verbatim";
    case AlignmentKind::kEdited:
      return "edited";
    case AlignmentKind::kParaphrase:
      return "paraphrase";
  }
  return "paraphrase";
}

std::string_view to_string(NodeKind kind) {
  return kind == NodeKind::kReport ? "report" : "hidden";
}

std::string_view to_string(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::kCopy:
      return "copy";
    case EdgeKind::kEdit:
      return "edit";
    case EdgeKind::kRewrite:
      return "rewrite";
    case EdgeKind::kExcerpt:
      return "excerpt";
    case EdgeKind::kMerge:
      return "merge";
  }
  return "edit";
}

}  // namespace stemma
