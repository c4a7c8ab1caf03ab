#include "http/response_tail.hpp"

#include <fmt/format.h>

namespace citefeed::http {

void ResponseTail::set_date(Instant now) {
  if (now == date_) return;
  date_ = now;
  std::string fields = fmt::format("Date: {}\r\nServer: citefeed\r\n", to_imf_fixdate(now));
  if (hsts_.count() != 0) fields += fmt::format("Strict-Transport-Security: max-age={}\r\n", hsts_.count());
  staying_ = fields + "\r\n";
  staying_1_0_ = fields + "Connection: keep-alive\r\n\r\n";
  closing_ = fields + "Connection: close\r\n\r\n";
}

}  // namespace citefeed::http
