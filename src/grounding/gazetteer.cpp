#include "grounding/gazetteer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

extern "C" {
extern const char stemma_gazetteer_begin[], stemma_gazetteer_end[];
}

namespace stemma::grounding {
namespace {

/// Takes sections off the front of the bytes; `fits` turns false where one does not fit.
class Sections {
 public:
  explicit Sections(std::string_view bytes) : rest_(bytes) {}

  template <class T>
  std::span<const T> take(std::size_t count) {
    const std::size_t size = (count * sizeof(T) + 7) / 8 * 8;
    if (size > rest_.size()) {
      fits = false;
      return {};
    }
    const auto* items = reinterpret_cast<const T*>(rest_.data());
    rest_.remove_prefix(size);
    return {items, count};
  }

  bool fits = true;

 private:
  std::string_view rest_;
};

constexpr std::size_t kBetweenFences = 64;

/// The first eight bytes, in the order of texts: what is before by them is before.
std::uint64_t opening_of(std::string_view key) {
  std::uint64_t opening = 0;
  for (std::size_t i = 0; i < sizeof(opening); ++i)
    opening = opening << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0);
  return opening;
}

}  // namespace

Result<Gazetteer> Gazetteer::built_in() {
  return open({stemma_gazetteer_begin, std::size_t(stemma_gazetteer_end - stemma_gazetteer_begin)});
}

Result<Gazetteer> Gazetteer::open(std::string_view bytes) {
  const Error malformed{ErrorCode::kMalformed, "not a packed gazetteer of this version",
                        "gazetteer"};
  Sections sections(bytes);
  const auto header = sections.take<GazetteerHeader>(1);
  if (!sections.fits || header[0].magic != kGazetteerMagic) return malformed;
  Gazetteer g;
  g.places_ = sections.take<PlaceRecord>(header[0].places);
  g.keys_ = sections.take<KeyRecord>(std::size_t{header[0].keys} + 1);
  g.refs_ = sections.take<std::uint32_t>(header[0].refs);
  g.outlines_ = sections.take<Outline>(header[0].outlines);
  g.points_ = sections.take<OutlinePoint>(header[0].points);
  const auto text = sections.take<char>(header[0].text);
  if (!sections.fits || g.keys_.back().first_ref != g.refs_.size() ||
      g.keys_.back().text != text.size())
    return malformed;
  g.text_ = {text.data(), text.size()};
  for (std::size_t i = 0; i + 1 < g.keys_.size(); i += kBetweenFences) {
    if (g.keys_[i].text > g.keys_[i + 1].text || g.keys_[i + 1].text > text.size())
      return malformed;
    g.fences_.push_back(opening_of(g.key(i)));
  }
  return g;
}

std::string_view Gazetteer::key(std::size_t i) const {
  return text_.substr(keys_[i].text, keys_[i + 1].text - keys_[i].text);
}

std::string_view Gazetteer::name(std::uint32_t ref) const {
  return text_.substr(place(ref).name, place(ref).name_size);
}

Gazetteer::Stretch Gazetteer::stretch_of(std::string_view wanted) const {
  const auto [first, last] = std::equal_range(fences_.begin(), fences_.end(), opening_of(wanted));
  const auto before = static_cast<std::size_t>(first - fences_.begin());
  const auto upto = static_cast<std::size_t>(last - fences_.begin());
  return {before == 0 ? 0 : (before - 1) * kBetweenFences + 1,
          std::min(keys_.size() - 1, upto * kBetweenFences)};
}

Gazetteer::Found Gazetteer::find(std::string_view wanted) const {
  auto [low, high] = stretch_of(wanted);
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (key(middle) < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  Found found;
  if (low + 1 < keys_.size() && key(low) == wanted) {
    found.refs =
        refs_.subspan(keys_[low].first_ref, keys_[low + 1].first_ref - keys_[low].first_ref);
    ++low;
  }
  // A space sorts before letters: what goes on after a space comes first.
  if (low + 1 < keys_.size()) {
    const std::string_view next = key(low);
    found.longer =
        next.size() > wanted.size() && next.starts_with(wanted) && next[wanted.size()] == ' ';
  }
  return found;
}

double distance_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b) {
  constexpr double kEarthRadius = 6371;
  constexpr double kDegree = std::numbers::pi / 180;
  const double a = latitude_a * kDegree, b = latitude_b * kDegree;
  const double north = std::sin((a - b) / 2);
  const double east = std::sin((longitude_a - longitude_b) * kDegree / 2);
  const double h = north * north + std::cos(a) * std::cos(b) * east * east;
  return 2 * kEarthRadius * std::asin(std::sqrt(std::min(1.0, h)));
}

}  // namespace stemma::grounding
