/// Tells the names that editors and copying tools use on the way from the names that people mean.
#pragma once
#include <string_view>

namespace citefeed::watch {

/// True for the name of a file that is not meant to stay: hidden (".x.swp", rsync's ".x.md.AbC123", Emacs' ".#x"),
/// backups
/// ("x~", "x.bak"), Emacs' "#x#", Vim's probe "4913", and "x.swp", "x.tmp", "x.part".
[[nodiscard]] bool is_temporary_file(std::string_view name);

/// True for the name of a folder whose contents are nobody's business: hidden (".git", rsync's ".~tmp~").
[[nodiscard]] bool is_hidden(std::string_view name);

}  // namespace citefeed::watch
