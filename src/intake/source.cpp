// The only part of intake that touches the world: files and streams -> bytes.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <istream>
#include <system_error>

#include "intake/intake.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kChunk = 1 << 16;

Error problem(ErrorCode code, std::string message, std::string_view source) {
  return {code, std::move(message), std::string(source)};
}

std::string reason(int error) { return std::generic_category().message(error); }

Error too_large(std::string_view source, std::size_t max_bytes) {
  return problem(ErrorCode::kTooLarge,
                 fmt::format("over the limit of {} bytes an input; split it into smaller files, or "
                             "give only the part you need",
                             max_bytes),
                 source);
}

/// Closes what it holds.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

const char* kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder; name the files in it";
  if (S_ISFIFO(mode)) return "a pipe; give its text on standard input with \"-\"";
  if (S_ISSOCK(mode)) return "a socket; save its text to a file first";
  return "a device; save its text to a file first";
}

}  // namespace

Result<std::string> file_bytes(const std::string& path, std::size_t max_bytes) {
  if (path.empty() || path.find('\0') != std::string::npos)
    return problem(ErrorCode::kUsage, "no file is named so; check the path", path);
  struct stat info {};
  if (::stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode))
    return problem(ErrorCode::kUnreadable, fmt::format("this is {}", kind_of(info.st_mode)), path);
  // It may have become a pipe since: do not wait for a writer, and look again.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (file.get() < 0) {
    const int error = errno;
    if (error == ENOENT || error == ENOTDIR)
      return problem(ErrorCode::kNotFound, "no such file; check the path", path);
    if (error == EACCES || error == EPERM)
      return problem(ErrorCode::kUnreadable, "no permission to read it; check its access rights",
                     path);
    return problem(ErrorCode::kUnreadable,
                   fmt::format("cannot be opened ({}); check the path", reason(error)), path);
  }
  if (::fstat(file.get(), &info) != 0)
    return problem(ErrorCode::kUnreadable,
                   fmt::format("cannot be examined ({}); try a copy of it", reason(errno)), path);
  if (!S_ISREG(info.st_mode))
    return problem(ErrorCode::kUnreadable, fmt::format("this is {}", kind_of(info.st_mode)), path);
  if (static_cast<std::uintmax_t>(info.st_size) > max_bytes) {
    return problem(ErrorCode::kTooLarge,
                   fmt::format("{} bytes, over the limit of {} bytes an input; split it into "
                               "smaller files, or give only the part you need",
                               info.st_size, max_bytes),
                   path);
  }
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(info.st_size) + 1);
  // The file may grow, or lie about its size as those in /proc do: count what comes.
  std::string chunk(kChunk, '\0');
  for (;;) {
    const std::size_t room = std::min(kChunk - 1, max_bytes - bytes.size()) + 1;
    const ssize_t got = ::read(file.get(), chunk.data(), room);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return problem(ErrorCode::kUnreadable,
                     fmt::format("reading failed ({}); try a copy of it", reason(errno)), path);
    if (got == 0) break;
    bytes.append(chunk, 0, static_cast<std::size_t>(got));
    if (bytes.size() > max_bytes) return too_large(path, max_bytes);
  }
  return bytes;
}

Result<std::string> stream_bytes(std::istream& in, std::string_view source, std::size_t max_bytes) {
  std::string bytes;
  std::string chunk(kChunk, '\0');
  while (in) {
    const std::size_t room = std::min(kChunk - 1, max_bytes - bytes.size()) + 1;
    in.read(chunk.data(), static_cast<std::streamsize>(room));
    bytes.append(chunk, 0, static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > max_bytes) return too_large(source, max_bytes);
  }
  if (in.bad())
    return problem(ErrorCode::kUnreadable, "reading failed; save the text to a file and name that",
                   source);
  return bytes;
}

Batch read_file(const std::string& path, const Model& model, const Options& options) {
  const auto bytes = file_bytes(path, options.max_bytes);
  if (!bytes) return {{}, {bytes.error()}};
  return read_bytes(*bytes, path, model, options);
}

Batch read_stream(std::istream& in, std::string_view source, const Model& model,
                  const Options& options) {
  const auto bytes = stream_bytes(in, source, options.max_bytes);
  if (!bytes) return {{}, {bytes.error()}};
  return read_bytes(*bytes, source, model, options);
}

}  // namespace stemma::intake
