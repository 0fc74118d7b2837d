#include "library/add.h"

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <utility>

#include "base/in_order.h"
#include "fetch/url.h"
#include "library/captures.h"
#include "library/journal.h"
#include "library/makers.h"
#include "library/store.h"

namespace stemma::library {
namespace {

constexpr std::size_t kStepPieces = 64;             // pieces that one transaction takes at most
constexpr std::size_t kStepBytes = 1 << 20;         // and bytes, but for a single large piece
constexpr std::size_t kUnderWay = 2 * kStepPieces;  // so that no thread waits for a transaction
constexpr std::size_t kUnderWayBytes = 4 << 20;

/// The pieces of all sources, one after the other.
class Pieces {
 public:
  /// `web`: fetches what is an address; may be null.
  Pieces(std::span<const Source> sources, const AddOptions& options, const intake::Model& model,
         WebReader* web)
      : sources_(sources), options_(options), model_(model), web_(web) {}

  /// Files first; the pages after them.
  std::optional<WebItem> next() {
    for (;;) {
      if (reader_) {
        const std::uint64_t before = reader_->bytes_read();
        auto piece = reader_->next();
        bytes_ += reader_->bytes_read() - before;
        if (piece && followed(*piece)) continue;
        if (piece) return WebItem{std::move(piece), std::nullopt, false, false};
        reader_.reset();
      }
      if (at_ == sources_.size()) return web_ ? web_->next() : std::nullopt;
      const Source& source = sources_[at_++];
      if (web_ && fetch::looks_like_url(source.path)) {
        web_->name(source.path);
      } else if (auto problem = open(source)) {
        intake::Piece piece;
        piece.source = source.path;
        piece.problem = std::move(problem);
        return WebItem{std::move(piece), std::nullopt, false, false};
      }
    }
  }

  std::uint64_t bytes() const { return bytes_; }

 private:
  std::optional<Error> open(const Source& source) {
    std::istream* in = options_.standard_input;
    if (fetch::looks_like_url(source.path))
      return Error{ErrorCode::kUsage, "pages are not fetched here; save it to a file", source.path};
    if (source.path != "-") {
      std::error_code error;
      const auto status = std::filesystem::status(source.path, error);
      if (status.type() == std::filesystem::file_type::not_found)
        return Error{ErrorCode::kNotFound, "no such file; check the path", source.path};
      // Devices and pipes may never end, or act when they are read.
      if (status.type() != std::filesystem::file_type::regular)
        return Error{ErrorCode::kUnreadable, "this is no file; save its text to one first",
                     source.path};
      file_ = std::ifstream(source.path, std::ios::binary);
      if (!file_) {
        return Error{ErrorCode::kUnreadable, "it cannot be opened; check its access rights",
                     source.path};
      }
      in = &file_;
    }
    if (in == nullptr)
      return Error{ErrorCode::kUsage, "there is no standard input here", source.path};
    reader_.emplace(*in, source.path, options_.intake);
    return std::nullopt;
  }

  /// A sitemap or OPML list in a file holds no reports: what it names is fetched.
  bool followed(const intake::Piece& piece) {
    if (!web_ || piece.problem || piece.format != intake::FormatHint::kDetect) return false;
    if (!piece.url.empty()) return false;  // an archive's page: what it named then is not asked for
    const auto listing = intake::read_listing(piece.bytes, piece.source, model_);
    if (!listing || listing->kind == intake::Listing::Kind::kFeed || listing->items.empty())
      return false;
    web_->follow(*listing);
    return true;
  }

  std::span<const Source> sources_;
  const AddOptions& options_;
  const intake::Model& model_;
  WebReader* web_;
  std::size_t at_ = 0;
  std::ifstream file_;
  std::optional<intake::PieceReader> reader_;
  std::uint64_t bytes_ = 0;
};

/// One piece on its way through a step.
struct Work {
  intake::Piece piece;
  std::string hash;
  std::optional<Entry> known;  // in the journal already
  intake::Batch batch;
  std::uint64_t read_upto = 0;                              // bytes of input, with this one
  std::vector<std::pair<std::string, std::string>> unread;  // kept: source and language
  std::optional<Visit> visit;                               // what was fetched for it
  bool unchanged = false;  // there is no piece: the page is as it was
  bool empty = false;      // there is no piece
  std::string captured;    // when it stood at its address; empty where nothing says
  bool later = false;      // than what is known of that address

