#include "language/model_file.h"

#include <charconv>

namespace stemma::language {
namespace {

constexpr std::string_view kMagic = "stemma network 1\n";
constexpr std::size_t kAlignment = 64;

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> words;
  while (!line.empty()) {
    const std::size_t space = line.find(' ');
    words.push_back(line.substr(0, space));
    line.remove_prefix(space == std::string_view::npos ? line.size() : space + 1);
  }
  return words;
}

std::size_t number_of(std::string_view digits) {
  std::size_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

Result<ModelFile> ModelFile::open(std::string_view bytes, std::string_view name) {
  const auto broken = [&](const char* what) {
    return Error{ErrorCode::kInternal, what, std::string(name)};
  };
  if (!bytes.starts_with(kMagic)) return broken("not a file of weights");
  ModelFile file;
  std::vector<std::vector<std::string_view>> tensors;
  std::size_t at = kMagic.size();
  for (bool ended = false; !ended;) {
    const std::size_t stop = bytes.find('\n', at);
    if (stop == std::string_view::npos) return broken("its header does not end");
    auto words = split(bytes.substr(at, stop - at));
    at = stop + 1;
    if (words.empty()) return broken("an empty line in its header");
    if (words[0] == "end") {
      ended = true;
    } else if (words[0] == "tensor") {
      if (words.size() != 4) return broken("a tensor without size or place");
      tensors.push_back(std::move(words));
    } else {
      const std::string_view key = words[0];
      words.erase(words.begin());
      file.settings_.emplace(key, std::move(words));
    }
  }
  const std::size_t base = (at + kAlignment - 1) / kAlignment * kAlignment;
  for (const auto& words : tensors) {
    const std::size_t size = number_of(words[2]);
    const std::size_t place = number_of(words[3]);
    if (base + place > bytes.size() || size > bytes.size() - base - place) {
      return broken("cut short");
    }
    file.tensors_.emplace(words[1], bytes.substr(base + place, size));
  }
  return file;
}

const std::vector<std::string_view>& ModelFile::words(std::string_view setting) const {
  static const std::vector<std::string_view> kNone;
  const auto found = settings_.find(setting);
  return found == settings_.end() ? kNone : found->second;
}

std::size_t ModelFile::number(std::string_view setting) const {
  const auto& w = words(setting);
  return w.empty() ? 0 : number_of(w.front());
}

std::string_view ModelFile::bytes(std::string_view tensor) const {
  const auto found = tensors_.find(tensor);
  return found == tensors_.end() ? std::string_view{} : found->second;
}

}  // namespace stemma::language
