// Parser: tokens in sentences -> tags, lemmas, dependency trees, tagged spans.
//
//   Result<Parser> parser = Parser::load();
//   parser->parse(report.text, analysis);   // fills the tokens and analysis.tagged
//
// Every sentence gets a tree with one root. One longer than kLongest words is parsed in pieces,
// each after a mark where there is one; the pieces' roots hang from the first as parataxis. Time
// linear in the text. Immutable; safe from any thread.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

#include "language/lemmas.h"
#include "language/network.h"
#include "language/token_states.h"
#include "stemma/analysis.h"
#include "stemma/result.h"

namespace stemma::language {

class Parser {
 public:
  /// Words that are parsed together at most.
  static constexpr std::size_t kLongest = 160;

  static Result<Parser> load();

  /// Values of a token's state.
  std::size_t state_width() const { return network_.width(); }

  /// REQUIRES: tokens and sentences are set. Tokens' heads, relations, tags and lemmas are filled,
  /// and analysis.tagged; `states`, where given, gets what the network made of the tokens it wants.
  void parse(std::string_view text, Analysis& analysis, TokenStates* states = nullptr) const;

 private:
  struct Piece {
    std::uint32_t first = 0;  // tokens [first, end)
    std::uint32_t end = 0;
    bool continues = false;  // the piece before it is of the same sentence
  };

  static std::vector<Piece> pieces_of(const Analysis& analysis);
  void parse_batch(std::string_view text, std::span<const Piece> pieces, Analysis& analysis,
                   TokenStates* states, Workspace& work) const;
  void tag(std::string_view text, const Network::Output& output, std::size_t row,
           Token& token) const;
  void add_spans(const Network::Output& output, std::size_t row, const Piece& piece,
                 Analysis& analysis) const;

  /// Workspaces that are not in use: each thread takes one and brings it back, so that their memory
  /// is asked for once and not for every report.
  struct Pool {
    std::mutex mutex;
    std::vector<std::unique_ptr<Workspace>> idle;
    std::unique_ptr<Workspace> take();
    void give_back(std::unique_ptr<Workspace> work);
  };

  Network network_;
  Lemmatiser lemmas_;
  std::unique_ptr<Pool> pool_ = std::make_unique<Pool>();
  std::vector<TaggedSpan::Kind> kinds_;  // of the network's entity tags
  std::vector<std::uint8_t> begins_;     // for I-X the number of B-X, else the tag's own
};

}  // namespace stemma::language
