// What one feed of twenty entries costs: in each format, and in each content coding.
#include <benchmark/benchmark.h>

#include "publish/prepare.hpp"
#include "render/feeds.hpp"
#include "site.hpp"

namespace citefeed::bench {
namespace {

constexpr std::size_t entries_of_a_feed = 20;

using Renderer = std::string (*)(const model::Feed&);

void render_feed(benchmark::State& state, Renderer render) {
  const auto feed = make_feed(load_site(), entries_of_a_feed);
  std::size_t size = 0;
  for (auto _ : state) {
    const std::string bytes = render(feed);
    size = bytes.size();
    benchmark::DoNotOptimize(bytes.data());
  }
  state.counters["bytes"] = static_cast<double>(size);
}
BENCHMARK_CAPTURE(render_feed, atom, render::atom)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(render_feed, rss, render::rss)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(render_feed, json, render::json_feed)->Unit(benchmark::kMicrosecond);

void compress_feed(benchmark::State& state, resource::Coding coding, publish::Effort effort) {
  const std::string feed = render::atom(make_feed(load_site(), entries_of_a_feed));
  std::size_t size = 0;
  for (auto _ : state) {
    const std::string coded = publish::compress(feed, coding, effort);
    size = coded.size();
    benchmark::DoNotOptimize(coded.data());
  }
  state.counters["from_bytes"] = static_cast<double>(feed.size());
  state.counters["to_bytes"] = static_cast<double>(size);
}
using publish::Effort;
using resource::Coding;
BENCHMARK_CAPTURE(compress_feed, gzip_quick, Coding::gzip, Effort::quick)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(compress_feed, br_quick, Coding::br, Effort::quick)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(compress_feed, br_best, Coding::br, Effort::best)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(compress_feed, zstd_quick, Coding::zstd, Effort::quick)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace citefeed::bench
