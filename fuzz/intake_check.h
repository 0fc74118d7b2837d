// What every report that intake makes must keep, whatever the bytes; shared by its fuzz targets.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "intake/intake.h"

namespace stemma::fuzz {

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

inline bool on_boundary(std::string_view text, std::uint32_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

inline void check_range(std::string_view text, ByteRange range) {
  require(range.begin < range.end && range.end <= text.size(), "a range lies inside the text");
  require(on_boundary(text, range.begin) && on_boundary(text, range.end),
          "a range lies between code points");
}

inline void check_batch(const intake::Batch& batch) {
  require(!batch.reports.empty() || !batch.problems.empty(), "something is said of every input");
  require(batch.captured.empty() || batch.captured.size() == batch.reports.size(),
          "what lists say of times runs parallel to their reports");
  for (const Error& problem : batch.problems) {
    require(!problem.message.empty() && !problem.context.empty(), "a problem says what and where");
    require(utf8::first_invalid(problem.message) == problem.message.size(), "messages are UTF-8");
  }
  for (const Report& report : batch.reports) {
    const std::string_view text = report.text;
    require(utf8::first_invalid(text) == text.size(), "text is valid UTF-8");
    require(!text.empty(), "a report has words");
    for (const std::string* field :
         {&report.title, &report.outlet, &report.url, &report.external_id, &report.source}) {
      require(utf8::first_invalid(*field) == field->size(), "fields are valid UTF-8");
    }
    for (const std::string& note : report.notes)
      require(utf8::first_invalid(note) == note.size(), "notes are valid UTF-8");
    std::uint32_t last = 0;
    for (const Furniture& item : report.furniture) {
      check_range(text, item.range);
      require(item.range.begin >= last, "furniture is sorted and does not overlap");
      last = item.range.end;
    }
    if (report.published) {
      require(report.published->value.size() >= 10, "a date has year, month and day");
      if (report.published->evidence) check_range(text, *report.published->evidence);
    }
  }
}

inline const intake::Model& model() {
  static const Result<intake::Model> kModel = intake::Model::load();
  require(kModel.ok(), "the lexicons load");
  return kModel.value();
}

inline void read_as(intake::FormatHint format, const std::uint8_t* data, std::size_t size) {
  intake::Options options;
  options.format = format;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_batch(intake::read_bytes(bytes, "fuzz", model(), options));
}

}  // namespace stemma::fuzz
