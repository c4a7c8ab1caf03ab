#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/stream_parser.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "citation/citation.hpp"
#include "citation/read.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

// The variables of a CSL-JSON item, in the shapes that programs give them.

namespace json = boost::json;

std::string_view view_of(const json::string& text) {
  return {text.data(), text.size()};
}

/// A string or a number as text; empty for anything else.
std::string scalar_text(const json::value& value) {
  if (const auto* text = value.if_string()) return plain_text(view_of(*text));
  if (const auto* number = value.if_int64()) return std::to_string(*number);
  if (const auto* number = value.if_uint64()) return std::to_string(*number);
  constexpr double largest_exact = 9007199254740992.0;
  if (const auto* number = value.if_double();
      number != nullptr && std::floor(*number) == *number && std::abs(*number) < largest_exact)
    return std::to_string(static_cast<std::int64_t>(*number));
  return {};
}

/// The first of a list, or the value itself.
const json::value* first_of(const json::value& value) {
  const auto* list = value.if_array();
  if (list == nullptr) return &value;
  return list->empty() ? nullptr : &list->front();
}

/// `name` with `part` before it: "van der" and "Berg"; "d’" and "Alembert" need no space.
std::string with_particle(const std::string& particle, const std::string& name) {
  if (particle.empty() || name.empty()) return particle + name;
  const bool joins = particle.ends_with('\'') || particle.ends_with("’") || particle.ends_with('-');
  return particle + (joins ? "" : " ") + name;
}

/// The first of the variables `keys` that holds something, as plain text: a string, a number, or the first of a list
/// (Crossref). Empty when there is none.
std::string csl_text(const json::object& item, std::initializer_list<std::string_view> keys) {
  for (const auto key : keys) {
    const auto* value = item.if_contains(key);
    const auto* first = value == nullptr ? nullptr : first_of(*value);
    if (first == nullptr) continue;
    if (auto text = scalar_text(*first); !text.empty()) return text;
  }
  return {};
}

/// A name: family with its particles, given, suffix; or a group's literal (`name` in Crossref).
Name csl_name(const json::value& value) {
  if (const auto* text = value.if_string()) return read_inverted_name(plain_text(view_of(*text)));
  const auto* object = value.if_object();
  if (object == nullptr) return {};
  auto family = csl_text(*object, {"family"});
  for (const std::string_view particle : {"non-dropping-particle", "dropping-particle"})
    family = with_particle(csl_text(*object, {particle}), family);
  auto given = csl_text(*object, {"given"});
  auto suffix = csl_text(*object, {"suffix"});
  if (!family.empty() || !given.empty())
    return {.family = std::move(family), .given = std::move(given), .suffix = std::move(suffix)};
  return {.literal = csl_text(*object, {"literal", "name"})};
}

/// The year of a date: date-parts of numbers or strings, raw, literal, or a bare string.
std::optional<ExportedYear> csl_year(const json::value& value) {
  const auto* object = value.if_object();
  if (object == nullptr) return read_year(scalar_text(value));
  if (const auto* dates = object->if_contains("date-parts")) {
    const auto* date = first_of(*dates);
    const auto* year = date == nullptr ? nullptr : first_of(*date);
    if (year != nullptr) {
      if (auto read = read_year(scalar_text(*year))) return read;
    }
  }
  return read_year(csl_text(*object, {"raw", "literal", "date-time"}));
}

// Finds the items of a CSL-JSON file, so that one that is broken does not take the others with it.

/// A JSON object as it stands in the file.
struct CslItem {
  std::size_t offset = 0;
  std::string_view text = {};  ///< up to its closing brace, or to the end of the file where that is missing
};

constexpr std::size_t none = std::string_view::npos;

/// Offset after the string that begins at `at`; the end where it is not closed.
std::size_t after_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return text.size();
}

