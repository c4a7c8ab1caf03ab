#include "publish/export_site.hpp"

#include <cstdio>

#include "app/commands.hpp"
#include "app/process.hpp"
#include "base/diagnostic.hpp"
#include "base/instant.hpp"
#include "engine/load.hpp"
#include "publish/feed_codings.hpp"

namespace citefeed::app {
namespace {

/// The site with every coding that the server would offer in the end.
publish::Publication with_all_codings(const publish::Publication& publication) {
  Progress progress{"compressing"};
  publish::Publication coded = publication;
  for (const auto coding : publish::feed_codings) {
    coded = publish::with_coding(coded, coding, engine::processors(),
                                 [&](std::size_t done, std::size_t total) { progress.show(done, total); });
  }
  return coded;
}

}  // namespace

int export_to_directory(const ExportOptions& options) {
  const engine::LoadedTrees loaded = engine::load_once(options.trees);
  print_diagnostics(loaded.diagnostics);
  if (!loaded.definitions) return exit_cannot_start;
  auto publication = publish::publish_site(
      loaded.definitions,
      catalogue::take_snapshot(loaded.posts, *loaded.definitions, SystemClock{}.now(), loaded.introductions), nullptr,
      engine::processors());
  publish::prepare_documents(publication, engine::processors());
  if (options.precompressed) publication = with_all_codings(publication);
  Progress progress{"exporting"};
  const auto exported =
      publish::export_site(*publication.site, options.directory,
                           {.precompressed = options.precompressed,
                            .progress = [&](std::size_t done, std::size_t total) { progress.show(done, total); }});
  print_diagnostics(exported.diagnostics);
  if (!exported.value) return exit_cannot_start;
  std::fprintf(stderr, "%zu files in %s: %zu written, %zu removed\n", exported.value->files, options.directory.c_str(),
               exported.value->written, exported.value->removed);
  return has_errors(loaded.diagnostics) ? exit_content_errors : exit_fine;
}

}  // namespace citefeed::app
