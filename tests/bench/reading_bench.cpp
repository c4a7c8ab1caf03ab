// What one post costs: its file, its citation, its entry.
#include <benchmark/benchmark.h>

#include <boost/json/parse.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "citation/reference.hpp"
#include "content/post_parser.hpp"
#include "render/entry_content.hpp"
#include "site.hpp"

namespace citefeed::bench {
namespace {

void parse_post(benchmark::State& state) {
  const auto site = load_site();
  const auto& post = *site.posts.back();
  const std::string bytes = read_post(post.file);
  for (auto _ : state) {
    benchmark::DoNotOptimize(content::parse_post(post.file, post.file, bytes, *site.definitions));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}
BENCHMARK(parse_post)->Unit(benchmark::kMicrosecond);

void read_reference(benchmark::State& state) {
  const auto site = load_site();
  const std::string printed = site.posts.back()->reviewed.at(0).printed;
  for (auto _ : state) benchmark::DoNotOptimize(citation::read_reference(printed));
}
BENCHMARK(read_reference)->Unit(benchmark::kMicrosecond);

/// The references that the tests read: how many in a second.
void read_references(benchmark::State& state) {
  std::ifstream in{CITEFEED_SOURCE_DIR "/tests/citation/data/references.jsonl"};
  std::vector<std::string> references;
  for (std::string line; std::getline(in, line);)
    references.emplace_back(boost::json::parse(line).at("printed").as_string());
  for (auto _ : state) {
    for (const auto& reference : references) benchmark::DoNotOptimize(citation::read_reference(reference));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(references.size()));
}
BENCHMARK(read_references)->Unit(benchmark::kMicrosecond);

/// One thing over and over, up to a megabyte: the time must grow like the size. Each of these made it grow like the
/// square once.
void read_hostile(benchmark::State& state, const char* piece) {
  const auto bytes = static_cast<std::size_t>(state.range(0));
  std::string reference = "Adams, B. (2003). ";
  while (reference.size() < bytes) reference += piece;
  for (auto _ : state) benchmark::DoNotOptimize(citation::read_reference(reference));
  state.SetComplexityN(state.range(0));
}
void at_growing_sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->RangeMultiplier(4)->Range(1 << 12, 1 << 20)->Complexity()->Unit(benchmark::kMicrosecond);
}
BENCHMARK_CAPTURE(read_hostile, everything, "A (1). In Group & doi:10.1000/(")->Apply(at_growing_sizes);
BENCHMARK_CAPTURE(read_hostile, stray_brackets, "Journal of {XIV)ed. ")->Apply(at_growing_sizes);
BENCHMARK_CAPTURE(read_hostile, sentences, "B.]Jr.]. ")->Apply(at_growing_sizes);

void make_entry(benchmark::State& state) {
  const auto site = load_site();
  for (auto _ : state) benchmark::DoNotOptimize(render::make_entry(*site.posts.back(), *site.definitions));
}
BENCHMARK(make_entry)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace citefeed::bench
