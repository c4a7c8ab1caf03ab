#include "http/request_reader.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <optional>

#include "http/field_list.hpp"
#include "http/header_block.hpp"
#include "http/request_rules.hpp"

namespace citefeed::http {
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
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
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

}  // namespace citefeed::http
