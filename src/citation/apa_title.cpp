#include "citation/apa_parts.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

// The abbreviations that journals' names are made of.

/// In order, in small letters.
constexpr std::array abbreviations = std::to_array<std::string_view>({"abnorm",
                                                                      "acad",
                                                                      "acoust",
                                                                      "addict",
                                                                      "adm",
                                                                      "admin",
                                                                      "adolesc",
                                                                      "adv",
                                                                      "agric",
                                                                      "alcohol",
                                                                      "am",
                                                                      "amer",
                                                                      "anaesth",
                                                                      "anal",
                                                                      "anesth",
                                                                      "anim",
                                                                      "ann",
                                                                      "annu",
                                                                      "anthropol",
                                                                      "appl",
                                                                      "arch",
                                                                      "archaeol",
                                                                      "artif",
                                                                      "assess",
                                                                      "assoc",
                                                                      "astron",
                                                                      "astrophys",
                                                                      "aust",
                                                                      "austral",
                                                                      "autom",
                                                                      "behav",
                                                                      "biochem",
                                                                      "biol",
                                                                      "biomed",
                                                                      "biophys",
                                                                      "biotechnol",
                                                                      "bot",
                                                                      "br",
                                                                      "brit",
                                                                      "bull",
                                                                      "bus",
                                                                      "canad",
                                                                      "cardiol",
                                                                      "chem",
                                                                      "circ",
                                                                      "cl",
                                                                      "clin",
                                                                      "cogn",
                                                                      "coll",
                                                                      "comm",
                                                                      "commun",
                                                                      "comp",
                                                                      "comput",
                                                                      "conf",
                                                                      "cons",
                                                                      "consult",
                                                                      "contemp",
                                                                      "couns",
                                                                      "crim",
                                                                      "criminol",
                                                                      "crystallogr",
                                                                      "curr",
                                                                      "dermatol",
                                                                      "dev",
                                                                      "dis",
                                                                      "disord",
                                                                      "ecol",
                                                                      "econ",
                                                                      "educ",
                                                                      "electr",
                                                                      "electron",
                                                                      "emerg",
                                                                      "endocrinol",
                                                                      "eng",
                                                                      "entomol",
                                                                      "environ",
                                                                      "epidemiol",
                                                                      "ergon",
                                                                      "eur",
                                                                      "eval",
                                                                      "evol",
                                                                      "exp",
                                                                      "exper",
                                                                      "fam",
                                                                      "fed",
                                                                      "financ",
                                                                      "gastroenterol",
                                                                      "gen",
                                                                      "genet",
                                                                      "geogr",
                                                                      "geol",
                                                                      "geophys",
                                                                      "geriatr",
                                                                      "gerontol",
                                                                      "gynecol",
                                                                      "hematol",
                                                                      "hist",
                                                                      "hosp",
                                                                      "hum",
                                                                      "hyg",
                                                                      "immunol",
                                                                      "ind",
                                                                      "inf",
                                                                      "inform",
                                                                      "int",
                                                                      "intell",
                                                                      "intern",
                                                                      "internat",
                                                                      "intl",
                                                                      "ital",
                                                                      "j",
                                                                      "jpn",
                                                                      "l",
                                                                      "lab",
                                                                      "lang",
                                                                      "lett",
                                                                      "libr",
                                                                      "linguist",
                                                                      "lit",
                                                                      "mach",
                                                                      "manag",
                                                                      "manage",
                                                                      "manuf",
                                                                      "mapp",
                                                                      "mar",
                                                                      "mater",
                                                                      "math",
                                                                      "meas",
                                                                      "mech",
                                                                      "med",
                                                                      "ment",
                                                                      "metab",
                                                                      "meteorol",
                                                                      "methodol",
                                                                      "microbiol",
                                                                      "mol",
                                                                      "monit",
                                                                      "monogr",
                                                                      "nat",
                                                                      "natl",
                                                                      "netw",
                                                                      "neurobiol",
                                                                      "neurol",
                                                                      "neurophysiol",
                                                                      "neuropsychol",
                                                                      "neurosci",
                                                                      "nucl",
                                                                      "nurs",
                                                                      "nutr",
                                                                      "obstet",
                                                                      "occup",
                                                                      "oceanogr",
                                                                      "oncol",
                                                                      "ophthalmol",
                                                                      "opin",
                                                                      "opt",
                                                                      "org",
                                                                      "organ",
                                                                      "pediatr",
                                                                      "percept",
                                                                      "perform",
                                                                      "pers",
                                                                      "pharm",
                                                                      "pharmacol",
                                                                      "phil",
                                                                      "philos",
                                                                      "phys",
                                                                      "physiol",
                                                                      "pol",
                                                                      "polit",
                                                                      "pract",
                                                                      "prev",
                                                                      "proc",
                                                                      "prof",
                                                                      "psych",
                                                                      "psychiat",
                                                                      "psychiatr",
                                                                      "psychoanal",
                                                                      "psychol",
                                                                      "psychopathol",
                                                                      "psychopharmacol",
                                                                      "psychophysiol",
                                                                      "psychosom",
                                                                      "psychother",
                                                                      "q",
                                                                      "qual",
                                                                      "quant",
                                                                      "quart",
                                                                      "radiol",
                                                                      "rech",
                                                                      "rehab",
                                                                      "rehabil",
                                                                      "rep",
                                                                      "res",
                                                                      "rev",
                                                                      "roy",
                                                                      "sc",
                                                                      "scand",
                                                                      "sci",
                                                                      "sect",
                                                                      "ser",
                                                                      "simul",
                                                                      "soc",
                                                                      "sociol",
                                                                      "spectrosc",
                                                                      "st",
                                                                      "stat",
                                                                      "statist",
                                                                      "stoch",
                                                                      "struct",
                                                                      "stud",
                                                                      "suppl",
                                                                      "surg",
                                                                      "symp",
                                                                      "syst",
                                                                      "technol",
                                                                      "theor",
                                                                      "ther",
                                                                      "toxicol",
                                                                      "trans",
                                                                      "transp",
                                                                      "trop",
                                                                      "univ",
                                                                      "vand",
                                                                      "vet",
                                                                      "virol",
                                                                      "vocat",
                                                                      "z",
                                                                      "zool"});
