#include "citation/latex.hpp"

#include <utf8proc.h>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <vector>

#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

// The commands of LaTeX that stand for a character.

struct Command {
  std::string_view name = {};
  std::string_view text = {};
};

/// In the order of their names.
constexpr std::array<Command, 153> symbols = {{{" ", " "},
                                               {"#", "#"},
                                               {"$", "$"},
                                               {"%", "%"},
                                               {"&", "&"},
                                               {",", " "},
                                               {":", " "},
                                               {";", " "},
                                               {"AA", "Å"},
                                               {"AE", "Æ"},
                                               {"DH", "Ð"},
                                               {"DJ", "Đ"},
                                               {"Delta", "Δ"},
                                               {"Gamma", "Γ"},
                                               {"L", "Ł"},
                                               {"Lambda", "Λ"},
                                               {"NG", "Ŋ"},
                                               {"O", "Ø"},
                                               {"OE", "Œ"},
                                               {"Omega", "Ω"},
                                               {"P", "¶"},
                                               {"Phi", "Φ"},
                                               {"Pi", "Π"},
                                               {"Psi", "Ψ"},
                                               {"S", "§"},
                                               {"SS", "ẞ"},
                                               {"Sigma", "Σ"},
                                               {"TH", "Þ"},
                                               {"Theta", "Θ"},
                                               {"Upsilon", "Υ"},
                                               {"Xi", "Ξ"},
                                               {"\\", " "},
                                               {"_", "_"},
                                               {"aa", "å"},
                                               {"ae", "æ"},
                                               {"alpha", "α"},
                                               {"approx", "≈"},
                                               {"backslash", "\\"},
                                               {"beta", "β"},
                                               {"cdot", "·"},
                                               {"chi", "χ"},
                                               {"copyright", "©"},
                                               {"dag", "†"},
                                               {"ddag", "‡"},
                                               {"degree", "°"},
                                               {"delta", "δ"},
                                               {"dh", "ð"},
                                               {"div", "÷"},
                                               {"dj", "đ"},
                                               {"dots", "…"},
                                               {"epsilon", "ε"},
                                               {"eta", "η"},
                                               {"euro", "€"},
                                               {"gamma", "γ"},
                                               {"ge", "≥"},
                                               {"geq", "≥"},
                                               {"greater", ">"},
                                               {"gt", ">"},
                                               {"guillemotleft", "«"},
                                               {"guillemotright", "»"},
                                               {"guilsinglleft", "‹"},
                                               {"guilsinglright", "›"},
                                               {"i", "ı"},
                                               {"imath", "ı"},
                                               {"infty", "∞"},
                                               {"iota", "ι"},
                                               {"j", "ȷ"},
                                               {"jmath", "ȷ"},
                                               {"kappa", "κ"},
                                               {"l", "ł"},
                                               {"lambda", "λ"},
                                               {"lbrace", "{"},
                                               {"ldots", "…"},
                                               {"le", "≤"},
                                               {"leftarrow", "←"},
                                               {"leq", "≤"},
                                               {"less", "<"},
                                               {"lq", "‘"},
                                               {"lt", "<"},
                                               {"mu", "μ"},
                                               {"neq", "≠"},
                                               {"newline", " "},
                                               {"ng", "ŋ"},
                                               {"nobreakspace", " "},
                                               {"nu", "ν"},
                                               {"o", "ø"},
                                               {"oe", "œ"},
                                               {"omega", "ω"},
                                               {"phi", "φ"},
                                               {"pi", "π"},
                                               {"pm", "±"},
                                               {"pounds", "£"},
                                               {"psi", "ψ"},
                                               {"qquad", " "},
                                               {"quad", " "},
                                               {"quotedblbase", "„"},
                                               {"quotesinglbase", "‚"},
                                               {"rbrace", "}"},
                                               {"rho", "ρ"},
                                               {"rightarrow", "→"},
                                               {"rq", "’"},
                                               {"sigma", "σ"},
                                               {"sim", "∼"},
                                               {"slash", "/"},
                                               {"space", " "},
                                               {"ss", "ß"},
                                               {"tau", "τ"},
                                               {"textasciicircum", "^"},
                                               {"textasciigrave", "`"},
                                               {"textasciitilde", "~"},
                                               {"textbackslash", "\\"},
                                               {"textbar", "|"},
                                               {"textbraceleft", "{"},
                                               {"textbraceright", "}"},
                                               {"textbullet", "•"},
                                               {"textcopyright", "©"},
                                               {"textdegree", "°"},
                                               {"textdollar", "$"},
                                               {"textellipsis", "…"},
                                               {"textemdash", "—"},
                                               {"textendash", "–"},
                                               {"texteuro", "€"},
                                               {"textexclamdown", "¡"},
                                               {"textgreater", ">"},
                                               {"textless", "<"},
                                               {"textmu", "µ"},
                                               {"textonehalf", "½"},
                                               {"textonequarter", "¼"},
                                               {"textordfeminine", "ª"},
                                               {"textordmasculine", "º"},
                                               {"textperiodcentered", "·"},
                                               {"textquestiondown", "¿"},
                                               {"textquotedbl", "\""},
                                               {"textquotedblleft", "“"},
                                               {"textquotedblright", "”"},
                                               {"textquoteleft", "‘"},
                                               {"textquoteright", "’"},
                                               {"textquotesingle", "'"},
                                               {"textregistered", "®"},
                                               {"textsterling", "£"},
                                               {"texttrademark", "™"},
                                               {"textunderscore", "_"},
                                               {"th", "þ"},
                                               {"theta", "θ"},
                                               {"times", "×"},
                                               {"to", "→"},
                                               {"upsilon", "υ"},
                                               {"varepsilon", "ε"},
                                               {"varphi", "φ"},
                                               {"xi", "ξ"},
                                               {"zeta", "ζ"},
                                               {"{", "{"},
                                               {"}", "}"}}};

