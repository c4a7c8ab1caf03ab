/// A typed link from an entry or feed to something else (RFC 8288; RFC 4287, 4.2.7).
#pragma once
#include <string>

namespace citefeed::model {

struct Link {
  std::string href = {};   ///< absolute
  std::string rel = {};    ///< a registered link relation
  std::string type = {};   ///< media type; empty when unknown
  std::string title = {};  ///< empty when there is none
  bool operator==(const Link&) const = default;
};

}  // namespace citefeed::model
