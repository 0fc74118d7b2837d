#include "app/program.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "support/paths.h"

namespace stemma::testing {
namespace {

std::string read_all(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

ProgramRun run_stemma(const std::string& arguments, const std::filesystem::path& in) {
  const ScratchFolder scratch;
  const auto out = scratch.path() / "out";
  const auto err = scratch.path() / "err";
  const std::string command = "cd '" + (in.empty() ? source_dir() : in).string() + "' && { '" +
                              STEMMA_PROGRAM + "' " + arguments + "; } >'" + out.string() +
                              "' 2>'" + err.string() + "'";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_all(out), read_all(err)};
}

}  // namespace stemma::testing
