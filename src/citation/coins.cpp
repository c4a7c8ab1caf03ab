#include "citation/characters.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

/// Which of the OpenURL metadata formats describes the work, and what it calls the title, what it is in and who
/// published it.
struct Format {
  const char* name = "dc";
  const char* genre = "";
  const char* title = "title";
  const char* container = "source";
  const char* publisher = "pub";
};

Format format_of(WorkType type) {
  switch (type) {
    case WorkType::article_journal:
      return {.name = "journal", .genre = "article", .title = "atitle", .container = "jtitle"};
    case WorkType::book:
      return {.name = "book", .genre = "book", .title = "btitle", .container = "series"};
    case WorkType::chapter:
      return {.name = "book", .genre = "bookitem", .title = "atitle", .container = "btitle"};
    case WorkType::report:
      return {.name = "book", .genre = "report", .title = "btitle", .container = "series"};
    case WorkType::thesis:
      return {.name = "dissertation", .genre = "", .title = "title", .container = "series", .publisher = "inst"};
    case WorkType::conference_paper:
      return {.name = "book", .genre = "proceeding", .title = "atitle", .container = "btitle"};
    case WorkType::preprint:
      return {.name = "journal", .genre = "preprint", .title = "atitle", .container = "jtitle"};
    case WorkType::webpage:
    case WorkType::dataset:
    case WorkType::software:
    case WorkType::speech:
    case WorkType::video:
    case WorkType::broadcast:
    case WorkType::blog_post:
      break;
  }
  return {.publisher = "publisher"};
}

/// Percent-encoded but for the unreserved characters (RFC 3986, 2.3): right in a URI, in a form and as an attribute.
std::string encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view unreserved = "-._~";
  std::string result;
  for (const char byte : text) {
    if (is_ascii_letter(byte) || is_digit(byte) || unreserved.find(byte) != std::string_view::npos) {
      result += byte;
      continue;
    }
    const auto value = static_cast<unsigned char>(byte);
    result += '%';
    result += digits[value >> 4U];
    result += digits[value & 15U];
  }
  return result;
}

void add(std::string& context, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  context += '&';
  context += key;
  context += '=' + encoded(value);
}

void add_creators(std::string& context, const std::vector<Name>& authors) {
  for (const auto& name : authors) add(context, "rft.creator", inverted(name));
}

void add_authors(std::string& context, const std::vector<Name>& authors) {
  if (authors.empty()) return;
  const auto& first = authors.front();
  add(context, "rft.aulast", first.family);
  add(context, "rft.aufirst", first.given);
  add(context, "rft.ausuffix", first.suffix);
  add(context, "rft.aucorp", first.literal);
  for (const auto& name : authors) add(context, "rft.au", inverted(name));
}

}  // namespace

std::string to_coins(const Citation& citation) {
  const auto format = format_of(citation.type);
  std::string context = "ctx_ver=Z39.88-2004";
  add(context, "rft_val_fmt", std::string("info:ofi/fmt:kev:mtx:") + format.name);
  if (!citation.doi.empty()) add(context, "rft_id", "info:doi/" + citation.doi);
  add(context, "rft_id", citation.url);
  add(context, "rft.genre", format.genre);
  add(context, std::string("rft.") + format.title, citation.title);
  add(context, std::string("rft.") + format.container, citation.container_title);
  if (citation.year) add(context, "rft.date", std::to_string(*citation.year));
  add(context, "rft.volume", citation.volume);
  add(context, "rft.issue", citation.issue);
  add(context, "rft.spage", citation.first_page);
  add(context, "rft.epage", citation.last_page);
  add(context, "rft.artnum", citation.article_number);
  add(context, std::string("rft.") + format.publisher, citation.publisher);
  // Dublin Core has no first author and no parts of names.
  (std::string_view{format.name} == "dc" ? add_creators : add_authors)(context, citation.authors);
  return context;
}

}  // namespace citefeed::citation