static_assert(std::is_sorted(abbreviations.begin(), abbreviations.end()));

/// True for a word, without its full stop, that stands abbreviated in the names of journals (ISO 4 and what authors
/// make of it): "J", "Neurosci", "Proc". Words that also end titles ("Can", "Impact") are left out.
bool is_journal_abbreviation(std::string_view word) {
  constexpr std::size_t longest = 16;
  if (word.empty() || word.size() > longest || !is_ascii_upper(word[0])) return false;
  // "SOC" is a name of its own, that a title ends in.
  if (word.size() > 2 && is_ascii_upper(word[1])) return false;
  return std::binary_search(abbreviations.begin(), abbreviations.end(), lower_ascii(word));
}

// Tells which sentences before the name of a journal belong to that name: "Nature reviews. Neuroscience", "Phys.
// Rev.".

constexpr std::size_t none = std::string_view::npos;

/// Words with which the name of a journal's part begins: "Series B, Biological sciences".
bool begins_part_of_journal(std::string_view text) {
  for (const std::string_view word : {"Supplement", "Supplementum", "Sonderheft", "Beiheft"})
    if (trim_end(text.substr(0, text.find(' ')), ",") == word) return true;
  // "Dissertation Abstracts International. B, Sciences and Engineering"
  if (!text.empty() && is_ascii_upper(text[0]) && (text.size() == 1 || text.substr(1).starts_with(", "))) return true;
  for (const std::string_view word : {"Series ", "Section ", "Part ", "Serie ", "Sect. ", "Ser. "}) {
    if (!text.starts_with(word)) continue;
    const auto rest = text.substr(word.size());
    const bool letter = !rest.empty() && is_ascii_upper(rest[0]) && (rest.size() == 1 || !is_ascii_letter(rest[1]));
    if (letter || word == "Ser. " || word == "Sect. ") return true;
  }
  return false;
}

