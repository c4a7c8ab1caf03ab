/// Decides what a request is answered with: a pure function of the request and the site.
#pragma once
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "http/live.hpp"
#include "http/request_reader.hpp"
#include "http/status.hpp"
#include "resource/site.hpp"

namespace citefeed::http {

/// An answer but for Date and Connection, which its connection knows. On the wire: status line, `prepared_fields`,
/// `own_fields`, the connection's fields, an empty line, then `body`, `text` or `own_text`.
struct Answer {
  Status status = Status::ok;
  std::string_view prepared_fields = {};  ///< header lines of a representation of the site
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
/// prepared here. `now` is the time of day, for two-digit years in dates.
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

}  // namespace citefeed::http
