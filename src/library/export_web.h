// Findings in the forms that other programs of the web read, each line leading back to its words:
//
//   jsonld       claims as schema.org Claim: what is said, by whom, in which article
//   geojson      places as one FeatureCollection (RFC 7946)
//   annotations  claims, entities, times, quantities and places as W3C Web Annotations, a JSON
//                object a line; the words as TextQuoteSelector and TextPositionSelector
//
//   export_web(library, "places", WebFormat::kGeoJson, [&](std::string_view part) { ... });
//
// Ids are urn:stemma: and the id of export.h. Positions count code points, as the recommendation
// wants, where stemma's own count bytes. The order is that of export.h.
#pragma once

#include <functional>
#include <string_view>

#include "stemma/library.h"

namespace stemma::library {

enum class WebFormat { kJsonLd, kGeoJson, kAnnotations };

/// kUsage for a table that the format has no form for.
std::optional<Error> export_web(Library& library, std::string_view table, WebFormat format,
                                const std::function<void(std::string_view)>& write);

}  // namespace stemma::library
