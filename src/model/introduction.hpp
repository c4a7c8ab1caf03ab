/// What an editor says of a month, before its posts, in the month's digest.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "base/digest.hpp"
#include "model/month_name.hpp"

namespace citefeed::model {

/// What one file content/YYYY/MM/_month.md says.
struct Introduction {
  MonthName month = {};
  std::string file = {};                 ///< path below content/, '/' separators
  std::string title = {};                ///< plain text; empty when not given
  std::string html = {};                 ///< safe, every address absolute; empty when there is no text
  std::string text = {};                 ///< the same as plain text
  std::string text_with_addresses = {};  ///< likewise, each link followed by its address
  bool draft = false;
  Digest digest = {};  ///< of path and file bytes: same digest and definitions, same introduction
};

using Introductions = std::map<MonthName, std::shared_ptr<const Introduction>>;
using IntroductionsPointer = std::shared_ptr<const Introductions>;  ///< null for none

}  // namespace citefeed::model
