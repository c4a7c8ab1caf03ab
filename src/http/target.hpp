/// From the target of a request line to the path that resources are found by.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace citefeed::http {

/// Takes "http://host" off the front of a target in absolute-form (RFC 9112, 3.2.2), and gives "host"; nothing when it
/// is malformed. Whichever site it names, it is this one: there is no other.
[[nodiscard]] std::optional<std::string_view> take_authority(std::string_view& target);

/// "host" of "host:port" or "host"; an IPv6 address keeps its brackets.
[[nodiscard]] std::string_view without_port(std::string_view authority);

/// The path of `target`, which is in origin-form or absolute-form (RFC 9112, 3.2), normalised so that equivalent
/// addresses become the same text (RFC 3986, 6.2.2): unreserved characters decoded, hexadecimal digits in upper case,
/// dot segments resolved. The query is left out: no resource depends on it. Nothing when the target is malformed: a
/// fragment, a character no path may have, a broken percent-encoding or one of a control character, a user or no host
/// in absolute-form. The result lies in `target`, or in `storage` where it had to change; most targets need no storage.
[[nodiscard]] std::optional<std::string_view> path_of(std::string_view target, std::string& storage);

/// What follows the first '?' of `target`, as it was sent; empty when nothing does.
[[nodiscard]] std::string_view query_of(std::string_view target);

/// The value of the first parameter called `name` in `query` ("a=1&b=2"), as it was sent; nothing when there is none.
[[nodiscard]] std::optional<std::string_view> find_parameter(std::string_view query, std::string_view name);

}  // namespace citefeed::http
