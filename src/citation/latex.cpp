#include "citation/latex.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <vector>

#include "citation/characters.hpp"
#include "citation/latex_symbols.hpp"

namespace citefeed::citation {
namespace {

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

}  // namespace citefeed::citation