/// The accents of text mode, in the order of their names.
constexpr std::array<Command, 16> accents = {{{"\"", "\u0308"},
                                              {"'", "\u0301"},
                                              {".", "\u0307"},
                                              {"=", "\u0304"},
                                              {"H", "\u030b"},
                                              {"^", "\u0302"},
                                              {"`", "\u0300"},
                                              {"b", "\u0331"},
                                              {"c", "\u0327"},
                                              {"d", "\u0323"},
                                              {"k", "\u0328"},
                                              {"r", "\u030a"},
                                              {"t", "\u0361"},
                                              {"u", "\u0306"},
                                              {"v", "\u030c"},
                                              {"~", "\u0303"}}};

template <std::size_t Count>
std::string_view find(const std::array<Command, Count>& commands, std::string_view name) {
  const auto found =
      std::lower_bound(commands.begin(), commands.end(), name,
                       [](const Command& command, std::string_view wanted) { return command.name < wanted; });
  return found == commands.end() || found->name != name ? std::string_view{} : found->text;
}

/// The text that the command `name` (a word, or one character that is no letter) prints: "ss" is "ß", "&" is "&".
/// Empty when it is not known.
std::string_view latex_symbol(std::string_view name) {
  return find(symbols, name);
}

/// The combining character (Unicode, 7.9) that the accent `name` puts on the letter after it: "v" is U+030C. Empty when
/// it is no accent.
std::string_view latex_accent(std::string_view name) {
  return find(accents, name);
}

struct Free {
  void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }  // utf8proc allocates with malloc
};

/// `text` in Unicode Normalisation Form C; as it is where it is not UTF-8.
std::string composed(const std::string& text) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.c_str());
  const std::unique_ptr<utf8proc_uint8_t, Free> result(utf8proc_NFC(bytes));
  return result ? std::string(reinterpret_cast<const char*>(result.get())) : text;
}

/// The letter itself for an accent over nothing, as in "\~{}".
std::string_view spacing_accent(std::string_view accent) {
  constexpr std::string_view known = "`'^~\"";
  return accent.size() == 1 && known.find(accent[0]) != std::string_view::npos ? accent : std::string_view{};
}

class Decoder final {
 public:
  explicit Decoder(std::string_view latex) : latex_(latex) { text_.reserve(latex.size()); }

  std::string decode() {
    while (at_ < latex_.size()) step();
    return normalise_space(text_);
  }

 private:
  [[nodiscard]] std::string_view rest() const { return latex_.substr(at_); }