/// "Journal of", "The British journal of": how no sentence of a title begins.
bool begins_journal(std::string_view sentence) {
  for (const std::string_view opening : {"Annals of ", "Bulletin of ", "Proceedings of ", "Transactions of "})
    if (starts_ignoring_case(sentence, opening)) return true;
  constexpr std::size_t longest_beginning = 40;
  const auto beginning = sentence.substr(0, longest_beginning);
  for (const std::string_view opening : {"journal of ", "journals of "}) {
    const auto found = std::search(beginning.begin(), beginning.end(), opening.begin(), opening.end(),
                                   [](char left, char right) { return to_ascii_lower(left) == right; });
    if (found == beginning.end()) continue;
    // "Journal of a therapist" is a title.
    const auto rest = sentence.substr(static_cast<std::size_t>(found - beginning.begin()) + opening.size());
    if (rest.starts_with("a ") || rest.starts_with("an ") || rest.starts_with("my ")) return false;
    const auto before = beginning.substr(0, static_cast<std::size_t>(found - beginning.begin()));
    if (before.empty() || equals_ignoring_case(before, "the ")) return true;
    // One word that says whose: "American", "The European", "International".
    const auto whose = starts_ignoring_case(before, "the ") ? before.substr(4) : before;
    return begins_with_capital(whose) && whose.find(' ') == whose.size() - 1;
  }
  return false;
}

/// The last word of `text` without its full stop, brackets and quotes before it.
std::string_view bare_last_word(std::string_view text) {
  auto word = last_word(trim_end(text, "."));
  while (!word.empty() && (word[0] == '(' || word[0] == '[' || word[0] == '"' || word[0] == '\''))
    word.remove_prefix(1);
  return word;
}

/// Journals whose name is one or two words, a full stop and what they are: "Psicothema. Revista de psicología".
bool is_name_before_description(std::string_view name, std::string_view description) {
  constexpr std::array<std::string_view, 4> kinds = {"Revista ", "Revue ", "Rivista ", "Zeitschrift "};
  const bool describes =
      std::any_of(kinds.begin(), kinds.end(), [&](std::string_view kind) { return description.starts_with(kind); });
  const auto space = name.find(' ');
  const bool short_name =
      space == none || (begins_with_capital(name.substr(space + 1)) && name.find(' ', space + 1) == none);
  return describes && short_name && name.ends_with('.') && begins_with_capital(name) &&
         std::none_of(name.begin(), name.end(), is_digit);
}

/// Journals that come in parts: "The lancet. Psychiatry", "Journal of experimental psychology. General".
bool is_family_of_journals(std::string_view sentence) {
  constexpr std::array<std::string_view, 4> families = {"The lancet.", "Lancet.", "Nature reviews.",
                                                        "Nature clinical practice."};
  const bool known = equals_any(sentence, families);
  return known || (sentence.ends_with('.') && begins_journal(sentence));
}

/// True when the sentence `left` before the journal's name `right` belongs to that name.
bool belongs_to_journal(std::string_view left, std::string_view right) {
  if (!left.ends_with('.')) return false;
  if (is_journal_abbreviation(bare_last_word(left))) return true;
  return begins_part_of_journal(right);
}

/// "U.S." before "Catholic Historian": the abbreviation alone is no sentence.
bool is_spelled_abbreviation(std::string_view sentence) {
  return sentence.size() >= 4 && sentence.find(' ') == none && sentence.ends_with('.') &&
         sentence[sentence.size() - 3] == '.' && is_ascii_upper(sentence[0]);
}

