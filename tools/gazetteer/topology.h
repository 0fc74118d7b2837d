// Outlines of areas in TopoJSON (world-atlas, us-atlas):
// https://github.com/topojson/topojson-specification
#pragma once

#include <map>
#include <string>
#include <vector>

#include "builder.h"
#include "stemma/result.h"

namespace stemma::gazetteer {

struct Topology {
  std::vector<std::vector<Point>> arcs;  // the lines that areas share
  std::map<std::string, Point> middles;  // by the area's id: the centroid of its largest part
};

/// REQUIRES: quantised arcs, as both atlases have. `object` is the layer whose areas are wanted.
Result<Topology> read_topology(const std::string& path, const std::string& object);

}  // namespace stemma::gazetteer
