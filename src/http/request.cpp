#include "http/request.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/iri.hpp"
#include "base/utf8.hpp"

namespace citefeed::http {
namespace {

// Finds where the header of a request ends, and refuses line ends that other programs might read differently.

struct HeaderBlock {
  enum class State : std::uint8_t {
    unfinished,  ///< the empty line is yet to come
    complete,
    malformed,  ///< a bare line feed (RFC 9112, 2.2) or a folded line (5.2): refused, since proxies disagree on them
  };
  State state = State::unfinished;
  /// Complete: the length of the block, its empty line included. Unfinished: where the last line begins; pass it as
  /// `from` once more bytes have come, so that no line is looked at twice.
  std::size_t bytes = 0;
};

/// Looks for the end of the header that begins at the front of `bytes`. `from` is 0 or what an earlier call gave.
HeaderBlock find_header_block(std::string_view bytes, std::size_t from) {
  std::size_t line = from;
  for (;;) {
    const std::size_t feed = bytes.find('\n', line);
    if (feed == std::string_view::npos) return {.state = HeaderBlock::State::unfinished, .bytes = line};
    if (feed == line || bytes[feed - 1] != '\r') return {.state = HeaderBlock::State::malformed};
    if (feed == line + 1) return {.state = HeaderBlock::State::complete, .bytes = feed + 1};
    const bool folded = bytes[line] == ' ' || bytes[line] == '\t';
    if (folded) return {.state = HeaderBlock::State::malformed};
    line = feed + 1;
  }
}

}  // namespace

std::string_view status_line(Status status) {
  switch (status) {
    case Status::ok:
      return "HTTP/1.1 200 OK\r\n";
    case Status::no_content:
      return "HTTP/1.1 204 No Content\r\n";
    case Status::moved_permanently:
      return "HTTP/1.1 301 Moved Permanently\r\n";
    case Status::not_modified:
      return "HTTP/1.1 304 Not Modified\r\n";
    case Status::bad_request:
      return "HTTP/1.1 400 Bad Request\r\n";
    case Status::forbidden:
      return "HTTP/1.1 403 Forbidden\r\n";
    case Status::not_found:
      return "HTTP/1.1 404 Not Found\r\n";
    case Status::method_not_allowed:
      return "HTTP/1.1 405 Method Not Allowed\r\n";
    case Status::request_timeout:
      return "HTTP/1.1 408 Request Timeout\r\n";
    case Status::gone:
      return "HTTP/1.1 410 Gone\r\n";
    case Status::precondition_failed:
      return "HTTP/1.1 412 Precondition Failed\r\n";
    case Status::uri_too_long:
      return "HTTP/1.1 414 URI Too Long\r\n";
    case Status::expectation_failed:
      return "HTTP/1.1 417 Expectation Failed\r\n";
    case Status::misdirected_request:
      return "HTTP/1.1 421 Misdirected Request\r\n";
    case Status::too_many_requests:
      return "HTTP/1.1 429 Too Many Requests\r\n";
    case Status::header_fields_too_large:
      return "HTTP/1.1 431 Request Header Fields Too Large\r\n";
    case Status::not_implemented:
      return "HTTP/1.1 501 Not Implemented\r\n";
    case Status::service_unavailable:
      return "HTTP/1.1 503 Service Unavailable\r\n";
    case Status::version_not_supported:
      return "HTTP/1.1 505 HTTP Version Not Supported\r\n";
  }
  return {};
}

std::string_view explanation(Status status) {
  switch (status) {
    case Status::ok:
    case Status::no_content:
    case Status::not_modified:
      return {};
    case Status::moved_permanently:
      return "The address has changed; the Location field has the new one.\n";
    case Status::bad_request:
      return "The request is not well-formed HTTP.\n";
    case Status::forbidden:
      return "Pages of other sites may not read what is here.\n";
    case Status::not_found:
      return "There is nothing at this address.\n";
    case Status::method_not_allowed:
      return "This address can only be read: GET, HEAD and OPTIONS are answered.\n";
    case Status::request_timeout:
      return "The request took too long to arrive.\n";
    case Status::gone:
      return "What was at this address has been withdrawn.\n";
    case Status::precondition_failed:
      return "The condition in the request does not hold.\n";
    case Status::uri_too_long:
      return "The address in the request is too long.\n";
    case Status::expectation_failed:
      return "The only expectation known here is 100-continue.\n";
    case Status::misdirected_request:
      return "What is here is only for this machine: the address begins with http://127.0.0.1 or http://localhost.\n";
    case Status::too_many_requests:
      return "You have asked for this address too often within a short time. Wait as Retry-After says; then ask with\n"
             "If-None-Match, and no more than every few minutes. Other addresses are answered as ever.\n";
    case Status::header_fields_too_large:
      return "The header of the request is too large.\n";
    case Status::not_implemented:
      return "The request uses a method or transfer coding that is not known here.\n";
    case Status::service_unavailable:
      return "The site is not ready yet; try again in a few seconds.\n";
    case Status::version_not_supported:
      return "Only HTTP/1.1 and HTTP/1.0 are spoken here.\n";
  }
  return {};
}

std::string_view trim_ows(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string_view take_member(std::string_view& list) {
  // A backslash does not escape here: the lists that are read hold entity tags, where it stands for itself
  // (RFC 9110, 8.8.3), and tokens.
  bool quoted = false;
  std::size_t end = 0;
  for (; end < list.size() && (quoted || list[end] != ','); ++end) {
    if (list[end] == '"') quoted = !quoted;
  }
  const std::string_view member = trim_ows(list.substr(0, end));
  list.remove_prefix(std::min(end + 1, list.size()));
  return member;
}

bool equals_ignoring_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return to_ascii_lower(a) == to_ascii_lower(b); });
}

