#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "citation/bibtex_file.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

bool is_part(std::string_view type) {
  return is_one_of(type, {"incollection", "inbook", "inproceedings", "conference", "inreference", "bookinbook",
                          "suppbook", "suppcollection"});
}

bool is_volume(std::string_view type) {
  return is_one_of(type, {"book", "collection", "proceedings", "reference"});
}

/// What the title of `from` is to `to`: "book" of "booktitle", "main" of "maintitle", "journal" of "journaltitle";
/// nothing where a title is inherited as one.
std::string_view kind_of_whole(std::string_view from, std::string_view to) {
  if (from.starts_with("mv")) return is_part(to) || is_volume(to) ? "main" : "";
  if (is_part(to)) return from == "periodical" ? "journal" : "book";
  return from == "periodical" ? "journal" : "";
}

/// The name under which an entry of type `to` inherits the field `name`; empty where it does not.
std::string inherited_name(const BibtexEntry& from, const BibtexEntry& to, std::string_view name) {
  if (is_one_of(name, {"crossref", "xref", "xdata", "entryset", "entrysubtype", "ids", "label", "options", "presort",
                       "related", "relatedtype", "shorthand", "sortkey", "execute"}))
    return {};
  const auto whole = kind_of_whole(from.type, to.type);
  const bool titles = is_one_of(name, {"title", "subtitle", "titleaddon"});
  if (!whole.empty() && titles) return std::string(whole) + std::string(name);
  const bool short_titles = is_one_of(name, {"shorttitle", "sorttitle", "indextitle"});
  return !whole.empty() && short_titles ? std::string{} : std::string(name);
}

/// BibTeX and BibLaTeX have two names for one thing.
std::string_view other_name(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> names = {{{"year", "date"},
                                                                                   {"journal", "journaltitle"},
                                                                                   {"address", "location"},
                                                                                   {"school", "institution"},
                                                                                   {"eprinttype", "archiveprefix"}}};
  for (const auto& [one, other] : names) {
    if (name == one) return other;
    if (name == other) return one;
  }
  return {};
}

const BibtexField* find_field(const BibtexEntry& entry, std::string_view name) {
  const auto found = std::find_if(entry.fields.begin(), entry.fields.end(),
                                  [&](const BibtexField& field) { return field.name == name; });
  return found == entry.fields.end() ? nullptr : &*found;
}

bool has_field(const BibtexEntry& entry, std::string_view name) {
  const auto other = other_name(name);
  return find_field(entry, name) != nullptr || (!other.empty() && find_field(entry, other) != nullptr);
}

class Inheritance final {
 public:
  Inheritance(std::vector<BibtexEntry>& entries, CitationFile& file) : entries_(entries), file_(file) {
    for (std::size_t i = 0; i < entries.size(); ++i)
      if (!entries[i].key.empty()) by_key_.emplace(entries[i].key, i);
    states_.resize(entries.size(), State::untouched);
    for (const auto& entry : entries)
      for (const auto& field : entry.fields) file_bytes_ += field.value.size() + field.name.size();
  }

