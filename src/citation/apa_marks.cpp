#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "citation/apa_parts.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

struct KnownDescription {
  std::string_view words = {};  ///< in small letters
  std::optional<WorkType> type = {};
};

constexpr auto dataset = WorkType::dataset;
constexpr auto software = WorkType::software;
constexpr auto preprint = WorkType::preprint;
constexpr auto conference = WorkType::conference_paper;
constexpr auto speech = WorkType::speech;
constexpr auto video = WorkType::video;
constexpr auto broadcast = WorkType::broadcast;
constexpr auto blog = WorkType::blog_post;
constexpr auto report = WorkType::report;
constexpr auto webpage = WorkType::webpage;

/// What brackets call a work, in English, German, French, Spanish and Portuguese. Those without a type stand behind
/// articles in journals too.
constexpr auto known_descriptions = std::to_array<KnownDescription>({
    {"data set", dataset},
    {"data sets", dataset},
    {"dataset", dataset},
    {"data", dataset},
    {"database", dataset},
    {"raw data", dataset},
    {"unpublished raw data", dataset},
    {"data set and code book", dataset},
    {"data set and code", dataset},
    {"datensatz", dataset},
    {"datenbank", dataset},
    {"jeu de données", dataset},
    {"ensemble de données", dataset},
    {"base de données", dataset},
    {"conjunto de datos", dataset},
    {"base de datos", dataset},
    {"conjunto de dados", dataset},
    {"computer software", software},
    {"computer program", software},
    {"software", software},
    {"mobile app", software},
    {"mobile application", software},
    {"app", software},
    {"database record", software},
    {"measurement instrument", software},
    {"apparatus and software", software},
    {"computersoftware", software},
    {"computerprogramm", software},
    {"logiciel", software},
    {"logiciel informatique", software},
    {"application mobile", software},
    {"software de computador", software},
    {"programa informático", software},
    {"programa de computador", software},
    {"aplicación móvil", software},
    {"preprint", preprint},
    {"preprint manuscript", preprint},
    {"prépublication", preprint},
    {"prepublicación", preprint},
    {"preimpresión", preprint},
    {"vorabdruck", preprint},
    {"conference session", conference},
    {"conference presentation", conference},
    {"conference paper", conference},
    {"conference abstract", conference},
    {"paper presentation", conference},
    {"paper session", conference},
    {"oral presentation", conference},
    {"presentation", conference},
    {"poster presentation", conference},
    {"poster session", conference},
    {"poster", conference},
    {"symposium", conference},
    {"symposium presentation", conference},
    {"panel discussion", conference},
    {"roundtable", conference},
    {"workshop", conference},
    {"keynote", conference},
    {"keynote address", conference},
    {"keynote presentation", conference},
    {"keynote speech", conference},
    {"invited address", conference},
    {"invited talk", conference},
    {"vortrag", conference},
    {"konferenzbeitrag", conference},
    {"tagungsbeitrag", conference},
    {"konferenzvortrag", conference},
    {"posterpräsentation", conference},
    {"communication", conference},
    {"communication orale", conference},
    {"communication par affiche", conference},
    {"présentation par affiche", conference},
    {"présentation", conference},
    {"conférence", conference},
    {"affiche", conference},
    {"ponencia", conference},
    {"comunicación", conference},
    {"comunicación oral", conference},
    {"presentación de ponencia", conference},
    {"presentación en conferencia", conference},
    {"presentación en congreso", conference},
    {"sesión de conferencia", conference},
    {"presentación de póster", conference},
    {"póster", conference},
    {"comunicação oral", conference},
    {"speech", speech},
    {"speech audio recording", speech},
    {"address", speech},
    {"lecture", speech},
    {"lecture notes", speech},
    {"class handout", speech},
    {"powerpoint slides", speech},
    {"powerpoint presentation", speech},
    {"slides", speech},
    {"rede", speech},
    {"vorlesung", speech},
    {"powerpoint-folien", speech},
    {"discours", speech},
    {"diapositives", speech},
    {"diapositives powerpoint", speech},
    {"discurso", speech},
    {"diapositivas", speech},
    {"diapositivas de powerpoint", speech},
    {"film", video},
    {"motion picture", video},
    {"documentary", video},
    {"video", video},
    {"video file", video},
    {"video webinar", video},
    {"video recording", video},
    {"online video", video},
    {"webinar", video},
    {"webcast", video},
    {"dvd", video},
    {"dokumentarfilm", video},
    {"vidéo", video},
    {"vidéo en ligne", video},
    {"webinaire", video},
    {"documentaire", video},
    {"película", video},
    {"vídeo", video},
    {"webinario", video},
    {"seminario web", video},
    {"audio podcast", broadcast},
    {"audio podcast episode", broadcast},
    {"video podcast", broadcast},
    {"video podcast episode", broadcast},
    {"podcast", broadcast},
    {"podcast episode", broadcast},
    {"tv series", broadcast},
    {"tv series episode", broadcast},
    {"tv series episode webisode", broadcast},
    {"television series", broadcast},
    {"television series episode", broadcast},
    {"tv show", broadcast},
    {"tv program", broadcast},
    {"radio broadcast", broadcast},
    {"radio series", broadcast},
    {"radio series episode", broadcast},
    {"radio program", broadcast},
    {"webisode", broadcast},
    {"podcast-folge", broadcast},
    {"podcastfolge", broadcast},
    {"podcast-episode", broadcast},
    {"balado", broadcast},
    {"épisode de balado", broadcast},
    {"épisode de podcast", broadcast},
    {"épisode de balado audio", broadcast},
    {"pódcast", broadcast},
    {"episodio de podcast", broadcast},
    {"episodio de pódcast", broadcast},
    {"episodio de podcast de audio", broadcast},
    {"blog post", blog},
    {"web log post", blog},
    {"weblog post", blog},
    {"blogbeitrag", blog},
    {"blog-beitrag", blog},
    {"blogeintrag", blog},
    {"blog-eintrag", blog},
    {"billet de blogue", blog},
    {"billet de blog", blog},
    {"entrada de blog", blog},
    {"publicación de blog", blog},
    {"brochure", report},
    {"pamphlet", report},
    {"leaflet", report},
    {"fact sheet", report},
    {"press release", report},
    {"policy brief", report},
    {"issue brief", report},
    {"white paper", report},
    {"working paper", report},
    {"grant", report},
    {"unpublished manuscript", report},
    {"manuscript submitted for publication", report},
    {"manuscript in preparation", report},
    {"unpublished report", report},
    {"broschüre", report},
    {"faltblatt", report},
    {"pressemitteilung", report},
    {"unveröffentlichtes manuskript", report},
    {"communiqué de presse", report},
    {"manuscrit non publié", report},
    {"manuscrit inédit", report},
    {"folleto", report},
    {"comunicado de prensa", report},
    {"manuscrito no publicado", report},
    {"manuscrito inédito", report},
    {"tweet", webpage},
    {"post", webpage},
    {"status update", webpage},
    {"facebook page", webpage},
    {"facebook post", webpage},
    {"online forum post", webpage},
    {"infographic", webpage},
    {"infografik", webpage},
    {"infographie", webpage},
    {"infografía", webpage},
    {"abstract", {}},
    {"comment", {}},
    {"commentary", {}},
    {"editorial", {}},
    {"letter", {}},
    {"letter to the editor", {}},
    {"letter to editor", {}},
    {"book review", {}},
    {"peer commentary", {}},
    {"special issue", {}},
    {"special section", {}},
    {"audiobook", WorkType::book},
    {"monograph", {}},
    {"leserbrief", {}},
    {"brief an die redaktion", {}},
    {"rezension", {}},
    {"buchbesprechung", {}},
    {"hörbuch", WorkType::book},
    {"zusammenfassung", {}},
    {"résumé", {}},
    {"éditorial", {}},
    {"lettre à la rédaction", {}},
    {"lettre à l’éditeur", {}},
    {"lettre à l'éditeur", {}},
    {"compte rendu", {}},
    {"livre audio", WorkType::book},
    {"resumen", {}},
    {"carta al editor", {}},
    {"carta al director", {}},
    {"reseña", {}},
    {"audiolibro", WorkType::book},
    {"número especial", {}},
});

