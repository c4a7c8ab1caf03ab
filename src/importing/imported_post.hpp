/// A post as its source shows it: a saved page, an export of another program, a file with front matter.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "importing/page_line.hpp"

namespace citefeed::importing {

/// What the source files a post under, or who it says wrote it.
struct ForeignName {
  std::string name = {};                 ///< as people see it
  std::vector<std::string> others = {};  ///< other names for the same, such as a slug, a login or an e-mail address
  bool operator==(const ForeignName&) const = default;
};

struct ImportedPost {
  std::string title = {};
  std::chrono::year_month month = {};       ///< in the site's time zone
  std::vector<std::string> citations = {};  ///< as printed; usually one
  std::vector<Paragraph> text = {};
  std::vector<Paragraph> implications = {};  ///< what stands under "Practice Implications"
  std::string author_email = {};             ///< "" when the page gives none
  std::vector<Paragraph> after = {};         ///< what stands after the author's address: rarely anything
  std::uint32_t line = 0;                    ///< where it begins in the source

  // Exports say more than pages do.
  std::string markdown = {};   ///< the whole text; then `text`, `implications`, `author_email` and `after` are empty
  std::string published = {};  ///< RFC 3339 or a day; empty when only the month is known
  std::string updated = {};    ///< likewise; empty when never
  std::string id = {};         ///< an absolute IRI or an id of content/; empty when the source gives none to keep
  std::string slug = {};       ///< of its address there; empty when it is made from the title
  std::vector<std::string> aliases = {};  ///< its old addresses below the site's root, fit for content/
  std::vector<ForeignName> categories = {};
  std::vector<ForeignName> authors = {};
  std::string language = {};
  bool draft = false;
  bool operator==(const ImportedPost&) const = default;
};

}  // namespace citefeed::importing