/// "Roy." before "Soc. A", "At." before "Nucl.": a short word that stands alone before an abbreviation is one too.
bool is_short_for_word(std::string_view sentence, std::string_view right) {
  constexpr std::size_t longest = 6;
  const bool one_word = sentence.size() <= longest && sentence.find(' ') == none && sentence.ends_with('.') &&
                        begins_with_capital(sentence) && begins_lower(sentence.substr(1));
  return one_word && is_journal_abbreviation(trim_end(right.substr(0, right.find(' ')), ".,"));
}

/// `text` without quotation marks and brackets at its end.
std::string_view without_closers(std::string_view text) {
  while (!text.empty()) {
    if (text.back() == ')' || text.back() == ']' || text.back() == '"' || text.back() == '\'') {
      text.remove_suffix(1);
    } else if (text.ends_with("”") || text.ends_with("’")) {
      text.remove_suffix(3);
    } else if (text.ends_with("»")) {
      text.remove_suffix(2);
    } else {
      break;
    }
  }
  return text;
}

/// Abbreviations after which a title goes on even when a capital follows.
bool goes_on_after(std::string_view word) {
  constexpr std::array<std::string_view, 21> words = {"etc", "vs",    "cf",  "e.g",    "i.e", "Dr",  "Mr",
                                                      "Mrs", "Ms",    "St",  "Mt",     "No",  "Vol", "spp",
                                                      "ssp", "subsp", "var", "approx", "ca",  "viz", "Ste"};
  return is_one_of(word, words);
}

/// Journals that begin with a small letter: "eLife", "npj Digital Medicine".
bool begins_name_in_small_letters(std::string_view text) {
  const auto space = std::min(text.find(' '), text.size());
  const auto word = text.substr(0, space);
  return std::any_of(word.begin(), word.end(), is_ascii_upper) ||
         (word.size() == 3 && begins_with_capital(text.substr(std::min(space + 1, text.size()))));
}

/// True when the full stop at the end of `left` ends a sentence before `right`.
bool full_stop_ends_sentence(std::string_view left, std::string_view right) {
  const auto word = bare_last_word(left);
  if (goes_on_after(word)) return false;
  const bool one_letter = word.size() == 1 && is_ascii_upper(word[0]);
  if (begins_lower(right) && !begins_name_in_small_letters(right))
    return word.size() >= 3 && (word.find('.') == none || is_digit(word.back()));
  // "U. S. A.": one letter among others.
  const bool letter_follows = right.size() >= 2 && is_ascii_upper(right[0]) && right[1] == '.';
  if (!one_letter || !letter_follows || is_journal_abbreviation(word)) return true;
  // "A tutorial in R. J. Consult. Psychol."
  const auto second = right.substr(std::min(right.size(), std::size_t{3}));
  return is_journal_abbreviation(right.substr(0, 1)) &&
         is_journal_abbreviation(trim_end(second.substr(0, second.find(' ')), "."));
}

/// True when a sentence can end before the space at `space`.
bool sentence_ends_at(std::string_view text, std::size_t space) {
  const auto right = text.substr(space + 1);
  const auto left = without_closers(text.substr(0, space));
  if (left.empty() || right.empty() || right[0] == ')' || right[0] == ',') return false;
  const char mark = left.back();
  // "et al.? Trends": brackets and quotes may close after the mark.
  if (mark == '?' || mark == '!') return right[0] != '.' && right[0] != ':' && right[0] != ';';
  return mark == '.' && full_stop_ends_sentence(left, right);
}

TitleAndContainer split_at(std::string_view text, std::size_t begin) {
  return {.title = close_title(text.substr(0, begin)), .container = trim_both(text.substr(begin), " ,;:")};
}

/// Where the journal begins when a quoted title comes first and a comma divides them: “Title,” Journal; 'Title' ,
/// Journal.
std::size_t find_end_of_quoted_title(std::string_view text) {
  if (!begins_with_quote(text)) return none;
  for (auto space = text.rfind(' '); space != none && space > 0; space = text.rfind(' ', space - 1)) {
    auto left = text.substr(0, space);
    const bool comma_after = left.ends_with(',');
    if (comma_after) left.remove_suffix(1);
    if (left.ends_with(' ')) left.remove_suffix(1);
    const auto inside = without_closers(left);
    if (inside.size() == left.size() || left.ends_with(')') || left.ends_with(']')) continue;
    if (comma_after || inside.ends_with(',')) return begins_with_capital(text.substr(space + 1)) ? space + 1 : none;
  }
  return none;
}

