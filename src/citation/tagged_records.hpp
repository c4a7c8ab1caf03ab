/// Records of tagged values, which RIS and its kin (PubMed, Web of Science, EndNote) are made of.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "citation/citation.hpp"
#include "citation/read.hpp"

namespace citefeed::citation {

struct TaggedField {
  std::string tag = {};    ///< of RIS: "AU"
  std::string value = {};  ///< with the lines that continue it, white space runs as one space
  std::size_t offset = 0;  ///< of the tag in the file
  std::string name = {};   ///< the tag in the file where it is not RIS: "%A"
};

struct TaggedRecord {
  std::string type = {};  ///< of RIS, in capitals: "JOUR"
  std::vector<TaggedField> fields = {};
  std::size_t offset = 0;  ///< of its first line
};

/// What `record` says, with the habits of the programs that write RIS. Tags whose values a reference may print and a
/// Citation cannot hold are named in one warning at the record. Linear time.
[[nodiscard]] Citation read_tagged_record(const TaggedRecord& record, CitationFile& file);

/// How a note (N1) begins that says where a work was held, of types that have no other place for it.
inline constexpr std::string_view event_label = "Conference: ";

/// True for the types of which A4 means a translator (EndNote, RIS fields by type).
[[nodiscard]] constexpr bool has_translators(WorkType type) {
  return type == WorkType::article_journal || type == WorkType::book || type == WorkType::chapter ||
         type == WorkType::webpage || type == WorkType::blog_post;
}

/// Adds `citation` to `read`, or reports the record at `offset` as empty; `example` is a line that it could have.
void add_citation(ReadCitations& read, Citation citation, std::size_t offset, const char* example, CitationFile& file);

/// "Doe Group, Inc" as programs write groups in RIS, so that read_inverted_name() takes it for one.
[[nodiscard]] std::string as_group(std::string_view name);

/// "Journal of affective disorders" or "JOURNAL OF AFFECTIVE DISORDERS" with capitals as a journal prints its name;
/// small words and what has capitals of its own stay, and so does a single word in capitals ("JAMA").
[[nodiscard]] std::string in_title_case(std::string_view name);

/// Runs `read_line(offset, line)` for each line of `text`, which ends in LF, CRLF or CR.
template <class ReadLine>
void for_each_line(std::string_view text, ReadLine read_line) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto found = text.find_first_of("\r\n", begin);
    const auto end = found == std::string_view::npos ? text.size() : found;
    read_line(begin, text.substr(begin, end - begin));
    const bool two = text.substr(end).starts_with("\r\n");
    begin = end + (two ? 2 : 1);
  }
}

}  // namespace citefeed::citation
