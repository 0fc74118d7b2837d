#include "language/coreference_phrases.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace stemma::language {
namespace {

struct PronounForms {
  PhraseKind kind;
  bool plural;
  std::array<std::string_view, 10> forms;
};

constexpr std::array<PronounForms, 7> kPronouns = {{
    {PhraseKind::kFirst, false, {"i", "me", "my", "mine", "myself"}},
    {PhraseKind::kFirst, true, {"we", "us", "our", "ours", "ourselves", "'s", "’s"}},
    {PhraseKind::kSecond,
     false,
     {"you", "your", "yours", "yourself", "yourselves", "ye", "thee", "thou", "thy"}},
    {PhraseKind::kHe, false, {"he", "him", "his", "himself", "'im"}},
    {PhraseKind::kShe, false, {"she", "her", "hers", "herself"}},
    {PhraseKind::kIt, false, {"it", "its", "itself"}},
    {PhraseKind::kThey,
     true,
     {"they", "them", "their", "theirs", "themselves", "themself", "'em", "em"}},
}};

const PronounForms* personal(std::string_view norm) {
  for (const PronounForms& p : kPronouns)
    if (std::find(p.forms.begin(), p.forms.end(), norm) != p.forms.end()) return &p;
  return nullptr;
}

bool nominal_tag(Xpos x) {
  return x == Xpos::kNN || x == Xpos::kNNS || x == Xpos::kNNP || x == Xpos::kNNPS;
}

/// Does a token head a noun phrase that refers, if it is no name's?
bool heads(const Analysis& a, const Token& t) {
  const Relation r = base_of(t.relation);
  if (r == Relation::kFlat || r == Relation::kFixed || r == Relation::kGoeswith ||
      r == Relation::kExpl || r == Relation::kCase || r == Relation::kCc || r == Relation::kPunct ||
      r == Relation::kMark)
    return false;
  switch (t.upos) {
    case Upos::kPron:
      return t.xpos != Xpos::kWP && t.xpos != Xpos::kWDT && t.xpos != Xpos::kWPS &&
             t.xpos != Xpos::kEX;
    case Upos::kNoun:
      return r != Relation::kCompound && r != Relation::kAmod;
    case Upos::kPropn:
      return t.head == kNoHead || r != Relation::kCompound || a.tokens[t.head].upos != Upos::kPropn;
    case Upos::kDet:
    case Upos::kNum:
    case Upos::kAdj:
    case Upos::kX:
    case Upos::kSym:
      return r == Relation::kNsubj || r == Relation::kObj || r == Relation::kObl ||
             r == Relation::kIobj || (r == Relation::kNmod && t.upos != Upos::kSym) ||
             (nominal_tag(t.xpos) && r == Relation::kConj);
    default:
      return false;
  }
}

bool content(const Token& t) {
  switch (t.upos) {
    case Upos::kNoun:
    case Upos::kPropn:
    case Upos::kAdj:
    case Upos::kNum:
    case Upos::kVerb:
      return true;
    default:
      return false;
  }
}

class PhraseFinder {
 public:
  PhraseFinder(const Analysis& a, const WordView& view, const Knowledge& k,
               std::span<const Gender> genders)
      : a_(a),
        view_(view),
        k_(k),
        genders_(genders),
        mention_at_(a.tokens.size(), kNoMention),
        conjoined_(a.tokens.size(), 0) {
    // Where mentions share a head, names come first, then longer ones.
    for (std::uint32_t m = 0; m < a.mentions.size(); ++m) {
      std::uint32_t& at = mention_at_[top_token(a, a.mentions[m])];
      if (at == kNoMention ||
          (a.mentions[m].kind == MentionKind::kName && a.mentions[at].kind != MentionKind::kName))
        at = m;
    }
  }