  bool take(std::string_view wanted) {
    if (!rest().starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }

  void step() {
    switch (latex_[at_]) {
      case '\\':
        return read_command();
      case '{':
        ++at_;
        closers_.push_back(next_closer_);
        next_closer_ = {};
        return;
      case '}':
        return close_group();
      case '$':
        ++at_;
        in_math_ = !in_math_;
        return;
      case '~':
        ++at_;
        return append(" ");
      default:
        return read_text();
    }
  }

  void close_group() {
    ++at_;
    append_lonely_accent();
    if (closers_.empty()) return;
    append(closers_.back());
    closers_.pop_back();
  }

  void read_text() {
    if (in_math_ && (take("^") || take("_"))) return;
    if (take("---")) return append("—");
    if (take("--")) return append("–");
    if (take("``")) return append("“");
    if (take("''")) return append("”");
    if (take("?`")) return append("¿");
    if (take("!`")) return append("¡");
    if (take("`")) {
      in_single_quotes_ = true;
      return append("‘");
    }
    if (in_single_quotes_ && rest().starts_with('\'') &&
        (at_ + 1 >= latex_.size() || !is_ascii_letter(latex_[at_ + 1]))) {
      ++at_;
      in_single_quotes_ = false;
      return append("’");
    }
    const auto length = code_point_length(latex_, at_);
    append(latex_.substr(at_, length));
    at_ += length;
  }

  /// The name of the command after a backslash; the spaces after a word belong to it.
  std::string_view take_command_name() {
    const auto begin = ++at_;
    if (at_ >= latex_.size()) return {};
    if (!is_ascii_letter(latex_[at_])) {
      at_ += code_point_length(latex_, at_);
      return latex_.substr(begin, at_ - begin);
    }
    while (at_ < latex_.size() && is_ascii_letter(latex_[at_])) ++at_;
    const auto name = latex_.substr(begin, at_ - begin);
    skip_space();
    return name;
  }

  void skip_space() { at_ = std::min(latex_.find_first_not_of(" \t\r\n", at_), latex_.size()); }

  void read_command() {
    const auto name = take_command_name();
    if (const auto accent = latex_accent(name); !accent.empty() && !in_math_) {
      skip_space();
      accents_ += accent;
      lonely_accent_ = spacing_accent(name);
      return;
    }
    if (const auto symbol = latex_symbol(name); !symbol.empty()) return append(symbol);
    if (name == "enquote") next_closer_ = "”";
    if (name == "enquote") append("“");
    if (name == "href") skip_argument();
    // What is left changes only how its argument looks, or is not known: the argument is the text.
  }

  void skip_argument() {
    if (!rest().starts_with('{')) return;
    std::size_t depth = 0;
    for (; at_ < latex_.size(); ++at_) {
      if (latex_[at_] == '{') ++depth;
      if (latex_[at_] != '}' || --depth != 0) continue;
      ++at_;
      return;
    }
  }

  void append_lonely_accent() {
    if (accents_.empty()) return;
    text_ += lonely_accent_;
    accents_.clear();
  }

  /// Adds `added` with the accents that wait for it on its first letter.
  void append(std::string_view added) {
    if (accents_.empty() || added.empty()) {
      text_ += added;
      return;
    }
    const auto length = code_point_length(added, 0);
    auto letter = std::string(added.substr(0, length));
    if (letter == "ı") letter = "i";
    if (letter == "ȷ") letter = "j";
    text_ += composed(letter + accents_);
    text_ += added.substr(length);
    accents_.clear();
  }

  std::string_view latex_;
  std::size_t at_ = 0;
  std::string text_ = {};
  std::string accents_ = {};             ///< combining characters that wait for their letter
  std::string_view lonely_accent_ = {};  ///< what the last of them is over nothing
  std::string_view next_closer_ = {};    ///< what the end of the next group prints
  std::vector<std::string_view> closers_ = {};
  bool in_math_ = false;
  bool in_single_quotes_ = false;
};

}  // namespace

std::string from_latex(std::string_view latex) {
  return Decoder(latex).decode();
}

std::string from_latex_verbatim(std::string_view latex) {
  std::string text;
  for (std::size_t at = 0; at < latex.size(); ++at) {
    const char byte = latex[at];
    if (byte == '{' || byte == '}' || byte == '$') continue;
    if (byte != '\\') {
      text += byte;
      continue;
    }
    auto end = at + 1;
    while (end < latex.size() && is_ascii_letter(latex[end])) ++end;
    const auto name = latex.substr(at + 1, end - at - 1);
    if (name == "textasciitilde" || name == "sim") text += '~';
    if (name == "textunderscore") text += '_';
    at = end - 1;
  }
  return normalise_space(text);
}

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
