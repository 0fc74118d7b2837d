// Numbers that ascend, added at the end and taken away at the front: the reports in a window that
// have a term. Most terms are had by one or two, so two stand in place, without a block of memory.
//
//   Postings p;  p.add(4);  p.add(9);  p.remove_first();   // p.all() == {9}
//
// Memory follows the numbers held: a block shrinks again when three quarters of it are unused.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>

namespace stemma::lineage {

class Postings {
 public:
  void add(std::uint32_t number) {
    if (end_ == capacity_) resize(size() + 1);
    data()[end_++] = number;
  }
  /// REQUIRES: size() > 0.
  void remove_first() {
    ++begin_;
    if (begin_ == end_ || (capacity_ > kFew && 4 * size() <= capacity_)) resize(size());
  }
  std::span<const std::uint32_t> all() const {
    return {(many_ ? many_.get() : few_.data()) + begin_, size()};
  }
  std::size_t size() const { return end_ - begin_; }
  /// Bytes beyond the object itself.
  std::size_t memory() const { return many_ ? capacity_ * sizeof(std::uint32_t) : 0; }

 private:
  static constexpr std::uint32_t kFew = 2;

  std::uint32_t* data() { return many_ ? many_.get() : few_.data(); }

  /// Room for `count` numbers and some more, the present ones at its beginning.
  void resize(std::size_t count) {
    const auto old = all();
    if (count <= kFew) {
      std::array<std::uint32_t, kFew> few{};
      std::copy(old.begin(), old.end(), few.begin());
      few_ = few;
      end_ = static_cast<std::uint32_t>(old.size());
      many_.reset();
      capacity_ = kFew;
    } else {
      const auto room = static_cast<std::uint32_t>(count + count / 2 + 2);
      auto many = std::make_unique<std::uint32_t[]>(room);
      std::copy(old.begin(), old.end(), many.get());
      end_ = static_cast<std::uint32_t>(old.size());
      many_ = std::move(many);
      capacity_ = room;
    }
    begin_ = 0;
  }

  std::unique_ptr<std::uint32_t[]> many_;
  std::array<std::uint32_t, kFew> few_{};  // where many_ is empty
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
  std::uint32_t capacity_ = kFew;
};

}  // namespace stemma::lineage
