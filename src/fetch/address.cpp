#include "fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace stemma::fetch {
namespace {

struct Net4 {
  std::uint32_t base;
  int bits;
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

// IANA's registry of special-purpose addresses.
constexpr Net4 kSpecial4[] = {
    {ip(0, 0, 0, 0), 8},      {ip(10, 0, 0, 0), 8},     {ip(100, 64, 0, 0), 10},
    {ip(127, 0, 0, 0), 8},    {ip(169, 254, 0, 0), 16}, {ip(172, 16, 0, 0), 12},
    {ip(192, 0, 0, 0), 24},   {ip(192, 0, 2, 0), 24},   {ip(192, 88, 99, 0), 24},
    {ip(192, 168, 0, 0), 16}, {ip(198, 18, 0, 0), 15},  {ip(198, 51, 100, 0), 24},
    {ip(203, 0, 113, 0), 24}, {ip(224, 0, 0, 0), 4},    {ip(240, 0, 0, 0), 4},
};

bool public4(std::uint32_t address) {
  for (const Net4& net : kSpecial4) {
    if ((address ^ net.base) >> (32 - net.bits) == 0) return false;
  }
  return true;
}

using Bytes6 = std::array<std::uint8_t, 16>;

std::uint32_t four_at(const Bytes6& bytes, std::size_t at) {
  return ip(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
}

bool public6(const Bytes6& bytes) {
  const std::uint32_t first = four_at(bytes, 0);
  // Well-known NAT64: the IPv4 address behind it counts.
  if (first == 0x0064FF9B && four_at(bytes, 4) == 0 && four_at(bytes, 8) == 0)
    return public4(four_at(bytes, 12));
  if (first >> 16 == 0x2002) return public4(four_at(bytes, 2));  // 6to4
  if (bytes[0] >> 5 != 1) return false;                          // only 2000::/3 is given out
  if (first >> 9 == 0x20010000u >> 9) return false;              // protocols, Teredo, ORCHID
  if (first == 0x20010DB8) return false;                         // documentation
  return first >> 12 != 0x3FFF0;                                 // documentation too
}

bool public_bytes6(const in6_addr& address) {
  Bytes6 bytes;
  std::memcpy(bytes.data(), &address, bytes.size());
  bool mapped = bytes[10] == 0xFF && bytes[11] == 0xFF;
  for (std::size_t i = 0; i < 10; ++i) mapped = mapped && bytes[i] == 0;
  return mapped ? public4(four_at(bytes, 12)) : public6(bytes);
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in four;
    std::memcpy(&four, &address, sizeof four);
    return public4(ntohl(four.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 six;
  std::memcpy(&six, &address, sizeof six);
  return public_bytes6(six.sin6_addr);
}

std::string print(const sockaddr& address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (address.sa_family == AF_INET) {
    sockaddr_in four;
    std::memcpy(&four, &address, sizeof four);
    inet_ntop(AF_INET, &four.sin_addr, text, sizeof text);
  } else if (address.sa_family == AF_INET6) {
    sockaddr_in6 six;
    std::memcpy(&six, &address, sizeof six);
    inet_ntop(AF_INET6, &six.sin6_addr, text, sizeof text);
  }
  return text;
}

std::optional<bool> literal_is_public(const std::string& host) {
  in_addr four;
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return public4(ntohl(four.s_addr));
  in6_addr six;
  if (inet_pton(AF_INET6, host.substr(0, host.find('%')).c_str(), &six) == 1)
    return public_bytes6(six);
  return std::nullopt;
}

}  // namespace stemma::fetch
