/// Decides what a request is answered with: a pure function of the request and the site; for other servers and for
/// private addresses too.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "http/request.hpp"
#include "resource/site.hpp"

namespace citefeed::http {

// Answers that are made at the moment of the request: the few addresses that speak of the process, or that depend on
// what a client says of itself.

struct LiveAnswer {
  Status status = Status::ok;
  std::string content_type = {};
  std::string body = {};
  bool cross_origin = false;  ///< scripts of other sites may read it (Access-Control-Allow-Origin: *)
};

/// Asked only for paths that the site has nothing at. Safe from any thread.
class LivePages {
 public:
  LivePages() = default;
  LivePages(const LivePages&) = delete;
  LivePages& operator=(const LivePages&) = delete;
  virtual ~LivePages() = default;

  /// The answer at `path` (normalised) to `query` (as it was sent, without its '?'), which no cache may keep; nothing
  /// when this is no live page's path.
  [[nodiscard]] virtual std::optional<LiveAnswer> find(std::string_view path, std::string_view query) const = 0;
};

/// An answer but for Date and Connection, which its connection knows. On the wire: status line, `prepared_fields`,
/// `dated_field`, `own_fields`, the connection's fields, an empty line, then `body`, `text` or `own_text`.
struct Answer {
  Status status = Status::ok;
  std::string_view prepared_fields = {};  ///< header lines of a representation of the site
  std::string_view dated_field = {};      ///< the header line Last-Modified of a resource
  std::string own_fields = {};            ///< header lines made for this answer; empty on the answers that are many
  const resource::Bytes* body = nullptr;  ///< a representation of the site; null when there is none to send
  std::string_view text = {};             ///< or a text that lasts as long as the program
  std::string own_text = {};              ///< or a text made for this answer
  /// What a 200 or 304 is about; null for all other answers.
  const resource::Representation* representation = nullptr;
  bool close = false;  ///< the connection ends with this answer
};

/// Answers `head` from `site`, which is null while there is none (503), and where it has nothing from `live` (null:
/// there are no live pages). The answer's views last as long as the site. A resource that is not prepared yet is
/// prepared here. `now` is the Date of the answer: no Last-Modified after it is said.
[[nodiscard]] Answer answer(const RequestHead& head, const resource::Site* site, Instant now,
                            const LivePages* live = nullptr);

/// Answers a request that was read or refused.
[[nodiscard]] Answer answer(const Reading& reading, const resource::Site* site, Instant now,
                            const LivePages* live = nullptr);

/// What is made for one answer. It is as old as its Date, so no cache keeps it.
[[nodiscard]] Answer answer_live(LiveAnswer&& live, Method method);

/// The answer with this status and its explanation() as text, which `head_only` leaves out. `fields` are further header
/// lines, each ended by CRLF.
[[nodiscard]] Answer explain(Status status, bool head_only, std::string_view fields = {});

// The last header lines of every answer: made once a second, not once an answer.

/// Date, Server and, where it has to be said, Connection, with the empty line that ends the header.
class ResponseTail final {
 public:
  ResponseTail() = default;
  /// Of answers over TLS: with Strict-Transport-Security of this age (RFC 6797, 6.1), unless that is 0.
  explicit ResponseTail(std::chrono::seconds hsts) : hsts_(hsts) {}

  /// Makes the lines for `now`, unless they are those already there.
  void set_date(Instant now);
  [[nodiscard]] Instant date() const { return date_; }

  /// `keep_alive` is whether the connection goes on. HTTP/1.0 clients that asked are told so (RFC 9112, appendix
  /// C.2.2).
  [[nodiscard]] std::string_view text(bool keep_alive, unsigned minor_version) const {
    if (!keep_alive) return closing_;
    return minor_version == 0 ? staying_1_0_ : staying_;
  }

 private:
  std::chrono::seconds hsts_{0};
  Instant date_ = Instant::min();
  std::string staying_ = {};
  std::string staying_1_0_ = {};
  std::string closing_ = {};
};

// Answers of ports that speak only of others: HTTP where the site is to be had over HTTPS, and the other way round.

/// 301 to the same host, path and query over HTTPS at `https_port`, for GET and HEAD (RFC 9110, 15.4.2); live pages are
/// answered as they are, so that a monitor may ask here as well. The host is the request's own, in absolute-form that
/// of its target (RFC 9112, 3.2.2): 400 where there is none. Other methods are refused as everywhere.
[[nodiscard]] Answer answer_elsewhere(const Reading& reading, std::uint16_t https_port, const LivePages* live);

/// The 400 for whoever speaks HTTP where TLS is spoken.
[[nodiscard]] Answer speaks_https();

// Answers of ports that are not for the public.

/// As http::answer(), but only for whoever sits at this machine and means to ask this port. A page of another site
/// that a browser shows here may not read it: 403 where Origin names another host than Host does (Fetch, 3.1), 421
/// where Host is no name of this machine's own, as when somebody else's name was made to lead here (RFC 9110, 15.5.20).
[[nodiscard]] Answer answer_privately(const Reading& reading, const resource::Site* site, Instant now,
                                      const LivePages* live);

/// The same for whoever operates the server, who may ask from another machine: Host may also be any IP address, since
/// no name can be made to lead to one, or one of `hosts`, in any letter case; and it may be missing (HTTP/1.0), since
/// browsers always send it.
[[nodiscard]] Answer answer_to_operator(const Reading& reading, const resource::Site* site, Instant now,
                                        const LivePages* live, const std::vector<std::string>& hosts);

/// True for "localhost", 127.0.0.0/8 and [::1], with or without a port.
[[nodiscard]] bool is_loopback(std::string_view authority);

}  // namespace citefeed::http
