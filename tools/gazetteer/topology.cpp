#include "topology.h"

#include <simdjson.h>

#include <cmath>
#include <cstdlib>

namespace stemma::gazetteer {
namespace {

using simdjson::dom::element;

struct Part {
  double area = 0;  // square degrees, without sign
  Point middle;
};

/// Centroid of a ring on the plane of degrees, longitudes shrunk by the ring's latitude for area. A
/// ring over the date line is laid out beyond it.
Part measure(std::vector<Point> ring) {
  for (std::size_t i = 1; i < ring.size(); ++i) {
    while (ring[i].longitude - ring[i - 1].longitude > 180) ring[i].longitude -= 360;
    while (ring[i].longitude - ring[i - 1].longitude < -180) ring[i].longitude += 360;
  }
  double twice = 0, x = 0, y = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const Point &a = ring[i], &b = ring[i + 1];
    const double cross = a.longitude * b.latitude - b.longitude * a.latitude;
    twice += cross;
    x += (a.longitude + b.longitude) * cross;
    y += (a.latitude + b.latitude) * cross;
  }
  if (twice == 0) return {};
  Part part;
  part.middle = {y / (3 * twice), std::remainder(x / (3 * twice), 360)};
  part.area = std::abs(twice / 2) * std::cos(part.middle.latitude * M_PI / 180);
  return part;
}

std::vector<Point> ring_of(const element& indices, const std::vector<std::vector<Point>>& arcs) {
  std::vector<Point> ring;
  for (const element index : indices.get_array()) {
    const std::int64_t i = index.get_int64();
    const auto& arc = arcs.at(static_cast<std::size_t>(i < 0 ? ~i : i));
    if (i < 0)
      ring.insert(ring.end(), arc.rbegin(), arc.rend());
    else
      ring.insert(ring.end(), arc.begin(), arc.end());
  }
  return ring;
}

}  // namespace

Result<Topology> read_topology(const std::string& path, const std::string& object) {
  // The packer reads two files of known make; what is not as expected ends it.
  try {
    simdjson::dom::parser parser;
    const element root = parser.load(path);
    const auto transform = root["transform"];
    double scale[2], translate[2];
    for (std::size_t i = 0; i < 2; ++i) {
      scale[i] = transform["scale"].at(i).get_double();
      translate[i] = transform["translate"].at(i).get_double();
    }
    Topology topology;
    for (const element arc : root["arcs"].get_array()) {
      std::int64_t x = 0, y = 0;
      std::vector<Point> line;
      for (const element step : arc.get_array()) {
        x += step.at(0).get_int64();
        y += step.at(1).get_int64();
        line.push_back({double(y) * scale[1] + translate[1], double(x) * scale[0] + translate[0]});
      }
      topology.arcs.push_back(std::move(line));
    }
    for (const element area : root["objects"][object]["geometries"].get_array()) {
      std::string_view id, type;
      if (area["id"].get(id) || area["type"].get(type)) continue;
      Part largest;
      const auto consider = [&](const element& polygon) {
        const Part part = measure(ring_of(polygon.at(0), topology.arcs));
        if (part.area > largest.area) largest = part;
      };
      if (type == "Polygon") consider(area["arcs"]);
      if (type == "MultiPolygon")
        for (const element polygon : area["arcs"].get_array()) consider(polygon);
      if (largest.area > 0) topology.middles.emplace(std::string(id), largest.middle);
    }
    return topology;
  } catch (const std::exception& error) {
    return Error{ErrorCode::kMalformed, error.what(), path};
  }
}

}  // namespace stemma::gazetteer
