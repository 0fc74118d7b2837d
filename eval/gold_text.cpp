#include "gold_text.h"

#include <fstream>
#include <iterator>

namespace stemma::eval {

Result<std::string> read_gold(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::kNotFound, "cannot read this gold file", path};
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(mark);
    parts.push_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace stemma::eval
