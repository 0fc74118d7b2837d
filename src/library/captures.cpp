#include "library/captures.h"

namespace stemma::library {

Captures::Captures(Connection& db)
    : find_(db, "SELECT at, piece, text FROM captures WHERE url = ?"),
      keep_(db,
            "INSERT INTO captures(url, at, piece, text) VALUES(?, ?, ?, ?) ON CONFLICT(url) DO "
            "UPDATE SET at = excluded.at, piece = excluded.piece, text = excluded.text") {}

Result<std::optional<Capture>> Captures::find(std::string_view url) {
  std::optional<Capture> capture;
  if (find_.bind(1, url).step()) {
    capture =
        Capture{std::string(find_.text(0)), std::string(find_.blob(1)), std::string(find_.blob(2))};
  }
  const std::optional<Error> error = find_.error();
  find_.reset();
  if (error) return *error;
  return capture;
}

std::optional<Error> Captures::keep(std::string_view url, const Capture& capture) {
  keep_.bind(1, url).bind(2, capture.at).bind_blob(3, capture.piece).bind_blob(4, capture.text);
  return keep_.run();
}

Result<bool> Captures::shows_another(std::string_view url, const Capture& now) {
  const auto last = find(url);
  if (!last) return last.error();
  if (*last && (*last)->at > now.at) return false;
  if (auto error = keep(url, now)) return *error;
  if (*last && (*last)->at == now.at) return false;
  return *last && !(*last)->text.empty() && !now.text.empty() && (*last)->text != now.text;
}

std::string capture_time(std::string_view stated) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00";
  if (stated.size() <= kForm.size() || !stated.ends_with('Z')) return {};
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    const bool digit = '0' <= stated[i] && stated[i] <= '9';
    if (kForm[i] == '0' ? !digit : stated[i] != kForm[i]) return {};
  }
  return std::string(stated.substr(0, kForm.size())) + 'Z';
}

}  // namespace stemma::library