/// Offset after the object or array that begins at `at`; the end where it is not closed.
std::size_t after_value(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const char byte = text[at];
    if (byte == '"') {
      at = after_string(text, at);
      continue;
    }
    ++at;
    if (byte == '{' || byte == '[') ++depth;
    if ((byte == '}' || byte == ']') && --depth == 0) return at;
  }
  return text.size();
}

/// Where the value of the member `name` of the object at `begin` stands; nothing when it has no such member.
std::optional<std::size_t> find_member(std::string_view text, std::size_t begin, std::size_t end,
                                       std::string_view name) {
  auto at = begin + 1;
  while (at < end) {
    at = text.find_first_of("\"{[", at);
    if (at == none || at >= end) break;
    if (text[at] != '"') {
      at = after_value(text, at);
      continue;
    }
    const auto after = after_string(text, at);
    const auto key = text.substr(at, after - at);
    at = after;
    if (key.size() != name.size() + 2 || key.substr(1, name.size()) != name) continue;
    const auto colon = text.find_first_not_of(" \t\r\n", at);
    if (colon == none || text[colon] != ':') continue;
    const auto value = text.find_first_not_of(" \t\r\n", colon + 1);
    if (value != none && value < end) return value;
  }
  return std::nullopt;
}

/// The objects between `at` and `end`, at any depth of arrays.
void add_objects(std::string_view text, std::size_t at, std::size_t end, std::vector<CslItem>& items) {
  while (at < end) {
    at = text.find_first_of("\"{", at);
    if (at == none || at >= end) return;
    if (text[at] == '"') {
      at = after_string(text, at);
      continue;
    }
    const auto after = std::min(after_value(text, at), end);
    items.push_back({.offset = at, .text = text.substr(at, after - at)});
    at = after;
  }
}

/// `item`, or what it holds where it is only the wrapping of items.
void add_unwrapped(std::string_view text, CslItem item, std::vector<CslItem>& items) {
  auto end = item.offset + item.text.size();
  if (const auto message = find_member(text, item.offset, end, "message"); message && text[*message] == '{') {
    end = std::min(after_value(text, *message), end);
    item = {.offset = *message, .text = text.substr(*message, end - *message)};
  }
  if (const auto inner = find_member(text, item.offset, end, "items"); inner && text[*inner] == '[') {
    add_objects(text, *inner, std::min(after_value(text, *inner), end), items);
    return;
  }
  items.push_back(item);
}

/// The objects of `text`: of an array, of the arrays "items" (CSL) or "message" (Crossref) inside an object, or one
/// after another, as JSON Lines have them. What is no object is passed over. Linear time.
std::vector<CslItem> split_csl_items(std::string_view text) {
  std::vector<CslItem> outermost;
  add_objects(text, 0, text.size(), outermost);
  std::vector<CslItem> items;
  for (const auto& item : outermost) add_unwrapped(text, item, items);
  return items;
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
  add(item, "genre", citation.genre);
  add(item, "container-title", citation.container_title);
  add(item, "volume", citation.volume);
  add(item, "issue", citation.issue);
  add_pages(item, citation);
  add(item, "number", citation.article_number);
  add(item, "publisher", citation.publisher);
  add(item, "DOI", citation.doi);
  add(item, "URL", citation.url);
  if (citation.retracted) item["status"] = "retracted";
  const std::string gap = gap_note(citation);
  add(item, "note", gap.empty() || citation.note.empty() ? gap + citation.note : gap + " – " + citation.note);
  if (citation.gap) {
    auto& custom = item["custom"].emplace_object();
    custom["et_al"] = true;
    if (*citation.gap < citation.authors.size()) custom["et_al_after"] = *citation.gap;
  }
  return item;
}