/// Where the journal begins when only commas divide it from the title: after the last comma, unless a list goes on
/// there
/// ("Culture, Medicine, and Psychiatry").
std::size_t find_last_comma(std::string_view text, std::size_t before) {
  for (auto comma = text.rfind(", ", before); comma != none && comma > 0; comma = text.rfind(", ", comma - 1)) {
    const auto right = text.substr(comma + 2);
    const bool list = right.starts_with("and ") || right.starts_with("& ") || right.starts_with("et ");
    // "International Journal of Clinical Pharmacology, Therapy and Toxicology"
    const auto outer = text.rfind(", ", comma - 1);
    const bool goes_on = right.find(" and ") != none || right.find(" & ") != none;
    if (goes_on && outer != none && begins_journal(text.substr(outer + 2))) return outer + 2;
    if (!list && begins_with_capital(right)) return comma + 2;
    if (!list) return none;
    if (const auto earlier = text.rfind(", ", comma - 1); earlier != none) comma = earlier;
  }
  return none;
}

/// "A title.Mind": the last mark between a small letter and a capital one.
std::size_t find_full_stop_without_space(std::string_view text) {
  for (auto at = find_last_of(text, ".?!"); at != none && at > 1; at = find_last_of(text, ".?!", at - 1)) {
    const bool divides = is_ascii_lower(text[at - 1]) && at + 2 < text.size() && is_ascii_upper(text[at + 1]);
    if (divides) return at;
  }
  return none;
}

/// Where the name that goes on at `begin` begins: at "British" of "British Journal of".
std::size_t with_adjective(std::string_view text, std::size_t begin) {
  constexpr std::array<std::string_view, 14> adjectives = {
      "American", "Asian",         "Australian", "British", "Canadian", "Chinese", "European",
      "Indian",   "International", "Iranian",    "Italian", "Japanese", "Nordic",  "Scandinavian"};
  const auto before = trim_end(text.substr(0, begin), " ");
  const auto word = last_word(before);
  const bool known = is_one_of(word, adjectives);
  return known && word.size() < before.size() ? before.size() - word.size() : begin;
}

/// Where the journal begins when nothing divides it from the title but its own opening words, or a translation in
/// brackets.
std::size_t find_undivided_journal(std::string_view text) {
  if (const auto bracket = text.rfind("] "); bracket != none && begins_with_capital(text.substr(bracket + 2)))
    return bracket + 2;
  if (const auto full_stop = find_full_stop_without_space(text); full_stop != none) return full_stop + 1;
  for (const std::string_view opening : {" The Journal of ", " Journal of ", " Revue ", " Revista "})
    if (const auto at = text.rfind(opening); at != none && at > 0) return with_adjective(text, at + 1);
  return none;
}

/// Where the journal begins when the title ends in "etc.", after which titles go on as well.
std::size_t find_end_after_abbreviation(std::string_view text) {
  constexpr std::string_view end = " etc. ";
  const auto at = text.rfind(end);
  return at != none && begins_with_capital(text.substr(at + end.size())) ? at + end.size() : none;
}

struct Division {
  std::size_t begin = 0;  ///< where the journal begins; 0 when no division was found
  Found found = Found::placed;
};

