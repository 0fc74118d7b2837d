// Which network addresses are the public's: those that a stranger's link may lead to. Private,
// loopback, link-local, multicast and reserved ones are not; nor are IPv6 forms that hold such an
// IPv4 address.
#pragma once

#include <sys/socket.h>

#include <optional>
#include <string>

namespace stemma::fetch {

/// REQUIRES: `address` is whole, as its family says. Families other than IPv4 and IPv6 are not
/// public.
bool is_public(const sockaddr& address);

/// "127.0.0.1"; for messages.
std::string print(const sockaddr& address);

/// Of a host that is an address in itself; nothing of a name.
std::optional<bool> literal_is_public(const std::string& host);

}  // namespace stemma::fetch
