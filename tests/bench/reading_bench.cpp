// What one post costs: its file, its citation, its entry.
#include <benchmark/benchmark.h>

#include "citation/apa_reader.hpp"
#include "content/post_parser.hpp"
#include "render/entry.hpp"
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

void read_apa(benchmark::State& state) {
  const auto site = load_site();
  const std::string printed = site.posts.back()->reviewed.at(0).printed;
  for (auto _ : state) benchmark::DoNotOptimize(citation::read_apa(printed));
}
BENCHMARK(read_apa)->Unit(benchmark::kMicrosecond);

void make_entry(benchmark::State& state) {
  const auto site = load_site();
  for (auto _ : state) benchmark::DoNotOptimize(render::make_entry(*site.posts.back(), *site.definitions));
}
BENCHMARK(make_entry)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace citefeed::bench
