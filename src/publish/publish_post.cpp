#include "publish/publish_post.hpp"

#include <span>
#include <utility>

#include "publish/citation_formats.hpp"
#include "publish/publish_feed.hpp"
#include "render/entry.hpp"
#include "render/pages.hpp"

namespace citefeed::publish {
namespace {

std::span<const CitationFormat> formats_of(const model::Post& post) {
  return post.reviewed.empty() ? std::span<const CitationFormat>{} : citation_formats;
}

std::string citation_file(const CitationFormat& format) {
  return std::string{"citation"} + format.extension;
}

/// The post's page and its citation files, by name.
std::vector<std::pair<std::string, MakePrepared>> plan_of(
    const catalogue::PostPointer& post, const std::shared_ptr<const model::Definitions>& definitions) {
  std::vector<std::pair<std::string, MakePrepared>> plan;
  plan.emplace_back("", [post, definitions] {
    return prepare({.kind = Kind::page,
                    .body = render::post_page(render::make_entry(*post, *definitions), *post, *definitions),
                    .newest_update = post->updated});
  });
  for (const CitationFormat& format : formats_of(*post)) {
    plan.emplace_back(citation_file(format), [post, format] {
      return prepare({.kind = format.kind, .body = format.write(post->reviewed), .newest_update = post->updated});
    });
  }
  return plan;
}

}  // namespace

void publish_post(const catalogue::PostPointer& post, const std::shared_ptr<const model::Definitions>& definitions,
                  SiteBuilder& builder, std::vector<std::string>* pages) {
  const std::string page = site_path("posts/" + post->id + "/");
  builder.add_folder(page, post->digest, [&] { return plan_of(post, definitions); });
  if (pages != nullptr) {
    pages->push_back(page);
    for (const CitationFormat& format : formats_of(*post)) pages->push_back(page + citation_file(format));
  }
  const std::string target = path_of(definitions->site.base_url) + page.substr(1);
  for (const std::string& alias : post->aliases) {
    const std::string old_path = site_path(alias);
    builder.add_moved(old_path, target);
    if (!old_path.ends_with('/')) builder.add_moved(old_path + "/", target);
  }
}

}  // namespace citefeed::publish