namespace {

bool is_token(std::string_view text) {
  static constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_ascii_letter(c) || is_digit(c) || others.find(c) != std::string_view::npos;
  });
}

bool is_port(std::string_view text) {
  return text.size() <= 5 && std::all_of(text.begin(), text.end(), is_digit);
}

/// reg-name (RFC 3986, 3.2.2), which covers IPv4 addresses; percent-encoding has no use in a host name.
bool is_host_name(std::string_view text) {
  static constexpr std::string_view others = "-._~!$&'()*+,;=";
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_ascii_letter(c) || is_digit(c) || others.find(c) != std::string_view::npos;
  });
}

/// What stands between the brackets of an IPv6 address; the socket layer, not this server, gives it a meaning.
bool is_ip_literal(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_hex_digit(c) || c == ':' || c == '.'; });
}

std::optional<Status> refusal_of_transfer_encoding(std::string_view list) {
  bool chunked = false;
  while (!list.empty()) {
    const std::string_view coding = take_member(list);
    if (coding.empty()) continue;
    if (chunked) return Status::bad_request;  // chunked twice, or not last
    chunked = equals_ignoring_case(coding, "chunked");
    if (chunked) continue;
    // "identity" was withdrawn and means nothing now; it is how requests are smuggled past older servers.
    const std::string_view name = trim_ows(coding.substr(0, coding.find(';')));
    if (!is_token(name) || equals_ignoring_case(name, "identity")) return Status::bad_request;
    return Status::not_implemented;
  }
  return chunked ? std::nullopt : std::optional{Status::bad_request};
}

}  // namespace

std::optional<Status> refusal_of(const Framing& framing) {
  const bool host_is_missing = !framing.host.is_present() && framing.minor_version >= 1;
  if (host_is_missing || framing.host.lines() > 1) return Status::bad_request;
  if (framing.host.is_present() && !is_authority(framing.host.text())) return Status::bad_request;

  const std::string_view length = framing.content_length.text();
  if (framing.content_length.is_present()) {
    const bool sound = !length.empty() && length.size() <= 19 && std::all_of(length.begin(), length.end(), is_digit);
    if (!sound) return Status::bad_request;
  }
  if (!framing.transfer_encoding.is_present()) return std::nullopt;
  if (framing.content_length.is_present() || framing.minor_version == 0) return Status::bad_request;
  return refusal_of_transfer_encoding(framing.transfer_encoding.text());
}

bool announces_body(const Framing& framing) {
  const std::string_view length = framing.content_length.text();
  return framing.transfer_encoding.is_present() || length.find_first_not_of('0') != std::string_view::npos;
}

