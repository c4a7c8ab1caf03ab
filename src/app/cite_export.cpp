#include <set>

#include "app/category_options.hpp"
#include "app/commands.hpp"
#include "app/load.hpp"
#include "app/named_posts.hpp"
#include "app/standard_streams.hpp"
#include "base/clock.hpp"
#include "base/outcome.hpp"
#include "catalogue/articles.hpp"
#include "catalogue/snapshot.hpp"
#include "citation/identity.hpp"
#include "citation/write.hpp"
#include "render/citation_files.hpp"

namespace citefeed::app {
namespace {

/// The articles that `named` posts review, in the order of the posts; then those of `published` posts, as the site's
/// own citation files list them; each once.
std::vector<citation::Citation> distinct_articles(const std::vector<PostPointer>& named,
                                                  const std::vector<PostPointer>& published) {
  std::vector<citation::Citation> all;
  for (const auto& post : named) {
    const auto noted = model::noted_citations(*post);
    all.insert(all.end(), noted.begin(), noted.end());
  }
  const auto others = catalogue::citations_of(published);
  all.insert(all.end(), others.begin(), others.end());
  std::set<std::string> seen = {""};  // the identity of a citation in which nothing was read
  std::erase_if(
      all, [&seen](const citation::Citation& article) { return !seen.insert(citation::identity(article)).second; });
  return all;
}

std::string to_text(const std::vector<citation::Citation>& articles, CitationFormat format) {
  switch (format) {
    case CitationFormat::bibtex:
      return render::bibtex_file(articles);
    case CitationFormat::ris:
      return render::ris_file(articles);
    case CitationFormat::csl:
      return render::csl_file(articles);
    case CitationFormat::apa:
      break;
  }
  std::string lines;
  for (const auto& article : articles) lines += citation::to_apa(article) + '\n';
  return lines;
}

/// What is published of the topics asked for, or of everything; empty when neither was.
std::vector<PostPointer> published_posts(const LoadedTrees& loaded, const CiteExportOptions& options,
                                         const std::vector<std::string>& topics) {
  if (!options.all && topics.empty()) return {};
  const auto snapshot = catalogue::take_snapshot(loaded.posts, *loaded.definitions, SystemClock{}.now());
  return catalogue::select(*snapshot, {.topics = topics});
}

void print_errors(std::vector<Diagnostic> diagnostics) {
  std::erase_if(diagnostics, [](const Diagnostic& diagnostic) { return diagnostic.severity != Severity::error; });
  print_diagnostics(diagnostics);
}

}  // namespace

/// The errors of posts that nobody asked for are no concern here; a post that was asked for and not found may be one.
int cite_export(const CiteExportOptions& options) {
  const LoadedTrees loaded = load_once(options.trees);
  if (!loaded.definitions) {
    print_diagnostics(loaded.diagnostics);
    return exit_cannot_start;
  }
  const auto topics = find_slugs(loaded.definitions->topics, options.topics, "--topic", "a topic of topics.yaml");
  if (!topics.value) {
    print_diagnostics(topics.diagnostics);
    return exit_cannot_start;
  }
  const auto named = find_posts(loaded.posts, options.posts);
  const bool of_all = options.all || !topics.value->empty();
  if (of_all || !named.value) print_errors(loaded.diagnostics);
  if (!named.value) {
    print_diagnostics(named.diagnostics);
    return exit_content_errors;
  }
  const auto published = published_posts(loaded, options, *topics.value);
  write_output(to_text(distinct_articles(*named.value, published), options.to));
  return of_all && has_errors(loaded.diagnostics) ? exit_content_errors : exit_fine;
}

}  // namespace citefeed::app
