// Plain words for enum values. Switches, so that a new value does not compile until it has words.
#include "briefing/digest.h"

namespace stemma::briefing {

std::string_view plain(VariantKind kind) {
  switch (kind) {
    case VariantKind::kNumber:
      return "The number";
    case VariantKind::kTime:
      return "The time";
    case VariantKind::kPlace:
      return "The place";
    case VariantKind::kRole:
      return "Who did what";
    case VariantKind::kPolarity:
      return "Yes or no";
    case VariantKind::kCertainty:
      return "How sure";
    case VariantKind::kAttribution:
      return "On whose word";
    case VariantKind::kQuotation:
      return "Quoted words";
    case VariantKind::kScope:
      return "How many of them";
    case VariantKind::kAddition:
      return "Added";
    case VariantKind::kOmission:
      return "Left out";
  }
  return "";
}

std::string_view plain(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::kCopy:
      return "copied";
    case EdgeKind::kEdit:
      return "edited";
    case EdgeKind::kRewrite:
      return "rewritten";
    case EdgeKind::kExcerpt:
      return "excerpt";
    case EdgeKind::kMerge:
      return "merged in";
  }
  return "";
}

std::string_view plain(AlignmentKind kind) {
  switch (kind) {
    case AlignmentKind::kVerbatim:
      return "the same words";
    case AlignmentKind::kEdited:
      return "edited";
    case AlignmentKind::kParaphrase:
      return "in other words";
  }
  return "";
}

std::string_view plain(FurnitureKind kind) {
  switch (kind) {
    case FurnitureKind::kDateHeader:
      return "date line";
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
      return "left behind by the page";
    case FurnitureKind::kShare:
      return "share links";
    case FurnitureKind::kNavigation:
      return "links to other pages";
    case FurnitureKind::kSubscription:
      return "plea to subscribe";
    case FurnitureKind::kNotice:
      return "notice";
  }
  return "";
}

std::string_view plain(WarningKind kind) {
  switch (kind) {
    case WarningKind::kUnclosedQuotation:
      return "Quotation marks do not close";
    case WarningKind::kObserverAsAgent:
      return "An observer is made the doer";
    case WarningKind::kUnattributedGrave:
      return "A grave act on no one's word";
    case WarningKind::kFirstPersonOutside:
      return "“We” or “I” outside quotation marks";
    case WarningKind::kSumFails:
      return "Figures do not add up";
    case WarningKind::kDateUnknown:
      return "No date of publication";
  }
  return "";
}

std::string_view plain(EntityType type) {
  switch (type) {
    case EntityType::kPerson:
      return "person";
    case EntityType::kOrganisation:
      return "organisation";
    case EntityType::kPlace:
      return "place";
    case EntityType::kGroup:
      return "group";
    case EntityType::kUnknown:
      return "";
  }
  return "";
}

std::string_view plain(Certainty certainty) {
  switch (certainty) {
    case Certainty::kCertain:
    case Certainty::kUnknown:
      return "";
    case Certainty::kProbable:
      return "probable";
    case Certainty::kPossible:
      return "possible";
    case Certainty::kDoubted:
      return "in doubt";
    case Certainty::kDenied:
      return "denied";
  }
  return "";
}

std::string_view plain(Tense tense) {
  switch (tense) {
    case Tense::kHappened:
    case Tense::kOngoing:
    case Tense::kHypothetical:
    case Tense::kUnknown:
      return "";
    case Tense::kAnnounced:
      return "announced";
    case Tense::kPredicted:
      return "predicted";
  }
  return "";
}

std::string reserve(Certainty certainty, Tense tense) {
  std::string out(plain(certainty));
  const std::string_view when = plain(tense);
  if (!out.empty() && !when.empty()) out += ", ";
  return out.append(when);
}

}  // namespace stemma::briefing
