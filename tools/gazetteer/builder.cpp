#include "builder.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

#include "grounding/place_key.h"

namespace stemma::gazetteer {
namespace {

template <class T>
void append(std::string& out, std::span<const T> items) {
  if (!items.empty()) out.append(reinterpret_cast<const char*>(items.data()), items.size_bytes());
  out.resize((out.size() + 7) / 8 * 8);
}

bool all_digits(std::string_view key) {
  return std::all_of(key.begin(), key.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == ' '; });
}

}  // namespace

std::uint32_t Builder::add(const PlaceRecord& record, std::string_view name) {
  const auto place = static_cast<std::uint32_t>(places_.size());
  places_.push_back(record);
  places_.back().name = static_cast<std::uint32_t>(text_.size());
  places_.back().name_size = static_cast<std::uint16_t>(std::min<std::size_t>(name.size(), 1000));
  text_ += name.substr(0, places_.back().name_size);
  this->name(place, name);
  return place;
}

void Builder::name(std::uint32_t place, std::string_view name, std::uint32_t how) {
  std::string key = grounding::place_key(name);
  if (key.size() < 2 || key.size() > 60 || all_digits(key)) return;
  const auto [it, fresh] = keys_[std::move(key)].emplace(place, how);
  if (!fresh) it->second = std::min(it->second, how);
}

void Builder::spelling(std::string_view name, std::string_view other,
                       std::uint32_t least_population) {
  const auto known = keys_.find(grounding::place_key(name));
  if (known == keys_.end()) return;
  const std::map<std::uint32_t, std::uint32_t> places = known->second;
  for (const auto& [place, how] : places)
    if (places_[place].kind != grounding::RecordKind::kSettlement ||
        places_[place].population >= least_population)
      this->name(place, other, how | grounding::kRefOtherName);
}

void Builder::outline(const std::vector<Point>& line) {
  grounding::Outline outline{static_cast<std::uint32_t>(points_.size()), 0};
  const auto end = [&] {
    outline.points = static_cast<std::uint32_t>(points_.size()) - outline.first_point;
    if (outline.points > 1) outlines_.push_back(outline);
    outline.first_point = static_cast<std::uint32_t>(points_.size());
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    // A step over the date line would run across the whole map.
    if (i > 0 && std::abs(line[i].longitude - line[i - 1].longitude) > 180) end();
    points_.push_back({static_cast<std::int16_t>(std::lround(line[i].longitude * 100)),
                       static_cast<std::int16_t>(std::lround(line[i].latitude * 100))});
  }
  end();
}

std::string_view Builder::name_of(std::uint32_t place) const {
  return std::string_view(text_).substr(places_[place].name, places_[place].name_size);
}

void Builder::move_to(std::uint32_t place, Point point) {
  places_[place].latitude = static_cast<std::int32_t>(std::lround(point.latitude * 1e5));
  places_[place].longitude = static_cast<std::int32_t>(std::lround(point.longitude * 1e5));
}

std::string Builder::pack() const {
  std::string text = text_;
  std::vector<grounding::KeyRecord> keys;
  std::vector<std::uint32_t> refs;
  for (const auto& [key, places] : keys_) {
    keys.push_back(
        {static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(refs.size())});
    text += key;
    // The largest first: a reader that looks at some only looks at these.
    std::vector<std::uint32_t> order;
    for (const auto& [place, how] : places) order.push_back(place | how);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return places_[a & grounding::kRefIndex].population >
             places_[b & grounding::kRefIndex].population;
    });
    refs.insert(refs.end(), order.begin(), order.end());
  }
  keys.push_back(
      {static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(refs.size())});

  grounding::GazetteerHeader header;
  header.magic = grounding::kGazetteerMagic;
  header.places = static_cast<std::uint32_t>(places_.size());
  header.keys = static_cast<std::uint32_t>(keys_.size());
  header.refs = static_cast<std::uint32_t>(refs.size());
  header.outlines = static_cast<std::uint32_t>(outlines_.size());
  header.points = static_cast<std::uint32_t>(points_.size());
  header.text = static_cast<std::uint32_t>(text.size());
  std::string out;
  append(out, std::span<const grounding::GazetteerHeader>(&header, 1));
  append(out, std::span<const PlaceRecord>(places_));
  append(out, std::span<const grounding::KeyRecord>(keys));
  append(out, std::span<const std::uint32_t>(refs));
  append(out, std::span<const grounding::Outline>(outlines_));
  append(out, std::span<const grounding::OutlinePoint>(points_));
  append(out, std::span<const char>(text));
  return out;
}

}  // namespace stemma::gazetteer
