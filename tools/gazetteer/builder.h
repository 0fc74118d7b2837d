// Collects places and their names, and writes them in the layout of grounding/gazetteer_format.h.
//
//   Builder builder;
//   const std::uint32_t place = builder.add(record, "Paris");
//   builder.name(place, "Parigi", kRefOtherName);
//   std::string bytes = builder.pack();
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "grounding/gazetteer_format.h"

namespace stemma::gazetteer {

using grounding::PlaceRecord;

/// Degrees north and east.
struct Point {
  double latitude = 0;
  double longitude = 0;
};

class Builder {
 public:
  /// A new place under this name.
  std::uint32_t add(const PlaceRecord& record, std::string_view name);
  /// One more name; names that say nothing (one letter, no letters) are passed over. The plainest
  /// way to a name wins: a place's own name is never marked as another's.
  void name(std::uint32_t place, std::string_view name, std::uint32_t how = 0);
  /// Another spelling of a name: what is well known under `name` is found under `other` too.
  void spelling(std::string_view name, std::string_view other, std::uint32_t least_population);
  void outline(const std::vector<Point>& line);

  PlaceRecord& operator[](std::uint32_t place) { return places_[place]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(places_.size()); }
  std::string_view name_of(std::uint32_t place) const;
  void move_to(std::uint32_t place, Point point);

  std::string pack() const;

 private:
  std::vector<PlaceRecord> places_;
  std::string text_;
  std::map<std::string, std::map<std::uint32_t, std::uint32_t>> keys_;  // key -> place -> how
  std::vector<grounding::Outline> outlines_;
  std::vector<grounding::OutlinePoint> points_;
};

}  // namespace stemma::gazetteer
