// Tables out of a library: cells that a spreadsheet cannot run, ids that stay, and the way back in.
#include "library/export.h"

#include "base/csv.h"
#include "library/place.h"
#include "library/support.h"

namespace stemma::library {
namespace {

TEST(Csv, Cells) {
  EXPECT_EQ(csv_cell("plain"), "plain");
  EXPECT_EQ(csv_cell("a, \"b\"\nc"), "\"a, \"\"b\"\"\nc\"");
  EXPECT_EQ(csv_cell(""), "");
}

TEST(Csv, NoCellBeginsAsAFormula) {
  for (const char* text :
       {"=1+1", "+44", "-2", "@SUM(A1)", "\t=x", "\r=x", "=HYPERLINK(\"x\",\"y\")"}) {
    const std::string cell = csv_cell(text);
    const std::size_t first = cell[0] == '"' ? 1 : 0;
    EXPECT_EQ(cell[first], '\'') << text;
  }
}

TEST(Csv, EveryTextComesBack) {
  for (const char* text : {"=1", "'=1", "''+1", "'tis", "'", "", "a=1", "'' quoted", "-"}) {
    std::string cell = csv_cell(text);
    EXPECT_EQ(without_guard(cell), text);
  }
}

class ExportTest : public LibraryTest {
 protected:
  static std::string csv(Library& library, const std::string& name) {
    std::string out;
    EXPECT_FALSE(export_table(library, name, ExportFormat::kCsv,
                              [&](std::string_view lines) { out += lines; }));
    return out;
  }
};

TEST_F(ExportTest, EveryTableIsThere) {
  Library library = open();
  add_lines(library, report_lines(2) + "not json\n");
  ASSERT_TRUE(refresh(library, models(), {}).ok());
  const auto model = stories::Model::load();
  ASSERT_TRUE(model.ok());
  ASSERT_TRUE(place(library, *model, {}).ok());
  for (const std::string_view name : export_tables()) {
    const std::string lines = table(library, std::string(name));
    EXPECT_NE(lines, "") << name;
    EXPECT_TRUE(lines.starts_with("{") && lines.ends_with("}\n")) << name;
    const std::string cells = csv(library, std::string(name));
    EXPECT_GT(std::count(cells.begin(), cells.end(), '\n'), 1) << name;
  }
}

TEST_F(ExportTest, ATableThatIsNotThereIsAUsageError) {
  Library library = open();
  const auto error =
      export_table(library, "sqlite_master", ExportFormat::kCsv, [](std::string_view) {});
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ErrorCode::kUsage);
}

TEST_F(ExportTest, SpansCarryTheirBytesAndWords) {
  Library library = open();
  add_lines(library, report_line(1));
  ASSERT_TRUE(refresh(library, models(), {}).ok());
  EXPECT_NE(table(library, "quantities").find(R"("text":"At least 11 houses")"), std::string::npos)
      << table(library, "quantities");
  EXPECT_NE(csv(library, "claims").find("\nid,version,content_ranges"), 0u);
  EXPECT_TRUE(csv(library, "claims").starts_with("id,version,content_ranges,content_text,speaker"));
  EXPECT_NE(table(library, "claims").find(R"("speaker":"Ana Moro")"), std::string::npos);
}

/// Rows of cells, as a spreadsheet reads them (RFC 4180), with the guard against formulas.
std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& cell = rows.back().back();
    if (quoted) {
      if (text[i] != '"') {
        cell += text[i];
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += text[++i];
      } else {
        quoted = false;
      }
    } else if (text[i] == '"') {
      quoted = true;
    } else if (text[i] == ',') {
      rows.back().emplace_back();
    } else if (text[i] == '\n') {
      rows.push_back({""});
    } else {
      cell += text[i];
    }
  }
  EXPECT_FALSE(quoted);
  rows.pop_back();  // after the last line
  return rows;
}

TEST_F(ExportTest, EveryTableIsACsvThatAReaderUnderstands) {
  Library library = open();
  add_lines(library, report_lines(3) +
                         R"({"outlet": "=1+1", "title": "@x, \"y\"", "text": "+40 \"houses\", the )"
                         R"(board\nsaid. -3 degrees, Ana Moro said."})"
                         "\nnot json\n");
  ASSERT_TRUE(refresh(library, models(), {}).ok());
  const auto model = stories::Model::load();
  ASSERT_TRUE(model.ok());
  ASSERT_TRUE(place(library, *model, {}).ok());
  for (const std::string_view name : export_tables()) {
    const auto rows = read_csv(csv(library, std::string(name)));
    const std::string lines = table(library, std::string(name));
    EXPECT_GT(rows.size(), 1u) << name;
    EXPECT_EQ(rows.size() - 1, std::size_t(std::count(lines.begin(), lines.end(), '\n'))) << name;
    for (const auto& row : rows) {
      EXPECT_EQ(row.size(), rows[0].size()) << name;
      for (const std::string& cell : row) {
        const bool number = !cell.empty() && cell.find_first_not_of("-.0123456789e") == cell.npos;
        EXPECT_TRUE(cell.empty() || number ||
                    std::string_view("=+-@\t\r").find(cell[0]) == std::string_view::npos)
            << name << ": " << cell;
      }
    }
  }
}

TEST_F(ExportTest, VersionsGoRoundThroughCsv) {
  Library first = open("first");
  add_lines(first, report_lines(4) +
                       R"({"outlet": "=Ledger", "title": "-1, \"two\"", "text": "+40 houses.\n)"
                       R"('Quoted', all of them; so the board said."})"
                       "\n");
  scratch_.write("versions.csv", csv(first, "versions"));
  Library second = open("second");
  EXPECT_EQ(add_files(second, {"versions.csv"}).new_reports, 5u);
  EXPECT_EQ(table(second, "reports"), table(first, "reports"));
}

TEST_F(ExportTest, VersionsGoRoundThroughJsonLines) {
  Library first = open("first");
  add_lines(first,
            report_lines(4) +
                R"({"url": "https://courier.example/1", "outlet": "Port Sela Courier", )"
                R"("title": "=cmd|' /C calc'!A0", "text": "Pumps run \u2013 again.\nAll of them.")"
                "}\n"
                R"({"outlet": "Ledger", "text": "A report without an address."})"
                "\n");
  const std::string lines = table(first, "versions");
  Library second = open("second");
  add_lines(second, lines);
  EXPECT_EQ(table(second, "reports"), table(first, "reports"));
  EXPECT_EQ(count(second, "versions"), 6);
  const char* same =
      "SELECT r.public, v.number, hex(v.hash), v.title, v.outlet, v.published FROM versions v "
      "JOIN reports r ON r.id = v.report ORDER BY 1, 2";
  Statement a(first.db(), same);
  Statement b(second.db(), same);
  while (a.step()) {
    ASSERT_TRUE(b.step());
    for (int i = 0; i < 6; ++i) EXPECT_EQ(a.text(i), b.text(i));
  }
}

}  // namespace
}  // namespace stemma::library
