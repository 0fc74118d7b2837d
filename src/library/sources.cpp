#include "library/sources.h"

#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "fetch/url.h"

namespace stemma::library {
namespace {

namespace fs = std::filesystem;

class Finder {
 public:
  void add(const std::string& named) {
    std::error_code error;
    if (named == "-") return add_file(named);
    if (fetch::looks_like_url(named)) return add_address(named);
    if (fs::is_directory(named, error)) return add_folder(named);
    if (!fs::exists(named, error) && named.find_first_of("*?[") != std::string::npos)
      return add_pattern(named);
    add_file(named);
  }

  Sources take() { return std::move(sources_); }

 private:
  void add_file(const std::string& path) {
    std::error_code error;
    std::uint64_t bytes = 0;
    std::string same = path;
    if (path != "-") {
      const fs::path canonical = fs::weakly_canonical(path, error);
      if (!error) same = canonical.string();
      const auto size = fs::file_size(path, error);
      if (!error) bytes = size;
    }
    if (seen_.insert(same).second) sources_.files.push_back({path, bytes});
  }

  void add_address(const std::string& url) {
    if (seen_.insert(url).second) sources_.files.push_back({url, 0});
  }

  void add_folder(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code error;
    fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied,
                                        error);
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
      std::error_code ignored;
      if (at->path().filename().string().starts_with('.')) {
        if (at->is_directory(ignored)) at.disable_recursion_pending();
      } else if (at->is_regular_file(ignored)) {
        files.push_back(at->path().string());
      }
    }
    if (error) {
      sources_.problems.push_back(
          {ErrorCode::kUnreadable,
           "cannot be looked through (" + error.message() + "); check its access rights", folder});
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) add_file(file);
  }

  void add_pattern(const std::string& pattern) {
    glob_t found{};
    if (glob(pattern.c_str(), GLOB_ERR, nullptr, &found) == 0) {
      for (std::size_t i = 0; i < found.gl_pathc; ++i) {
        std::error_code ignored;
        const std::string path = found.gl_pathv[i];
        fs::is_directory(path, ignored) ? add_folder(path) : add_file(path);
      }
    } else {
      sources_.problems.push_back(
          {ErrorCode::kNotFound, "no file matches this pattern; check the path", pattern});
    }
    globfree(&found);
  }

  Sources sources_;
  std::set<std::string> seen_;
};

}  // namespace

Sources find_sources(std::span<const std::string> named) {
  Finder finder;
  for (const std::string& name : named) finder.add(name);
  return finder.take();
}

}  // namespace stemma::library
