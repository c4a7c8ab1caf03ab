/// A golden case: a folder of posts, and every document that comes of it.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace citefeed::render::golden {

/// tests/golden/ in the source tree.
[[nodiscard]] std::filesystem::path root();

/// The names of the folders below tests/golden/cases/, sorted.
[[nodiscard]] std::vector<std::string> cases();

/// The documents of `name`, by their golden file below root(): "atom/simple.xml". Posts are
/// tests/golden/cases/{name}/**.md, read with tests/golden/feeds/. Fails the test when the input has errors.
[[nodiscard]] std::map<std::string, std::string> documents(const std::string& name);

/// The file's bytes; "" when there is none.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// Where two texts differ first: "line 3:\n  expected: …\n     found: …", long lines cut to what is around the
/// difference; "" when they are equal.
[[nodiscard]] std::string first_difference(const std::string& expected, const std::string& found);

}  // namespace citefeed::render::golden
