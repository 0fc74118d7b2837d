#include "language/conllu_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <optional>
#include <vector>

#include "base/utf8.h"
#include "language/multiwords.h"
#include "language/tables.h"

namespace stemma::language {
namespace {

/// What stands in MISC for each token that is part of a tagged span.
class EntityTags {
 public:
  explicit EntityTags(const Analysis& analysis) : kinds_(analysis.tokens.size(), 0) {
    for (const TaggedSpan& span : analysis.tagged) {
      const auto kind = static_cast<std::uint8_t>(1 + 2 * static_cast<unsigned>(span.kind));
      for (std::uint32_t i = span.first_token; i < span.end_token; ++i) {
        kinds_[i] = i == span.first_token ? kind : static_cast<std::uint8_t>(kind + 1);
      }
    }
  }

  /// "NER=B-PER"; "" outside spans.
  std::string of(std::uint32_t token) const {
    const unsigned kind = kinds_[token];
    if (kind == 0) return {};
    std::string tag = kind % 2 == 1 ? "NER=B-" : "NER=I-";
    tag += to_string(static_cast<TaggedSpan::Kind>((kind - 1) / 2));
    return tag;
  }

 private:
  std::vector<std::uint8_t> kinds_;  // 0: none; else 1 + twice the kind, and 1 more inside
};

/// An id in one piece.
std::string plain_id(std::string_view id) {
  std::string plain;
  for (std::size_t at = 0; at < id.size();) {
    const utf8::CodePoint c = utf8::decode(id, at);
    if (utf8::is_space(c.value) || c.value < 0x20 || c.value == '/') {
      plain += '_';
    } else {
      plain.append(id, at, c.length);
    }
    at += c.length;
  }
  return plain;
}

class Writer {
 public:
  Writer(const Analysis& analysis, const Morphology& morphology)
      : analysis_(analysis), entities_(analysis) {
    features_.reserve(analysis.tokens.size());
    for (const Sentence& sentence : analysis.sentences) {
      const auto features = morphology.features(analysis.tokens_of(sentence), sentence.first_token);
      features_.insert(features_.end(), features.begin(), features.end());
    }
  }

  void line(std::string_view line) {
    out_ += line;
    out_ += '\n';
  }
  void named(std::string_view name, std::string_view value) {
    fmt::format_to(std::back_inserter(out_), "# {} = {}\n", name, value);
  }
  void end_sentence() { out_ += '\n'; }

  void multiword(std::uint32_t first, std::uint32_t last, std::string_view form,
                 std::string_view misc) {
    fmt::format_to(std::back_inserter(out_), "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}\n", first, last,
                   form, misc);
  }

  void word(std::uint32_t token, const Sentence& sentence, std::string_view form,
            std::string_view misc) {
    const Token& t = analysis_.tokens[token];
    column(token - sentence.first_token + 1);
    column(form);
    column(t.lemma.empty() ? std::string_view("_") : t.lemma);
    column(to_string(t.upos));
    column(to_string(t.xpos));
    column(features_[token]);
    column(t.head == kNoHead ? 0 : t.head - sentence.first_token + 1);
    column(to_string(t.relation));
    column("_");
    const std::string entity = entities_.of(token);
    const bool plain = misc == "_" || misc == "SpaceAfter=No";
    if (plain && entity.empty()) {
      line(misc);
    } else if (plain) {  // "NER" comes before "SpaceAfter"
      out_ += entity;
      if (misc != "_") out_ += '|';
      line(misc == "_" ? std::string_view() : misc);
    } else {
      line(with_entity(misc, entity));
    }
  }

  std::string take() { return std::move(out_); }

