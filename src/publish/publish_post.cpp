#include "publish/publish_post.hpp"

#include <array>

#include "publish/prepare.hpp"
#include "publish/publish_feed.hpp"
#include "render/citation_files.hpp"
#include "render/entry.hpp"
#include "render/pages.hpp"

namespace citefeed::publish {
namespace {

struct CitationFile {
  const char* file_name = "";
  Kind kind = Kind::bibtex;
  std::string (*write)(const std::vector<citation::Citation>&) = nullptr;
};

constexpr std::array citation_files{CitationFile{"citation.bib", Kind::bibtex, render::bibtex_file},
                                    CitationFile{"citation.ris", Kind::ris, render::ris_file},
                                    CitationFile{"citation.json", Kind::csl_json, render::csl_file}};

}  // namespace

void publish_post(const catalogue::PostPointer& post, const std::shared_ptr<const model::Definitions>& definitions,
                  SiteBuilder& builder, std::vector<std::string>* pages) {
  const std::string page = site_path("posts/" + post->id + "/");
  const auto add = [&](const std::string& path, const auto& plan) {
    if (pages != nullptr) pages->push_back(path);
    builder.add_deferred(path, post->digest, plan);
  };
  add(page, [&] {
    return [post, definitions] {
      return prepare({.kind = Kind::page,
                      .body = render::post_page(render::make_entry(*post, *definitions), *post, *definitions),
                      .newest_update = post->updated});
    };
  });
  if (!post->reviewed.empty()) {
    for (const CitationFile& file : citation_files) {
      add(page + file.file_name, [&] {
        return [post, file] {
          return prepare({.kind = file.kind, .body = file.write(post->reviewed), .newest_update = post->updated});
        };
      });
    }
  }
  const std::string target = path_of(definitions->site.base_url) + page.substr(1);
  for (const std::string& alias : post->aliases) {
    const std::string old_path = site_path(alias);
    builder.add_moved(old_path, target);
    if (!old_path.ends_with('/')) builder.add_moved(old_path + "/", target);
  }
}

}  // namespace citefeed::publish
