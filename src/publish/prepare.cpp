#include "publish/prepare.hpp"

#include <brotli/encode.h>
#include <libdeflate.h>
#include <zstd.h>
#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>

namespace citefeed::publish {
namespace {

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};

/// `coded` cut to `size`, and no more memory than that: it is kept as long as the site, and had room for the worst
/// case.
std::string cut(std::string&& coded, std::size_t size) {
  coded.resize(size);
  coded.shrink_to_fit();
  return std::move(coded);
}

std::string gzip(std::string_view bytes, Effort effort) {
  const std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor{
      libdeflate_alloc_compressor(effort == Effort::quick ? 6 : 12)};
  if (!compressor) throw std::bad_alloc{};
  std::string coded(libdeflate_gzip_compress_bound(compressor.get(), bytes.size()), '\0');
  const std::size_t size =
      libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), coded.data(), coded.size());
  if (size == 0) throw std::runtime_error("libdeflate cannot compress");
  return cut(std::move(coded), size);
}

/// A window just large enough: a smaller one makes brotli faster and the client's memory smaller (RFC 7932, 9.1).
int brotli_window(std::size_t size) {
  int bits = BROTLI_MIN_WINDOW_BITS;
  while (bits < BROTLI_DEFAULT_WINDOW && (std::size_t{1} << static_cast<unsigned>(bits)) - 16 < size) ++bits;
  return bits;
}

/// The memory of one encoder. Without any, brotli (1.0.9, enc/memory.c) ends the process; here it jumps back instead,
/// over frames of C that own nothing, and the blocks are freed with this.
class BrotliMemory final {
 public:
  BrotliMemory() = default;
  BrotliMemory(const BrotliMemory&) = delete;
  BrotliMemory& operator=(const BrotliMemory&) = delete;
  BrotliMemory(BrotliMemory&&) = delete;
  BrotliMemory& operator=(BrotliMemory&&) = delete;
  ~BrotliMemory() {
    while (first_.next != nullptr) give_back(first_.next);
  }

  static void* allocate(void* memory, std::size_t size) { return static_cast<BrotliMemory*>(memory)->take(size); }
  static void release(void* /*memory*/, void* bytes) {
    if (bytes != nullptr) give_back(static_cast<Block*>(bytes) - 1);
  }

  std::jmp_buf out_of_memory = {};  ///< where to go on when there is none

 private:
  /// Stands before the bytes that brotli has.
  struct alignas(std::max_align_t) Block {
    Block* previous = nullptr;
    Block* next = nullptr;
  };

  static void give_back(Block* block) {
    block->previous->next = block->next;
    if (block->next != nullptr) block->next->previous = block->previous;
    std::free(block);
  }

  void* take(std::size_t size) {
    auto* const bytes = std::malloc(sizeof(Block) + size);
    if (bytes == nullptr) std::longjmp(out_of_memory, 1);
    auto* const block = ::new (bytes) Block{.previous = &first_, .next = first_.next};
    if (block->next != nullptr) block->next->previous = block;
    first_.next = block;
    return block + 1;
  }

  Block first_ = {};
};

/// How many bytes of `coded` are the result; 0 where `bytes` cannot be coded, nothing where memory gives out.
std::optional<std::size_t> encode_brotli(std::string_view bytes, std::uint32_t quality, std::string& coded,
                                         BrotliMemory& memory) {
  if (setjmp(memory.out_of_memory) != 0) return std::nullopt;
  auto* const encoder = BrotliEncoderCreateInstance(BrotliMemory::allocate, BrotliMemory::release, &memory);
  if (encoder == nullptr) return std::nullopt;
  BrotliEncoderSetParameter(encoder, BROTLI_PARAM_QUALITY, quality);
  BrotliEncoderSetParameter(encoder, BROTLI_PARAM_LGWIN, static_cast<std::uint32_t>(brotli_window(bytes.size())));
  BrotliEncoderSetParameter(encoder, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT);
  BrotliEncoderSetParameter(encoder, BROTLI_PARAM_SIZE_HINT, static_cast<std::uint32_t>(bytes.size()));
  std::size_t left = bytes.size(), room = coded.size(), size = 0;
  const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
  auto* out = reinterpret_cast<std::uint8_t*>(coded.data());
  const auto done =
      BrotliEncoderCompressStream(encoder, BROTLI_OPERATION_FINISH, &left, &in, &room, &out, &size) == BROTLI_TRUE &&
      BrotliEncoderIsFinished(encoder) == BROTLI_TRUE;
  BrotliEncoderDestroyInstance(encoder);
  return done ? size : 0;
}