 private:
  /// A MISC column with its NER attribute set or removed. Attributes stand in the alphabet's order.
  static std::string with_entity(std::string_view misc, std::string_view entity) {
    std::vector<std::string_view> attributes;
    while (!misc.empty() && misc != "_") {
      const std::size_t bar = misc.find('|');
      const std::string_view attribute = misc.substr(0, bar);
      if (!attribute.empty() && !attribute.starts_with("NER=")) attributes.push_back(attribute);
      misc.remove_prefix(bar == std::string_view::npos ? misc.size() : bar + 1);
    }
    if (!entity.empty()) {
      const auto after = std::find_if(attributes.begin(), attributes.end(),
                                      [&](std::string_view a) { return a > entity; });
      attributes.insert(after, entity);
    }
    if (attributes.empty()) return "_";
    return fmt::format("{}", fmt::join(attributes, "|"));
  }

  void column(std::string_view value) {
    out_ += value;
    out_ += '\t';
  }
  void column(std::uint32_t value) {
    std::array<char, 10> digits;
    out_.append(digits.data(),
                std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
    out_ += '\t';
  }

  const Analysis& analysis_;
  EntityTags entities_;
  std::vector<std::string_view> features_;  // of each token
  std::string out_;
};

std::string_view form_of(std::string_view text, const Analysis& a, const WrittenToken& span) {
  return slice(text, cover(a.tokens[span.first].range, a.tokens[span.end - 1].range));
}

/// Whether the token after this one touches it.
bool touches_next(const Analysis& a, const WrittenToken& span) {
  return span.end < a.tokens.size() &&
         a.tokens[span.end].range.begin == a.tokens[span.end - 1].range.end;
}

}  // namespace

std::string write_conllu(std::string_view id, std::string_view text, const Analysis& analysis,
                         const Model& model) {
  Writer out(analysis, model.tables().morphology);
  out.named("newdoc id", plain_id(id));
  const std::vector<WrittenToken> spans = written_tokens(analysis);
  auto next = spans.begin();
  std::optional<std::uint32_t> paragraph;
  std::size_t number = 0;
  for (const Sentence& sentence : analysis.sentences) {
    const auto first = next;
    while (next != spans.end() && next->first < sentence.end_token) ++next;
    if (paragraph != sentence.paragraph) out.line("# newpar");
    paragraph = sentence.paragraph;
    out.named("sent_id", fmt::format("{}-{}", plain_id(id), ++number));
    std::string words;
    for (auto span = first; span != next; ++span) {
      words += form_of(text, analysis, *span);
      if (span + 1 != next && !touches_next(analysis, *span)) words += ' ';
    }
    out.named("text", words);
    for (auto span = first; span != next; ++span) {
      const std::string_view misc = touches_next(analysis, *span) ? "SpaceAfter=No" : "_";
      const bool several = span->size() > 1;
      if (several) {
        out.multiword(span->first - sentence.first_token + 1, span->end - sentence.first_token,
                      form_of(text, analysis, *span), misc);
      }
      for (std::uint32_t i = span->first; i < span->end; ++i) {
        out.word(i, sentence, slice(text, analysis.tokens[i].range), several ? "_" : misc);
      }
    }
    out.end_sentence();
  }
  return out.take();
}

std::string write_conllu(const ConlluDocument& document, const Analysis& analysis,
                         const Model& model) {
  Writer out(analysis, model.tables().morphology);
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const ConlluSentence& rows = document.sentences[s];
    const Sentence& sentence = analysis.sentences[s];
    for (const std::string_view comment : rows.comments) out.line(comment);
    auto multiword = rows.multiwords.begin();
    for (std::uint32_t i = 0; i < rows.words.size(); ++i) {
      if (multiword != rows.multiwords.end() && multiword->first == i) {
        out.line(fmt::format("{}", fmt::join(multiword->columns, "\t")));
        ++multiword;
      }
      out.word(sentence.first_token + i, sentence, rows.words[i].column(ConlluColumn::kForm),
               rows.words[i].column(ConlluColumn::kMisc));
    }
    out.end_sentence();
  }
  return out.take();
}

}  // namespace stemma::language
