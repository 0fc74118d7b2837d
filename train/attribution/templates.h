// Sentences made from templates.txt, with their attributions.
//
//   for (const MadeText& made : make_texts(file_contents, 20)) learn(made.text, made.attributions);
//
// Each template is filled `times` times, its words chosen at random with a seed of its own. Same
// file, same sentences.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/evidence.h"

namespace stemma::train {

struct MadeAttribution {
  std::vector<ByteRange> source, cue, content;
};

struct MadeText {
  std::string text;
  std::vector<MadeAttribution> attributions;
};

std::vector<MadeText> make_texts(std::string_view templates, unsigned times);

}  // namespace stemma::train
