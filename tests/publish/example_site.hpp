/// A small site in memory for the tests of this floor.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "../render/fixed_text.hpp"
#include "catalogue/snapshot.hpp"
#include "publish/publication.hpp"

namespace citefeed::publish {

inline const Instant noon{std::chrono::sys_days{std::chrono::year{2023} / 12 / 1} + std::chrono::hours{12}};

inline std::shared_ptr<const model::Definitions> example_definitions() {
  model::Definitions definitions;
  definitions.site = {.title = "Example Digest",
                      .subtitle = "Summaries of research",
                      .base_url = {.text = "https://example.org/digest/"},
                      .id_authority = "example.org,2013",
                      .since = noon - std::chrono::days{3650},
                      .authors = {{"editor", {.name = "The Editor"}}},
                      .default_author = "editor"};
  definitions.topics = {{.slug = "empathy", .label = "Empathy"},
                        {.slug = "cbt", .label = "Cognitive Therapy (CT)", .aliases = {"ct"}},
                        {.slug = "placebo", .label = "Placebo Effect"}};
  definitions.research_types = {{.slug = "quantitative", .label = "Quantitative"},
                                {.slug = "qualitative", .label = "Qualitative"}};
  definitions.bundles = {{.name = "both", .title = "Both", .select = {.topics = {"empathy", "cbt"}}}};
  definitions.digest = sha256("definitions");
  return std::make_shared<const model::Definitions>(definitions);
}

struct PostSketch {
  std::string slug = {};
  std::vector<std::string> topics = {};
  std::string text = "Therapists were rated after each session.";
  std::vector<std::string> aliases = {};
  std::string doi_suffix = {};  ///< of what it reviews; the slug when empty
  std::chrono::days age{3};     ///< since it was published
  std::string implications = "Ask the patient.";
};

inline catalogue::PostPointer example_post(const PostSketch& sketch) {
  model::Post post{
      .id = "2023-11/" + sketch.slug, .file = "2023/11/" + sketch.slug + ".md", .title = "On " + sketch.slug};
  post.published = noon - sketch.age;
  post.updated = post.published;
  post.topics = sketch.topics;
  post.authors = {{.name = "The Editor"}};
  post.language = "en";
  const std::string doi = "10.1000/" + (sketch.doi_suffix.empty() ? sketch.slug : sketch.doi_suffix);
  post.reviewed = {{.authors = {{.family = "Rowe", .given = "A."}},
                    .year = 2020,
                    .title = "A study",
                    .container_title = "A Journal",
                    .doi = doi,
                    .printed = "Rowe, A. (2020). A study. A Journal. https://doi.org/" + doi}};
  post.aliases = sketch.aliases;
  post.text = model::fixed_text({.summary_html = "<p>" + sketch.text + "</p>\n",
                                 .implications_html = "<p>" + sketch.implications + "</p>\n",
                                 .implications_text = sketch.implications});
  DigestBuilder digest;
  digest.add(sketch.slug).add(sketch.text).add(doi).add(sketch.implications).add(to_rfc3339(post.published));
  for (const std::string& topic : sketch.topics) digest.add(topic);
  post.digest = digest.finish();
  return std::make_shared<const model::Post>(post);
}

inline catalogue::PostPointer a_year_earlier(model::Post post) {
  post.published -= std::chrono::days{365};
  post.updated -= std::chrono::days{365};
  post.digest = DigestBuilder{}.add(post.digest).add("a year earlier").finish();
  return std::make_shared<const model::Post>(std::move(post));
}

inline std::vector<catalogue::PostPointer> example_posts() {
  return {example_post({.slug = "one", .topics = {"empathy"}}),
          example_post({.slug = "two", .topics = {"cbt"}, .aliases = {"old/two"}})};
}

/// The same with another text in the first, which is filed under "empathy".
inline std::vector<catalogue::PostPointer> posts_after_an_edit() {
  auto posts = example_posts();
  posts.front() = example_post({.slug = "one", .topics = {"empathy"}, .text = "Edited."});
  return posts;
}

inline Publication publish_example(const std::vector<catalogue::PostPointer>& posts,
                                   const Publication* previous = nullptr, unsigned threads = 2) {
  const auto definitions = previous == nullptr ? example_definitions() : previous->definitions;
  return publish_site(definitions, catalogue::take_snapshot(posts, *definitions, noon), previous, threads);
}

/// The identity bytes at `path`; empty when nothing is there.
inline std::string bytes_at(const Publication& publication, const std::string& path) {
  const auto* found = publication.site->find(path);
  return found == nullptr ? std::string{} : *found->prepared().usual.at(0)->body;
}

}  // namespace citefeed::publish
