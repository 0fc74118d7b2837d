// What the verbs that work on a library share.
#pragma once

#include <variant>

#include "commands.h"
#include "stemma/library.h"

namespace stemma::app {

/// The file of --library or STEMMA_LIBRARY, opened; or, after saying what is wrong, the exit code.
std::variant<Library, int> open_library(const Arguments& arguments, const Library::Options& how);

}  // namespace stemma::app
