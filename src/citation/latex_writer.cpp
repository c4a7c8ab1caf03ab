#include <utf8proc.h>

#include <algorithm>

#include "citation/characters.hpp"
#include "citation/latex.hpp"

namespace citefeed::citation {
namespace {

/// True when every brace has its other half. BibTeX counts even escaped braces when it looks for the end of a field.
bool braces_match(std::string_view text) {
  std::size_t depth = 0;
  for (const char byte : text) {
    if (byte == '{') ++depth;
    if (byte == '}' && depth-- == 0) return false;
  }
  return depth == 0;
}

/// What LaTeX would read as a command or ligature, as a command that prints it; of several, the one that more programs
/// know.
const char* latex_command(char byte, bool braces_match) {
  switch (byte) {
    case '\\':
      return "\\textbackslash{}";
    case '{':
      return braces_match ? "\\{" : "\\textbraceleft{}";
    case '}':
      return braces_match ? "\\}" : "\\textbraceright{}";
    case '^':
      return "\\textasciicircum{}";
    case '~':
      return "\\textasciitilde{}";
    case '`':
      return "\\textasciigrave{}";
    case '<':
      return "$<$";
    case '>':
      return "$>$";
    case '|':
      return "$|$";
    case '$':
      return "\\$";
    case '&':
      return "\\&";
    case '#':
      return "\\#";
    case '_':
      return "\\_";
    case '%':
      return "\\%";
    default:
      return nullptr;
  }
}

/// Where the capitals of a word stand.
struct Capitals {
  bool first = false;    ///< its first letter is one
  bool further = false;  ///< a letter after the first is one
};

Capitals capitals_of(std::string_view word) {
  Capitals capitals;
  bool any_letter = false;
  for (std::size_t at = 0; at < word.size();) {
    utf8proc_int32_t point = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(word.data()) + at;
    const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(word.size() - at), &point);
    if (length <= 0) break;
    at += static_cast<std::size_t>(length);
    const auto category = utf8proc_category(point);
    const bool capital = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
    if (capital) (any_letter ? capitals.further : capitals.first) = true;
    any_letter = any_letter || capital || category == UTF8PROC_CATEGORY_LL || category == UTF8PROC_CATEGORY_LO;
  }
  return capitals;
}

std::string escaped(std::string_view text, bool braces_match) {
  std::string latex;
  for (const char byte : text) {
    if (const auto* command = latex_command(byte, braces_match)) {
      latex += command;
      continue;
    }
    const bool ligature = (byte == '-' || byte == '\'') && latex.ends_with(byte);
    latex += ligature ? "{}" : "";
    latex += byte;
  }
  return latex;
}

/// A group in braces that keeps its capitals. BibTeX takes "{\" for a single letter with an accent and changes its case
/// all the same, unless there is another brace around it.
std::string kept(std::string_view words, bool braces_match) {
  const auto latex = escaped(words, braces_match);
  return latex.starts_with('\\') ? "{{" + latex + "}}" : "{" + latex + "}";
}

}  // namespace

std::string to_latex(std::string_view text) {
  const auto plain = normalise_space(text);
  return escaped(plain, braces_match(plain));
}

std::string to_latex_title(std::string_view text) {
  const auto title = normalise_space(text);
  const bool matching = braces_match(title);
  std::string latex;
  std::string_view rest = title;
  std::string_view run;  ///< words that stand in one pair of braces
  const auto close_run = [&latex, &run, matching] {
    if (!run.empty()) latex += (latex.empty() ? "" : " ") + kept(run, matching);
    run = {};
  };
  bool begins = true;
  while (!rest.empty()) {
    const auto word = rest.substr(0, rest.find(' '));
    const auto capitals = capitals_of(word);
    if (capitals.further || (capitals.first && !begins)) {
      run = run.empty() ? word : std::string_view(run.data(), run.size() + 1 + word.size());
    } else {
      close_run();
      latex += (latex.empty() ? "" : " ") + escaped(word, matching);
    }
    begins = word.ends_with(':');
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
  }
  close_run();
  return latex;
}

}  // namespace citefeed::citation
