#include <fmt/format.h>
#include <algorithm>
#include <cstdio>
#include <fstream>

#include "app/commands.hpp"
#include "app/load.hpp"
#include "app/published_before.hpp"
#include "app/report.hpp"
#include "app/settings_file.hpp"
#include "app/version_store.hpp"
#include "base/clock.hpp"
#include "base/outcome.hpp"
#include "catalogue/catalogue.hpp"
#include "publish/lost_entries.hpp"

namespace citefeed::app {
namespace {

std::string source_line(const std::string& file, std::uint32_t line) {
  std::ifstream in{file, std::ios::binary};
  std::string text;
  for (std::uint32_t at = 0; at < line && std::getline(in, text);) ++at;
  return in ? text : std::string{};
}

std::string summary(const LoadedTrees& loaded) {
  const auto& problems = loaded.diagnostics;
  const auto drafts =
      std::count_if(loaded.posts.begin(), loaded.posts.end(), [](const auto& post) { return post->draft; });
  return fmt::format("{} posts, {} topics, {} errors, {} warnings, {} scheduled, {} drafts\n", loaded.posts.size(),
                     loaded.definitions ? loaded.definitions->topics.size() : 0, count(problems, Severity::error),
                     count(problems, Severity::warning), count(problems, Severity::note), drafts);
}

/// A note for each post that readers will see otherwise later though its file stays as it is.
std::vector<Diagnostic> scheduled(const LoadedTrees& loaded, const std::string& folder, Instant now) {
  std::vector<Diagnostic> notes;
  for (const auto& post : loaded.posts) {
    const auto next = catalogue::appearance_at(*post, now).next;
    if (!next) continue;
    const TimeZone& zone = loaded.definitions->site.time_zone;
    notes.push_back({.file = folder + "/" + post->file,
                     .severity = Severity::note,
                     .message = fmt::format("{} {}, {} in {}", post->published > now ? "is published at" : "changes at",
                                            to_rfc3339(*next), to_iso_date(zone.day_of(*next)), zone.name())});
  }
  return notes;
}

/// An error for each post that subscribers of the server with this state have, and would lose or get twice.
std::vector<Diagnostic> lost(const LoadedTrees& loaded, const CheckOptions& options, Instant now) {
  if (options.state.empty() || !loaded.definitions) return {};
  const auto store = VersionStore::to_read(options.state);
  const auto snapshot = catalogue::take_snapshot(loaded.posts, *loaded.definitions, now);
  auto changes = catalogue::changes({}, *snapshot);
  for (auto& removed : removed_since(store, *snapshot, *loaded.definitions)) changes.push_back(std::move(removed));
  publish::LostEntries entries;
  entries.follow(changes, loaded.definitions->site);
  return entries.problems(*snapshot, options.trees.content.string(), options.trees.feeds.string());
}

}  // namespace

int check(const CheckOptions& options) {
  const Instant now = SystemClock{}.now();
  LoadedTrees loaded = load_once(options.trees);
  try {
    for (auto& problem : lost(loaded, options, now)) loaded.diagnostics.push_back(std::move(problem));
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
