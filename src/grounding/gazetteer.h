// The places of the world that stemma knows, found by name. Packed at build time (tools/gazetteer)
// and read where it lies in the executable: opening it costs little.
//
//   const Result<Gazetteer> g = Gazetteer::built_in();
//   for (const std::uint32_t ref : g->find(place_key("Paris")))
//     use(g->place(ref), g->name(ref));          // the largest first
//   if (g->begins("new")) ...                    // "New York" may follow
//
// Read only; safe from any thread. Views live as long as the program.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grounding/gazetteer_format.h"
#include "stemma/result.h"

namespace stemma::grounding {

class Gazetteer {
 public:
  static Result<Gazetteer> built_in();
  /// kMalformed where the bytes are none, or their sections do not fit. REQUIRES: bytes are aligned
  /// to 8 and outlive the Gazetteer.
  static Result<Gazetteer> open(std::string_view bytes);

  struct Found {
    std::span<const std::uint32_t> refs;  // empty: no place has this name
    bool longer = false;                  // some name goes on after it with another word
  };
  Found find(std::string_view key) const;

  std::size_t size() const { return places_.size(); }
  const PlaceRecord& place(std::uint32_t ref) const { return places_[ref & kRefIndex]; }
  std::string_view name(std::uint32_t ref) const;

  std::span<const Outline> outlines() const { return outlines_; }
  std::span<const OutlinePoint> points(const Outline& outline) const {
    return points_.subspan(outline.first_point, outline.points);
  }

 private:
  /// Keys [low, high) among which the first that is not before `wanted` is, or it is key high.
  struct Stretch {
    std::size_t low = 0;
    std::size_t high = 0;
  };

  std::string_view key(std::size_t i) const;
  Stretch stretch_of(std::string_view wanted) const;

  std::span<const PlaceRecord> places_;
  std::span<const KeyRecord> keys_;  // one more than there are keys
  std::span<const std::uint32_t> refs_;
  std::span<const Outline> outlines_;
  std::span<const OutlinePoint> points_;
  std::string_view text_;
  std::vector<std::uint64_t> fences_;  // the first bytes of every so manieth key
};

/// Great-circle distance, degrees in, kilometres out.
double distance_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b);

}  // namespace stemma::grounding
