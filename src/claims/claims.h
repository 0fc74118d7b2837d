// Claims: analysis -> who says what, on whose word, how surely.
//
//   std::vector<Claim> claims = claims::extract(report, analysis, grounding, model);
//
// Claims come in text order, without ids (the batch gives them). Pure, deterministic, linear in the
// text; safe to call at once from many threads.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "stemma/analysis.h"
#include "stemma/claim.h"
#include "stemma/grounding.h"
#include "stemma/report.h"
#include "stemma/result.h"

namespace stemma::claims {

class Model {
 public:
  static Result<Model> load();
  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;
  ~Model();

  struct Tables;
  const Tables& tables() const { return *tables_; }

 private:
  explicit Model(std::unique_ptr<const Tables> tables);
  std::unique_ptr<const Tables> tables_;
};

/// A source, a cue and a content, whether or not they make a claim: wishes, orders and questions
/// are attributions too. This is what public gold marks, and what `eval attribution` scores.
struct Attributed {
  std::optional<ByteRange> source;  // absent: "is believed to"
  ByteRange cue;
  std::vector<ByteRange> content;  // with the quotations that go on in other sentences
};

/// In text order.
std::vector<Attributed> attribute(const Report& report, const Analysis& analysis,
                                  const Model& model);

/// All propositions of a report, sentence by sentence, whether or not they stand in a claim: what a
/// speaker does by speaking ("accused the firm") is one too.
std::vector<Proposition> propositions(const Report& report, const Analysis& analysis,
                                      const Grounding& grounding, const Model& model);

std::vector<Claim> extract(const Report& report, const Analysis& analysis,
                           const Grounding& grounding, const Model& model);

}  // namespace stemma::claims