namespace {

namespace json = boost::json;

struct TypeName {
  std::string_view name = {};
  WorkType type = WorkType::article_journal;
};

/// CSL's types (CSL 1.0.2, appendix III) and Crossref's, as far as they are not kinds of web pages.
std::optional<WorkType> work_type(std::string_view name) {
  using enum WorkType;
  static constexpr std::array<TypeName, 40> types = {{{"article-journal", article_journal},
                                                      {"journal-article", article_journal},
                                                      {"preprint", preprint},
                                                      {"article-magazine", article_journal},
                                                      {"article-newspaper", article_journal},
                                                      {"review", article_journal},
                                                      {"review-book", article_journal},
                                                      {"periodical", article_journal},
                                                      {"posted-content", preprint},
                                                      {"peer-review", article_journal},
                                                      {"book", book},
                                                      {"monograph", book},
                                                      {"edited-book", book},
                                                      {"reference-book", book},
                                                      {"classic", book},
                                                      {"collection", book},
                                                      {"proceedings", book},
                                                      {"chapter", chapter},
                                                      {"book-chapter", chapter},
                                                      {"book-section", chapter},
                                                      {"book-part", chapter},
                                                      {"entry", chapter},
                                                      {"entry-dictionary", chapter},
                                                      {"entry-encyclopedia", chapter},
                                                      {"reference-entry", chapter},
                                                      {"paper-conference", conference_paper},
                                                      {"proceedings-article", conference_paper},
                                                      {"thesis", thesis},
                                                      {"dissertation", thesis},
                                                      {"report", report},
                                                      {"report-component", report},
                                                      {"standard", report},
                                                      {"manuscript", report},
                                                      {"webpage", webpage},
                                                      {"post", webpage},
                                                      {"post-weblog", blog_post},
                                                      {"dataset", dataset},
                                                      {"software", software},
                                                      {"document", webpage},
                                                      {"speech", speech}}};
  for (const auto& type : types)
    if (type.name == name) return type.type;
  return work_type_of_csl(name);
}

/// Reads one item; says what is wrong at the place where it is.
class ItemReader final {
 public:
  ItemReader(const json::object& item, std::size_t offset, std::string_view text, CitationFile& file)
      : item_(item), offset_(offset), text_(text), file_(file) {}

  Citation read() {
    Citation citation;
    citation.title = plain_title(csl_text(item_, {"title"}));
    if (const auto subtitle = plain_title(csl_text(item_, {"subtitle"})); !subtitle.empty())
      citation.title += ": " + subtitle;
    citation.genre = csl_text(item_, {"genre"});
    citation.container_title = csl_text(item_, {"container-title", "container-title-short", "journalAbbreviation"});
    citation.type = read_type(!citation.container_title.empty());
    read_authors(citation);
    read_year(citation);
    citation.volume = csl_text(item_, {"volume"});
    citation.issue = csl_text(item_, {"issue"});
    citation.publisher = csl_text(item_, {"publisher"});
    read_pages(citation);
    read_location(citation);
    return citation;
  }

 private:
  /// Warns at the key `key`, or at the item where it has none.
  void warn(std::string_view key, std::string message) {
    const auto at = text_.find("\"" + std::string(key) + "\"");
    file_.report(offset_ + (at == std::string_view::npos ? 0 : at), Severity::warning, std::move(message));
  }

  WorkType read_type(bool has_container) {
    const auto name = csl_text(item_, {"type"});
    if (const auto type = work_type(name)) return *type;
    const auto type = has_container ? WorkType::article_journal : WorkType::webpage;
    warn("type", "expected a type of CSL such as \"article-journal\", found " +
                     (name.empty() ? std::string("none") : in_quotes(name)) + "; read as " +
                     (has_container ? "an article" : "a web page"));
    return type;
  }

  void read_authors(Citation& citation) {
    add_names(citation, "author");
    if (citation.authors.empty() && citation.type == WorkType::book) add_names(citation, "editor");
    if (const auto* custom = item_.if_contains("custom"); custom != nullptr && custom->is_object()) {
      const auto* et_al = custom->get_object().if_contains("et_al");
      if (et_al != nullptr && et_al->is_bool() && et_al->get_bool()) leave_out(citation, custom->get_object());
    }
  }

