#include "publish/publish_post.hpp"

#include <functional>
#include <memory>
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

/// The addresses that lead to the post from before, with and without a '/' at the end.
std::vector<std::string> old_paths(const model::Post& post) {
  std::vector<std::string> paths;
  for (const std::string& alias : post.aliases) {
    paths.push_back(site_path(alias));
    if (!paths.back().ends_with('/')) paths.push_back(paths.back() + "/");
  }
  return paths;
}

resource::Resources make_resources(const catalogue::PostPointer& post, const DefinitionsPointer& definitions,
                                   const Digest& inputs) {
  resource::Resources resources;
  const auto add = [&](std::string name, std::function<resource::Prepared()> make) {
    resources.emplace_back(std::move(name), std::make_shared<const resource::Resource>(inputs, std::move(make)));
  };
  add("", [post, definitions] {
    return prepare({.kind = Kind::page,
                    .body = render::post_page(render::make_entry(*post, *definitions), *post, *definitions),
                    .newest_update = post->updated});
  });
  for (const CitationFormat& format : formats_of(*post)) {
    add(citation_file(format), [post, format] {
      return prepare(
          {.kind = format.kind, .body = format.write(model::noted_citations(*post)), .newest_update = post->updated});
    });
  }
  return resources;
}

}  // namespace

std::string post_path(const model::Post& post) {
  return site_path("posts/" + post.id + "/");
}

std::vector<std::string> post_files(const model::Post& post) {
  std::vector<std::string> names{""};
  for (const CitationFormat& format : formats_of(post)) names.push_back(citation_file(format));
  return names;
}

void publish_post(const catalogue::PostPointer& post, const DefinitionsPointer& definitions, SiteBuilder& builder) {
  const std::string path = post_path(*post);
  const Digest inputs = DigestBuilder{}.add("post").add(post->digest).add(definitions->digest).finish();
  builder.add_deferred_folder(path, inputs, 1 + formats_of(*post).size(), [&] {
    return [post, definitions, inputs] { return make_resources(post, definitions, inputs); };
  });
  for (const std::string& old_path : old_paths(*post)) builder.add_moved(old_path, path);
}

void erase_post(const model::Post& post, SiteBuilder& builder) {
  builder.erase_folder(post_path(post));
  for (const std::string& old_path : old_paths(post)) builder.erase_moved(old_path);
}

}  // namespace citefeed::publish
