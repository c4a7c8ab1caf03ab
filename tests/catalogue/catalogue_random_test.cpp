// Whatever happens to the files, in whatever order: the catalogue ends where a fresh start does.
#include <map>
#include <random>
#include <set>

#include "catalogue_fixture.hpp"

namespace citefeed::catalogue {
namespace {

/// All that a snapshot says, in words.
std::map<std::string, std::string> describe(const Snapshot& snapshot) {
  std::map<std::string, std::string> words;
  const auto tell = [&words](const std::string& name, const Timeline& timeline) {
    for (const auto& year : timeline.years) {
      auto& line = words[fmt::format("{} {}", name, year->number)];
      for (const auto& each : year->posts)
        line += fmt::format("{}@{} ", to_hex(each->digest).substr(0, 8), to_rfc3339(each->updated));
      for (const auto& each : year->posts) line += fmt::format("{} notices ", each->notices.size());
      line += fmt::format("| {} revised, {}", year->revised.size(), to_hex(year->digest));
    }
  };
  tell("everything", snapshot.everything);
  words["open month"] = snapshot.open_month ? to_string(*snapshot.open_month) : "";
  tell("notices", snapshot.notices);
  tell("corrections", snapshot.corrections);
  for (const auto& [id, each] : snapshot.withdrawn) {
    words["withdrawn " + id] = fmt::format("{} {}", to_hex(each->digest), each->withdrawn.value().is_news);
  }
  for (const auto& each : snapshot.gone.posts) words["gone " + each.id] = each.withdrawal.is_news ? "news" : "old";
  for (const auto& id : snapshot.not_gone) words["not gone " + id] = "";
  for (const auto& each : snapshot.gone.feeds) words["gone topic " + each.slug] = each.withdrawal.is_news ? "news" : "";
  for (const auto& [name, timeline] : snapshot.by_topic) tell("topic " + name, timeline);
  for (const auto& [name, timeline] : snapshot.by_type) tell("type " + name, timeline);
  for (const auto& [name, timeline] : snapshot.by_bundle) tell("bundle " + name, timeline);
  snapshot.articles.for_each([&](const std::string& identity, const ArticlePointer& article) {
    auto& line = words["article " + identity];
    line = fmt::format("{} {}:", article->first->id, article->position);
    for (const auto& each : article->reviews) line += " " + to_hex(each->digest).substr(0, 8);
  });
  return words;
}

template <class Choices>
auto one_of(std::mt19937& chance, const Choices& choices) {
  return *(std::begin(choices) + static_cast<std::ptrdiff_t>(chance() % std::size(choices)));
}

PostPointer random_post(std::mt19937& chance, int number, int version) {
  static const std::vector<std::vector<std::string>> topics{{}, {"a"}, {"b"}, {"a", "b"}, {"c"}};
  static const std::vector<std::vector<std::string>> types{{}, {"survey"}, {"trial"}};
  static const std::vector<std::string> dois{"", "10.1/x", "10.1/X", "10.1/y"};
  const Instant published = noon + std::chrono::hours{chance() % 40000} - 35000h;
  const bool is_updated = chance() % 4 == 0;
  std::vector<Instant> notices;
  for (auto count = chance() % 8; count > 5; --count)
    notices.push_back(published + std::chrono::hours{chance() % 9000});
  std::optional<Instant> withdrawn;
  if (chance() % 6 == 0) withdrawn = published + std::chrono::hours{chance() % 9000};
  return post({.id = fmt::format("post-{}", number),
               .published = published,
               .updated = is_updated ? published + std::chrono::hours{chance() % 9000} : published,
               .topics = one_of(chance, topics),
               .types = one_of(chance, types),
               .doi = one_of(chance, dois),
               .notices = notices,
               .withdrawn = withdrawn,
               .draft = chance() % 8 == 0,
               .version = version});
}

/// A folder whose posts change, come, go, and move from file to file.
class RandomFolder final {
 public:
  /// What one look at it finds.
  std::vector<FileChange> change(std::mt19937& chance, int version) {
    changes_.clear();
    for (auto count = chance() % 4; count > 0; --count) {
      const std::string file = fmt::format("file-{}", chance() % 60);
      const auto known = files_.find(file);
      const int before = known == files_.end() ? -1 : number_of(*known->second);
      if (chance() % 5 == 0) {
        if (before >= 0) put(file, nullptr);
        continue;
      }
      const bool stays = before >= 0 && chance() % 3 != 0;
      const int number = stays ? before : static_cast<int>(chance() % 60);
      if (const auto other = file_of(number); other && *other != file) {  // its id comes to this file
        const bool swaps = before >= 0 && chance() % 2 == 0;
        put(*other, swaps ? random_post(chance, before, version) : nullptr);
      }
      put(file, random_post(chance, number, version));
    }
    return changes_;
  }
  [[nodiscard]] std::vector<PostPointer> posts() const {
    std::vector<PostPointer> posts;
    for (const auto& [file, post] : files_) posts.push_back(post);
    return posts;
  }

 private:
  static int number_of(const model::Post& post) { return std::stoi(post.id.substr(post.id.find('-') + 1)); }

  [[nodiscard]] std::optional<std::string> file_of(int number) const {
    for (const auto& [file, post] : files_) {
      if (number_of(*post) == number) return file;
    }
    return std::nullopt;
  }

  void put(const std::string& file, const PostPointer& post) {
    post ? static_cast<void>(files_[file] = post) : static_cast<void>(files_.erase(file));
    std::erase_if(changes_, [&](const FileChange& change) { return change.file == file; });
    changes_.push_back({.file = file, .post = post});
  }

  std::map<std::string, PostPointer> files_ = {};
  std::vector<FileChange> changes_ = {};
};

TEST_F(Schedule, AnySequenceOfChangesEndsWhereAFreshStartDoes) {
  std::mt19937 chance{11};
  RandomFolder folder;
  Instant now = noon;
  for (int step = 0; step < 400; ++step) {
    const auto changes = folder.change(chance, step);
    if (step % 50 == 49) definitions_ = definitions(fmt::format("version {}", step));
    now += chance() % 20 == 0 ? -200h : std::chrono::hours{chance() % 60};
    ASSERT_EQ(describe(*advance(changes, now)), describe(*take_snapshot(folder.posts(), *definitions_, now)))
        << "step " << step;
    ASSERT_TRUE(!catalogue_.next_due() || *catalogue_.next_due() > now);
  }
}

}  // namespace
}  // namespace citefeed::catalogue
