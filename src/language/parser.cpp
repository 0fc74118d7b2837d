#include "language/parser.h"

#include <algorithm>
#include <cmath>

#include "base/embedded.h"
#include "language/best_of.h"
#include "language/tag_path.h"
#include "language/tree.h"

namespace stemma::language {
namespace {

constexpr std::size_t kBatchRows = 96;  // enough for the kernels, little enough for the caches

/// Softmax of one of the scores.
float probability(std::span<const float> scores, std::size_t which) {
  float sum = 0;
  for (const float s : scores) sum += std::exp(s - scores[which]);
  return 1.0F / sum;
}

bool ends_clause(const Token& token) {
  return token.kind == TokenKind::kPunctuation && token.norm != "-" && token.norm != "(";
}

/// "PER" of "B-PER"; a kind that we do not know is an error of the weights.
std::optional<TaggedSpan::Kind> kind_of(std::string_view tag) {
  if (tag == "O") return TaggedSpan::Kind::kMisc;  // never looked at
  return parse_span_kind(tag.substr(std::min<std::size_t>(2, tag.size())));
}

}  // namespace

Result<Parser> Parser::load() {
  const auto weights = embedded_file("models/parser.bin");
  const auto vectors = embedded_file("models/word_vectors.bin");
  if (!weights || !vectors) {
    return Error{ErrorCode::kInternal, "was not built in", "models/parser.bin"};
  }
  auto network = Network::load(*weights, *vectors);
  if (!network) return network.error();
  auto lemmas = Lemmatiser::load();
  if (!lemmas) return lemmas.error();
  Parser parser;
  for (const std::string& name : network->entity_names()) {
    const auto kind = kind_of(name);
    if (!kind)
      return Error{ErrorCode::kInternal, "unknown entity tag " + name, "models/parser.bin"};
    parser.kinds_.push_back(*kind);
    const auto& names = network->entity_names();
    const auto begin =
        std::find(names.begin(), names.end(), name.front() == 'I' ? "B" + name.substr(1) : name);
    if (begin == names.end() || names.size() > UINT8_MAX) {
      return Error{ErrorCode::kInternal, "no beginning for entity tag " + name,
                   "models/parser.bin"};
    }
    parser.begins_.push_back(static_cast<std::uint8_t>(begin - names.begin()));
  }
  parser.network_ = std::move(*network);
  parser.lemmas_ = std::move(*lemmas);
  return parser;
}

std::vector<Parser::Piece> Parser::pieces_of(const Analysis& analysis) {
  std::vector<Piece> pieces;
  for (const Sentence& s : analysis.sentences) {
    std::uint32_t first = s.first_token;
    while (s.end_token - first > kLongest) {
      auto cut = first + static_cast<std::uint32_t>(kLongest);
      for (std::uint32_t at = cut; at > first + kLongest / 2; --at) {
        if (ends_clause(analysis.tokens[at - 1])) {
          cut = at;
          break;
        }
      }
      pieces.push_back({first, cut, first > s.first_token});
      first = cut;
    }
    if (first < s.end_token) pieces.push_back({first, s.end_token, first > s.first_token});
  }
  return pieces;
}

void Parser::parse(std::string_view text, Analysis& analysis, TokenStates* states) const {
  const std::vector<Piece> pieces = pieces_of(analysis);
  std::unique_ptr<Workspace> work = pool_->take();
  if (states != nullptr) states->begin(analysis.tokens.size(), network_.width());
  for (std::size_t from = 0; from < pieces.size();) {
    std::size_t to = from;
    for (std::size_t rows = 0; to < pieces.size() && (to == from || rows < kBatchRows); ++to) {
      rows += pieces[to].end - pieces[to].first + 1;
    }
    parse_batch(text, std::span(pieces).subspan(from, to - from), analysis, states, *work);
    from = to;
  }
  pool_->give_back(std::move(work));
}

std::unique_ptr<Workspace> Parser::Pool::take() {
  const std::lock_guard lock(mutex);
  if (idle.empty()) return std::make_unique<Workspace>();
  auto work = std::move(idle.back());
  idle.pop_back();
  return work;
}

void Parser::Pool::give_back(std::unique_ptr<Workspace> work) {
  const std::lock_guard lock(mutex);
  idle.push_back(std::move(work));
}

void Parser::parse_batch(std::string_view text, std::span<const Piece> pieces, Analysis& analysis,
                         TokenStates* states, Workspace& work) const {
  Network::Batch batch;
  for (const Piece& piece : pieces) {
    const auto first = static_cast<std::uint32_t>(batch.forms.size());
    batch.sentences.push_back({first, piece.end - piece.first + 1});
    batch.forms.emplace_back();
    for (std::uint32_t t = piece.first; t < piece.end; ++t) {
      batch.forms.push_back(slice(text, analysis.tokens[t].range));
    }
  }
  const Network::Output output = network_.run(batch, states != nullptr, work);
  std::vector<std::uint32_t> head_rows(output.rows, 0);
  std::vector<std::uint8_t> steps(output.rows, 0);
  for (std::size_t p = 0; p < pieces.size(); ++p) {
    const RowRange& rows = batch.sentences[p];
    const auto heads = best_tree(output.arcs[p], rows.size, padded(rows.size, 16));
    head_rows[rows.first] = rows.first;
    for (std::uint32_t i = 1; i < rows.size; ++i) {
      head_rows[rows.first + i] = rows.first + heads[i];
      steps[rows.first + i] = static_cast<std::uint8_t>(distance_bucket(i, heads[i]));
      analysis.tokens[pieces[p].first + i - 1].head =
          heads[i] == 0 ? kNoHead : pieces[p].first + heads[i] - 1;
    }
  }
  std::vector<Relation> relations(output.rows);
  network_.relations(output, head_rows, steps, work, relations);
  for (std::size_t p = 0; p < pieces.size(); ++p) {
    const Piece& piece = pieces[p];
    const std::size_t first = batch.sentences[p].first;
    for (std::uint32_t t = piece.first; t < piece.end; ++t) {
      Token& token = analysis.tokens[t];
      const std::size_t row = first + 1 + (t - piece.first);
      tag(text, output, row, token);
      token.relation = relations[row];
      // The scorer of relations does not know which arcs are ROOT's for sure.
      if (token.head == kNoHead) token.relation = Relation::kRoot;
      if (token.head != kNoHead && token.relation == Relation::kRoot) {
        token.relation = Relation::kParataxis;
      }
    }
    if (piece.continues) {
      const auto is_root = [&](const Token& token) { return token.head == kNoHead; };
      Token* const begin = analysis.tokens.data() + piece.first;
      Token* const root = std::find_if(begin, analysis.tokens.data() + piece.end, is_root);
      // All earlier pieces of the sentence hang from its first root.
      std::uint32_t top = piece.first - 1;
      while (analysis.tokens[top].head != kNoHead) top = analysis.tokens[top].head;
      root->head = top;
      root->relation = Relation::kParataxis;
    }
    add_spans(output, first + 1, piece, analysis);
    if (states == nullptr) continue;
    for (std::uint32_t t = piece.first; t < piece.end; ++t) {
      const std::size_t row = first + 1 + (t - piece.first);
      if (states->wants(analysis, t))
        states->keep(t, output.states + row * states->width(), output.state_scales[row]);
    }
  }
}

void Parser::tag(std::string_view text, const Network::Output& output, std::size_t row,
                 Token& token) const {
  token.upos = network_.upos_names()[best_of(network_.upos(output, row))];
  token.xpos = network_.xpos_names()[best_of(network_.xpos(output, row))];
  token.lemma = lemmas_.lemma(slice(text, token.range), token.norm, token.upos, token.xpos);
}

void Parser::add_spans(const Network::Output& output, std::size_t row, const Piece& piece,
                       Analysis& analysis) const {
  const std::size_t words = piece.end - piece.first;
  const std::vector<std::uint8_t> path =
      best_tags(network_.entities(output, row).data(), output.ld, words, begins_);
  for (std::uint32_t w = 0; w < words; ++w) {
    const std::string& tag = network_.entity_names()[path[w]];
    if (tag.front() == 'O') continue;
    const float sure = probability(network_.entities(output, row + w), path[w]);
    if (tag.front() == 'B') {
      analysis.tagged.push_back({piece.first + w, piece.first + w + 1, kinds_[path[w]], sure});
    } else {
      TaggedSpan& span = analysis.tagged.back();
      span.end_token = piece.first + w + 1;
      span.confidence = std::min(span.confidence, sure);
    }
  }
}

}  // namespace stemma::language