  void run() {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      check_other_keys(entries_[i]);
      resolve(i);
    }
  }

 private:
  enum class State : std::uint8_t { untouched, open, resolved };

  /// What an entry takes of another: all fields of a work, by crossref, or of data, by xdata; or single ones.
  enum class Taken : std::uint8_t { data, work, single_fields };

  struct Source {
    std::size_t entry = 0;
    Taken taken = Taken::data;
  };

  struct Step {
    std::size_t entry = 0;
    std::vector<Source> sources = {};
    std::size_t next = 0;
  };

  void warn(std::size_t offset, std::string message) { file_.report(offset, Severity::warning, std::move(message)); }

  static std::string_view trimmed(std::string_view text) { return trim_both(text, " \t\r\n{}"); }

  std::optional<std::size_t> find_entry(std::string_view key, const BibtexField& field) {
    const auto found = by_key_.find(key);
    if (found != by_key_.end()) return found->second;
    warn(field.offset, "expected the key of an entry in \"" + field.name + "\", found " + in_quotes(key));
    return std::nullopt;
  }

  template <class Visit>
  void for_each_key(const BibtexField& field, Visit visit) {
    for (std::string_view rest = field.value; !rest.empty();) {
      const auto key = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(key.size() + 1, rest.size()));
      if (trimmed(key).empty()) continue;
      if (const auto entry = find_entry(trimmed(key), field)) visit(*entry);
    }
  }

  /// Works that are only named.
  void check_other_keys(const BibtexEntry& entry) {
    for (const auto& field : entry.fields)
      if (field.name == "xref" || field.name == "entryset") for_each_key(field, [](std::size_t) {});
  }

  Step begin(std::size_t entry) {
    Step step{.entry = entry};
    states_[entry] = State::open;
    for (const auto& field : entries_[entry].fields) {
      const bool crossref = field.name == "crossref";
      if (crossref || field.name == "xdata")
        for_each_key(field, [&](std::size_t source) {
          step.sources.push_back({source, crossref ? Taken::work : Taken::data});
        });
    }
    add_sources_of_single_fields(entry, step);
    // Data comes before works.
    std::stable_partition(step.sources.begin(), step.sources.end(),
                          [](const Source& source) { return source.taken != Taken::work; });
    return step;
  }

  /// Depth first, without recursion: whoever is inherited from has what it inherits itself.
  void resolve(std::size_t first) {
    if (states_[first] != State::untouched) return;
    std::vector<Step> open;
    open.push_back(begin(first));
    while (!open.empty()) {
      auto& step = open.back();
      if (step.next < step.sources.size()) {
        const auto source = step.sources[step.next].entry;
        if (states_[source] == State::untouched) {
          open.push_back(begin(source));
        } else {
          if (states_[source] == State::open) end_circle(step);
          ++step.next;
        }
        continue;
      }
      for (const auto& source : step.sources) inherit(source, step.entry);
      replace_single_fields(step.entry);
      states_[step.entry] = State::resolved;
      open.pop_back();
    }
  }

  void end_circle(const Step& step) {
    const auto& entry = entries_[step.entry];
    warn(entry.offset, "expected an end of what " + in_quotes(entry.key) + " inherits from, found a circle by " +
                           in_quotes(entries_[step.sources[step.next].entry].key));
  }

  /// A short file could make a long one of itself, or much work; no honest file does.
  bool may_go_on(const BibtexEntry& entry, std::size_t bytes, std::size_t comparisons) {
    constexpr std::size_t always_fine = std::size_t{1} << 20U;
    inherited_bytes_ += bytes;
    comparisons_ += comparisons;
    if (inherited_bytes_ <= always_fine + 4 * file_bytes_ && comparisons_ <= 2 * always_fine + 16 * file_bytes_)
      return true;
    if (!std::exchange(too_much_, true))
      warn(entry.offset, "expected entries that inherit less than the file has, found more; it is left out");
    return false;
  }

  void inherit(const Source& source, std::size_t to) {
    if (states_[source.entry] != State::resolved || source.taken == Taken::single_fields) return;
    const auto& from = entries_[source.entry];
    auto& entry = entries_[to];
    const bool is_work = source.taken == Taken::work;
    for (const auto& field : from.fields) {
      if (!may_go_on(entry, 0, entry.fields.size() + 1)) return;
      auto name = is_work ? inherited_name(from, entry, field.name) : data_name(field.name);
      if (name.empty() || has_field(entry, name)) continue;
      // The book may bear its title as "booktitle" too, as BibTeX asks for.
      if (name == "booktitle" && field.name == "title" && has_field(from, name)) continue;
      if (!may_go_on(entry, field.value.size() + name.size(), from.fields.size())) return;
      entry.fields.push_back({std::move(name), field.value, field.offset, is_work});
    }
  }

  static std::string data_name(std::string_view name) {
    return is_one_of(name, {"crossref", "xdata", "ids", "options"}) ? std::string{} : std::string(name);
  }

  // "publisher = {xdata=key-publisher}", "author = {xdata=key-author-2 and Doe, J.}".

  struct SingleField {
    std::string_view key = {};
    std::string_view field = {};
    std::size_t number = 0;  ///< in a list, from 1; 0 for all of it
  };

  static std::optional<SingleField> read_single_field(std::string_view value) {
    value = trim_both(value, " \t\r\n");
    constexpr std::string_view mark = "xdata=";
    if (!value.starts_with(mark)) return std::nullopt;
    value.remove_prefix(mark.size());
    SingleField single;
    const auto digits = value.substr(std::min(value.rfind('-'), value.size() - 1) + 1);
    constexpr std::size_t most_digits = 4;
    if (!digits.empty() && digits.size() <= most_digits && std::all_of(digits.begin(), digits.end(), is_digit)) {
      for (const char digit : digits) single.number = single.number * 10 + static_cast<std::size_t>(digit - '0');
      value = value.substr(0, value.size() - digits.size() - 1);
    }
    const auto dash = value.rfind('-');
    if (dash == none) return std::nullopt;
    single.key = value.substr(0, dash);
    single.field = value.substr(dash + 1);
    return single;
  }

  static constexpr std::string_view divider = " and ";

  template <class Visit>
  static void for_each_member(std::string_view list, Visit visit) {
    while (true) {
      const auto end = std::min(list.find(divider), list.size());
      visit(list.substr(0, end));
      if (end == list.size()) return;
      list.remove_prefix(end + divider.size());
    }
  }

  void add_sources_of_single_fields(std::size_t entry, Step& step) {
    for (const auto& field : entries_[entry].fields) {
      if (field.value.find("xdata=") == none) continue;
      for_each_member(field.value, [&](std::string_view member) {
        const auto single = read_single_field(member);
        if (!single) return;
        if (const auto source = find_entry(single->key, field)) step.sources.push_back({*source, Taken::single_fields});
      });
    }
  }

  /// What `single` names; empty when it is not there.
  std::string value_of(const SingleField& single, const BibtexEntry& entry) {
    const auto source = by_key_.find(single.key);
    if (source == by_key_.end() || states_[source->second] != State::resolved) return {};
    const auto& from = entries_[source->second];
    const auto* field = may_go_on(entry, 0, from.fields.size()) ? find_field(from, single.field) : nullptr;
    if (field == nullptr || !may_go_on(entry, field->value.size(), field->value.size())) return {};
    if (single.number == 0) return field->value;
    std::size_t number = 0;
    std::string_view wanted;
    for_each_member(field->value, [&](std::string_view member) {
      if (++number == single.number) wanted = member;
    });
    return std::string(wanted);
  }

  void replace_single_fields(std::size_t at) {
    auto& entry = entries_[at];
    for (auto& field : entry.fields) {
      if (field.value.find("xdata=") == none) continue;
      std::string value;
      for_each_member(field.value, [&](std::string_view member) {
        const auto single = read_single_field(member);
        const auto meant = single ? value_of(*single, entry) : std::string(member);
        if (single && meant.empty())
          warn(field.offset, "expected a field of an entry, found " + in_quotes(trimmed(member)));
        if (!meant.empty() && !value.empty()) value += divider;
        value += meant;
      });
      field.value = std::move(value);
    }
  }

  std::vector<BibtexEntry>& entries_;
  CitationFile& file_;
  std::map<std::string, std::size_t, std::less<>> by_key_ = {};  ///< the first of each key
  std::vector<State> states_ = {};
  std::size_t file_bytes_ = 0;
  std::size_t inherited_bytes_ = 0;
  std::size_t comparisons_ = 0;
  bool too_much_ = false;
};

}  // namespace

void inherit_fields(std::vector<BibtexEntry>& entries, CitationFile& file) {
  Inheritance(entries, file).run();
}

}  // namespace citefeed::citation
