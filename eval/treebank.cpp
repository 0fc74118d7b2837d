#include "treebank.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace stemma::eval {
namespace {

using language::ConlluColumn;

constexpr std::array<std::string_view, 21> kUniversalFeatures = {
    "Abbr",    "Animacy", "Aspect",   "Case",   "Definite", "Degree",   "Evident",
    "Foreign", "Gender",  "Mood",     "Number", "NumType",  "Person",   "Polarity",
    "Polite",  "Poss",    "PronType", "Reflex", "Tense",    "VerbForm", "Voice"};

void append_without_space(std::string& out, std::string_view form) {
  for (std::size_t at = 0; at < form.size();) {
    const utf8::CodePoint c = utf8::decode(form, at);
    if (!utf8::is_space(c.value)) out.append(form, at, c.length);
    at += c.length;
  }
}

ByteRange add_token(Treebank& bank, const language::ConlluRow& row) {
  const auto begin = static_cast<std::uint32_t>(bank.characters.size());
  append_without_space(bank.characters, row.column(ConlluColumn::kForm));
  return bank.tokens.emplace_back(
      ByteRange{begin, static_cast<std::uint32_t>(bank.characters.size())});
}

std::string lower_form(const TreebankWord& word) {
  return utf8::to_lower(word.row->column(ConlluColumn::kForm));
}

std::vector<std::string_view> universal_features(const TreebankWord& word) {
  std::vector<std::string_view> found;
  std::string_view left = word.row->column(ConlluColumn::kFeats);
  while (!left.empty()) {
    const std::size_t bar = left.find('|');
    const std::string_view feature = left.substr(0, bar);
    const std::string_view name = feature.substr(0, feature.find('='));
    if (std::find(kUniversalFeatures.begin(), kUniversalFeatures.end(), name) !=
        kUniversalFeatures.end()) {
      found.push_back(feature);
    }
    left.remove_prefix(bar == std::string_view::npos ? left.size() : bar + 1);
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// The walk over two rows of words that finds which are the same.
class Aligner {
 public:
  Aligner(const Treebank& gold, const Treebank& system)
      : gold_(gold.words), system_(system.words), aligned_(system.words.size()) {}

  std::vector<std::optional<std::uint32_t>> run() {
    while (g_ < gold_.size() && s_ < system_.size()) {
      const TreebankWord& gold = gold_[g_];
      const TreebankWord& system = system_[s_];
      if (gold.multiword || system.multiword) {
        multiword_stretch();
      } else if (gold.span == system.span) {
        aligned_[s_++] = static_cast<std::uint32_t>(g_++);
      } else if (gold.span.begin <= system.span.begin) {
        ++g_;
      } else {
        ++s_;
      }
    }
    return std::move(aligned_);
  }

 private:
  static bool beyond(std::span<const TreebankWord> words, std::size_t i, std::uint32_t end) {
    if (i >= words.size()) return true;
    return words[i].multiword ? words[i].span.begin >= end : words[i].span.end > end;
  }

  /// Takes the smallest stretch that no multiword token of either side sticks out of.
  void multiword_stretch() {
    std::uint32_t end = 0;
    if (gold_[g_].multiword) {
      end = gold_[g_].span.end;
      if (!system_[s_].multiword && system_[s_].span.begin < gold_[g_].span.begin) ++s_;
    } else {
      end = system_[s_].span.end;
      if (!gold_[g_].multiword && gold_[g_].span.begin < system_[s_].span.begin) ++g_;
    }
    const std::size_t first_gold = g_;
    const std::size_t first_system = s_;
    while (!beyond(gold_, g_, end) || !beyond(system_, s_, end)) {
      const bool from_gold = g_ < gold_.size() && (s_ >= system_.size() ||
                                                   gold_[g_].span.begin <= system_[s_].span.begin);
      const TreebankWord& word = from_gold ? gold_[g_++] : system_[s_++];
      if (word.multiword) end = std::max(end, word.span.end);
    }
    if (g_ == first_gold && s_ == first_system) ++g_;  // a token of white space alone
    align_forms(first_gold, first_system);
  }

  /// Aligns gold words [first_gold, g_) with system words [first_system, s_) by their forms.
  void align_forms(std::size_t first_gold, std::size_t first_system) {
    std::vector<std::string> gold;
    std::vector<std::string> system;
    for (std::size_t i = first_gold; i < g_; ++i) gold.push_back(lower_form(gold_[i]));
    for (std::size_t i = first_system; i < s_; ++i) system.push_back(lower_form(system_[i]));
    // common[g][s]: length of the longest common subsequence of gold from g and system from s.
    std::vector<std::vector<std::size_t>> common(gold.size() + 1,
                                                 std::vector<std::size_t>(system.size() + 1));
    for (std::size_t g = gold.size(); g-- > 0;) {
      for (std::size_t s = system.size(); s-- > 0;) {
        common[g][s] = std::max(common[g + 1][s], common[g][s + 1]);
        if (gold[g] == system[s]) common[g][s] = std::max(common[g][s], 1 + common[g + 1][s + 1]);
      }
    }
    for (std::size_t g = 0, s = 0; g < gold.size() && s < system.size();) {
      if (gold[g] == system[s]) {
        aligned_[first_system + s++] = static_cast<std::uint32_t>(first_gold + g++);
      } else if (common[g][s] == common[g + 1][s]) {
        ++g;
      } else {
        ++s;
      }
    }
  }

  std::span<const TreebankWord> gold_;
  std::span<const TreebankWord> system_;
  std::vector<std::optional<std::uint32_t>> aligned_;
  std::size_t g_ = 0;
  std::size_t s_ = 0;
};

/// REQUIRES: spans are ascending, and none begins where another does.
F1 score_spans(std::span<const ByteRange> gold, std::span<const ByteRange> system) {
  F1 score{0, system.size(), gold.size()};
  for (std::size_t g = 0, s = 0; g < gold.size() && s < system.size();) {
    if (system[s].begin < gold[g].begin) {
      ++s;
    } else if (gold[g].begin < system[s].begin) {
      ++g;
    } else {
      score.true_positives += gold[g++].end == system[s++].end ? 1 : 0;
    }
  }
  return score;
}

void add(F1& sum, const F1& part) {
  sum.true_positives += part.true_positives;
  sum.predicted += part.predicted;
  sum.gold += part.gold;
}

}  // namespace

Treebank treebank_of(std::span<const language::ConlluSentence> sentences) {
  Treebank bank;
  for (const language::ConlluSentence& sentence : sentences) {
    const auto begin = static_cast<std::uint32_t>(bank.characters.size());
    const auto first_word = static_cast<std::uint32_t>(bank.words.size());
    auto multiword = sentence.multiwords.begin();
    std::uint32_t multiword_end = 0;
    for (std::uint32_t i = 0; i < sentence.words.size(); ++i) {
      if (multiword != sentence.multiwords.end() && multiword->first == i) {
        add_token(bank, *multiword);
        multiword_end = multiword->last + 1;
        ++multiword;
      }
      const language::ConlluWord& row = sentence.words[i];
      const bool inside = i < multiword_end;
      TreebankWord& word = bank.words.emplace_back();
      word.row = &row;
      word.span = inside ? bank.tokens.back() : add_token(bank, row);
      word.multiword = inside;
      word.sentence = static_cast<std::uint32_t>(bank.sentences.size());
      if (row.head != 0) word.parent = first_word + row.head - 1;
    }
    bank.sentences.push_back({begin, static_cast<std::uint32_t>(bank.characters.size())});
  }
  return bank;
}

std::vector<std::optional<std::uint32_t>> align_words(const Treebank& gold,
                                                      const Treebank& system) {
  return Aligner(gold, system).run();
}

bool right_head(const TreebankWord& gold, const TreebankWord& system,
                std::span<const std::optional<std::uint32_t>> aligned) {
  if (!system.parent || !gold.parent) return system.parent == gold.parent;
  return aligned[*system.parent] == gold.parent;
}

std::string_view universal_relation(const TreebankWord& word) {
  const std::string_view relation = word.row->column(ConlluColumn::kDeprel);
  return relation.substr(0, relation.find(':'));
}

TreebankScore& TreebankScore::operator+=(const TreebankScore& other) {
  for (F1 TreebankScore::*const part :
       {&TreebankScore::sentences, &TreebankScore::tokens, &TreebankScore::words,
        &TreebankScore::upos, &TreebankScore::xpos, &TreebankScore::features,
        &TreebankScore::lemmas, &TreebankScore::uas, &TreebankScore::las}) {
    add(this->*part, other.*part);
  }
  return *this;
}

Result<TreebankScore> score_treebank(const Treebank& gold, const Treebank& system) {
  if (gold.characters != system.characters) {
    return Error{ErrorCode::kMalformed, "the two have not the same characters", ""};
  }
  TreebankScore score;
  score.sentences = score_spans(gold.sentences, system.sentences);
  score.tokens = score_spans(gold.tokens, system.tokens);
  const F1 none{0, system.words.size(), gold.words.size()};
  score.words = score.upos = score.xpos = score.features = score.lemmas = score.uas = score.las =
      none;
  const auto aligned = align_words(gold, system);
  for (std::size_t i = 0; i < system.words.size(); ++i) {
    if (!aligned[i]) continue;
    const TreebankWord& g = gold.words[*aligned[i]];
    const TreebankWord& s = system.words[i];
    const auto same = [&](ConlluColumn column) {
      return g.row->column(column) == s.row->column(column);
    };
    const bool head = right_head(g, s, aligned);
    const bool any_lemma = g.row->column(ConlluColumn::kLemma) == "_";
    score.words.true_positives += 1;
    score.upos.true_positives += same(ConlluColumn::kUpos) ? 1 : 0;
    score.xpos.true_positives += same(ConlluColumn::kXpos) ? 1 : 0;
    score.features.true_positives += universal_features(g) == universal_features(s) ? 1 : 0;
    score.lemmas.true_positives += any_lemma || same(ConlluColumn::kLemma) ? 1 : 0;
    score.uas.true_positives += head ? 1 : 0;
    score.las.true_positives += head && universal_relation(g) == universal_relation(s) ? 1 : 0;
  }
  return score;
}

}  // namespace stemma::eval