bool is_authority(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos || !is_ip_literal(text.substr(1, end - 1))) return false;
    const std::string_view rest = text.substr(end + 1);
    return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
  }
  const std::size_t colon = text.find(':');
  if (!is_host_name(text.substr(0, colon))) return false;
  return colon == std::string_view::npos || is_port(text.substr(colon + 1));
}

namespace {

namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

Method to_method(bhttp::verb verb) {
  switch (verb) {
    case bhttp::verb::get:
      return Method::get;
    case bhttp::verb::head:
      return Method::head;
    case bhttp::verb::options:
      return Method::options;
    case bhttp::verb::unknown:
      return Method::unknown;
    default:
      return Method::other;
  }
}

std::string_view view(beast::string_view text) {
  return {text.data(), text.size()};
}

/// Why a request line is too long; nothing when it is not. What has not even shown a method by then is none at all.
std::optional<Status> refusal_of_line(std::size_t method_bytes, std::size_t line_bytes, const RequestLimits& limits) {
  static constexpr std::size_t around_target_bytes = 32;  // method, spaces and version
  const std::size_t most = limits.max_target_bytes + around_target_bytes;
  if (line_bytes <= most) return std::nullopt;
  return method_bytes <= most ? Status::uri_too_long : Status::bad_request;
}

/// The last word of the request line.
std::string_view version_in(std::string_view block) {
  const std::string_view line = block.substr(0, block.find('\r'));
  return line.substr(line.rfind(' ') + 1);
}

bool is_version(std::string_view text) {
  return text.size() == 8 && text.starts_with("HTTP/") && is_digit(text[5]) && text[6] == '.' && is_digit(text[7]);
}

bool is_later_minor_version(std::string_view version) {
  return is_version(version) && version[5] == '1' && version[7] > '1';
}

/// Beast's grammar of request line and fields, keeping views of what answers depend on and building nothing.
class HeaderParser final : public bhttp::basic_parser<true> {
 public:
  HeaderParser(RequestHead& head, const RequestLimits& limits) : head_(head), limits_(limits) {
    header_limit(static_cast<std::uint32_t>(limits.max_header_bytes));
    body_limit(boost::none);  // bodies are not read, however long they say they are
  }

  /// Reads `block`, a whole header. The status to refuse it with, or nothing.
  std::optional<Status> read(std::string_view block) {
    beast::error_code error;
    put(boost::asio::buffer(block.data(), block.size()), error);
    if (error == bhttp::error::bad_version && is_later_minor_version(version_in(block))) {
      return HeaderParser{head_, limits_}.read_as_version_1_1(block);
    }
    return outcome(block, error);
  }

 private:
  void on_request_impl(bhttp::verb verb, beast::string_view method, beast::string_view target, int version,
                       beast::error_code& error) override {
    head_.method = to_method(verb);
    head_.method_name = view(method);
    head_.target = view(target);
    head_.minor_version = static_cast<std::uint8_t>(version % 10);
    framing_.minor_version = head_.minor_version;
    if (target.size() > limits_.max_target_bytes) return refuse(Status::uri_too_long, error);
    static constexpr std::size_t around_words = std::string_view{"  HTTP/1.1"}.size();
    if (const auto refusal = refusal_of_line(method.size(), method.size() + target.size() + around_words, limits_)) {
      refuse(*refusal, error);
    }
  }

  void on_field_impl(bhttp::field name, beast::string_view field_name, beast::string_view value,
                     beast::error_code& error) override {
    if (++fields_ > limits_.max_fields) return refuse(Status::header_fields_too_large, error);
    if (FieldValue* field = field_called(name)) return field->add_line(view(value));
    if (name == bhttp::field::unknown && equals_ignoring_case(view(field_name), "X-Forwarded-For")) {
      return head_.x_forwarded_for.add_line(view(value));  // Beast has no number for it
    }
    if (std::string_view* text = text_called(name); text != nullptr && text->empty()) *text = view(value);
  }

  std::string_view* text_called(bhttp::field name) {
    if (name == bhttp::field::user_agent) return &head_.user_agent;
    return name == bhttp::field::referer ? &head_.referer : nullptr;
  }

