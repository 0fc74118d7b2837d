// Is what stemma stands on in order: what is built in, the machine, what it runs with.
//
//   for (const library::Finding& finding : check_setup(".")) show(finding);
#pragma once

#include <string>
#include <vector>

#include "library/checkup.h"

namespace stemma::app {

/// `folder` is where a library is, or would be.
std::vector<library::Finding> check_setup(const std::string& folder);

}  // namespace stemma::app
