/// A bibliographic reference as data: what the reviewed article is, as far as the printed reference says; and whether
/// two are the same work, or differ.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace citefeed::citation {

/// A person, or a group when `literal` is set (CSL's name variable).
struct Name {
  std::string family = {};   ///< with its particles as printed: "van der Berg"
  std::string given = {};    ///< as printed, but initials as "M. J.", "J.-F."
  std::string suffix = {};   ///< "Jr.", "III"
  std::string literal = {};  ///< a group: "American Psychological Association"; then the others are empty
  bool operator==(const Name&) const = default;
};

/// What kind of work it is.
enum class WorkType : std::uint8_t {
  article_journal,
  book,
  chapter,
  thesis,
  report,
  webpage,
  preprint,          ///< in a repository, its container: PsyArXiv
  dataset,           ///< in a repository, its publisher
  software,          ///< tests and scales that are given out as programs too
  conference_paper,  ///< also a poster or a talk that was only held
  speech,
  video,      ///< a film, a webinar
  broadcast,  ///< a podcast, a programme of radio or television
  blog_post,
};

/// The name of the type in CSL 1.0.2, appendix III: "article-journal", "article" for a preprint, "motion_picture" for a
/// video.
[[nodiscard]] const char* csl_type(WorkType type);

/// True for an article, a chapter and a paper of a conference: their editors are those of what they stand in. The
/// editors of anything else, where nobody wrote it, are its makers.
[[nodiscard]] constexpr bool stands_in_another(WorkType type) {
  return type == WorkType::article_journal || type == WorkType::chapter || type == WorkType::conference_paper;
}

/// Nothing for a name that csl_type() does not write.
[[nodiscard]] std::optional<WorkType> work_type_of_csl(std::string_view name);

/// All of them, in their order.
[[nodiscard]] std::span<const WorkType> all_work_types();

struct Citation {
  WorkType type = WorkType::article_journal;
  std::vector<Name> authors = {};
  /// How many of `authors` stand before the place where names are left out: all of them before "et al.", those before
  /// the ". . ." of a long list, whose last author follows. Nothing where nobody is left out.
  std::optional<std::size_t> gap = {};
  bool edited = false;             ///< `authors` are the editors of it: "(Eds.)"
  std::vector<Name> editors = {};  ///< of the book that it is in, or of what others wrote
  std::vector<Name> translators = {};
  std::optional<int> year = {};           ///< nothing for "in press" and "n.d."
  bool in_press = false;                  ///< accepted, and not published yet
  std::optional<int> original_year = {};  ///< when it appeared first, of what is published again
  std::string year_suffix = {};           ///< the "a" of 2019a
  std::string title = {};                 ///< without its closing full stop
  std::string genre = {};    ///< what brackets behind the title say it is: "Data set", "Doctoral dissertation"
  std::string edition = {};  ///< the number of it, "2", or what it is called, "Rev."; without "ed."; "5, text rev."
  std::string container_title = {};  ///< the journal, or the book a chapter is in
  std::string volume = {};
  std::string issue = {};
  std::string first_page = {};
  std::string last_page = {};       ///< empty for a single page
  std::string article_number = {};  ///< "e0123456", "Article 12" as "12"; then there are no pages
  std::string publisher = {};       ///< of an article, its journal's: kept, and never printed (APA 7, 9.25)
  std::string event = {};           ///< the conference at which it was held, with its place
  std::string doi = {};  ///< bare, letter case as printed: "10.1037/cou0000708"; no resolver, no trailing period
  std::string url = {};  ///< where the work is when it has no DOI
  /// The reference as printed, white space runs as one space; always there when read from a reference.
  std::string printed = {};
  bool retracted = false;  ///< by whoever published it; as far as what was read, or a post's notices, say so
  std::string note = {};   ///< what happened to the work since it was published: "Retracted: …"; likewise
  bool operator==(const Citation&) const = default;
};

/// Where names are left out, for people and for read_gap(): "et al.", "et al. (after the first 6)"; empty where nobody
/// is.
[[nodiscard]] std::string gap_note(const Citation& citation);

/// `note` as gap_note() writes it for `authors` names, of which there is at least one; nothing for anything else.
[[nodiscard]] std::optional<std::size_t> read_gap(std::string_view note, std::size_t authors);

/// "682–690" with an en dash, "682", the article number, or nothing.
[[nodiscard]] std::string page_range(const Citation& citation, const char* dash = "–");

/// "Family, I. I." or "Family, I. I., Jr." or the group's name.
[[nodiscard]] std::string inverted(const Name& name);

// Tells whether two citations are of the same work.

/// Equal for citations of the same work: the DOI without regard to letter case (DOI Handbook, 2.4); without a DOI the
/// first author's name, the year and the title, without regard to letter case, punctuation and spaces; where no title
/// was read, the container and the place in it instead; where none of that was read, what was printed. Empty only
/// when the citation is. A work cited once with and once without its DOI has two
/// identities. Pure.
[[nodiscard]] std::string identity(const Citation& citation);

// Where two citations that should be of one work contradict each other.

struct Difference {
  std::string field =
      {};                 ///< in CSL's words: "author", "issued", "title", "container-title", "volume", "issue", "page"
  std::string left = {};  ///< what each says
  std::string right = {};
};

/// The first field in which both say something and not the same thing. Letter case, punctuation, spaces, the kind of
/// dash, given names and abbreviated last pages make no difference; nor does a field that one of them lacks, or an
/// author that an "et al." may stand for.
[[nodiscard]] std::optional<Difference> difference(const Citation& left, const Citation& right);

}  // namespace citefeed::citation
