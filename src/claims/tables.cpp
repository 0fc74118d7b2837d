#include "claims/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/embedded.h"
#include "base/lexicon.h"
#include "claims/inflect.h"
#include "claims/words.h"

namespace stemma::claims {
namespace {

template <class T>
struct Named {
  std::string_view name;
  T value;
};

constexpr Named<CueClass> kCueClasses[] = {
    {"speech", CueClass::kSpeech},         {"claim", CueClass::kClaim},
    {"admission", CueClass::kAdmission},   {"finding", CueClass::kFinding},
    {"belief", CueClass::kBelief},         {"prediction", CueClass::kPrediction},
    {"warning", CueClass::kWarning},       {"commitment", CueClass::kCommitment},
    {"evaluation", CueClass::kEvaluation}, {"denial", CueClass::kDenial},
    {"doubt", CueClass::kDoubt},           {"proposal", CueClass::kProposal},
    {"attitude", CueClass::kAttitude},     {"directive", CueClass::kDirective},
    {"question", CueClass::kQuestion},     {"appearance", CueClass::kAppearance}};

constexpr Named<Certainty> kCertainties[] = {
    {"certain", Certainty::kCertain},   {"probable", Certainty::kProbable},
    {"possible", Certainty::kPossible}, {"doubted", Certainty::kDoubted},
    {"denied", Certainty::kDenied},     {"unknown", Certainty::kUnknown}};

constexpr Named<std::uint32_t> kGrammarClasses[] = {{"determiner", kDeterminer},
                                                    {"possessive", kPossessive},
                                                    {"subject_pronoun", kSubjectPronoun},
                                                    {"object_pronoun", kObjectPronoun},
                                                    {"other_pronoun", kOtherPronoun},
                                                    {"preposition", kPreposition},
                                                    {"conjunction", kConjunction},
                                                    {"subordinator", kSubordinator},
                                                    {"relative", kRelative},
                                                    {"question", kQuestionWord},
                                                    {"be", kBe},
                                                    {"have", kHave},
                                                    {"do", kDo},
                                                    {"modal", kModal},
                                                    {"negator", kNegator},
                                                    {"time_noun", kTimeNoun},
                                                    {"time_adjective", kTimeAdjective},
                                                    {"title", kTitle},
                                                    {"adverb", kAdverb},
                                                    {"participle_link", kParticipleLink},
                                                    {"verb", kPlainVerb},
                                                    {"light_verb", kLightVerb},
                                                    {"carrier", kCarrier},
                                                    {"quantity", kQuantity}};

constexpr Named<SpeakerNoun> kSpeakerNouns[] = {{"person", SpeakerNoun::kPerson},
                                                {"body", SpeakerNoun::kBody},
                                                {"document", SpeakerNoun::kDocument},
                                                {"media", SpeakerNoun::kMedia}};

constexpr Named<CertaintyRole> kRoles[] = {{"hedge", CertaintyRole::kHedge},
                                           {"negator", CertaintyRole::kNegator}};

/// The value of a name, or nothing where the table has no such name.
template <class T, std::size_t N>
std::optional<T> value_of(const Named<T> (&table)[N], std::string_view name) {
  for (const Named<T>& row : table) {
    if (row.name == name) return row.value;
  }
  return std::nullopt;
}

Error bad_row(std::string_view lexicon, const Lexicon::Row& row) {
  return Error{ErrorCode::kMalformed, fmt::format("unknown class in the row of '{}'", row.front()),
               fmt::format("lexicons/{}.tsv", lexicon)};
}

Frames parse_frames(std::string_view column) {
  Frames frames;
  for (const std::string_view word : split_words(column)) {
    if (word == "c" || word == "that") {
      frames.clause = true;
    } else if (word == "q") {
      frames.quote = true;
    } else if (word == "n") {
      frames.noun = true;
    } else if (word == "i") {
      frames.infinitive = true;
    } else if (word == "a") {
      frames.addressee = true;
    } else if (word == "o") {
      frames.object = true;
    } else if (word == "t") {
      frames.things = true;
    } else if (word == "w") {
      frames.weak = true;
    } else {
      frames.prepositions.emplace_back(word);
    }
  }
  return frames;
}

/// Fills Tables from the rows of one lexicon after another; stops at the first bad row.
class Loader {
 public:
  Result<Model::Tables> load() {
    const std::array steps = {&Loader::load_grammar,  &Loader::load_verbs,
                              &Loader::load_nouns,    &Loader::load_adjectives,
                              &Loader::load_phrases,  &Loader::load_certainty,
                              &Loader::load_speakers, &Loader::load_information,
                              &Loader::load_outlets,  &Loader::load_anonymity};
    for (const auto step : steps) {
      if (auto error = (this->*step)()) return *error;
    }
    tables_.statement = {"", CueClass::kSpeech, Certainty::kUnknown, parse_frames("c q")};
    tables_.attitude = {"", CueClass::kAttitude, Certainty::kCertain, parse_frames("n")};
    return std::move(tables_);
  }