std::string brotli(std::string_view bytes, Effort effort) {
  std::string coded(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
  BrotliMemory memory;
  const auto size = encode_brotli(bytes, effort == Effort::quick ? 5 : BROTLI_MAX_QUALITY, coded, memory);
  if (!size) throw std::bad_alloc{};
  if (*size == 0) throw std::runtime_error("brotli cannot compress");
  return cut(std::move(coded), *size);
}

std::string zstd(std::string_view bytes, Effort effort) {
  std::string coded(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress(coded.data(), coded.size(), bytes.data(), bytes.size(), effort == Effort::quick ? 9 : 19);
  if (ZSTD_isError(size) != 0) throw std::runtime_error("zstd cannot compress");
  return cut(std::move(coded), size);
}

}  // namespace

std::string compress(std::string_view bytes, resource::Coding coding, Effort effort) {
  switch (coding) {
    case resource::Coding::gzip:
      return gzip(bytes, effort);
    case resource::Coding::br:
      return brotli(bytes, effort);
    case resource::Coding::zstd:
      return zstd(bytes, effort);
    case resource::Coding::identity:
      break;
  }
  return std::string{bytes};
}

namespace {

using resource::Coding;

/// Browsers download feeds under their own media types; as application/xml they show them with their style sheet.
const char* browser_content_type(DocumentKind kind) {
  return format_of(kind).is_xml ? "application/xml; charset=utf-8" : "";
}

/// Whatever a post says may be withdrawn or corrected, archives included: no cache keeps it for over an hour, and none
/// shows for more than a minute what is old while it asks again, which costs us next to nothing. Where nobody answers
/// a cache may go on for a day.
const char* cache_control(const Document& document) {
  if (document.is_gone) return "max-age=3600";  // it may be a mistake
  const bool is_seldom_changed = document.is_archive || document.kind == DocumentKind::stylesheet;
  return is_seldom_changed ? "max-age=3600, stale-while-revalidate=60, stale-if-error=86400"
                           : "max-age=300, stale-while-revalidate=60, stale-if-error=86400";
}

}  // namespace

resource::Prepared prepare(Document document, bool browser_view) {
  document.body.shrink_to_fit();  // it grew as it was written, and is kept as long as the site
  const auto identity = resource::make_coded_body(std::move(document.body));
  resource::Metadata metadata{.content_type = content_type(document.kind),
                              .browser_content_type = browser_view ? browser_content_type(document.kind) : "",
                              .cache_control = cache_control(document),
                              .links = std::move(document.links),
                              .cross_origin = format_of(document.kind).is_data};
  const bool codings_follow = format_of(document.kind).is_polled && !document.is_archive;
  resource::CodedBodies bodies;
  bodies.by_coding[static_cast<std::size_t>(Coding::identity)] = identity;
  for (const Coding coding : {Coding::gzip, Coding::br, Coding::zstd}) {
    if (codings_follow && coding != Coding::gzip) break;
    auto coded = compress(*identity.bytes, coding, Effort::quick);
    if (coded.size() >= identity.bytes->size()) continue;
    bodies.by_coding[static_cast<std::size_t>(coding)] = resource::make_coded_body(std::move(coded));
  }
  return resource::prepare(std::move(metadata), bodies);
}

}  // namespace citefeed::publish
