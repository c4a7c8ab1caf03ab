#include <fmt/format.h>
#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <fstream>
#include <set>
#include <string_view>

#include "app/commands.hpp"
#include "app/process.hpp"
#include "app/settings.hpp"
#include "base/diagnostic.hpp"
#include "base/instant.hpp"
#include "base/iri.hpp"
#include "base/whole_file.hpp"
#include "catalogue/catalogue.hpp"
#include "engine/load.hpp"
#include "engine/version_store.hpp"
#include "publish/late_posts.hpp"
#include "publish/lost_entries.hpp"
#include "publish/lost_feeds.hpp"

namespace citefeed::app {
namespace {

namespace json = boost::json;

/// The 1-based column in code points of the 1-based byte column `column` of `line`.
std::size_t code_point_column(std::string_view line, std::uint32_t column) {
  const auto before = line.substr(0, column - 1);
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  return column - static_cast<std::size_t>(std::count_if(before.begin(), before.end(), continues));
}

json::object to_sarif_result(const Diagnostic& diagnostic, const SourceLine& source_line) {
  json::object physical{{"artifactLocation", {{"uri", encode_path(diagnostic.file)}}}};
  if (diagnostic.line != 0) {
    json::object region{{"startLine", diagnostic.line}};
    if (diagnostic.column != 0) {
      region["startColumn"] = code_point_column(source_line(diagnostic.file, diagnostic.line), diagnostic.column);
    }
    physical["region"] = std::move(region);
  }
  return {{"ruleId", "content"},
          {"level", to_string(diagnostic.severity)},
          {"message", {{"text", diagnostic.message}}},
          {"locations", json::array{json::object{{"physicalLocation", std::move(physical)}}}}};
}

}  // namespace

std::string to_json_report(const std::vector<Diagnostic>& diagnostics) {
  json::array list;
  for (const Diagnostic& diagnostic : diagnostics) {
    json::object item{{"file", diagnostic.file}};
    if (diagnostic.line != 0) item["line"] = diagnostic.line;
    if (diagnostic.column != 0) item["column"] = diagnostic.column;
    item["severity"] = to_string(diagnostic.severity);
    item["message"] = diagnostic.message;
    list.push_back(std::move(item));
  }
  return json::serialize(list) + "\n";
}

std::string to_sarif_report(const std::vector<Diagnostic>& diagnostics, const SourceLine& source_line) {
  json::array results;
  for (const Diagnostic& diagnostic : diagnostics) results.push_back(to_sarif_result(diagnostic, source_line));
  const json::object rule{{"id", "content"},
                          {"shortDescription", {{"text", "What a post or a definition says can be published"}}}};
  const json::object driver{{"name", "citefeed"}, {"rules", json::array{rule}}};
  const json::object run{
      {"tool", {{"driver", driver}}}, {"columnKind", "unicodeCodePoints"}, {"results", std::move(results)}};
  const json::object log{
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", json::array{run}}};
  return json::serialize(log) + "\n";
}

namespace {

std::string source_line(const std::string& file, std::uint32_t line) {
  std::ifstream in{file, std::ios::binary};
  std::string text;
  for (std::uint32_t at = 0; at < line && std::getline(in, text);) ++at;
  return in ? text : std::string{};
}

std::string summary(const engine::LoadedTrees& loaded) {
  const auto& problems = loaded.diagnostics;
  const auto drafts =
      std::count_if(loaded.posts.begin(), loaded.posts.end(), [](const auto& post) { return post->draft; });
  return fmt::format("{} posts, {} topics, {} errors, {} warnings, {} scheduled, {} drafts\n", loaded.posts.size(),
                     loaded.understood ? loaded.understood->topics.size() : 0, count(problems, Severity::error),
                     count(problems, Severity::warning), count(problems, Severity::note), drafts);
}

/// A note for each post that readers will see otherwise later though its file stays as it is.
std::vector<Diagnostic> scheduled(const engine::LoadedTrees& loaded, const std::string& folder, Instant now) {
  std::vector<Diagnostic> notes;
  for (const auto& post : loaded.posts) {
    const auto next = catalogue::appearance_at(*post, now).next;
    if (!next) continue;
    const TimeZone& zone = loaded.understood->site.time_zone;
    notes.push_back(
        {.file = folder + "/" + post->file,
         .severity = Severity::note,
         .message = fmt::format("{} {}, {} in {}", appears_at(*post) > now ? "is published at" : "changes at",
                                to_rfc3339(*next), to_iso_date(zone.day_of(*next)), zone.name())});
  }
  return notes;
}

/// An error for each post that subscribers of the server with this state have, and would lose or get twice, and for
/// each feed that they would lose; a warning for each post that the digest does not tell of.
std::vector<Diagnostic> missed_by_subscribers(const engine::LoadedTrees& loaded, const CheckOptions& options,
                                              Instant now) {
  if (options.state.empty() || !loaded.definitions) return {};
  const auto store = engine::VersionStore::to_read(options.state);
  const auto snapshot = catalogue::take_snapshot(loaded.posts, *loaded.definitions, now);
  auto changes = catalogue::changes({}, *snapshot);
  // A server keeps the last good version of what is broken: subscribers lose nothing, and the error stands there.
  std::set<std::string> broken;
  for (const Diagnostic& problem : loaded.diagnostics) {
    if (problem.severity == Severity::error) broken.insert(problem.file);
  }
  for (auto& removed : engine::removed_since(store, *snapshot, *loaded.definitions)) {
    const bool is_broken = broken.contains(options.trees.content.string() + "/" + removed.before->file);
    if (!is_broken) changes.push_back(std::move(removed));
  }
  publish::LatePosts late;
  std::vector<std::string> published;
  for (auto& post : store.published()) published.push_back(std::move(post.id));
  late.remember(store.late(), published);
  late.follow(changes, *snapshot, loaded.definitions->site.time_zone, now);
  publish::LostEntries entries;
  entries.follow(changes, loaded.definitions->site);
  auto problems = entries.problems(*snapshot, options.trees.content.string(), options.trees.feeds.string());
  publish::LostFeeds feeds;
  feeds.follow(store.feeds());
  for (auto& problem : feeds.problems(*loaded.definitions, snapshot->gone, options.trees.feeds.string()))
    problems.push_back(std::move(problem));
  for (auto& problem : late.problems(options.trees.content.string())) problems.push_back(std::move(problem));
  return problems;
}

/// What --retractions names; its errors are those of the command line.
Outcome<content::Retractions> retractions_of(const std::filesystem::path& file) {
  const auto bytes = read_whole(file);
  if (!bytes) return {.diagnostics = {{.file = file.string(), .message = "expected a file that can be read"}}};
  return content::read_retractions(*bytes, file.string());
}

}  // namespace

int check(const CheckOptions& options) {
  const Instant now = SystemClock{}.now();
  std::shared_ptr<const content::Retractions> retractions;
  std::vector<Diagnostic> of_database;
  if (!options.retractions.empty()) {
    auto outcome = retractions_of(options.retractions);
    if (!outcome.value) {
      print_diagnostics(outcome.diagnostics);
      return exit_cannot_start;
    }
    retractions = std::make_shared<const content::Retractions>(*std::move(outcome.value));
    of_database = std::move(outcome.diagnostics);
  }
  engine::LoadedTrees loaded = engine::load_once(options.trees, retractions);
  for (auto& problem : of_database) loaded.diagnostics.push_back(std::move(problem));
  try {
    for (auto& problem : missed_by_subscribers(loaded, options, now)) loaded.diagnostics.push_back(std::move(problem));
  } catch (const storage::DatabaseError& error) {
    std::fprintf(stderr, "citefeed: expected the state of a server in %s: %s\n", options.state.c_str(), error.what());
    return exit_cannot_start;
  }
  for (auto& problem : check_settings_file(options.trees)) loaded.diagnostics.push_back(std::move(problem));
  for (auto& note : scheduled(loaded, options.trees.content.string(), now))
    loaded.diagnostics.push_back(std::move(note));
  switch (options.format) {
    case ReportFormat::json:
      std::fputs(to_json_report(loaded.diagnostics).c_str(), stdout);
      break;
    case ReportFormat::sarif:
      std::fputs(to_sarif_report(loaded.diagnostics, source_line).c_str(), stdout);
      break;
    case ReportFormat::text:
      print_diagnostics(loaded.diagnostics);
      break;
  }
  std::fputs(summary(loaded).c_str(), stderr);
  return has_errors(loaded.diagnostics) ? exit_content_errors : exit_fine;
}

}  // namespace citefeed::app
