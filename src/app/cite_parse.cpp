#include <array>

#include "app/commands.hpp"
#include "app/load.hpp"
#include "app/reference_lines.hpp"
#include "app/standard_streams.hpp"
#include "base/outcome.hpp"

namespace citefeed::app {
namespace {

/// Shows what `lines` have to say; true when all of them could be read.
bool show(ReferenceLines& lines) {
  write_output(lines.take_output());
  const auto diagnostics = lines.take_diagnostics();
  print_diagnostics(diagnostics);
  return !has_errors(diagnostics);
}

}  // namespace

/// Each block that arrives is answered before the next one is waited for, so that it works in a conversation too.
int cite_parse(const CiteParseOptions& options) {
  ReferenceLines lines{options.explain};
  std::array<char, 65536> block = {};
  bool all_read = true;
  while (const auto size = read_input(block.data(), block.size())) {
    lines.take({block.data(), size});
    all_read = show(lines) && all_read;
  }
  lines.finish();
  all_read = show(lines) && all_read;
  return all_read ? exit_fine : exit_content_errors;
}

}  // namespace citefeed::app
