#include "templates.h"

#include <cctype>
#include <random>

namespace stemma::train {
namespace {

using Choices = std::map<std::string, std::vector<std::string>, std::less<>>;

std::string trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return std::string(text);
}

std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(mark, begin), text.size());
    parts.push_back(trimmed(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return parts;
}

bool is_name(char c) { return c >= 'A' && c <= 'Z'; }

/// Puts words for $WORDS until none is left.
std::string fill(std::string text, const Choices& choices, std::mt19937& random) {
  for (std::size_t at = text.find('$'); at != std::string::npos; at = text.find('$', at)) {
    std::size_t end = at + 1;
    while (end < text.size() && is_name(text[end])) ++end;
    const auto it = choices.find(std::string_view(text).substr(at, end - at));
    if (it == choices.end()) {  // "$40 million"
      at = end;
      continue;
    }
    text.replace(at, end - at, it->second[random() % it->second.size()]);
  }
  return text;
}

/// Takes the braces out and notes what they held.
MadeText unmarked(std::string_view marked) {
  MadeText made;
  struct Open {
    char role;
    std::size_t number;
    std::uint32_t begin;
  };
  std::vector<Open> open;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (marked[i] == '{' && i + 3 < marked.size()) {
      open.push_back({marked[i + 1], static_cast<std::size_t>(marked[i + 2] - '1'),
                      static_cast<std::uint32_t>(made.text.size())});
      i += 3;
    } else if (marked[i] == '}' && !open.empty()) {
      const Open last = open.back();
      open.pop_back();
      if (made.attributions.size() <= last.number) made.attributions.resize(last.number + 1);
      MadeAttribution& a = made.attributions[last.number];
      auto& spans = last.role == 'S' ? a.source : last.role == 'C' ? a.cue : a.content;
      spans.push_back({last.begin, static_cast<std::uint32_t>(made.text.size())});
    } else {
      made.text += marked[i];
    }
  }
  if (!made.text.empty()) {
    made.text.front() =
        static_cast<char>(std::toupper(static_cast<unsigned char>(made.text.front())));
  }
  return made;
}

}  // namespace

std::vector<MadeText> make_texts(std::string_view templates, unsigned times) {
  Choices choices;
  std::vector<std::string> lines;
  for (const std::string& line : split(templates, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t equals = line.find(" = ");
    if (line.front() == '$' && equals != std::string::npos) {
      choices[line.substr(0, equals)] = split(std::string_view(line).substr(equals + 3), '|');
    } else {
      lines.push_back(line);
    }
  }
  std::mt19937 random(11);
  std::vector<MadeText> made;
  for (const std::string& line : lines) {
    for (unsigned k = 0; k < times; ++k) made.push_back(unmarked(fill(line, choices, random)));
  }
  return made;
}

}  // namespace stemma::train