 private:
  using Outcome = std::optional<Error>;

  template <class Take>
  Outcome each_row(std::string_view name, std::size_t columns, Take take) {
    const Result<Lexicon> lexicon = Lexicon::load(name, columns);
    if (!lexicon) return lexicon.error();
    for (const Lexicon::Row& row : lexicon->rows()) {
      if (!take(row)) return bad_row(name, row);
    }
    return std::nullopt;
  }

  WordInfo& word(std::string_view norm) { return tables_.words[std::string(norm)]; }

  std::optional<std::uint32_t> add_cue(std::string_view lemma, std::string_view cue_class,
                                       std::string_view certainty, std::string_view frames) {
    const auto known_class = value_of(kCueClasses, cue_class);
    const auto known_certainty = value_of(kCertainties, certainty);
    if (!known_class || !known_certainty) return std::nullopt;
    tables_.cues.push_back(
        {std::string(lemma), *known_class, *known_certainty, parse_frames(frames)});
    return static_cast<std::uint32_t>(tables_.cues.size() - 1);
  }

  void add_form(const std::string& form, std::uint32_t cue, VerbForm kind) {
    WordInfo& info = word(form);
    if (info.verb && *info.verb != cue) return;  // the first lemma of the file has the form
    info.verb = cue;
    info.forms = static_cast<std::uint8_t>(info.forms | kind);
  }

  Outcome load_grammar() {
    return each_row("claim_grammar", 2, [&](const Lexicon::Row& row) {
      const auto bits = value_of(kGrammarClasses, row[1]);
      if (bits) word(row[0]).grammar |= *bits;
      return bits.has_value();
    });
  }

  Outcome load_verbs() {
    return each_row("reporting_verbs", 5, [&](const Lexicon::Row& row) {
      const auto cue = add_cue(row[0], row[2], row[3], row[4]);
      if (!cue) return false;
      const VerbForms forms = inflect(row[0], row[1]);
      add_form(forms.base, *cue, kBase);
      add_form(forms.third, *cue, kThird);
      add_form(forms.past, *cue, kPast);
      add_form(forms.participle, *cue, kParticiple);
      add_form(forms.gerund, *cue, kGerund);
      return true;
    });
  }

  Outcome load_nouns() {
    return each_row("reporting_nouns", 4, [&](const Lexicon::Row& row) {
      const auto cue = add_cue(row[0], row[1], row[2], row[3]);
      if (!cue) return false;
      word(row[0]).noun = cue;
      WordInfo& plural = word(plural_of(row[0]));
      plural.noun = cue;
      plural.plural = true;
      return true;
    });
  }

  Outcome load_adjectives() {
    return each_row("reporting_adjectives", 4, [&](const Lexicon::Row& row) {
      const auto cue = add_cue(row[0], row[1], row[2], row[3]);
      if (cue) word(row[0]).adjective = cue;
      return cue.has_value();
    });
  }

