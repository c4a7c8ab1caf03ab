#include "fixtures.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "render/entry_content.hpp"
#include "render/feeds.hpp"

namespace citefeed::render::fixtures {

model::Definitions definitions() {
  model::Definitions made;
  made.site = {.title = "Evidence Notes",
               .subtitle = "Psychotherapy research, summarised",
               .base_url = {"https://blog.example/"},
               .id_authority = "blog.example,2013",
               .since = *parse_rfc3339("2013-01-01T05:00:00Z"),
               .authors = {{"ann", {.name = "Ann Author"}}},
               .default_author = "ann",
               .language = "en",
               .time_zone = TimeZone::locate("America/Toronto").value.value(),
               .rights = "CC BY 4.0",
               .icon = "https://blog.example/icon.png"};
  made.topics = {{.slug = "empathy", .label = "Empathy", .description = "Being understood"},
                 {.slug = "cbt", .label = "Therapy & Thought"}};
  made.research_types = {{.slug = "survey", .label = "Survey"}};
  return made;
}

citation::Citation article() {
  return {.authors = {{.family = "Doe", .given = "J. K."}, {.family = "Roe", .given = "R.", .suffix = "Jr."}},
          .year = 2023,
          .title = "Listening well",
          .container_title = "Journal of Listening",
          .volume = "70",
          .issue = "6",
          .first_page = "682",
          .last_page = "690",
          .doi = "10.1000/listen",
          .printed =
              "Doe, J. K., & Roe, R., Jr. (2023). Listening well. Journal of Listening, 70(6), 682–690. "
              "https://doi.org/10.1000/listen"};
}

model::Post post() {
  return {.id = "2023-12/listening",
          .file = "2023/12/listening.md",
          .title = "Who listens?",
          .published = *parse_rfc3339("2023-12-01T05:00:00Z"),
          .updated = *parse_rfc3339("2024-01-15T05:00:00Z"),
          .topics = {"empathy", "cbt"},
          .research_types = {"survey"},
          .authors = {{.name = "Ann Author"}},
          .language = "en",
          .reviewed = {article()},
          .text = model::fixed_text({.summary_html = "<p>They asked 81 clients.</p>\n",
                                     .implications_html = "<p>Listen &amp; ask.</p>\n<p>Then wait.</p>\n",
                                     .implications_text = "Listen & ask.\n\nThen wait."})};
}

model::Feed feed(const std::vector<model::Post>& posts) {
  const model::Definitions site = definitions();
  model::Feed made{.id = "tag:blog.example,2013:feeds/all",
                   .title = site.site.title,
                   .subtitle = site.site.subtitle,
                   .home_url = site.site.base_url.text,
                   .updated = site.site.since,
                   .authors = {{.name = "Ann Author"}},
                   .language = "en",
                   .rights = site.site.rights,
                   .icon = site.site.icon};
  for (const model::Post& each : posts) {
    made.entries.push_back(std::make_shared<const model::Entry>(make_entry(each, site)));
    made.updated = std::max(made.updated, each.updated);
  }
  return made;
}

pugi::xml_document parse_xml(const std::string& bytes) {
  pugi::xml_document document;
  const auto result = document.load_buffer(bytes.data(), bytes.size(), pugi::parse_full | pugi::parse_ws_pcdata_single);
  EXPECT_TRUE(result) << result.description() << " at " << bytes.substr(static_cast<std::size_t>(result.offset), 80);
  return document;
}

std::vector<std::string> values(const pugi::xml_document& document, const char* xpath) {
  std::vector<std::string> found;
  for (const pugi::xpath_node& match : document.select_nodes(xpath)) {
    found.emplace_back(match.attribute() ? match.attribute().value() : match.node().text().get());
  }
  return found;
}

boost::json::object json_item(const model::Post& post) {
  return boost::json::parse(json_feed(feed({post}))).at("items").at(0).as_object();
}

}  // namespace citefeed::render::fixtures