/// What goes on after these words belongs to them: "Review of the book …, by A. Name".
bool describes_other_work(std::string_view inside) {
  constexpr auto openings = std::to_array<std::string_view>(
      {"review of the ", "review of ", "peer commentary on ", "commentary on ", "comment on ", "comment on the ",
       "letter to the editor ", "rezension des ", "compte rendu de ", "compte rendu du ", "reseña del ", "reseña de "});
  return begins_with_any(inside, openings);
}

}  // namespace

Description describe(std::string_view inside) {
  inside = trim_both(inside, " .");
  // "Webinar, Part 2", "Film; educational DVD"
  const auto words = trim_end(inside.substr(0, find_first_of(inside, ",;:(")), " ");
  const auto* known =
      std::find_if(known_descriptions.begin(), known_descriptions.end(),
                   [&](const KnownDescription& description) { return equals_ignoring_case(description.words, words); });
  if (known != known_descriptions.end()) return {.type = known->type, .known = true};
  return {.known = describes_other_work(inside)};
}

// What became of a work since it was published, as printed with it.

namespace {

/// "Retraction published 2012, …", "Retracted article. See vol. 3", "Retracted": the work itself is no longer valid.
bool says_retracted(std::string_view text) {
  constexpr std::string_view retracted = "retracted";
  if (begins_with_any(text, {"retraction published", "retraction in ", "retraction: ", "artículo retractado",
                             "article rétracté", "artigo retratado", "zurückgezogen"}))
    return true;
  if (!starts_ignoring_case(text, retracted)) return false;
  const auto rest = text.substr(retracted.size());
  return rest.empty() ||
         begins_with_any(rest, {" article", " paper", " chapter", " in", ":", ".", ",", ";", " by", " 1", " 2"});
}

bool says_noted(std::string_view text) {
  return begins_with_any(text, {"expression of concern", "correction published", "corrected and republished",
                                "corrected version", "erratum ", "erratum: ", "erratum, ", "corrigendum",
                                "correction in ", "withdrawn", "partial retraction", "retraction of ", "reinstated",
                                "retracted and replaced", "retracted and republished"}) ||
         equals_ignoring_case(text, "erratum");
}

/// Square brackets stand for round ones inside round ones (APA 7, 6.8); words in capitals are set so by publishers.
std::string as_note(std::string_view printed) {
  std::string note(trim_both(printed, " .:;,"));
  const bool shouts = std::none_of(note.begin(), note.end(), is_ascii_lower);
  for (std::size_t at = 0; at < note.size(); ++at) {
    if (note[at] == '[') note[at] = '(';
    if (note[at] == ']') note[at] = ')';
    if (shouts && at > 0) note[at] = to_ascii_lower(note[at]);
  }
  if (!note.empty() && is_ascii_lower(note[0])) note[0] = static_cast<char>(note[0] - 'a' + 'A');
  return note;
}

void add_note(std::string_view printed, Citation& citation) {
  citation.note += (citation.note.empty() ? "" : "; ") + as_note(printed);
}

/// Reads `inside` when it says what became of the work.
bool read_note(std::string_view inside, Citation& citation) {
  const bool retracted = says_retracted(inside) && !starts_ignoring_case(inside, "retracted and ");
  if (!retracted && !says_noted(inside)) return false;
  citation.retracted = citation.retracted || retracted;
  add_note(inside, citation);
  return true;
}

/// "Original work published 1900", "Obra original publicada en 1900": the year; nothing for anything else.
std::optional<int> original_year(std::string_view inside) {
  constexpr std::size_t longest = 80;
  if (inside.size() > longest) return std::nullopt;
  const bool says_original = contains_ignoring_case(inside, "original") || contains_ignoring_case(inside, "erstver") ||
                             contains_ignoring_case(inside, "first published") ||
                             contains_ignoring_case(inside, "erstausgabe") || contains_ignoring_case(inside, "orig. ");
  if (!says_original) return std::nullopt;
  const auto digits = find_first_of(inside, "0123456789");
  if (digits == none) return std::nullopt;
  const auto end = std::min(find_first_not_of(inside, "0123456789", digits), inside.size());
  constexpr std::size_t longest_year = 4;
  if (end - digits > longest_year || end - digits + 1 < longest_year) return std::nullopt;
  if (find_first_of(inside, "0123456789", end) != none) return std::nullopt;
  int year = 0;
  for (const char digit : inside.substr(digits, end - digits)) year = year * 10 + (digit - '0');
  return year;
}

/// Where the bracket opens that closes at the end of `text`; `none` where it is not near.
std::size_t find_opening_bracket(std::string_view text) {
  constexpr std::size_t longest = 500;
  std::size_t open = 0;
  const auto first = text.size() > longest ? text.size() - longest : 0;
  for (auto at = text.size(); at > first; --at) {
    const char byte = text[at - 1];
    if (byte == ')' || byte == ']') ++open;
    if ((byte == '(' || byte == '[') && --open == 0) return at - 1;
  }
  return none;
}

struct LastBracket {
  std::size_t begin = none;
  char open = '(';
  std::string_view inside = {};
};

LastBracket last_bracket(std::string_view text) {
  if (!text.ends_with(')') && !text.ends_with(']')) return {};
  const auto begin = find_opening_bracket(text);
  if (begin == none) return {};
  return {.begin = begin, .open = text[begin], .inside = text.substr(begin + 1, text.size() - begin - 2)};
}

}  // namespace

