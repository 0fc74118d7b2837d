// Stories in words, as all verbs that show them do.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <variant>

#include "commands.h"
#include "library/story_list.h"

namespace stemma::app {

/// "1 report", "2 reports".
std::string plural(std::size_t count, std::string_view one);

/// JSON as all verbs print it, with a line break behind. An indent of -1: on one line.
std::string dump(const nlohmann::ordered_json& json, int indent);

/// "s12    3 reports of 2 outlets, 2031-03-07 to 2031-03-08".
std::string story_head(const library::StoryLine& line);
std::string story_title(const library::StoryLine& line);
nlohmann::ordered_json story_json(const library::StoryLine& line);

/// Says what is wrong; the exit code.
int story_failure(const Error& error);

/// A library that results may be kept in; where that cannot be written, one that is read only.
std::variant<Library, int> open_library_to_keep(const Arguments& arguments);

}  // namespace stemma::app
