#include "briefing/fixture.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/utf8.h"

namespace stemma::testing {
namespace {

std::uint32_t u32(std::size_t value) { return static_cast<std::uint32_t>(value); }

std::vector<Token> tokens_of(std::string_view text, ByteRange sentence) {
  std::vector<Token> tokens;
  bool space = true;
  for (std::uint32_t at = sentence.begin; at < sentence.end;) {
    const utf8::CodePoint c = utf8::decode(text, at);
    const bool word = utf8::is_letter(c.value) || utf8::is_digit(c.value);
    if (utf8::is_space(c.value)) {
      space = true;
    } else if (word && !space && !tokens.empty() && tokens.back().kind == TokenKind::kWord) {
      tokens.back().range.end = at + c.length;
    } else {
      Token token;
      token.range = {at, at + c.length};
      token.kind = word ? TokenKind::kWord : TokenKind::kPunctuation;
      token.space_before = space;
      tokens.push_back(token);
      space = false;
    }
    at += c.length;
  }
  for (Token& token : tokens) token.norm = utf8::to_lower(slice(text, token.range));
  return tokens;
}

}  // namespace

ReportId Desk::report(std::string outlet, std::string published,
                      std::vector<std::string> sentences) {
  const ReportId id{u32(briefing_.reports.size())};
  Report report;
  report.id = id;
  report.outlet = std::move(outlet);
  report.source = "folder/" + std::to_string(id.value + 1) + ".txt";
  if (!published.empty()) {
    report.published = Published{std::move(published), DateBasis::kMetadata, "given", std::nullopt};
  }
  Analysis analysis;
  analysis.report = id;
  for (const std::string& sentence : sentences) {
    if (!report.text.empty()) report.text += ' ';
    const ByteRange range{u32(report.text.size()), u32(report.text.size() + sentence.size())};
    report.text += sentence;
    Sentence s;
    s.range = range;
    s.first_token = u32(analysis.tokens.size());
    for (Token& t : tokens_of(report.text, range)) analysis.tokens.push_back(std::move(t));
    s.end_token = u32(analysis.tokens.size());
    s.paragraph = u32(analysis.sentences.size() / 2);
    analysis.sentences.push_back(s);
  }
  Grounding grounding;
  grounding.report = id;
  Node node;
  node.id = NodeId{id.value};
  node.report = id;
  node.label = report.outlet;
  briefing_.reports.push_back(std::move(report));
  briefing_.analyses.push_back(std::move(analysis));
  briefing_.groundings.push_back(std::move(grounding));
  briefing_.lineage.nodes.push_back(std::move(node));
  return id;
}

Evidence Desk::find(ReportId report, std::string_view words) {
  const std::size_t at = briefing_.reports[report.index()].text.find(words);
  if (at == std::string::npos) {
    ADD_FAILURE() << "the fixture has no \"" << words << "\"";
    return {report, {0, 1}};
  }
  return {report, {u32(at), u32(at + words.size())}};
}

SentenceId Desk::sentence_of(const Evidence& e) const {
  const std::vector<Sentence>& sentences = briefing_.analyses[e.report.index()].sentences;
  for (std::uint32_t i = 0; i < sentences.size(); ++i) {
    if (sentences[i].range.contains(e.range.begin)) return SentenceId{i};
  }
  ADD_FAILURE() << "the fixture has no sentence at " << e.range.begin;
  return {};
}

ClaimId Desk::claim(ReportId report, std::string_view content) {
  Claim claim;
  claim.id = ClaimId{u32(briefing_.claims.size())};
  claim.report = report;
  const Evidence place = find(report, content);
  claim.sentence = sentence_of(place);
  claim.content = {place.range};
  briefing_.claims.push_back(std::move(claim));
  return briefing_.claims.back().id;
}

ClaimId Desk::claim(ReportId report, std::string_view content, std::string_view speaker,
                    std::string_view cue) {
  const ClaimId id = claim(report, content);
  Analysis& analysis = briefing_.analyses[report.index()];
  const Evidence place = find(report, speaker);
  const ChainId chain{u32(analysis.chains.size())};
  Mention mention;
  mention.range = mention.head = place.range;
  mention.sentence = sentence_of(place);
  mention.type = EntityType::kOrganisation;
  mention.chain = chain;
  analysis.mentions.push_back(mention);
  analysis.chains.push_back(
      {std::string(speaker), EntityType::kOrganisation, {u32(analysis.mentions.size() - 1)}});
  std::vector<Entity>& entities = briefing_.entities;
  auto entity = std::find_if(entities.begin(), entities.end(),
                             [&](const Entity& e) { return e.name == speaker; });
  if (entity == entities.end()) {
    entities.push_back(
        {EntityId{u32(entities.size())}, std::string(speaker), EntityType::kOrganisation, {}});
    entity = entities.end() - 1;
  }
  entity->chains.push_back({report, chain});
  Claim& claim = at(id);
  claim.speaker.emplace();
  claim.speaker->chain = chain;
  claim.speaker->name = std::string(speaker);
  claim.speaker->evidence = place.range;
  claim.cue = find(report, cue).range;
  claim.manner = Manner::kIndirect;
  return id;
}

Reading& Desk::reading(ReadingRelation relation, std::vector<ClaimId> claims) {
  Reading reading;
  reading.claims = std::move(claims);
  reading.relation = relation;
  reading.origins = 1;
  reading.voices = 1;
  briefing_.collation.readings.push_back(std::move(reading));
  return briefing_.collation.readings.back();
}

NodeId Desk::hidden(std::string label) {
  Node node;
  node.id = NodeId{u32(briefing_.lineage.nodes.size())};
  node.kind = NodeKind::kHidden;
  node.label = std::move(label);
  briefing_.lineage.nodes.push_back(std::move(node));
  return briefing_.lineage.nodes.back().id;
}

Edge& Desk::edge(NodeId from, ReportId to, EdgeKind kind) {
  Edge edge;
  edge.from = from;
  edge.to = NodeId{to.value};
  edge.kind = kind;
  edge.share = 2.0 / 3;
  edge.confidence = 0.75;
  briefing_.lineage.edges.push_back(std::move(edge));
  return briefing_.lineage.edges.back();
}

AlignmentId Desk::align(ReportId a, std::string_view in_a, ReportId b, std::string_view in_b,
                        AlignmentKind kind, double score) {
  Alignment alignment;
  alignment.id = AlignmentId{u32(briefing_.lineage.alignments.size())};
  alignment.sentence_a = sentence_of(find(a, in_a));
  alignment.sentence_b = sentence_of(find(b, in_b));
  const auto whole = [&](ReportId report, SentenceId sentence) {
    return Evidence{report, briefing_.analyses[report.index()].sentences[sentence.index()].range};
  };
  alignment.a = whole(a, alignment.sentence_a);
  alignment.b = whole(b, alignment.sentence_b);
  alignment.kind = kind;
  alignment.score = score;
  briefing_.lineage.alignments.push_back(alignment);
  return alignment.id;
}

std::uint32_t Desk::quantity(ReportId report, std::string_view words, double value,
                             std::string of) {
  Quantity q;
  const Evidence place = find(report, words);
  q.range = q.number = place.range;
  q.sentence = sentence_of(place);
  q.value = value;
  q.of = std::move(of);
  std::vector<Quantity>& all = briefing_.groundings[report.index()].quantities;
  all.push_back(std::move(q));
  return u32(all.size() - 1);
}

void Desk::time(ReportId report, std::string_view words, std::string first, std::string last) {
  TimeValue t;
  const Evidence place = find(report, words);
  t.range = place.range;
  t.sentence = sentence_of(place);
  t.value = first;
  t.interval = DayInterval{std::move(first), std::move(last)};
  t.basis = "as the fixture says";
  briefing_.groundings[report.index()].times.push_back(std::move(t));
}

Briefing Desk::done() {
  std::vector<bool> read(briefing_.claims.size(), false);
  for (const Reading& reading : briefing_.collation.readings) {
    for (const ClaimId id : reading.claims) read[id.index()] = true;
  }
  for (const Claim& claim : briefing_.claims) {
    if (!read[claim.id.index()]) reading(ReadingRelation::kOnlyHere, {claim.id});
  }
  for (std::uint32_t i = 0; i < briefing_.collation.readings.size(); ++i) {
    briefing_.collation.readings[i].id = ReadingId{i};
  }
  Lineage& lineage = briefing_.lineage;
  for (const Node& node : lineage.nodes) {
    const bool child = std::any_of(lineage.edges.begin(), lineage.edges.end(),
                                   [&](const Edge& e) { return e.to == node.id; });
    const bool parent = std::any_of(lineage.edges.begin(), lineage.edges.end(),
                                    [&](const Edge& e) { return e.from == node.id; });
    if (!child) lineage.origins.push_back(node.id);
    if (!child && !parent && lineage.nodes.size() > 1) lineage.unrelated.push_back(node.id);
  }
  return std::move(briefing_);
}

Briefing two_reports() {
  Desk desk;
  const ReportId a = desk.report(
      "Sela Herald", "2031-03-11",
      {"date 2031-03-11",
       "The Harbour Council, quoted by state agency Norn, said on Tuesday that 40 "
       "ferries would be moved north within two days.",
       "Captain Ilse Brandt, who relied on island pilots to cross the strait in 2029, gave no "
       "reason.",
       "About 1,500 of the 3,000 dockers were sent home, and the remaining 1,500 stayed, Brandt "
       "said.",
       "“The strait is closed, and it may stay closed,” she said.",
       "Residents saw nothing unusual on the quays."});
  desk.at(a).title = "Council moves ferries north";
  desk.at(a).furniture.push_back(
      {desk.find(a, "date 2031-03-11").range, FurnitureKind::kDateHeader});
  const ReportId b =
      desk.report("Port Daily", "",
                  {"The Harbour Council moves 14 ferries to the north in the coming two days.",
                   "Captain Ilse Brandt is an island-trained pilot who crossed the strait in 2029.",
                   "The strait is closed and will stay closed.",
                   "At least 60 sailors were drowned by the Office for Safety at Sea.",
                   "Ministries did not answer questions from Meridian."});
  Briefing& briefing = desk.briefing();
  briefing.analyses[a.index()].sentences.erase(briefing.analyses[a.index()].sentences.begin());

  const ClaimId ferries_a = desk.claim(a, "40 ferries would be moved north within two days",
                                       "The Harbour Council", "said on Tuesday");
  desk.at(ferries_a).relays.push_back({"Norn", desk.find(a, "Norn").range});
  const ClaimId pilots_a = desk.claim(a, "Captain Ilse Brandt, who relied on island pilots");
  const ClaimId dockers =
      desk.claim(a, "About 1,500 of the 3,000 dockers were sent home", "Brandt", "said.");
  const ClaimId strait_a = desk.claim(a, "it may stay closed", "she", "said.");
  desk.at(strait_a).certainty = Certainty::kPossible;
  desk.at(strait_a).hedges.push_back(desk.find(a, "may").range);
  desk.claim(a, "Residents saw nothing unusual");
  const ClaimId ferries_b = desk.claim(b, "moves 14 ferries to the north");
  const ClaimId pilots_b = desk.claim(b, "an island-trained pilot");
  const ClaimId strait_b = desk.claim(b, "will stay closed");
  desk.claim(b, "60 sailors were drowned");
  desk.claim(b, "Ministries did not answer questions");
  EXPECT_TRUE(dockers < strait_a);

  Reading& ferries = desk.reading(ReadingRelation::kAltered, {ferries_a, ferries_b});
  ferries.voices = 2;
  ferries.variants = {
      {VariantKind::kNumber, ferries_a, ferries_b, desk.find(a, "40"), desk.find(b, "14"),
       "40 became 14.", 0.8},
      {VariantKind::kAttribution, ferries_a, ferries_b, desk.find(a, "The Harbour Council, quoted"),
       std::nullopt, "What the Council said is told as fact.", 0.7}};
  desk.reading(ReadingRelation::kAltered, {pilots_a, pilots_b}).variants = {
      {VariantKind::kRole, pilots_a, pilots_b, desk.find(a, "relied on island pilots"),
       desk.find(b, "an island-trained pilot"), "Someone who relied on pilots became one.", 0.9}};
  desk.reading(ReadingRelation::kAltered, {strait_a, strait_b}).variants = {
      {VariantKind::kCertainty, strait_a, strait_b, desk.find(a, "may"), desk.find(b, "will"),
       "A possibility became a certainty.", 0.6}};

  const NodeId wire = desk.hidden("a Meridian story (not supplied)");
  const AlignmentId first =
      desk.align(a, "40 ferries", b, "14 ferries", AlignmentKind::kParaphrase, 0.55);
  const AlignmentId second =
      desk.align(a, "relied on", b, "island-trained", AlignmentKind::kParaphrase, 0.5);
  const AlignmentId third = desk.align(a, "may stay", b, "will stay", AlignmentKind::kEdited, 0.8);
  for (const ReportId report : {a, b}) {
    Edge& edge = desk.edge(wire, report, report == a ? EdgeKind::kEdit : EdgeKind::kRewrite);
    edge.passages = {first, second, third};
    edge.reasons = {{"Each has passages that the other lacks, so neither was made from the other.",
                     {desk.find(a, "Residents saw nothing"), desk.find(b, "Ministries did not")}},
                    {"The Port Daily names Meridian.", {desk.find(b, "Meridian")}}};
  }

  const std::uint32_t part = desk.quantity(a, "1,500", 1500, "dockers");
  const std::uint32_t whole = desk.quantity(a, "3,000", 3000, "dockers");
  const std::uint32_t rest = desk.quantity(a, "remaining 1,500", 1500, "dockers");
  briefing.groundings[a.index()].sums.push_back({whole, {part, rest}, true, true});
  desk.quantity(b, "60 sailors", 60, "sailors");
  desk.time(a, "on Tuesday", "2031-03-11", "2031-03-11");
  desk.time(a, "in 2029", "2029-01-01", "2029-12-31");
  desk.time(b, "in 2029", "2029-01-01", "2029-12-31");

  briefing.collation.warnings = {
      {WarningKind::kObserverAsAgent, desk.find(b, "drowned by the Office for Safety at Sea"),
       "An office that counts the dead is said to have killed them."},
      {WarningKind::kDateUnknown, {b, {0, 0}}, "Port Daily gives no date."}};
  return desk.done();
}

Briefing hostile_reports() {
  Desk desk;
  const ReportId a = desk.report(
      "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
      {"He said </script><script>alert('x')</script> & \"quoted\" ]]> --> <!-- text.",
       "Right to left \xE2\x80\xAE"
       "desrever\xE2\x80\xAC and \xE2\x81\xA6isolate \x1b[31mred\x07.",
       "漢字だけの文がここにあり、幅は二倍である。漢字だけの文がここにあり、幅は二倍である。漢字だ"
       "けの文がここにあり。",
       "https://example.invalid/a-very-long-address-that-has-no-place-to-break/and-goes-on-and-on-"
       "for-much-longer-than-any-line-of-one-hundred-columns-could-ever-hold?x=1&y=2"});
  desk.at(a).title = "</title><svg onload=alert(1)> \xE2\x80\xAEmoor";
  desk.at(a).url = "javascript:alert(1)";
  const ReportId b = desk.report("B’s ‘paper’", "2031-03-11",
                                 {"He said </script><script>alert('y')</script> & text."});
  const ClaimId said_a = desk.claim(a, "</script><script>alert('x')</script>", "He", "said");
  const ClaimId right = desk.claim(a, "Right to left \xE2\x80\xAE");
  desk.claim(a, "漢字だけの文がここにあり、");
  desk.claim(a,
             "https://example.invalid/a-very-long-address-that-has-no-place-to-break/and-goes-on-"
             "and-on-for-much-longer-than-any-line-of-one-hundred-columns-could-ever-hold?x=1&y=2");
  const ClaimId said_b = desk.claim(b, "</script><script>alert('y')</script>", "He", "said");
  desk.reading(ReadingRelation::kAltered, {said_a, said_b}).variants = {
      {VariantKind::kQuotation, said_a, said_b, desk.find(a, "alert('x')"),
       desk.find(b, "alert('y')"), "<b>x</b> became <b>y</b>\n\x1b[2J.", 0.5}};
  desk.align(a, "alert('x')", b, "alert('y')", AlignmentKind::kEdited, 0.9);
  const NodeId from{a.value};
  desk.edge(from, b, EdgeKind::kExcerpt).reasons = {{"Because </p> & <p>.", {}}};
  desk.briefing().collation.warnings = {{WarningKind::kFirstPersonOutside,
                                         {a, desk.at(right).content[0]},
                                         "<i>Note</i> \"here\" & 'there'."}};
  return desk.done();
}

Briefing many_reports(std::size_t count) {
  Desk desk;
  const ReportId first = desk.report("Meridian", "2031-03-11",
                                     {"Word 0 of the storm reached the capital on Monday.",
                                      "The mayor said the bridges would stay open."});
  std::vector<ClaimId> storm{desk.claim(first, "the storm reached the capital")};
  std::vector<ClaimId> bridges{
      desk.claim(first, "the bridges would stay open", "The mayor", "said")};
  for (std::size_t i = 1; i + 1 < count; ++i) {
    const ReportId copy =
        desk.report("Paper " + std::to_string(i), "2031-03-12",
                    {"Word " + std::to_string(i) + " of the storm reached the capital on Monday.",
                     "The mayor said the bridges would stay open."});
    storm.push_back(desk.claim(copy, "the storm reached the capital"));
    bridges.push_back(desk.claim(copy, "the bridges would stay open", "The mayor", "said"));
    desk.edge(NodeId{0}, copy, EdgeKind::kCopy).reasons = {
        {"Paper " + std::to_string(i) + " credits Meridian.", {}}};
  }
  for (std::uint32_t x = 0; x + 1 < count; ++x) {
    for (std::uint32_t y = x + 1; y + 1 < count; ++y) {
      desk.align(ReportId{x}, "the storm", ReportId{y}, "the storm", AlignmentKind::kEdited, 0.9);
      desk.align(ReportId{x}, "the bridges", ReportId{y}, "the bridges", AlignmentKind::kVerbatim,
                 1);
    }
  }
  const ReportId other = desk.report("Cook’s Weekly", "2031-03-10", {"Soup needs salt."});
  desk.claim(other, "Soup needs salt");
  desk.reading(ReadingRelation::kAgree, storm);
  desk.reading(ReadingRelation::kAgree, bridges);
  return desk.done();
}

std::vector<std::pair<std::string, Briefing>> all_fixtures() {
  std::vector<std::pair<std::string, Briefing>> all;
  all.emplace_back("no report", Briefing{});
  Desk one;
  const ReportId only = one.report("", "", {"Snow fell."});
  one.claim(only, "Snow fell");
  all.emplace_back("one report without a date", one.done());
  Desk apart;
  const ReportId x = apart.report("X", "2031-01-01", {"Snow fell."});
  const ReportId y = apart.report("Y", "2031-01-02", {"Prices rose."});
  apart.claim(x, "Snow fell");
  apart.claim(y, "Prices rose");
  all.emplace_back("nothing in common", apart.done());
  all.emplace_back("two reports", two_reports());
  all.emplace_back("hostile", hostile_reports());
  all.emplace_back("fifty", many_reports(50));
  return all;
}

}  // namespace stemma::testing