std::string_view take_notes(std::string_view text, Citation& citation) {
  while (true) {
    const auto end = trim_end(text, " .");
    const auto bracket = last_bracket(end);
    if (bracket.begin == none) return text;
    if (const auto year = original_year(bracket.inside)) {
      citation.original_year = year;
    } else if (!read_note(bracket.inside, citation)) {
      return text;
    }
    text = trim_end(end.substr(0, bracket.begin), " ");
  }
}

namespace {

/// "RETRACTED: ", "Retracted article: ", "[Retracted] ", "WITHDRAWN: " before a title; 0 for anything else. "Retraction
/// notice: …" and "Expression of concern: …" are the titles of notices.
std::size_t mark_length(std::string_view title) {
  constexpr auto marks = std::to_array<std::string_view>(
      {"retracted: ", "retracted article: ", "retracted paper: ", "retracted chapter: ", "retracted – ", "retracted - ",
       "[retracted] ", "[retracted]: ", "(retracted) ", "[retracted article] ", "(retracted article) ",
       "[retracted article]: ", "retracted. ", "[withdrawn] ", "withdrawn: ", "withdrawn – ",
       "artículo retractado: ", "article rétracté : "});
  for (const auto mark : marks)
    if (starts_ignoring_case(title, mark)) return mark.size();
  return 0;
}

std::string_view without_mark(std::string_view title, Citation& citation) {
  const auto length = mark_length(title);
  if (length == 0) return title;
  const auto mark = trim_both(title.substr(0, length), " :.-()[]");
  const auto words = mark.ends_with("–") ? trim_end(mark.substr(0, mark.size() - 3), " ") : mark;
  citation.retracted = citation.retracted || !starts_ignoring_case(words, "withdrawn");
  // The note in brackets says more.
  if (citation.note.empty()) add_note(words, citation);
  return title.substr(length);
}

}  // namespace