  bool to_read() const { return !empty && !piece.problem && !known; }
  bool is_read() const { return !batch.reports.empty() || !batch.problems.empty(); }
};

std::string text_of(const Report& report) { return version_hash(report.title, report.text); }

class Adder {
 public:
  Adder(Library& library, const intake::Model& model, const AddOptions& options)
      : db_(library.db()),
        model_(model),
        options_(options),
        store_(db_),
        journal_(db_),
        captures_(db_) {}

  Result<Added> run(std::span<const Source> sources) {
    {
      Transaction transaction(db_);
      if (transaction.error()) return *transaction.error();
      auto id = maker(db_, Stage::kIntake);
      if (!id) return id.error();
      maker_ = *id;
      if (auto error = transaction.commit()) return *error;
    }
    if (options_.web.transport != nullptr) web_.emplace(db_, model_, options_.web, options_.intake);
    began_ = options_.now ? options_.now() : utc_now();
    Pieces pieces(sources, options_, model_, web_ ? &*web_ : nullptr);
    std::optional<Error> failed;
    const auto next = [&]() -> std::optional<Work> {
      auto item = pieces.next();
      if (failed || !item) return std::nullopt;
      Work work;
      work.visit = std::move(item->visit);
      work.unchanged = item->unchanged;
      work.empty = !item->piece;
      if (item->piece) work.piece = std::move(*item->piece);
      work.read_upto = pieces.bytes();
      if (work.empty || work.piece.problem) return work;
      work.hash = piece_hash(work.piece);
      if (!work.piece.url.empty())
        work.captured = item->page ? began_ : capture_time(work.piece.fetched);
      auto known = journal_.find(work.hash, maker_);
      if (!known) {
        failed = known.error();
        return std::nullopt;
      }
      work.known = std::move(*known);
      if (!work.known) return work;
      if (auto last = look_up_capture(work); !last) {
        failed = last.error();
        return std::nullopt;
      }
      return work;
    };
    work_in_order<Work>(
        {.threads = options_.jobs, .items = kUnderWay, .weight = kUnderWayBytes}, next,
        [](const Work& work) { return work.piece.bytes.size(); },
        [&](Work& work) {
          if (work.to_read()) work.batch = intake::read_piece(work.piece, model_, options_.intake);
        },
        [&](Work& work) {
          bytes_ += work.piece.bytes.size();
          step_.push_back(std::move(work));
          if (step_.size() >= kStepPieces || bytes_ >= kStepBytes) failed = take();
          return !failed;
        });
    if (!failed) failed = take();
    if (failed) return *failed;
    return added_;
  }

 private:
  /// Writes what has come in since the last time, and tells of it.
  std::optional<Error> take() {
    if (step_.empty()) return std::nullopt;
    if (auto error = write(step_)) return error;
    for (const Work& work : step_) tell(work);
    added_.bytes = step_.back().read_upto;
    step_.clear();
    bytes_ = 0;
    if (options_.on_progress) options_.on_progress(added_);
    return std::nullopt;
  }

  std::optional<Error> write(std::vector<Work>& step) {
    bool anything = false;
    for (const Work& work : step) anything = anything || work.to_read() || work.later || work.visit;
    if (!anything) return std::nullopt;
    const std::string now = options_.now ? options_.now() : utc_now();
    Transaction transaction(db_);
    if (transaction.error()) return transaction.error();
    Added added = added_;
    for (Work& work : step) {
      if (auto error = keep_visit(work)) return error;
      if (!work.to_read() && !work.later) continue;
      if (auto error = keep_piece(work, added, now)) return error;
    }
    if (auto error = transaction.commit()) return error;
    added_ = added;
    return std::nullopt;
  }

