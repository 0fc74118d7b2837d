// The shape of a library's file, and how an older one is brought up to it. Each step is a file in
// src/library/migrations/, numbered from 001; SQLite's user_version holds the last one done.
#pragma once

#include <optional>

#include "library/sqlite.h"

namespace stemma::library {

/// The number of the newest migration.
int schema_version();

/// Brings the database to schema_version(), a transaction a step. An empty database becomes a
/// library; anything else that is not one is refused.
std::optional<Error> migrate(Connection& db, bool read_only);

}  // namespace stemma::library
