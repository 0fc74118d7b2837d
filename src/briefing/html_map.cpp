// The map of the page: where the reports say that things happen, over outlines of land. Drawn here,
// so that the page needs nothing from elsewhere.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>

#include "briefing/display.h"
#include "briefing/escape.h"
#include "briefing/html_sections.h"
#include "grounding/gazetteer.h"

namespace stemma::briefing {
namespace {

constexpr double kWidth = 720;
constexpr double kTallest = 460;
constexpr double kFlattest = 220;
constexpr double kSmallestView = 5;  // degrees of latitude: towns side by side still show a coast
constexpr double kLetter = 6.6;      // an upper guess of the width of a letter
constexpr std::size_t kDots = 120;
constexpr std::size_t kShown = 12;
constexpr double kDoubtful = 0.6;  // a share below says "perhaps"

/// One place of the gazetteer with all that names it as a location.
struct Spot {
  const PlaceValue* value = nullptr;
  std::vector<Evidence> evidence;
};

/// Every location in the order of how often it is named, then of the first mention.
std::vector<Spot> spots_of(const Lookup& lookup, std::vector<Spot>& unknown) {
  std::vector<Spot> spots;
  std::map<std::tuple<std::string, double, double>, std::size_t> index;
  std::map<std::string_view, std::size_t> unknown_index;
  const Briefing& b = lookup.briefing();
  for (const Report& report : b.reports) {
    for (const PlaceValue& p : b.groundings[report.id.index()].places) {
      if (p.role != PlaceRole::kLocation) continue;
      const Evidence e{report.id, p.range};
      if (!p.entry) {
        const auto [it, fresh] = unknown_index.emplace(lookup.words(e), unknown.size());
        if (fresh) unknown.push_back({&p, {}});
        unknown[it->second].evidence.push_back(e);
        continue;
      }
      const auto [it, fresh] = index.emplace(
          std::tuple(p.entry->name, p.entry->latitude, p.entry->longitude), spots.size());
      if (fresh) spots.push_back({&p, {}});
      spots[it->second].evidence.push_back(e);
    }
  }
  std::stable_sort(spots.begin(), spots.end(), [](const Spot& x, const Spot& y) {
    return x.evidence.size() > y.evidence.size();
  });
  return spots;
}

/// A piece of the plate carrée, its longitudes shrunk as in its middle latitude.
class View {
 public:
  explicit View(const std::vector<Spot>& spots) {
    double south = 90, north = -90, west = 180, east = -180;
    for (const Spot& spot : spots) {
      const PlaceEntry& entry = *spot.value->entry;
      // The middle of a country or an ocean stretches no map of towns.
      const bool wide = entry.kind == PlaceKind::kCountry || entry.kind == PlaceKind::kArea;
      if (wide && std::any_of(spots.begin(), spots.end(), is_town)) continue;
      south = std::min(south, entry.latitude);
      north = std::max(north, entry.latitude);
      west = std::min(west, entry.longitude);
      east = std::max(east, entry.longitude);
    }
    const double middle = (south + north) / 2;
    shrink_ = std::max(0.2, std::cos(middle * std::numbers::pi / 180));
    double high = std::max(kSmallestView, (north - south) * 1.3);
    double wide = std::max(kSmallestView * 1.6, (east - west) * 1.3 * shrink_);
    height_ = std::clamp(kWidth * high / wide, kFlattest, kTallest);
    high = std::max(high, wide * height_ / kWidth);
    wide = high * kWidth / height_;
    scale_ = kWidth / wide;
    west_ = (west + east) / 2 - wide / shrink_ / 2;
    north_ = middle + high / 2;
  }

  double height() const { return height_; }
  double x(double longitude) const { return (longitude - west_) * shrink_ * scale_; }
  double y(double latitude) const { return (north_ - latitude) * scale_; }
  static bool near(double x, double y, double height) {
    return x > -40 && x < kWidth + 40 && y > -40 && y < height + 40;
  }
  static bool is_town(const Spot& spot) {
    const PlaceKind kind = spot.value->entry->kind;
    return kind == PlaceKind::kSettlement || kind == PlaceKind::kDistrict;
  }

