#include "checkpoint.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace stemma::train {
namespace {

constexpr const char* kMagic = "stemma checkpoint 1";

void write_names(std::ofstream& out, const std::vector<std::string>& names) {
  out << names.size() << '\n';
  for (const std::string& name : names) out << name << '\n';
}

std::vector<std::string> read_names(std::ifstream& in) {
  std::size_t count = 0;
  in >> count;
  in.ignore();
  std::vector<std::string> names(count);
  for (std::string& name : names) std::getline(in, name);
  return names;
}

}  // namespace

void save_checkpoint(const std::string& path, const Network& network,
                     const Vocabulary& vocabulary) {
  const std::string unfinished = path + ".part";
  {
    std::ofstream out(unfinished, std::ios::binary);
    const Shape& s = network.shape();
    out << kMagic << '\n'
        << s.blocks << ' ' << s.width << ' ' << s.word << ' ' << s.piece << ' ' << s.arc << ' '
        << s.label << ' ' << s.heads << ' ' << s.feedback << ' ' << s.attention << '\n';
    for (const auto* names :
         {&vocabulary.upos, &vocabulary.xpos, &vocabulary.labels, &vocabulary.entities}) {
      write_names(out, *names);
    }
    std::vector<std::uint64_t> keys(vocabulary.words.size());
    for (const auto& [key, row] : vocabulary.words) keys[static_cast<std::size_t>(row - 1)] = key;
    out << keys.size() << '\n';
    out.write(reinterpret_cast<const char*>(keys.data()),
              static_cast<std::streamsize>(keys.size() * sizeof(keys[0])));
    for (const auto& p : network.parameters()) {
      const auto value = p.value.detach().contiguous();
      out << p.name << ' ' << value.numel() << '\n';
      out.write(reinterpret_cast<const char*>(value.data_ptr<float>()), value.numel() * 4);
    }
  }
  std::filesystem::rename(unfinished, path);
}

Result<Checkpoint> load_checkpoint(const std::string& path, const Vectors& vectors) {
  std::ifstream in(path, std::ios::binary);
  const auto broken = [&](const char* what) { return Error{ErrorCode::kMalformed, what, path}; };
  std::string line;
  if (!std::getline(in, line) || line != kMagic) return broken("not a checkpoint");
  Shape s;
  in >> s.blocks >> s.width >> s.word >> s.piece >> s.arc >> s.label >> s.heads >> s.feedback;
  if (in.peek() == ' ') in >> s.attention;
  in.ignore();
  Vocabulary vocabulary;
  for (auto* names :
       {&vocabulary.upos, &vocabulary.xpos, &vocabulary.labels, &vocabulary.entities}) {
    *names = read_names(in);
  }
  std::size_t words = 0;
  in >> words;
  in.ignore();
  for (std::size_t row = 1; row <= words; ++row) {
    std::uint64_t key = 0;
    in.read(reinterpret_cast<char*>(&key), sizeof(key));
    vocabulary.words.emplace(key, static_cast<std::int32_t>(row));
  }
  Network network(s, vocabulary, vectors.values, 0);
  torch::NoGradGuard guard;
  for (auto& p : network.parameters()) {
    std::string name;
    std::int64_t count = 0;
    in >> name >> count;
    in.ignore();
    if (name != p.name || count != p.value.numel()) return broken("its parameters do not fit");
    in.read(reinterpret_cast<char*>(p.value.data_ptr<float>()), count * 4);
  }
  if (!in) return broken("cut short");
  return Checkpoint{std::move(vocabulary), std::move(network)};
}

}  // namespace stemma::train
