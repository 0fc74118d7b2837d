// The forms of English verbs and the plurals of nouns, by rule; irregular verbs come with theirs.
//
//   inflect("deny", "-")               ->  deny denies denied denied denying
//   inflect("admit", "admitted admitted admitting")
//
// Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace stemma::claims {

struct VerbForms {
  std::string base;
  std::string third;
  std::string past;
  std::string participle;
  std::string gerund;
};

/// `irregular` is "-", or "past participle", or "past participle gerund".
VerbForms inflect(std::string_view lemma, std::string_view irregular);

std::string plural_of(std::string_view noun);

}  // namespace stemma::claims
