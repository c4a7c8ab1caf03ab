#include "http/status.hpp"

namespace citefeed::http {

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

}  // namespace citefeed::http
