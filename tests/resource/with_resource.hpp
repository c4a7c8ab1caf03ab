/// A site with one resource more, for tests that need few.
#pragma once
#include <string_view>
#include <utility>

#include "resource/site.hpp"

namespace citefeed::resource {

/// `site` with `resource` at `path`, beside or in place of what is there.
inline Site with_resource(const Site& site, std::string_view path, ResourcePointer resource) {
  SiteEditor editor{site};
  editor.set(path, std::move(resource));
  return editor.finish();
}

}  // namespace citefeed::resource
