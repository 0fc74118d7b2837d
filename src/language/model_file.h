// A file of named tensors and settings, read in place.
//
//   stemma network 1                    <- magic
//   width 256                           <- settings, one a line: a name and words
//   tensor input.weights 93184 4096     <- name, bytes, place from the end of the header
//   end                                 <- then zeros up to a multiple of 64, then the tensors
//
// The bytes must outlive the object and begin at a multiple of 64. Nothing is copied but names.
// Errors: kInternal with what is wrong; every tensor lies within the file.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stemma/result.h"

namespace stemma::language {

class ModelFile {
 public:
  static Result<ModelFile> open(std::string_view bytes, std::string_view name);

  /// The words of a setting; empty where there is none.
  const std::vector<std::string_view>& words(std::string_view setting) const;
  /// A setting's one number; 0 where there is none.
  std::size_t number(std::string_view setting) const;
  /// A tensor's bytes; empty where there is none.
  std::string_view bytes(std::string_view tensor) const;

  /// A tensor's values: exactly `count`, or none.
  template <class T>
  std::span<const T> values(std::string_view tensor, std::size_t count) const {
    const std::string_view b = bytes(tensor);
    if (b.size() != count * sizeof(T)) return {};
    return {reinterpret_cast<const T*>(b.data()), count};
  }

 private:
  std::unordered_map<std::string_view, std::vector<std::string_view>> settings_;
  std::unordered_map<std::string_view, std::string_view> tensors_;
};

}  // namespace stemma::language