  std::vector<CorefPhrase> run() {
    found_.reserve(expected());  // a vector that grows holds half as much again
    for (std::uint32_t s = 0; s < a_.sentences.size(); ++s) {
      const Sentence& sentence = a_.sentences[s];
      const NounPhrases spans(a_, sentence);
      const std::size_t from = found_.size();
      for (std::uint32_t t = sentence.first_token; t < sentence.end_token; ++t) {
        const Token& token = a_.tokens[t];
        if (token.head == kNoHead || base_of(token.relation) != Relation::kConj) continue;
        conjoined_[token.head] = 1;
      }
      for (std::uint32_t t = sentence.first_token; t < sentence.end_token; ++t) {
        if (!heads(a_, a_.tokens[t]) && !(named(t) && may_head(a_, t))) continue;
        add(t, s, spans.around(t), false);
        if (conjoined_[t] != 0 && spans.coordination(t) != spans.around(t))
          add(t, s, spans.coordination(t), true);
      }
      const auto begin = found_.begin() + static_cast<std::ptrdiff_t>(from);
      std::sort(begin, found_.end(), [](const CorefPhrase& x, const CorefPhrase& y) {
        return std::tuple(x.span.first, y.span.end, x.kind, x.head) <
               std::tuple(y.span.first, x.span.end, y.kind, y.head);
      });
      const auto last = std::unique(begin, found_.end(),
                                    [](const auto& x, const auto& y) { return x.span == y.span; });
      found_.erase(last, found_.end());
      for (std::size_t i = from; i < found_.size(); ++i) count(found_[i]);
    }
    return std::move(found_);
  }

 private:
  /// More or less as many phrases as there are.
  std::size_t expected() const {
    std::size_t count = 0;
    for (const Token& t : a_.tokens)
      count += (heads(a_, t) ? 1 : 0) + (base_of(t.relation) == Relation::kConj ? 1 : 0);
    return count;
  }

  bool named(std::uint32_t t) const {
    return mention_at_[t] != kNoMention && a_.mentions[mention_at_[t]].kind == MentionKind::kName;
  }

  void add(std::uint32_t t, std::uint32_t s, TokenSpan span, bool coordination) {
    const Token& token = a_.tokens[t];
    CorefPhrase p;
    p.head = t;
    p.sentence = s;
    p.span = span;
    p.grammar = grammar_of(a_, view_, t, p.span.first);
    p.first_key = key_of(a_.tokens[p.span.first].norm);
    if (coordination) {
      p.kind = PhraseKind::kCoordination;
      p.plural = true;
    } else if (token.upos == Upos::kPron || token.upos == Upos::kDet) {
      pronoun(token, p);
    } else {
      noun(token, p);
    }
    if (!coordination) take_mention(p);
    words(p);
    found_.push_back(std::move(p));
  }

  static void pronoun(const Token& token, CorefPhrase& p) {
    const PronounForms* forms = personal(token.norm);
    if (forms != nullptr) {
      p.kind = forms->kind;
      p.plural = forms->plural;
      p.person = p.kind <= PhraseKind::kShe;
      if (p.kind == PhraseKind::kHe) p.gender = Gender::kMale;
      if (p.kind == PhraseKind::kShe) p.gender = Gender::kFemale;
      p.possessive = token.xpos == Xpos::kPRPS;
      p.reflexive = token.norm.ends_with("self") || token.norm.ends_with("selves");
      return;
    }
    const bool plural = token.norm == "these" || token.norm == "those";
    const bool demonstrative = plural || token.norm == "this" || token.norm == "that";
    p.kind = demonstrative ? PhraseKind::kDemonstrative : PhraseKind::kIndefinite;
    p.plural = plural || token.norm == "both" || token.norm == "all";
  }

