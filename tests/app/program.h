// Runs the built executable as a user would.
#pragma once

#include <filesystem>
#include <string>

namespace stemma::testing {

struct ProgramRun {
  int exit_code = -1;
  std::string out;
  std::string err;
};

/// stemma <arguments>, through the shell, in the folder `in` (the checkout's root by default).
ProgramRun run_stemma(const std::string& arguments, const std::filesystem::path& in = {});

/// A folder of its own for one test, removed with it.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, const std::string& bytes) const;

 private:
  std::filesystem::path path_;
};

}  // namespace stemma::testing