  FieldValue* field_called(bhttp::field name) {
    switch (name) {
      case bhttp::field::accept_encoding:
        return &head_.accept_encoding;
      case bhttp::field::content_length:
        return &framing_.content_length;
      case bhttp::field::expect:
        return &head_.expect;
      case bhttp::field::forwarded:
        return &head_.forwarded;
      case bhttp::field::host:
        return &framing_.host;
      case bhttp::field::if_match:
        return &head_.if_match;
      case bhttp::field::if_modified_since:
        return &head_.if_modified_since;
      case bhttp::field::if_none_match:
        return &head_.if_none_match;
      case bhttp::field::if_unmodified_since:
        return &head_.if_unmodified_since;
      case bhttp::field::origin:
        return &head_.origin;
      case bhttp::field::sec_fetch_dest:
        return &head_.sec_fetch_dest;
      case bhttp::field::transfer_encoding:
        return &framing_.transfer_encoding;
      default:
        return nullptr;
    }
  }

  /// Reads `block` as if it named HTTP/1.1, the highest minor version spoken here: that is what a client with a later
  /// one is answered in (RFC 9110, 2.5). Beast knows two versions and would refuse it.
  std::optional<Status> read_as_version_1_1(std::string_view block) {
    beast::error_code error;
    std::string line{block.substr(0, block.find('\r') + 2)};
    line[line.size() - 3] = '1';
    put(boost::asio::buffer(line), error);
    for (std::string_view* word : {&head_.method_name, &head_.target}) {  // they lie in the line that is about to go
      if (!word->empty()) *word = block.substr(static_cast<std::size_t>(word->data() - line.data()), word->size());
    }
    if (error != bhttp::error::need_more) return outcome(block, error);
    error = {};
    put(boost::asio::buffer(block.data() + line.size(), block.size() - line.size()), error);
    return outcome(block, error);
  }

  std::optional<Status> outcome(std::string_view block, const beast::error_code& error) {
    if (refusal_) return refusal_;
    if (error == bhttp::error::bad_version) return refusal_of_version(block);
    if (error || !is_header_done()) return Status::bad_request;
    if (const auto refusal = refusal_of(framing_)) return refusal;
    head_.host = framing_.host.text();
    head_.keep_alive = keep_alive();
    head_.has_body = announces_body(framing_);
    return std::nullopt;
  }

  /// 505 for a version that is well-formed (RFC 9112, 2.3) but not ours, 400 for anything else where Beast expects one.
  static Status refusal_of_version(std::string_view block) {
    const std::string_view version = version_in(block);
    return is_version(version) && version[5] != '1' ? Status::version_not_supported : Status::bad_request;
  }

  void refuse(Status status, beast::error_code& error) {
    refusal_ = status;
    error = bhttp::error::header_limit;
  }

  // The rest of what Beast reports is about responses and bodies; neither comes here.
  void on_response_impl(int /*code*/, beast::string_view /*reason*/, int /*version*/,
                        beast::error_code& /*error*/) override {}
  void on_header_impl(beast::error_code& /*error*/) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>& /*length*/, beast::error_code& /*error*/) override {}
  std::size_t on_body_impl(beast::string_view body, beast::error_code& /*error*/) override { return body.size(); }
  void on_chunk_header_impl(std::uint64_t /*size*/, beast::string_view /*extensions*/,
                            beast::error_code& /*error*/) override {}
  std::size_t on_chunk_body_impl(std::uint64_t /*remain*/, beast::string_view body,
                                 beast::error_code& /*error*/) override {
    return body.size();
  }
  void on_finish_impl(beast::error_code& /*error*/) override {}

  RequestHead& head_;
  const RequestLimits& limits_;
  Framing framing_ = {};
  std::size_t fields_ = 0;
  std::optional<Status> refusal_ = {};
};

std::size_t empty_lines_before(std::string_view bytes) {
  std::size_t skipped = 0;
  while (bytes.substr(skipped).starts_with("\r\n")) skipped += 2;
  return skipped;
}

/// Why a header of which `bytes` are there is too large already; nothing when it is not.
std::optional<Status> refusal_of_size(std::string_view bytes, const RequestLimits& limits) {
  const std::size_t line = std::min(bytes.find('\r'), bytes.size());
  if (const auto refusal = refusal_of_line(bytes.find(' '), line, limits)) return refusal;
  return bytes.size() > limits.max_header_bytes ? std::optional{Status::header_fields_too_large} : std::nullopt;
}

