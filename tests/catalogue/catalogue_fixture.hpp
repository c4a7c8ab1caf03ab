/// A catalogue, and posts for it that say little.
#pragma once
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"

namespace citefeed::catalogue {

using namespace std::chrono_literals;
using Ids = std::vector<std::string>;
using model::FileChange;

inline const Instant new_year{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}};
inline const Instant noon{std::chrono::sys_days{std::chrono::year{2023} / 12 / 1} + 12h};

inline std::shared_ptr<const model::Definitions> definitions(const std::string& version = "first") {
  model::Definitions made;
  made.bundles = {{.name = "both", .select = {.topics = {"a", "b"}, .types = {"survey"}}}};
  if (version != "first") {
    made.gone.posts = {{.id = "gone", .withdrawal = {.date = noon + 24h * version.size(), .reason = "R"}}};
    for (int i = 0; i < 20; ++i) made.gone.posts.push_back({.id = fmt::format("post-{}", i)});
    made.gone.feeds = {{.slug = "gone", .withdrawal = {.date = noon - 24h * 60, .reason = "R"}}};
  }
  made.digest = sha256(version);
  return std::make_shared<const model::Definitions>(made);
}

struct Sketch {
  std::string id = {};
  Instant published = noon - 24h;
  std::optional<Instant> updated = {};
  std::vector<std::string> topics = {};
  std::vector<std::string> types = {};
  std::string doi = {};
  std::vector<Instant> notices = {};
  std::optional<Instant> withdrawn = {};
  bool draft = false;
  int version = 0;
};

inline PostPointer post(const Sketch& sketch) {
  model::Post made{
      .id = sketch.id, .published = sketch.published, .updated = sketch.updated.value_or(sketch.published)};
  made.edited = made.updated;
  for (const Instant date : sketch.notices) {
    made.notices.push_back({.place = static_cast<std::uint16_t>(made.notices.size()), .date = date});
    made.updated = std::max(made.updated, date);
  }
  if (sketch.withdrawn) made.withdrawn = model::Withdrawal{.date = *sketch.withdrawn, .reason = "R"};
  made.topics = sketch.topics;
  made.research_types = sketch.types;
  made.draft = sketch.draft;
  if (!sketch.doi.empty()) made.reviewed = {{.title = "A title", .doi = sketch.doi}};
  made.digest = sha256(fmt::format("{} {} {}", sketch.id, sketch.version, to_rfc3339(sketch.published)));
  return std::make_shared<const model::Post>(made);
}

inline Ids ids(const Snapshot& snapshot) {
  Ids found;
  for (const auto& each : snapshot.everything.all()) found.push_back(each->id);
  return found;
}

class Schedule : public testing::Test {
 protected:
  std::shared_ptr<const Snapshot> advance(const std::vector<FileChange>& files, Instant now) {
    return catalogue_.advance(files, definitions_, now);
  }
  std::shared_ptr<const model::Definitions> definitions_ = definitions();
  Catalogue catalogue_;
};

}  // namespace citefeed::catalogue
