#include "language/mentions.h"

namespace stemma::language {

Result<MentionTables> MentionTables::load() { return MentionTables{}; }

void find_mentions(std::string_view, Analysis&, const Model::Tables&) {}

}  // namespace stemma::language
