#include <array>
#include <boost/json/array.hpp>
#include <boost/json/stream_parser.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <utility>

#include "citation/citation_file.hpp"
#include "citation/csl_fields.hpp"
#include "citation/csl_items.hpp"
#include "citation/read.hpp"

namespace citefeed::citation {
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
                                                      {"article", article_journal},
                                                      {"article-magazine", article_journal},
                                                      {"article-newspaper", article_journal},
                                                      {"review", article_journal},
                                                      {"review-book", article_journal},
                                                      {"periodical", article_journal},
                                                      {"posted-content", article_journal},
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
                                                      {"paper-conference", chapter},
                                                      {"proceedings-article", chapter},
                                                      {"thesis", thesis},
                                                      {"dissertation", thesis},
                                                      {"report", report},
                                                      {"report-component", report},
                                                      {"standard", report},
                                                      {"manuscript", report},
                                                      {"webpage", webpage},
                                                      {"post", webpage},
                                                      {"post-weblog", webpage},
                                                      {"dataset", webpage},
                                                      {"software", webpage},
                                                      {"document", webpage},
                                                      {"speech", webpage}}};
  for (const auto& type : types)
    if (type.name == name) return type.type;
  return std::nullopt;
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
                     (name.empty() ? std::string("none") : quoted(name)) + "; read as " +
                     (has_container ? "an article" : "a web page"));
    return type;
  }

  void read_authors(Citation& citation) {
    add_names(citation, "author");
    if (citation.authors.empty() && citation.type == WorkType::book) add_names(citation, "editor");
    if (const auto* custom = item_.if_contains("custom"); custom != nullptr && custom->is_object()) {
      const auto* et_al = custom->get_object().if_contains("et_al");
      if (et_al != nullptr && et_al->is_bool() && et_al->get_bool()) citation.et_al = !citation.authors.empty();
    }
  }

  void add_names(Citation& citation, std::string_view key) {
    const auto* value = item_.if_contains(key);
    if (value == nullptr) return;
    const auto* names = value->if_array();
    if (names == nullptr) return warn(key, "expected a list of names");
    for (const auto& element : *names) {
      auto name = csl_name(element);
      if (means_et_al(name.literal) || (name.given.empty() && means_et_al(name.family))) {
        citation.et_al = !citation.authors.empty();
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
      warn("DOI", "expected a DOI such as \"10.1000/182\", found " + quoted(doi));
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