Division find_container(std::string_view text) {
  if (const auto begin = find_end_of_quoted_title(text); begin != none) return {begin, Found::marked};
  auto begin = last_sentence_begin(text, text.size());
  auto found = Found::placed;
  while (begin != none) {
    const auto left = trim_end(text.substr(0, begin), " ");
    const auto earlier = last_sentence_begin(text, begin);
    const auto sentence = earlier == none ? left : text.substr(earlier, left.size() - earlier);
    const bool certain = belongs_to_journal(left, text.substr(begin)) || is_family_of_journals(sentence) ||
                         (earlier != none && is_name_before_description(sentence, text.substr(begin)));
    const bool likely =
        earlier != none && (is_spelled_abbreviation(sentence) || is_short_for_word(sentence, text.substr(begin)));
    if (!certain && !likely) return {begin, found};
    if (!certain) found = Found::guessed;
    if (earlier == none) break;
    begin = earlier;
  }
  if (const auto etc = find_end_after_abbreviation(text); etc != none) return {etc, Found::guessed};
  // No sentence ends before the journal, or all that do are abbreviations of its name.
  if (const auto comma = find_last_comma(text, begin == none ? text.size() : begin); comma != none)
    return {comma, names_journal(text.substr(comma)) ? Found::placed : Found::guessed};
  if (const auto undivided = find_undivided_journal(text); undivided != none) return {undivided, Found::guessed};
  return {};
}

/// "U.S.", "Ph.D.": the full stop belongs to the word.
bool ends_in_spelled_abbreviation(std::string_view title) {
  const auto word = bare_last_word(title);
  return word.size() >= 3 && word[word.size() - 2] == '.' && is_ascii_letter(word.back());
}

/// Counts the closing brackets of `word`, read from its end, that do not open in it or in what was counted before.
void count_brackets(std::string_view word, std::size_t& open) {
  for (auto at = word.rbegin(); at != word.rend(); ++at) {
    if (*at == ')' || *at == ']') ++open;
    if ((*at == '(' || *at == '[') && open > 0) --open;
  }
}

}  // namespace

std::string_view close_title(std::string_view title) {
  title = trim_both(title, " ,;:");
  if (ends_in_spelled_abbreviation(title)) return title;
  // "What would he say?." has one mark too many, "and so on..." has not.
  if (title.ends_with('.') && !title.ends_with("..")) title.remove_suffix(1);
  return trim_end(title, " ,;:");
}

std::size_t last_sentence_begin(std::string_view text, std::size_t before) {
  if (before < 2) return none;
  // "Psychiatry (Edgmont (Pa. : Township))": no sentence ends inside brackets that close before `before`. Brackets
  // longer than any printed one are stray; without this bound, each of many stray ones would cost the whole text.
  constexpr std::size_t longest_bracket = 400;
  std::size_t open_brackets = 0;
  std::size_t inside_brackets = none;
  auto word_end = before;
  for (auto space = text.rfind(' ', before - 2); space != none && space > 0; space = text.rfind(' ', space - 1)) {
    count_brackets(text.substr(space, word_end - space), open_brackets);
    word_end = space;
    if (!sentence_ends_at(text, space)) continue;
    if (open_brackets == 0) return space + 1;
    if (inside_brackets == none) inside_brackets = space + 1;
    if (before - space > longest_bracket) return inside_brackets;
  }
  return open_brackets == 0 ? none : inside_brackets;
}

TitleAndContainer split_title(std::string_view text) {
  text = trim_both(text, " ,;:");
  const auto division = find_container(text);
  if (division.begin == 0) return {.title = close_title(text), .found = Found::placed};
  auto parts = split_at(text, division.begin);
  parts.found = division.found;
  const auto last = bare_last_word(parts.container);
  const bool initials = last.size() == 1 || last.find('.') != none;  // "U. S. A." and "U.S.A."
  const bool abbreviated = parts.container.ends_with('.') && (initials || is_journal_abbreviation(last));
  if (!abbreviated) parts.container = trim_end(parts.container, " .,");
  return parts;
}

bool names_journal(std::string_view text) {
  constexpr std::array<std::string_view, 8> words = {"journal", "review",   "revue",    "revista",
                                                     "annals",  "archives", "bulletin", "zeitschrift"};
  return contains_any(text, words);
}

}  // namespace citefeed::citation
