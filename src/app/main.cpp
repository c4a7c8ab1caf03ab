#include <cstddef>
#include <cstdio>
#include <exception>

#include "app/commands.hpp"

/// Read by jemalloc (its manual, "TUNING"): threads of its own give back what was freed. Without them that waits for
/// the thread that freed it to allocate again, which idle ones do not. MALLOC_CONF in the environment goes before it.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "background_thread:true";

/// jemalloc's; null in a program that is not linked with it.
[[gnu::weak]] int mallctl(const char* name, void* old_value, std::size_t* old_size, void* value, std::size_t size);
}

namespace {

using namespace citefeed::app;  // NOLINT(google-build-using-namespace): this file is app's front door

/// Makes what jemalloc otherwise makes when another thread allocates for the first time: where there is no memory for
/// it then, version 5.3 ends the process instead of failing the allocation.
void make_arenas() {
  if (mallctl == nullptr) return;
  unsigned arenas = 0;
  std::size_t size = sizeof arenas;
  if (mallctl("arenas.narenas", &arenas, &size, nullptr, 0) != 0) return;
  for (unsigned arena = arenas; arena-- > 0;) {  // by using each, the first at last
    static_cast<void>(mallctl("thread.arena", nullptr, nullptr, &arena, sizeof arena));
  }
}

struct Run {
  int operator()(const ServeOptions& options) const {
    make_arenas();
    return serve(options);
  }
  int operator()(const CheckOptions& options) const { return check(options); }
  int operator()(const ExportOptions& options) const { return export_to_directory(options); }
  int operator()(const ImportOptions& options) const { return import_pages(options); }
  int operator()(const NewPostOptions& options) const { return new_post(options); }
  int operator()(const CiteParseOptions& options) const { return cite_parse(options); }
  int operator()(const CiteExportOptions& options) const { return cite_export(options); }
};

}  // namespace

int main(int argc, char** argv) {
  try {
    const auto parsed = parse_options(argc, argv);
    if (const int* code = std::get_if<int>(&parsed)) return *code;
    return std::visit(Run{}, std::get<Options>(parsed));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "citefeed: %s\n", error.what());
    return exit_cannot_start;
  }
}