  static void leave_out(Citation& citation, const json::object& custom) {
    if (citation.authors.empty()) return;
    citation.gap = citation.authors.size();
    const auto* after = custom.if_contains("et_al_after");
    if (after == nullptr || !after->is_int64()) return;
    const auto gap = after->get_int64();
    if (gap > 0 && static_cast<std::uint64_t>(gap) < citation.authors.size())
      citation.gap = static_cast<std::size_t>(gap);
  }

  void add_names(Citation& citation, std::string_view key) {
    const auto* value = item_.if_contains(key);
    if (value == nullptr) return;
    const auto* names = value->if_array();
    if (names == nullptr) return warn(key, "expected a list of names");
    for (const auto& element : *names) {
      auto name = csl_name(element);
      if (means_et_al(name.literal) || (name.given.empty() && means_et_al(name.family))) {
        if (!citation.authors.empty()) citation.gap = citation.authors.size();
      } else if (name == Name{}) {
        warn(key, "expected a name with \"family\" or \"literal\"");
      } else {
        citation.authors.push_back(std::move(name));
      }
    }
  }

  void read_year(Citation& citation) {
    for (const std::string_view key : {"issued", "published", "published-print", "published-online"}) {
      const auto* value = item_.if_contains(key);
      auto year = value == nullptr ? std::nullopt : csl_year(*value);
      if (!year) continue;
      citation.year = year->year;
      citation.year_suffix = std::move(year->suffix);
      break;
    }
    if (auto suffix = csl_text(item_, {"year-suffix"}); !suffix.empty()) citation.year_suffix = std::move(suffix);
  }

  /// "page-first" says where a range begins whose pages have hyphens of their own.
  void read_pages(Citation& citation) {
    set_article_number(citation, csl_text(item_, {"number", "article-number"}));
    const auto range = csl_text(item_, {"page"});
    const auto first = csl_text(item_, {"page-first"});
    if (first.empty() || !range.starts_with(first)) return set_page_range(citation, range.empty() ? first : range);
    auto last = std::string_view(range).substr(first.size());
    for (const std::string_view dash : {"-", "–"}) {
      if (!last.starts_with(dash)) continue;
      return set_pages(citation, first, last.substr(dash.size()));
    }
    set_pages(citation, last.empty() ? first : range, {});
  }

  void read_location(Citation& citation) {
    const auto doi = csl_text(item_, {"DOI"});
    set_location(citation, doi, csl_text(item_, {"URL"}));
    if (!doi.empty() && citation.doi.empty())
      warn("DOI", "expected a DOI such as \"10.1000/182\", found " + in_quotes(doi));
  }

  const json::object& item_;
  std::size_t offset_;
  std::string_view text_;
  CitationFile& file_;
};

void read_item(const CslItem& item, CitationFile& file, std::vector<Citation>& citations) {
  json::stream_parser parser;
  boost::system::error_code error;
  const auto read = parser.write_some(item.text.data(), item.text.size(), error);
  if (!error) parser.finish(error);
  if (error) {
    file.report(item.offset + read, Severity::error, "expected an item in JSON, found an error: " + error.message());
    return;
  }
  const auto value = parser.release();
  auto citation = ItemReader(value.get_object(), item.offset, item.text, file).read();
  if (is_blank(citation)) {
    file.report(item.offset, Severity::error, "expected an item of CSL-JSON, found an object without its variables");
    return;
  }
  citations.push_back(std::move(citation));
}

}  // namespace

ReadCitations read_csl(std::string_view bytes, const std::string& name) {
  CitationFile file(bytes, name);
  ReadCitations result;
  const auto items = split_csl_items(file.text());
  for (const auto& item : items) read_item(item, file, result.citations);
  result.diagnostics = file.take_diagnostics();
  if (items.empty() && result.diagnostics.empty())
    result.diagnostics.push_back({.file = name, .message = "expected items of CSL-JSON, found none"});
  return result;
}

}  // namespace citefeed::citation
