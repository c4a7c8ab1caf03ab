#include <boost/json/array.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <utility>

#include "citation/exported_fields.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

namespace json = boost::json;

const char* csl_type(WorkType type) {
  switch (type) {
    case WorkType::article_journal:
      return "article-journal";
    case WorkType::book:
      return "book";
    case WorkType::chapter:
      return "chapter";
    case WorkType::thesis:
      return "thesis";
    case WorkType::report:
      return "report";
    case WorkType::webpage:
      return "webpage";
  }
  return "article";
}

void add(json::object& item, std::string_view key, const std::string& value) {
  if (!value.empty()) item[key] = value;
}

/// Particles stay inside the family name: how a name is sorted is not printed.
json::object csl_name(const Name& name, const json::storage_ptr& storage) {
  json::object object(storage);
  object.reserve(2);
  add(object, "family", name.family);
  add(object, "given", name.given);
  add(object, "suffix", name.suffix);
  add(object, "literal", name.literal);
  return object;
}

/// A list of dates, each a list of year, month and day. Nested braces would be one list for clang and two for GCC.
json::object csl_date(int year, const json::storage_ptr& storage) {
  json::array date(storage);
  date.emplace_back(year);
  json::array dates(storage);
  dates.emplace_back(std::move(date));
  json::object object(storage);
  object["date-parts"] = std::move(dates);
  return object;
}

/// "page-first" says where the range begins whose pages have dashes of their own.
void add_pages(json::object& item, const Citation& citation) {
  if (!citation.article_number.empty()) return;
  add(item, "page", page_range(citation, "-"));
  if (has_dash(citation.first_page)) add(item, "page-first", citation.first_page);
}

}  // namespace

json::object to_csl(const Citation& citation, std::string_view id, const json::storage_ptr& storage) {
  constexpr std::size_t usual_fields = 12;
  json::object item(storage);
  item.reserve(usual_fields);
  item["id"] = id;
  item["type"] = csl_type(citation.type);
  if (!citation.authors.empty()) {
    json::array authors(storage);
    authors.reserve(citation.authors.size());
    for (const auto& name : citation.authors) authors.emplace_back(csl_name(name, storage));
    item["author"] = std::move(authors);
  }
  if (citation.year) item["issued"] = csl_date(*citation.year, storage);
  add(item, "year-suffix", citation.year_suffix);
  add(item, "title", citation.title);
  add(item, "container-title", citation.container_title);
  add(item, "volume", citation.volume);
  add(item, "issue", citation.issue);
  add_pages(item, citation);
  add(item, "number", citation.article_number);
  add(item, "publisher", citation.publisher);
  add(item, "DOI", citation.doi);
  add(item, "URL", citation.url);
  if (citation.retracted) item["status"] = "retracted";
  add(item, "note", citation.note);
  if (citation.et_al) item["custom"].emplace_object()["et_al"] = true;
  return item;
}

}  // namespace citefeed::citation