std::string_view take_leading_mark(std::string_view reference, Citation& citation) {
  return trim_both(without_mark(reference, citation), " ");
}

namespace {

/// The bracket that ends a title is data, and now read.
bool take_bracket(const LastBracket& bracket, Reading& reading) {
  auto& citation = reading.citation;
  if (read_note(bracket.inside, citation)) return true;
  if (const auto year = original_year(bracket.inside)) {
    citation.original_year = year;
    return true;
  }
  if (bracket.open == '[') {
    // Databases say "[Article]" of every article.
    if (equals_ignoring_case(bracket.inside, "article") || equals_ignoring_case(bracket.inside, "journal article") ||
        equals_ignoring_case(bracket.inside, "article in press"))
      return true;
    if (!citation.genre.empty() || !describe(bracket.inside).known) return false;
    citation.genre = bracket.inside;
    return true;
  }
  auto details = read_book_details(bracket.inside);
  const bool in_journal = citation.type == WorkType::article_journal;
  const auto& place = details.place;
  const bool has_place = place.volume_found != Found::absent || place.issue_found != Found::absent ||
                         place.pages_found != Found::absent || !details.edition.empty();
  const bool has_people = !details.editors.empty() || !details.translators.empty() || details.has_other_role;
  // The edition of a guideline that a journal prints is a part of its title, and so are numbers.
  const bool is_data = has_people ? !(in_journal && has_place) : has_place && !in_journal;
  const bool has_word = std::any_of(bracket.inside.begin(), bracket.inside.end(), is_ascii_letter);
  if (!details.unread.empty() || !is_data || !has_word) return false;
  set_details(reading, std::move(details));
  return true;
}

}  // namespace

std::string_view without_quotes(std::string_view title) {
  for (const auto& [open, close] :
       {std::pair{"“", "”"}, std::pair{"\"", "\""}, std::pair{"«", "»"}, std::pair{"„", "“"}}) {
    const std::string_view before{open}, after{close};
    if (title.size() <= before.size() + after.size() || !title.starts_with(before) || !title.ends_with(after)) continue;
    const auto inside = title.substr(before.size(), title.size() - before.size() - after.size());
    if (inside.find(before) != none || inside.find(after) != none) return title;  // “One” and “two”
    return close_title(inside);
  }
  return title;
}

void clean_title(Reading& reading) {
  auto& citation = reading.citation;
  const std::string printed = citation.title;
  auto title = without_mark(printed, citation);
  while (true) {
    const auto bracket = last_bracket(title);
    if (bracket.begin == none || bracket.begin == 0 || !take_bracket(bracket, reading)) break;
    title = close_title(title.substr(0, bracket.begin));
  }
  if (!title.empty()) citation.title = std::string{without_quotes(title)};
}

}  // namespace citefeed::citation