  std::optional<Error> keep_piece(Work& work, Added& added, const std::string& now) {
    // The same bytes may have come twice, close together.
    auto known = journal_.find(work.hash, maker_);
    if (!known) return known.error();
    work.known = std::move(*known);
    const auto last = look_up_capture(work);
    if (!last) return last.error();
    if (work.known && !work.later) return std::nullopt;
    if (work.known && *last && (*last)->piece == work.hash)
      return captures_.keep(work.piece.url, {work.captured, work.hash, (*last)->text});
    if (!work.is_read()) work.batch = intake::read_piece(work.piece, model_, options_.intake);
    work.known.reset();
    const std::vector<Report>& reports = work.batch.reports;
    const bool page = !work.captured.empty();
    const bool alone = page && reports.size() == 1;
    Sighting of_page;
    if (page) {
      const auto other = captures_.shows_another(
          work.piece.url, {work.captured, work.hash, alone ? text_of(reports[0]) : ""});
      if (!other) return other.error();
      of_page = {work.captured, *other};
    }
    for (std::size_t i = 0; i < reports.size(); ++i) {
      const Report& report = reports[i];
      Sighting seen;
      if (alone) {
        seen = of_page;
        // The time is another address's than the report's.
        const auto found_at = fetch::parse_url(work.piece.url);
        if (!found_at || found_at->text != report.url) seen.at.clear();
      } else if (i < work.batch.captured.size() && !report.url.empty()) {
        seen.at = capture_time(work.batch.captured[i]);
      }
      if (!alone && !seen.at.empty()) {
        const auto other =
            captures_.shows_another(report.url, {seen.at, work.hash, text_of(report)});
        if (!other) return other.error();
        seen.came_back = *other;
      }
      const auto kept = store_.put(report, maker_, now, seen);
      if (!kept) return kept.error();
      ++(*kept == Kept::kNewReport    ? added.new_reports
         : *kept == Kept::kNewVersion ? added.new_versions
                                      : added.known);
      if (*kept == Kept::kKnown || is_read(report)) continue;
      ++added.unread[report.language];
      work.unread.emplace_back(report.url.empty() ? report.source : report.url, report.language);
    }
    const Entry entry{reports.size(), work.batch.problems};
    return journal_.write(work.hash, work.piece.source, entry, maker_, now);
  }

  /// What the piece's address showed last; and whether the piece is later than that. One that is
  /// known and no later is the same thing added again.
  Result<std::optional<Capture>> look_up_capture(Work& work) {
    work.later = false;
    if (work.captured.empty()) return std::optional<Capture>();
    auto last = captures_.find(work.piece.url);
    work.later = last && (!*last || (*last)->at < work.captured);
    return last;
  }

  /// Of a page that gave trouble nothing is kept: it is asked for whole the next time.
  std::optional<Error> keep_visit(const Work& work) {
    const std::vector<Error>& problems = work.known ? work.known->skipped : work.batch.problems;
    if (!work.visit || work.piece.problem || !problems.empty()) return std::nullopt;
    return web_->keep(*work.visit, began_);
  }

  /// Counts and tells what a piece did not give.
  void tell(const Work& work) {
    const auto skip = [&](const Error& problem) {
      ++added_.skipped;
      if (options_.on_skipped) options_.on_skipped(problem);
    };
    if (work.piece.problem) return skip(*work.piece.problem);
    if (work.unchanged && !work.visit->list) ++added_.known;
    if (work.known) added_.known += work.known->reports;
    for (const Error& problem : work.known ? work.known->skipped : work.batch.problems)
      skip(problem);
    if (!options_.on_unread) return;
    for (const auto& [source, language] : work.unread) options_.on_unread(source, language);
  }

  Connection& db_;
  const intake::Model& model_;
  const AddOptions& options_;
  Store store_;
  Journal journal_;
  Captures captures_;
  std::optional<WebReader> web_;
  std::int64_t maker_ = 0;
  std::string began_;  // no page was fetched before it, so none that changes after is missed
  Added added_;
  std::vector<Work> step_;
  std::size_t bytes_ = 0;  // in it
};

}  // namespace

Result<Added> add(Library& library, std::span<const Source> sources, const intake::Model& model,
                  const AddOptions& options) {
  return Adder(library, model, options).run(sources);
}

std::string utc_now() {
  std::time_t now = std::time(nullptr);
  if (const char* fixed = std::getenv("SOURCE_DATE_EPOCH")) now = std::strtoll(fixed, nullptr, 10);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[40];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return std::string(text, size);
}

}  // namespace stemma::library