Reading refused(Status status) {
  return {.state = Reading::State::refused, .refusal = status};
}

}  // namespace

Reading read_request(std::string_view bytes, std::size_t scanned, const RequestLimits& limits) {
  const std::size_t begin = empty_lines_before(bytes);
  const std::string_view rest = bytes.substr(begin);
  const HeaderBlock block = find_header_block(rest, std::max(scanned, begin) - begin);
  if (block.state == HeaderBlock::State::malformed) return refused(Status::bad_request);
  const bool unfinished = block.state == HeaderBlock::State::unfinished;
  if (unfinished || block.bytes > limits.max_header_bytes) {
    const std::string_view header = unfinished ? rest : rest.substr(0, block.bytes);
    if (const auto refusal = refusal_of_size(header, limits)) return refused(*refusal);
    if (begin > limits.max_header_bytes) return refused(Status::bad_request);  // nothing but empty lines
    return {.state = Reading::State::unfinished, .bytes = begin + block.bytes};
  }

  Reading reading{.state = Reading::State::request, .bytes = begin + block.bytes};
  if (const auto refusal = HeaderParser{reading.head, limits}.read(rest.substr(0, block.bytes))) {
    reading.state = Reading::State::refused;
    reading.refusal = *refusal;
  }
  return reading;
}

namespace {

/// Resolves "." and ".." segments (RFC 3986, 5.2.4); nothing climbs above the root.
void resolve_dots(std::string& path) {
  std::string resolved;
  std::size_t begin = 1;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = std::string_view{path}.substr(begin, end - begin);
    const bool is_last = end == path.size();
    if (segment == "." || segment == "..") {
      if (segment == ".." && !resolved.empty()) resolved.erase(resolved.rfind('/'));
      if (is_last) resolved += '/';
    } else {
      resolved.append("/").append(segment);
    }
    begin = end + 1;
  }
  path = std::move(resolved);
}

bool is_normal(std::string_view path) {
  bool after_slash = false;
  for (const char c : path) {
    if (!may_stand_in_path(c) || (after_slash && c == '.')) return false;
    after_slash = c == '/';
  }
  return true;
}

}  // namespace

std::string_view without_port(std::string_view authority) {
  const std::size_t colon = authority.rfind(':');
  const bool has_port = colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos;
  return has_port ? authority.substr(0, colon) : authority;
}

std::optional<std::string_view> take_authority(std::string_view& target) {
  const std::size_t scheme_end = target.find("://");
  if (scheme_end == std::string_view::npos) return std::nullopt;
  const std::string_view scheme = target.substr(0, scheme_end);
  if (!equals_ignoring_case(scheme, "http") && !equals_ignoring_case(scheme, "https")) return std::nullopt;
  target.remove_prefix(scheme_end + 3);
  const std::string_view authority = target.substr(0, target.find_first_of("/?#"));
  target.remove_prefix(authority.size());
  return is_authority(authority) ? std::optional{authority} : std::nullopt;
}

std::optional<std::string_view> path_of(std::string_view target, std::string& storage) {
  if (!target.starts_with('/')) {
    if (!take_authority(target)) return std::nullopt;
    if (target.empty() || target.front() == '?') return "/";
  }
  if (target.find('#') != std::string_view::npos) return std::nullopt;
  const std::string_view path = target.substr(0, target.find('?'));
  if (is_normal(path)) return path;
  auto normal = normalised_path(path);
  if (!normal || !normal->starts_with('/')) return std::nullopt;
  storage = *std::move(normal);
  resolve_dots(storage);
  return storage;
}

std::string_view query_of(std::string_view target) {
  const auto mark = target.find('?');
  return mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
}

std::optional<std::string_view> find_parameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const std::string_view parameter = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), parameter.size() + 1));
    const auto equals = parameter.find('=');
    if (parameter.substr(0, equals) != name) continue;
    return equals == std::string_view::npos ? std::string_view{} : parameter.substr(equals + 1);
  }
  return std::nullopt;
}

}  // namespace citefeed::http
