// What the verbs that work on a library share.
#pragma once

#include <string>
#include <variant>

#include "commands.h"
#include "stemma/library.h"

namespace stemma::app {

/// The file of --library or, without it, of STEMMA_LIBRARY; empty where neither names one.
std::string library_path(const Arguments& arguments);

/// That file, opened; or, after saying what is wrong, the exit code.
std::variant<Library, int> open_library(const Arguments& arguments, const Library::Options& how);

}  // namespace stemma::app
