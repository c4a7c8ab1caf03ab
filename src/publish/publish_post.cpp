#include "publish/publish_post.hpp"

#include <array>
#include <span>
#include <utility>

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

std::span<const CitationFile> files_of(const model::Post& post) {
  return post.reviewed.empty() ? std::span<const CitationFile>{} : citation_files;
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
  for (const CitationFile& file : files_of(*post)) {
    plan.emplace_back(file.file_name, [post, file] {
      return prepare({.kind = file.kind, .body = file.write(post->reviewed), .newest_update = post->updated});
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
    for (const CitationFile& file : files_of(*post)) pages->push_back(page + file.file_name);
  }
  const std::string target = path_of(definitions->site.base_url) + page.substr(1);
  for (const std::string& alias : post->aliases) {
    const std::string old_path = site_path(alias);
    builder.add_moved(old_path, target);
    if (!old_path.ends_with('/')) builder.add_moved(old_path + "/", target);
  }
}

}  // namespace citefeed::publish
