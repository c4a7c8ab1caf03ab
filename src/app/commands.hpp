/// The subcommands. Each takes its options and gives the exit code; what people or programs asked for goes to standard
/// output, all else to standard error.
#pragma once
#include "app/options.hpp"

namespace citefeed::app {

[[nodiscard]] int serve(const ServeOptions& options);
[[nodiscard]] int check(const CheckOptions& options);
[[nodiscard]] int export_to_directory(const ExportOptions& options);
[[nodiscard]] int import_pages(const ImportOptions& options);
[[nodiscard]] int new_post(const NewPostOptions& options);
[[nodiscard]] int cite_parse(const CiteParseOptions& options);
[[nodiscard]] int cite_export(const CiteExportOptions& options);

}  // namespace citefeed::app
