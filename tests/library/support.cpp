#include "library/support.h"

#include <fmt/format.h>

#include "library/export.h"

namespace stemma::library {
namespace {

template <class Model>
const Model& loaded() {
  static const Result<Model> kModel = Model::load();
  return kModel.value();
}

}  // namespace

Library LibraryTest::open(const std::string& name, const std::string& vfs) const {
  auto library = Library::open(path(name), {.create = true, .read_only = false, .vfs = vfs});
  EXPECT_TRUE(library.ok()) << library.error().describe();
  return std::move(*library);
}

const intake::Model& LibraryTest::intake_model() { return loaded<intake::Model>(); }

AnalysisModels LibraryTest::models() {
  return {loaded<language::Model>(), loaded<grounding::Model>(), loaded<claims::Model>()};
}

AddOptions LibraryTest::still() {
  AddOptions options;
  options.now = [] { return std::string("2031-03-07T09:30:00Z"); };
  return options;
}

Added LibraryTest::add_files(Library& library, const std::vector<std::string>& names,
                             AddOptions options) {
  std::vector<std::string> paths;
  for (const std::string& name : names) paths.push_back(path(name));
  const Sources sources = find_sources(paths);
  EXPECT_TRUE(sources.problems.empty());
  const auto added = add(library, sources.files, intake_model(), options);
  EXPECT_TRUE(added.ok()) << added.error().describe();
  return added.ok() ? *added : Added{};
}

Added LibraryTest::add_lines(Library& library, const std::string& lines, AddOptions options) {
  std::istringstream in(lines);
  options.standard_input = &in;
  const auto added = add(library, std::vector<Source>{{"-", 0}}, intake_model(), options);
  EXPECT_TRUE(added.ok()) << added.error().describe();
  return added.ok() ? *added : Added{};
}

std::string LibraryTest::table(Library& library, const std::string& name) {
  std::string out;
  const auto error = export_table(library, name, ExportFormat::kJsonl,
                                  [&](std::string_view lines) { out += lines; });
  EXPECT_FALSE(error) << error->describe();
  return out;
}

std::string LibraryTest::integrity(Library& library) {
  std::string found;
  for (const char* check : {"PRAGMA integrity_check", "PRAGMA foreign_key_check",
                            "INSERT INTO words(words) VALUES('integrity-check')"}) {
    Statement statement(library.db(), check);
    while (statement.step()) found += std::string(statement.text(0)) + ";";
    if (statement.error()) found += statement.error()->describe();
  }
  return found;
}

std::int64_t LibraryTest::count(Library& library, const std::string& from) {
  Statement statement(library.db(), "SELECT count(*) FROM " + from);
  EXPECT_TRUE(statement.step()) << from;
  return statement.integer(0);
}

std::string report_line(int number) {
  return fmt::format(
      "{{\"id\": \"{0}\", \"url\": \"https://courier.example/{0}\", \"outlet\": \"Port Sela "
      "Courier\", \"title\": \"Pumps fail in district {0}\", \"published\": \"2031-03-{1:02}\", "
      "\"text\": \"Pump station {0} of Port Sela stood still on Friday, the harbour board said. "
      "At least {2} houses in the old town were without water, according to Ana Moro, who leads "
      "the board.\"}}\n",
      number, number % 28 + 1, number + 10);
}

std::string report_lines(int count) {
  std::string lines;
  for (int i = 1; i <= count; ++i) lines += report_line(i);
  return lines;
}

}  // namespace stemma::library
