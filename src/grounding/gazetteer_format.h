// The layout of the packed gazetteer: written at build time by tools/gazetteer, mapped with the
// executable and read in place by gazetteer.h. Little-endian; sections are aligned to 8 bytes.
//
//   GazetteerHeader | PlaceRecord[places] | KeyRecord[keys + 1] | uint32 refs[] | Outline[outlines]
//   | OutlinePoint[points] | text
//
// Invariants: keys are sorted by their bytes and distinct; keys[i]'s references are
// refs[keys[i].first_ref, keys[i + 1].first_ref), likewise its text; a reference is the index of a
// place, its high bits say how the name came to it.
#pragma once

#include <array>
#include <cstdint>

namespace stemma::grounding {

inline constexpr std::array<char, 8> kGazetteerMagic = {'S', 'T', 'G', 'A', 'Z', '0', '0', '1'};
inline constexpr std::uint32_t kNoRecord = UINT32_MAX;

/// How a reference came by its name.
inline constexpr std::uint32_t kRefOtherName = 1u << 31;  // a foreign or former one, "Parigi"
inline constexpr std::uint32_t kRefPeople = 1u << 30;     // an adjective or a people, "Texans"
inline constexpr std::uint32_t kRefShort = 1u << 29;      // "Rapides" for "Rapides Parish"
inline constexpr std::uint32_t kRefPostal = 1u << 28;     // two capitals, behind a comma: "TX"
inline constexpr std::uint32_t kRefStops = 1u << 27;      // an abbreviation, with stops: "Tex."
inline constexpr std::uint32_t kRefIndex = kRefStops - 1;

enum class RecordKind : std::uint8_t { kCountry, kRegion, kDistrict, kSettlement, kArea };

/// What a settlement is besides.
enum RecordFlags : std::uint8_t {
  kCapital = 1,       // of a country
  kRegionSeat = 2,    // of a first-order division
  kDistrictSeat = 4,  // of a second-order one
  kSection = 8,       // a part of a town
};

struct PlaceRecord {
  std::uint32_t geonames_id = 0;  // 0: not from there
  std::int32_t latitude = 0;      // degrees * 1e5
  std::int32_t longitude = 0;
  std::uint32_t population = 0;  // 0: unknown
  std::uint32_t name = 0;        // into the text
  std::uint32_t country = kNoRecord;
  std::uint32_t region = kNoRecord;    // first-order division
  std::uint32_t district = kNoRecord;  // second-order division
  std::uint16_t name_size = 0;
  std::array<char, 2> country_code{};  // ISO 3166-1; zero for areas
  RecordKind kind = RecordKind::kSettlement;
  std::uint8_t flags = 0;
  std::uint16_t unused = 0;
};
static_assert(sizeof(PlaceRecord) == 40);

struct KeyRecord {
  std::uint32_t text = 0;
  std::uint32_t first_ref = 0;
};

/// A line of coast or border, in hundredths of a degree.
struct Outline {
  std::uint32_t first_point = 0;
  std::uint32_t points = 0;
};
struct OutlinePoint {
  std::int16_t longitude = 0;
  std::int16_t latitude = 0;
};

struct GazetteerHeader {
  std::array<char, 8> magic{};
  std::uint32_t places = 0;
  std::uint32_t keys = 0;
  std::uint32_t refs = 0;
  std::uint32_t outlines = 0;
  std::uint32_t points = 0;
  std::uint32_t text = 0;  // bytes
};
static_assert(sizeof(GazetteerHeader) == 32);

}  // namespace stemma::grounding
