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
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "citation/characters.hpp"
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
  auto given = spaced_initials(csl_text(*object, {"given"}));
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
  add(object, "given", spaced_initials(name.given));
  add(object, "suffix", name.suffix);
  add(object, "literal", name.literal);
  return object;
}

/// The word for names that are left out. pandoc prints "et al." for it, and citeproc-js "& others", where the list
/// would look complete otherwise.
constexpr const char* left_out = "others";

void add_names(json::object& item, std::string_view key, const std::vector<Name>& names, bool ends_in_others = false) {
  if (names.empty()) return;
  json::array list(item.storage());
  list.reserve(names.size() + (ends_in_others ? 1 : 0));
  for (const auto& name : names) list.emplace_back(csl_name(name, item.storage()));
  if (ends_in_others) list.emplace_back(csl_name({.literal = left_out}, item.storage()));
  item[key] = std::move(list);
}

/// Who made it; the editors of an edited work stand alone.
void add_makers(json::object& item, const Citation& citation) {
  add_names(item, citation.edited ? "editor" : "author", citation.authors, citation.gap.has_value());
  if (!citation.edited) add_names(item, "editor", citation.editors);
  add_names(item, "translator", citation.translators);
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
  add_makers(item, citation);
  if (citation.year) item["issued"] = csl_date(*citation.year, storage);
  add(item, "year-suffix", citation.year_suffix);
  if (citation.original_year) item["original-date"] = csl_date(*citation.original_year, storage);
  add(item, "title", citation.title);
  add(item, "genre", citation.genre);
  add(item, "edition", citation.edition);
  add(item, "container-title", citation.container_title);
  for (const char* name : {"event-title", "event"}) add(item, name, citation.event);  // CSL 1.0.1 has the latter
  add(item, "volume", citation.volume);
  add(item, "issue", citation.issue);
  add_pages(item, citation);
  add(item, "number", citation.article_number);
  add(item, "publisher", citation.publisher);
  add(item, "DOI", citation.doi);
  add(item, "URL", citation.url);
  if (citation.retracted || citation.in_press) item["status"] = citation.retracted ? "retracted" : "in press";
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

/// Of CSL's types (CSL 1.0.2, appendix III), whichever to_csl() writes, and Crossref's, as far as they are not kinds of
/// web pages.
std::optional<WorkType> work_type(std::string_view name) {
  using enum WorkType;
  static constexpr std::array<TypeName, 30> types = {{{"journal-article", article_journal},
                                                      {"preprint", preprint},
                                                      {"article-magazine", article_journal},
                                                      {"article-newspaper", article_journal},
                                                      {"review", article_journal},
                                                      {"review-book", article_journal},
                                                      {"periodical", article_journal},
                                                      {"posted-content", preprint},
                                                      {"peer-review", article_journal},
                                                      {"monograph", book},
                                                      {"edited-book", book},
                                                      {"reference-book", book},
                                                      {"classic", book},
                                                      {"collection", book},
                                                      {"proceedings", book},
                                                      {"book-chapter", chapter},
                                                      {"book-section", chapter},
                                                      {"book-part", chapter},
                                                      {"entry", chapter},
                                                      {"entry-dictionary", chapter},
                                                      {"entry-encyclopedia", chapter},
                                                      {"reference-entry", chapter},
                                                      {"proceedings-article", conference_paper},
                                                      {"dissertation", thesis},
                                                      {"report-component", report},
                                                      {"working_paper", report},
                                                      {"standard", report},
                                                      {"manuscript", report},
                                                      {"post", webpage},
                                                      {"document", webpage}}};
  for (const auto& type : types)
    if (type.name == name) return type.type;
  return work_type_of_csl(name);
}

/// What a style may print of a work and a Citation has no place for.
constexpr auto not_kept = std::to_array<std::string_view>(
    {// Who else had a part in it
     "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator", "director",
     "editorial-director", "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator", "organizer",
     "original-author", "performer", "producer", "recipient", "reviewed-author", "script-writer", "series-creator",
     // What it is a part of, and which part
     "chapter-number", "collection-number", "collection-title", "number-of-pages", "number-of-volumes", "part",
     "part-number", "part-title", "printing", "printing-number", "section", "supplement", "supplement-number",
     "volume-title", "volume-title-short",
     // Where and in what form it can be had
     "archive", "archive_collection", "archive_location", "archive-collection", "archive-location", "archive-place",
     "authority", "dimensions", "division", "event-date", "jurisdiction", "medium", "publisher-location",
     "publisher-place", "scale", "version",
     // What it was before, or what it is about
     "original-publisher", "original-publisher-place", "original-title", "references", "reviewed-genre",
     "reviewed-title"});

/// What is kept, as far as a line of a note may say it.
constexpr auto kept_texts = std::to_array<std::string_view>(
    {"type", "genre", "status", "edition", "original-date", "issued", "event-title", "event", "event-place", "DOI",
     "volume", "publisher", "container-title", "number", "issue", "page"});
constexpr std::array<std::string_view, 3> kept_names = {"author", "editor", "translator"};

/// "Original Date" as "original-date".
std::string as_variable(std::string_view label) {
  auto name = lower_ascii(trim_both(label, " \t\r"));
  std::replace(name.begin(), name.end(), ' ', '-');
  return name == "original-publication" ? "original-date" : name == "doi" ? "DOI" : name;
}

/// "Family || Given", as Zotero has names in notes.
json::object name_of_note(std::string_view value, const json::storage_ptr& storage) {
  const auto bars = value.find("||");
  if (bars == std::string_view::npos) return csl_name({.literal = std::string(value)}, storage);
  return csl_name({.family = std::string(trim_both(value.substr(0, bars), " ")),
                   .given = std::string(trim_both(value.substr(bars + 2), " "))},
                  storage);
}

void take_line_of_note(json::object& item, std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const auto key = as_variable(line.substr(0, colon));
  const auto value = trim_both(line.substr(colon + 1), " \t\r");
  if (value.empty()) return;
  if (is_one_of(key, kept_names)) {
    auto& names = item[key];
    if (!names.is_array()) names.emplace_array();
    names.get_array().emplace_back(name_of_note(value, item.storage()));
  } else if (key == "type" ? work_type(value).has_value() : !item.contains(key)) {
    if (is_one_of(key, kept_texts) || is_one_of(key, not_kept)) item[key] = value;
  }
}

/// The variables that Zotero and citeproc-js find in "note", one a line: "type: dataset", "Original Date: 1923". What
/// the item says itself stands, but for its type.
void take_variables_of_note(json::object& item) {
  const auto* note = item.if_contains("note");
  if (note == nullptr || !note->is_string()) return;
  const std::string lines{view_of(note->get_string())};
  for (std::string_view rest = lines; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    take_line_of_note(item, rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

/// "2nd ed.", "Second edition", "2. Aufl." as "2"; "Rev. ed." as "Rev.".
std::string plain_edition(std::string_view edition) {
  for (const std::string_view label : {"edition", "edn", "ed", "auflage", "aufl"}) {
    const auto end = trim_end(edition, ". ");
    const auto begin = end.size() - std::min(label.size(), end.size());
    if (begin == 0 || end[begin - 1] != ' ' || !equals_ignoring_case(end.substr(begin), label)) continue;
    edition = trim_end(end.substr(0, begin), " ,");
    break;
  }
  constexpr std::array<std::string_view, 10> words = {"first", "second",  "third",  "fourth", "fifth",
                                                      "sixth", "seventh", "eighth", "ninth",  "tenth"};
  for (std::size_t i = 0; i < words.size(); ++i)
    if (equals_ignoring_case(edition, words.at(i))) return std::to_string(i + 1);
  const auto digits = edition.substr(0, std::min(find_first_not_of(edition, "0123456789"), edition.size()));
  const auto ending = edition.substr(digits.size());
  const bool ordinal = ending == "st" || ending == "nd" || ending == "rd" || ending == "th" || ending == ".";
  return std::string(!digits.empty() && ordinal ? digits : edition);
}

bool means_in_press(std::string_view text) {
  constexpr std::array<std::string_view, 5> words = {"in press", "in-press", "inpress", "forthcoming", "to appear"};
  return equals_any(text, words);
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
    citation.edition = plain_edition(csl_text(item_, {"edition", "edition-number"}));
    citation.container_title = csl_text(item_, {"container-title", "container-title-short", "journalAbbreviation"});
    citation.type = read_type(!citation.container_title.empty());
    read_makers(citation);
    read_dates(citation);
    read_status(citation);
    citation.volume = csl_text(item_, {"volume"});
    citation.issue = csl_text(item_, {"issue"});
    citation.publisher = csl_text(item_, {"publisher"});
    read_crossref(citation);
    read_event(citation);
    read_pages(citation);
    read_location(citation);
    say_what_is_not_kept();
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
    // Of Crossref's "posted-content" most are preprints.
    const auto subtype = name == "posted-content" ? work_type(csl_text(item_, {"subtype"})) : std::nullopt;
    if (const auto type = subtype ? subtype : work_type(name)) return *type;
    const auto type = has_container ? WorkType::article_journal : WorkType::webpage;
    warn("type", "expected a type of CSL such as \"article-journal\", found " +
                     (name.empty() ? std::string("none") : in_quotes(name)) + "; read as " +
                     (has_container ? "an article" : "a web page"));
    return type;
  }

  void read_makers(Citation& citation) {
    bool et_al = add_names(citation.authors, "author");
    bool editors_et_al = add_names(citation.editors, "editor");
    for (const std::string_view both : {"editor-translator", "editortranslator"}) {
      editors_et_al = add_names(citation.editors, both) || editors_et_al;
      add_names(citation.translators, both);
    }
    if (add_names(citation.translators, "translator")) left_out_.emplace_back("\"others\" of translator");
    if (citation.authors.empty() && !citation.editors.empty() && !stands_in_another(citation.type)) {
      citation.authors = std::exchange(citation.editors, {});
      citation.edited = true;
      et_al = std::exchange(editors_et_al, false);
    }
    // `citefeed cite parse` has who stands in front of the date as authors, whatever they did.
    if (citation.authors == citation.editors && !stands_in_another(citation.type)) {
      citation.edited = !citation.authors.empty();
      citation.editors.clear();
    }
    if (editors_et_al) left_out_.emplace_back("\"others\" of editor");
    if (et_al) citation.gap = citation.authors.size();
    if (const auto* custom = item_.if_contains("custom"); custom != nullptr && custom->is_object()) {
      const auto* said = custom->get_object().if_contains("et_al");
      if (said != nullptr && said->is_bool() && said->get_bool()) leave_out(citation, custom->get_object());
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

  /// True when the list says behind at least one name that names are left out.
  bool add_names(std::vector<Name>& names, std::string_view key) {
    const auto* value = item_.if_contains(key);
    if (value == nullptr) return false;
    const auto* list = value->if_array();
    if (list == nullptr) {
      warn(key, "expected a list of names");
      return false;
    }
    bool et_al = false;
    bool warned = false;
    for (const auto& element : *list) {
      auto name = csl_name(element);
      if (means_et_al(name.literal) || (name.given.empty() && means_et_al(name.family))) {
        et_al = !names.empty();
      } else if (name == Name{}) {
        if (!std::exchange(warned, true)) warn(key, "expected a name with \"family\" or \"literal\"");
      } else {
        names.push_back(std::move(name));
      }
    }
    return et_al;
  }

  void read_dates(Citation& citation) {
    for (const std::string_view key : {"issued", "published", "published-print", "published-online"}) {
      const auto* value = item_.if_contains(key);
      if (value == nullptr) continue;
      if (const auto* date = value->if_object();
          means_in_press(date == nullptr ? scalar_text(*value) : csl_text(*date, {"literal", "raw"})))
        citation.in_press = true;
      auto year = csl_year(*value);
      if (!year) continue;
      citation.year = year->year;
      citation.year_suffix = std::move(year->suffix);
      break;
    }
    if (auto suffix = csl_text(item_, {"year-suffix"}); !suffix.empty()) citation.year_suffix = std::move(suffix);
    const auto* original = item_.if_contains("original-date");
    const auto first_year = original == nullptr ? std::nullopt : csl_year(*original);
    if (first_year) citation.original_year = first_year->year;
  }

  void read_status(Citation& citation) {
    const auto status = csl_text(item_, {"status"});
    if (means_in_press(status)) {
      citation.in_press = true;
    } else if (equals_ignoring_case(status, "retracted")) {
      citation.retracted = true;
    } else if (!status.empty() && !equals_ignoring_case(status, "published")) {
      left_out_.emplace_back("status");
    }
  }

  /// Whether `list` (of "update-to", "updated-by") has an entry of the type "retraction"; its DOI.
  [[nodiscard]] std::optional<std::string> find_retraction(std::string_view list) const {
    const auto* updates = item_.if_contains(list);
    if (updates == nullptr || !updates->is_array()) return std::nullopt;
    for (const auto& update : updates->get_array()) {
      const auto* object = update.if_object();
      const auto type = object == nullptr ? std::string{} : csl_text(*object, {"type"});
      if (type == "retraction" || type == "withdrawal" || type == "removal") return csl_text(*object, {"DOI"});
    }
    return std::nullopt;
  }

  /// What only answers of Crossref's interface have: institutions, what became of the work, lists of titles.
  void read_crossref(Citation& citation) {
    const auto* institutions = item_.if_contains("institution");
    const auto* first = institutions == nullptr ? nullptr : first_of(*institutions);
    const auto institution = first != nullptr && first->is_object() ? csl_text(first->get_object(), {"name"}) : "";
    if (citation.type == WorkType::preprint && citation.container_title.empty()) {
      citation.container_title = institution;
    } else if (!institution.empty() && (citation.type == WorkType::thesis || citation.publisher.empty())) {
      citation.publisher = institution;
    }
    if (find_retraction("updated-by")) citation.retracted = true;
    if (const auto of = find_retraction("update-to"))
      warn("update-to", "expected a work, found the notice that another was retracted: " + in_quotes(*of));
    read_series(citation);
  }

  /// Of several titles of a container the first is the series; so is the only one of a book.
  void read_series(Citation& citation) {
    const auto* titles = item_.if_contains("container-title");
    if (titles == nullptr || !titles->is_array() || titles->get_array().empty()) return;
    const bool is_in_book = citation.type == WorkType::chapter || citation.type == WorkType::conference_paper;
    if (citation.type == WorkType::book) {
      citation.container_title.clear();
    } else if (is_in_book && titles->get_array().size() > 1) {
      citation.container_title = scalar_text(titles->get_array().back());
    } else {
      return;
    }
    left_out_.emplace_back("container-title (the series)");
  }

  /// The conference, with its place.
  void read_event(Citation& citation) {
    citation.event = csl_text(item_, {"event-title", "event"});
    auto place = csl_text(item_, {"event-place"});
    if (const auto* event = item_.if_contains("event"); event != nullptr && event->is_object()) {
      if (citation.event.empty()) citation.event = csl_text(event->get_object(), {"name"});
      if (place.empty()) place = csl_text(event->get_object(), {"location"});
    }
    if (place.empty() || citation.event.find(place) != std::string::npos) return;
    if (!citation.event.empty()) {
      citation.event += ", " + place;
    } else if (!item_.contains("publisher-place")) {  // Zotero repeats that of the publisher
      left_out_.emplace_back("event-place");
    }
  }

  /// One warning for all of it.
  void say_what_is_not_kept() {
    for (const auto name : not_kept) {
      const auto* value = item_.if_contains(name);
      if (value == nullptr) continue;
      const bool is_list = value->is_array();
      // Crossref's list of "archive" says who keeps copies.
      if (is_list ? value->get_array().empty() || name == "archive"
                  : !value->is_object() && scalar_text(*value).empty())
        continue;
      left_out_.emplace_back(name);
    }
    if (left_out_.empty()) return;
    std::string names;
    for (const auto& name : left_out_) names += (names.empty() ? "" : ", ") + name;
    file_.report(offset_, Severity::warning,
                 "expected what a citation here has a place for, found " + names + "; left out");
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
  std::vector<std::string> left_out_ = {};
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
  auto value = parser.release();
  take_variables_of_note(value.get_object());
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
  file.take_diagnostics(result, "items of CSL-JSON");
  return result;
}

}  // namespace citefeed::citation
