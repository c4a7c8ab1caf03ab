#include "test_site.hpp"

#include "../resource/with_resource.hpp"

namespace citefeed::http {
namespace {

using resource::Coding;

resource::Metadata feed_metadata() {
  return {.content_type = "application/atom+xml; charset=utf-8",
          .browser_content_type = "application/xml; charset=utf-8",
          .cache_control = "max-age=300",
          .links = {"<https://example.org/feed.atom>; rel=\"self\""},
          .cross_origin = true};
}

void add(resource::Site& site, const std::string& path, resource::Metadata metadata,
         const resource::CodedBodies& bodies) {
  static const auto since = std::make_shared<const resource::FirstServed>(test_last_modified);
  site = with_resource(
      site, path,
      std::make_shared<const resource::Resource>(Digest{}, resource::prepare(std::move(metadata), bodies), since));
}

}  // namespace

std::shared_ptr<resource::Site> make_test_site(const std::string& name) {
  auto site = std::make_shared<resource::Site>();
  resource::CodedBodies feed;
  feed.by_coding = {resource::make_coded_body("identity of " + name + std::string(200, '.')),
                    resource::make_coded_body("gzip " + name + std::string(90, '.')),
                    resource::make_coded_body("br " + name),
                    resource::make_coded_body("zstd " + name + std::string(50, '.'))};
  add(*site, "/feed.atom", feed_metadata(), feed);
  resource::CodedBodies page;
  page.by_coding[0] = resource::make_coded_body("<p>" + name);
  const resource::Metadata page_metadata{.content_type = "text/html; charset=utf-8"};
  add(*site, "/topics/", page_metadata, page);
  add(*site, "/topics/empathy/", page_metadata, page);
  resource::SiteEditor editor{*site};
  editor.set_moved("/old/path", "/posts/new/");
  *site = editor.finish();
  return site;
}

std::shared_ptr<resource::Site> make_site_with_body(std::string body) {
  auto site = std::make_shared<resource::Site>();
  resource::CodedBodies feed;
  feed.by_coding[0] = resource::make_coded_body(std::move(body));
  add(*site, "/feed.atom", feed_metadata(), feed);
  return site;
}

const resource::Representation& feed_in(const resource::Site& site, Coding coding) {
  return *site.at("/feed.atom")->prepared().usual.at(static_cast<std::size_t>(coding));
}

}  // namespace citefeed::http
