#include "resource/coding.hpp"

namespace citefeed::resource {

std::string_view to_token(Coding coding) {
  switch (coding) {
    case Coding::identity:
      return "identity";
    case Coding::gzip:
      return "gzip";
    case Coding::br:
      return "br";
    case Coding::zstd:
      return "zstd";
  }
  return "identity";
}

std::string_view file_suffix(Coding coding) {
  switch (coding) {
    case Coding::identity:
      return "";
    case Coding::gzip:
      return ".gz";
    case Coding::br:
      return ".br";
    case Coding::zstd:
      return ".zst";
  }
  return "";
}

}  // namespace citefeed::resource