  Outcome load_phrases() {
    return each_row("reporting_phrases", 3, [&](const Lexicon::Row& row) {
      const auto cue = add_cue(row[0], row[1], row[2], "c");
      if (!cue) return false;
      Phrase phrase{.words = {}, .cue = *cue};
      for (const std::string_view part : split_words(row[0])) phrase.words.emplace_back(part);
      tables_.phrases[phrase.words.front()].push_back(phrase);
      return true;
    });
  }

  Outcome load_certainty() {
    return each_row("claim_certainty", 3, [&](const Lexicon::Row& row) {
      const auto role = value_of(kRoles, row[1]);
      const auto certainty = value_of(kCertainties, row[2]);
      if (!role || !certainty) return false;
      word(row[0]).role = *role;
      word(row[0]).certainty = *certainty;
      return true;
    });
  }

  Outcome load_speakers() {
    return each_row("speaker_nouns", 2, [&](const Lexicon::Row& row) {
      const auto kind = value_of(kSpeakerNouns, row[1]);
      if (!kind) return false;
      word(row[0]).speaker = *kind;
      WordInfo& plural = word(plural_of(row[0]));
      if (plural.speaker == SpeakerNoun::kNone) plural.speaker = *kind;
      plural.plural = true;
      return true;
    });
  }

  Outcome load_information() {
    tables_.information = {"inform", CueClass::kInformation, Certainty::kCertain, {}};
    return each_row("claim_information", 3, [&](const Lexicon::Row& row) {
      if (row[2] == "noun") {
        word(row[0]).information_noun = true;
        return true;
      }
      const VerbForms forms = inflect(row[0], row[1]);
      for (const std::string* form :
           {&forms.base, &forms.third, &forms.past, &forms.participle, &forms.gerund}) {
        word(*form).information_verb = true;
      }
      return row[2] == "verb";
    });
  }

  Outcome load_anonymity() {
    return each_row("anonymity_phrases", 1, [&](const Lexicon::Row& row) {
      std::vector<std::string> words;
      for (const std::string_view part : split_words(row[0])) words.emplace_back(part);
      std::string first = words.front();
      tables_.anonymity[std::move(first)].push_back(std::move(words));
      return true;
    });
  }

  Outcome load_outlets() {
    Outcome outcome = each_row("news_outlets", 2, [&](const Lexicon::Row& row) {
      Outlet outlet{.words = {}, .channel = row[1] == "channel"};
      for (const std::string_view part : split_words(row[0])) outlet.words.emplace_back(part);
      tables_.outlets[outlet.words.front()].push_back(outlet);
      return row[1] == "channel" || row[1] == "outlet";
    });
    for (auto& [first, outlets] : tables_.outlets) {
      std::stable_sort(outlets.begin(), outlets.end(), [](const Outlet& a, const Outlet& b) {
        return a.words.size() > b.words.size();
      });
    }
    return outcome;
  }

  Model::Tables tables_;
};

}  // namespace

bool Frames::allows_preposition(std::string_view word) const {
  return std::find(prepositions.begin(), prepositions.end(), word) != prepositions.end();
}

Result<Model::Tables> load_lexicons() { return Loader().load(); }

Result<Model::Tables> load_tables() {
  auto tables = load_lexicons();
  if (!tables) return tables;
  auto attribution = AttributionModel::open(embedded_file("models/attribution.bin").value_or(""));
  if (!attribution) return attribution.error();
  auto vectors = language::WordVectors::open(embedded_file("models/word_vectors.bin").value_or(""));
  if (!vectors) return vectors.error();
  auto predicates = PredicateWords::load();
  if (!predicates) return predicates.error();
  tables->attribution = std::move(*attribution);
  tables->predicates = std::move(*predicates);
  tables->vectors = *vectors;
  return tables;
}

}  // namespace stemma::claims