  void noun(const Token& token, CorefPhrase& p) const {
    p.kind = token.upos == Upos::kPropn ? PhraseKind::kName : PhraseKind::kNominal;
    p.plural = token.xpos == Xpos::kNNS || token.xpos == Xpos::kNNPS;
    if (const RoleNoun* role = k_.role(token.norm)) {
      p.type = role->type;
      p.gender = role->gender;
      p.person = role->type == EntityType::kPerson;
    }
    for (std::uint32_t t = p.span.first; t < p.head; ++t) {
      const Token& w = a_.tokens[t];
      if (w.head != p.head) continue;
      const Relation r = base_of(w.relation);
      if (w.relation == Relation::kNmodPoss)
        p.article = Article::kOwner;
      else if (r == Relation::kNummod)
        p.article = Article::kQuantity;
      else if (r == Relation::kDet)
        p.article = article_of(w.norm);
      else
        continue;
      break;
    }
  }

  static Article article_of(std::string_view norm) {
    if (norm == "the") return Article::kThe;
    if (norm == "a" || norm == "an") return Article::kA;
    if (norm == "this" || norm == "that" || norm == "these" || norm == "those")
      return Article::kThis;
    return Article::kQuantity;
  }

  void take_mention(CorefPhrase& p) const {
    const std::uint32_t m = mention_at_[p.head];
    if (m == kNoMention) return;
    const Mention& mention = a_.mentions[m];
    p.mention = m;
    if (mention.kind == MentionKind::kPronoun) return;
    if (mention.kind == MentionKind::kName) p.kind = PhraseKind::kName;
    p.plural |= mention.plural;
    p.type = mention.type;
    if (mention.chain) {
      p.chain = mention.chain->value;
      p.type = a_.chains[p.chain].type;
      p.gender = genders_[p.chain];
    }
    p.person = p.type == EntityType::kPerson;
  }

  void words(CorefPhrase& p) const {
    std::string text;
    // A name's own words are its mention's: titles and roles before it are not.
    std::uint32_t first = p.span.first;
    std::uint32_t end = p.span.end;
    std::uint32_t head = p.head;
    if (p.kind == PhraseKind::kName && p.mention != kNoMention) {
      const Mention& m = a_.mentions[p.mention];
      first = m.first_token;
      end = m.end_token;
      head = end - 1;
      for (std::uint32_t t = first; t < end; ++t)
        if (a_.tokens[t].range.end == m.head.end) head = t;
    }
    p.head_key = key_of(p.kind == PhraseKind::kName ? a_.tokens[head].norm : a_.tokens[head].lemma);
    for (std::uint32_t t = first; t < end; ++t) {
      const Token& w = a_.tokens[t];
      if (w.upos == Upos::kDet || w.upos == Upos::kPunct || w.norm == "'s") continue;
      text += w.norm;
      text += ' ';
      if (t != head && content(w) && p.words.size() < 12)
        p.words.push_back(key_of(p.kind == PhraseKind::kName ? w.norm : w.lemma));
    }
    p.text_key = key_of(text);
    std::sort(p.words.begin(), p.words.end());
  }

  void count(CorefPhrase& p) {
    p.earlier_heads = heads_[p.head_key]++;
    p.earlier_texts = texts_[p.text_key]++;
  }

  const Analysis& a_;
  const WordView& view_;
  const Knowledge& k_;
  std::span<const Gender> genders_;
  std::vector<std::uint32_t> mention_at_;  // by its top token
  std::vector<std::uint8_t> conjoined_;    // has conjuncts, by token
  std::unordered_map<std::uint32_t, std::uint16_t> heads_, texts_;
  std::vector<CorefPhrase> found_;
};

}  // namespace

bool may_head(const Analysis& analysis, std::uint32_t token) {
  const Token& t = analysis.tokens[token];
  // "pro-Tarsia" is a name, though its first letter is small.
  return heads(analysis, t) || t.capitalised || t.norm.find('-') != std::string::npos;
}

std::uint32_t key_of(std::string_view text) { return XXH32(text.data(), text.size(), 0); }

std::vector<CorefPhrase> find_phrases(const Analysis& analysis, const WordView& view,
                                      const Knowledge& knowledge, std::span<const Gender> genders) {
  return PhraseFinder(analysis, view, knowledge, genders).run();
}

}  // namespace stemma::language
