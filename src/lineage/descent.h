// What must have been done to one text to make another of it: sentences reworded, written in, cut,
// moved. The cheapest way through a family is the likeliest: copies repeat the changes of the text
// that they were made from, and a text that lacks them costs more (parsimony; Maas 1957 calls such
// changes indicative errors, Hennig 1966 shared derived characters).
//
//   Descents descents(context, relations);
//   Steps steps = descents.find(descents.text(parent), descents.text(child), {});
//   if (prices.of(steps) < prices.of(other)) ...
//
// Deterministic; linear in the two texts' sentences and their partners.
// Threads: one Descents a thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lineage/context.h"
#include "lineage/sites.h"
#include "lineage/steps.h"

namespace stemma::lineage {

/// A report's sentences in order, by their index in the terms; or those of a source that was not
/// supplied, each in the wording of one of its children.
struct Witness {
  struct Wording {
    std::uint32_t sentence = 0;
    std::uint32_t place = 0;  // in `sentences`
  };
  std::vector<std::uint32_t> sentences;
  std::vector<Wording> others;  // sentences of children that tell what one of `sentences` tells
};

/// Where else a sentence of the child stands, seen from the parent.
enum class Holders : std::uint8_t {
  kKin,     // in the parent, or in none that is asked about
  kOthers,  // in a second parent
  kTold,    // it is credited to a newsroom that is neither the child's nor the parent's
};

/// A sentence of the child that the parent lacks.
struct Written {
  std::uint32_t sentence = 0;
  std::uint32_t site = 0;
  float weight = 0;  // short ones count for less than one
};

/// A sentence of the child whose words the parent has not, and another report has.
struct Worded {
  std::uint32_t like = 0;  // Descents::like
  float weight = 0;
};

/// What a child has by itself.
struct Own {
  std::vector<Written> sentences;
  std::vector<Worded> wordings;
};

/// What makes one sentence of another that tells the same.
struct Rewording {
  float added = 0;    // words that are new
  float swapped = 0;  // and take another's place
  bool touched = false;
  bool shorter = false;  // a clause dropped
  bool anew = false;     // in wholly other words; then none of the above

  void add_to(Steps& steps) const;
};

class Descents {
 public:
  struct Partner {
    std::uint32_t sentence = 0;
    std::uint32_t link = 0;  // index into the rewordings
  };

  /// REQUIRES: both outlive this.
  Descents(const Context& context, std::span<const PairRelation> relations);

  Witness text(ReportId report) const;
  /// The closely aligned sentences of other reports, by those reports.
  std::span<const Partner> partners(std::uint32_t sentence) const { return partners_[sentence]; }
  /// Whether one of them stands in that report.
  bool has_partner(std::uint32_t sentence, ReportId in) const;
  /// Equal for sentences that are wordings of one (sites.h).
  std::uint32_t site(std::uint32_t sentence) const { return site_[sentence]; }
  /// Equal for sentences of the same words, and below count_likes().
  std::uint32_t like(std::uint32_t sentence) const { return like_[sentence]; }
  std::size_t count_likes() const { return shared_.size(); }
  /// What makes a sentence of its partner.
  const Rewording& rewording(const Partner& partner) const { return rewording_[partner.link]; }
  /// What it costs to make a sentence of its partner.
  double price_of_words(const Partner& partner) const { return words_[partner.link]; }
  /// What it costs to make the partner of the sentence.
  double price_of_words_to(const Partner& partner) const { return words_[partner.link ^ 1U]; }

  /// What the parent lacks is added to `own`, if given, but for what a second parent has.
  /// `holders` is by the child's sentences, or empty. A passage that others have comes from a
  /// second parent and costs less.
  Steps find(const Witness& parent, const Witness& child, std::span<const Holders> holders,
             Own* own = nullptr);
  /// All of a text, as if its parent lacked everything.
  Own whole(const Witness& text) const;

  /// The price of a text written from nothing, by its sentences.
  double price_of_writing(std::size_t sentences) const;
  /// Of a passage of one's own in another's text.
  double price_of_passage(std::size_t sentences) const;
  /// Of cutting so many sentences in a row, inside the text or at its end.
  double price_of_cut(std::size_t sentences, bool at_end) const;
  /// Of telling a sentence in wholly other words.
  double price_of_saying_anew() const { return prices_[Step::kSaidAnew]; }

 private:
  double link(std::uint32_t a, std::uint32_t b, const Wording& wording);
  void find_shared_words();
  void complete_sites(std::vector<SiteTie> ties);

  const Context& context_;
  const StepPrices& prices_;
  std::vector<std::vector<Partner>> partners_;
  std::vector<Rewording> rewording_;  // by link: even ones to make b of a, odd ones a of b
  std::vector<double> words_;         // their prices
  std::vector<std::uint32_t> site_;   // by sentence
  std::vector<std::uint32_t> like_;   // by sentence: equal where the words are
  std::vector<bool> shared_;          // by like: whether two reports have it
  std::vector<std::uint32_t> place_;  // by sentence, in the parent of find(); kNowhere elsewhere
  std::vector<std::uint32_t> place_of_like_;  // likewise
};

}  // namespace stemma::lineage
