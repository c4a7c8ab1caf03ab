#include "publish/prepare.hpp"

#include <brotli/encode.h>
#include <libdeflate.h>
#include <zstd.h>
#include <memory>
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

std::string brotli(std::string_view bytes, Effort effort) {
  std::string coded(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
  std::size_t size = coded.size();
  const int quality = effort == Effort::quick ? 5 : BROTLI_MAX_QUALITY;
  if (BrotliEncoderCompress(quality, brotli_window(bytes.size()), BROTLI_MODE_TEXT, bytes.size(),
                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                            reinterpret_cast<std::uint8_t*>(coded.data())) == BROTLI_FALSE) {
    throw std::runtime_error("brotli cannot compress");
  }
  return cut(std::move(coded), size);
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
