// Messages and mailboxes, as newsletters come.
#include "intake/mail.h"

#include <sstream>

#include "intake/pieces.h"
#include "support.h"

namespace stemma::intake {
namespace {

class MailTest : public IntakeTest {};

constexpr std::string_view kHead =
    "Return-Path: <news@courier.example>\r\n"
    "From: =?utf-8?B?UG9ydCBTZWxhIENvdXJpZXI=?= <news@courier.example>\r\n"
    "To: desk@desk.example\r\n"
    "Subject: =?iso-8859-1?Q?Caf=E9?= quarter floods\r\n"
    "Date: Fri, 7 Mar 2031 09:30:00 +0200\r\n"
    "Message-ID: <77@courier.example>\r\n"
    "MIME-Version: 1.0\r\n";

std::string mail(std::string_view rest) { return std::string(kHead) + std::string(rest); }

TEST_F(MailTest, AMessageIsAReport) {
  const Report got =
      report(mail("Content-Type: text/plain; charset=utf-8\r\n\r\n"
                  "Water stood in the streets of Port Sela on Friday, the harbour board said.\r\n"),
             "letter.eml");
  EXPECT_EQ(got.title, "Caf\xC3\xA9 quarter floods");
  EXPECT_EQ(got.outlet, "Port Sela Courier");
  EXPECT_EQ(got.external_id, "77@courier.example");
  ASSERT_TRUE(got.published);
  EXPECT_EQ(got.published->value, "2031-03-07T09:30:00+02:00");
  EXPECT_EQ(got.published->reason, "\"Date\" of the message");
  EXPECT_TRUE(got.text.starts_with("Water stood in the streets")) << got.text;
}

struct Coding {
  const char* name;
  const char* body;  // from its Content-Type on
  const char* text;  // how the report begins
};

class MailCodings : public MailTest, public ::testing::WithParamInterface<Coding> {};

TEST_P(MailCodings, AreUndone) {
  const Report got = report(mail(GetParam().body), "letter.eml");
  EXPECT_TRUE(got.text.starts_with(GetParam().text)) << got.text;
}

INSTANTIATE_TEST_SUITE_P(
    All, MailCodings,
    ::testing::Values(
        Coding{"quoted_printable",
               "Content-Type: text/plain; charset=windows-1250\r\n"
               "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
               "The quay at =8Aibenik was clo=\r\nsed, the board said.\r\n",
               "The quay at \xC5\xA0ibenik was closed"},
        Coding{
            "base64",
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            "VGhlIHF1YXkgd2FzIGNsb3NlZCBvbiBGcmlkYXku\r\n",
            "The quay was closed on Friday."},
        Coding{"seven_bit_japanese",
               "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n"
               "\x1B$B9A\x1B(B closed\r\n",
               "\xE6\xB8\xAF closed"},
        Coding{"flowed",
               "Content-Type: text/plain; format=flowed\r\n\r\n"
               "The quay was closed \r\non Friday, it said.\r\n",
               "The quay was closed on Friday"},
        Coding{"html",
               "Content-Type: text/html\r\n\r\n<html><head><title>No. 77</title></head><body>"
               "<table><tr><td><p>The quay of Port Sela was closed on Friday, said Ana Moro, who "
               "leads the board, and no ship came in.</p></td></tr></table></body></html>\r\n",
               "The quay of Port Sela was closed on Friday"},
        Coding{"nested",
               "Content-Type: multipart/mixed; boundary=\"a b\"\r\n\r\npreamble\r\n--a b\r\n"
               "Content-Type: multipart/alternative; boundary=inner\r\n\r\n--inner\r\n"
               "Content-Type: text/plain\r\n\r\nSee the page.\r\n--inner\r\n"
               "Content-Type: text/html\r\n\r\n<p>The quay was closed on Friday, the board of the "
               "harbour said, and no ship came in.</p>\r\n--inner--\r\n--a b\r\n"
               "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=x.txt\r\n\r\n"
               "Not this.\r\n--a b--\r\n",
               "The quay was closed on Friday"},
        Coding{"broken_off",
               "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
               "Content-Type: text/plain\r\n\r\nThe quay was closed.\r\n--x\r\nContent-Ty",
               "The quay was closed."}),
    [](const auto& coding) { return std::string(coding.param.name); });

TEST_F(MailTest, WhatIsWrongIsSaid) {
  EXPECT_NE(problem(mail("Content-Type: image/png\r\n\r\nxx"), "a.eml").message.find("no words"),
            std::string::npos);
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
  EXPECT_NE(problem(mail(deep), "a.eml").message.find("too many parts"), std::string::npos);
  for (const char* spelling : {"boundary =b", "Boundary*0=b", "boundary\t(x)=b"}) {
    std::string other;
    for (int i = 0; i < 1000; ++i)
      other += std::string("Content-Type: multipart/mixed; ") + spelling + "\r\n\r\n--b\r\n";
    EXPECT_NE(problem(mail(other), "a.eml").message.find("too many parts"), std::string::npos)
        << spelling;
  }
}

TEST_F(MailTest, HeadersThatAPageLeftBehindAreNoMail) {
  const Report got =
      report("From: Port Sela\nDate: 2031-03-07\n\nThe quay was closed on Friday.\n");
  EXPECT_EQ(got.format, ReportFormat::kPlainText);
  EXPECT_TRUE(got.text.starts_with("From: Port Sela")) << "kept byte for byte";
}

std::string mailbox(int letters) {
  std::string box;
  for (int i = 1; i <= letters; ++i) {
    box +=
        "From news@courier.example Fri Mar  7 09:30:00 2031\n" + std::string(kHead) + "\n" +
        "Letter " + std::to_string(i) +
        " of the harbour board.\n>From here on the quay is closed.\nFrom within a paragraph.\n\n";
  }
  return box;
}

TEST_F(MailTest, AMailboxGivesItsMessages) {
  const Batch batch = read(mailbox(3), "box.mbox");
  ASSERT_EQ(batch.reports.size(), 3u);
  EXPECT_EQ(batch.reports[2].source, "box.mbox#3");
  EXPECT_TRUE(batch.reports[2].text.starts_with(
      "Letter 3 of the harbour board.\nFrom here on the quay is closed.\nFrom within"))
      << batch.reports[2].text;
}

TEST_F(MailTest, ALongMailboxGoesMessageByMessage) {
  Options options;
  options.max_bytes = 5000;
  std::string box = mailbox(400);  // over the limit of one input, and of a block
  box.insert(box.size() / 2, std::string(200'000, 'x'));
  std::istringstream in(box);
  PieceReader pieces(in, "box.mbox", options);
  std::size_t reports = 0;
  std::size_t problems = 0;
  while (auto piece = pieces.next()) {
    if (piece->problem) {
      ++problems;
      EXPECT_EQ(piece->problem->code, ErrorCode::kTooLarge);
      continue;
    }
    reports += read_piece(*piece, *model_, options).reports.size();
  }
  EXPECT_EQ(reports, 399u);
  EXPECT_EQ(problems, 1u);
}

}  // namespace
}  // namespace stemma::intake
