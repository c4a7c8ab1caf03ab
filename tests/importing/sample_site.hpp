/// A site to import into, for tests.
#pragma once
#include "model/definitions.hpp"

namespace citefeed::importing {

inline model::Definitions sample_site() {
  model::Definitions site;
  site.site = {.title = "A Blog",
               .base_url = {.text = "https://example.org/"},
               .id_authority = "example.org,2013",
               .authors = {{"editor", {.name = "An Editor"}}},
               .default_author = "editor"};
  site.topics = {{.slug = "adherence", .label = "Adherance", .aliases = {"adherance"}},
                 {.slug = "alliance", .label = "Alliance and Therapeutic Relationship"},
                 {.slug = "empathy", .label = "Empathy"}};
  return site;
}

}  // namespace citefeed::importing
