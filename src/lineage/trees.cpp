#include "lineage/trees.h"

#include <cstring>

namespace stemma::lineage {
namespace {

constexpr std::uint32_t kMostTrees = 10000;
constexpr std::uint32_t kMostDepth = 8;

template <class T>
bool take(std::string_view& bytes, T& value) {
  if (bytes.size() < sizeof value) return false;
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return true;
}

template <class T>
void put(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

float Trees::score(std::span<const float> features) const {
  float sum = base;
  for (const Tree& tree : trees) {
    std::size_t at = 0;
    for (std::uint32_t level = 0; level < depth; ++level) {
      const Tree::Node& node = tree.nodes[at];
      at = 2 * at + (features[node.feature] <= node.bar ? 1 : 2);
    }
    sum += tree.leaves[at - tree.nodes.size()];
  }
  return sum;
}

Result<Trees> Trees::open(std::string_view& bytes, std::size_t features) {
  const Error broken{ErrorCode::kMalformed, "trees are cut short or damaged", ""};
  Trees trees;
  std::uint32_t count = 0;
  if (!take(bytes, count) || !take(bytes, trees.depth) || !take(bytes, trees.base) ||
      count > kMostTrees || trees.depth > kMostDepth) {
    return broken;
  }
  const std::size_t leaves = std::size_t{1} << trees.depth;
  for (std::uint32_t t = 0; t < count; ++t) {
    Tree tree;
    tree.nodes.resize(leaves - 1);
    tree.leaves.resize(leaves);
    for (Tree::Node& node : tree.nodes) {
      if (!take(bytes, node.feature) || !take(bytes, node.bar) || node.feature >= features) {
        return broken;
      }
    }
    for (float& leaf : tree.leaves) {
      if (!take(bytes, leaf)) return broken;
    }
    trees.trees.push_back(std::move(tree));
  }
  return trees;
}

std::string Trees::encode() const {
  std::string out;
  put(out, static_cast<std::uint32_t>(trees.size()));
  put(out, depth);
  put(out, base);
  for (const Tree& tree : trees) {
    for (const Tree::Node& node : tree.nodes) {
      put(out, node.feature);
      put(out, node.bar);
    }
    for (const float leaf : tree.leaves) put(out, leaf);
  }
  return out;
}

}  // namespace stemma::lineage