 private:
  double shrink_ = 1, height_ = kTallest, scale_ = 1, west_ = -180, north_ = 90;
};

/// Coasts and borders in view, thinned to what can be seen.
std::string land(const View& view) {
  const Result<grounding::Gazetteer> gazetteer = grounding::Gazetteer::built_in();
  if (!gazetteer) return {};
  std::string path;
  for (const grounding::Outline& outline : gazetteer->outlines()) {
    bool drawing = false;
    double last_x = 0, last_y = 0;
    for (const grounding::OutlinePoint& point : gazetteer->points(outline)) {
      const double x = view.x(point.longitude / 100.0), y = view.y(point.latitude / 100.0);
      if (!View::near(x, y, view.height())) {
        drawing = false;
        continue;
      }
      if (drawing && std::hypot(x - last_x, y - last_y) < 1.5) continue;
      path += fmt::format("{}{:.0f} {:.0f}", drawing ? 'L' : 'M', x, y);
      drawing = true;
      last_x = x;
      last_y = y;
    }
  }
  return path.empty() ? path : "<path class=\"land\" d=\"" + path + "\"/>";
}

struct Box {
  double left, top, right, bottom;
  bool meets(const Box& b) const {
    return left < b.right && b.left < right && top < b.bottom && b.top < bottom;
  }
};

/// Dots, and their names where there is room: the most named first.
std::string dots(const View& view, const std::vector<Spot>& spots) {
  std::string out;
  std::vector<Box> taken;
  for (std::size_t i = 0; i < std::min(spots.size(), kDots); ++i) {
    const PlaceEntry& entry = *spots[i].value->entry;
    const double x = view.x(entry.longitude), y = view.y(entry.latitude);
    taken.push_back({x - 4, y - 4, x + 4, y + 4});
  }
  for (std::size_t i = 0; i < std::min(spots.size(), kDots); ++i) {
    const PlaceEntry& entry = *spots[i].value->entry;
    const double x = view.x(entry.longitude), y = view.y(entry.latitude);
    if (x < 0 || x > kWidth || y < 0 || y > view.height()) continue;
    const double radius = 3.5 + std::min(3.0, std::log2(double(spots[i].evidence.size())));
    out += fmt::format(
        "<g><title>{}</title><circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>",
        escape(entry.name), View::is_town(spots[i]) ? "town" : "area", x, y, radius);
    const double width = kLetter * double(display_width(entry.name));
    const double gap = radius + 3;
    const std::pair<double, double> corners[] = {{x + gap, y - 7},
                                                 {x - gap - width, y - 7},
                                                 {x - width / 2, y - gap - 14},
                                                 {x - width / 2, y + gap}};
    for (const auto& [left, top] : corners) {
      const Box box{left, top, left + width, top + 14};
      if (box.left < 0 || box.right > kWidth || box.top < 0 || box.bottom > view.height()) continue;
      std::size_t met = 0;
      for (std::size_t t = 0; t < taken.size(); ++t) met += t != i && box.meets(taken[t]);
      if (met > 0) continue;
      taken.push_back(box);
      out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", left, top + 11,
                         escape(entry.name));
      break;
    }
    out += "</g>\n";
  }
  return out;
}

/// "Paris, Texas, US (perhaps)".
std::string title_of(const PlaceValue& value) {
  const PlaceEntry& entry = *value.entry;
  std::string out = "<b>" + escape(entry.name) + "</b>";
  if (!entry.region.empty() && entry.region != entry.name) out += ", " + escape(entry.region);
  if (!entry.country.empty() && entry.kind != PlaceKind::kCountry)
    out += ", " + escape(entry.country);
  if (value.share < kDoubtful)
    out += fmt::format(" <span class=\"quiet\">(perhaps: {})</span>", escape(value.basis));
  return out;
}

}  // namespace

void html_map(std::string& out, const Lookup& lookup) {
  std::vector<Spot> unknown;
  const std::vector<Spot> spots = spots_of(lookup, unknown);
  if (spots.empty()) return;
  open_section(out, "map", "Places",
               "Where the reports say that things are; governments that act are not shown. Circles "
               "without a filling are the middles of areas.");
  const View view(spots);
  out += fmt::format(
      "<figure class=\"map\"><svg viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\" role=\"img\" aria-label=\"Map of the places named\">\n",
      kWidth, view.height());
  out += land(view) + "\n" + dots(view, spots) +
         "</svg><figcaption>Places: GeoNames (CC BY 4.0). Outlines: Natural "
         "Earth.</figcaption></figure>\n";
  std::vector<std::string> items;
  for (const Spot& spot : spots)
    items.push_back(title_of(*spot.value) + links(lookup, spot.evidence));
  for (const Spot& spot : unknown) {
    items.push_back(isolate(clean(lookup.words(spot.evidence.front()))) +
                    " <span class=\"quiet\">(in no gazetteer)</span>" +
                    links(lookup, spot.evidence));
  }
  write_list(out, items, kShown, "places");
  close_section(out);
}

}  // namespace stemma::briefing
