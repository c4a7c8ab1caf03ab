/// A small site for tests: a feed in every coding, a page, an old address.
#pragma once
#include <memory>
#include <string>

#include "resource/site.hpp"

namespace citefeed::http {

/// "/feed.atom": bodies "identity of NAME", "gzip NAME", "br NAME…", "zstd NAME…" of falling preference by size (br is
/// the smallest), its own type for browsers, open to other origins.
/// "/topics/empathy/": a page in identity only. "/topics/": likewise.
/// Moved: "/old/path" to "/posts/new/".
[[nodiscard]] std::shared_ptr<resource::Site> make_test_site(const std::string& name = "first");

/// A site whose "/feed.atom" has this body in identity only.
[[nodiscard]] std::shared_ptr<resource::Site> make_site_with_body(std::string body);

/// The representation a site holds for "/feed.atom".
[[nodiscard]] const resource::Representation& feed_in(const resource::Site& site, resource::Coding coding);

/// 2023-11-14 22:13:20: the Last-Modified of everything in the test site.
inline constexpr Instant test_last_modified{std::chrono::seconds{1700000000}};
inline constexpr const char* test_last_modified_text = "Tue, 14 Nov 2023 22:13:20 GMT";

}  // namespace citefeed::http
