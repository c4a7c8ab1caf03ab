#include "content/introductions.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "base/published_addresses.hpp"
#include "base/utf8.hpp"
#include "content/front_matter.hpp"
#include "content/markdown.hpp"
#include "content/markdown_tree.hpp"
#include "content/post_address.hpp"
#include "content/post_parser.hpp"
#include "content/source_text.hpp"
#include "content/yaml.hpp"

namespace citefeed::content {
namespace {

void read_keys(const yaml::Node& header, Report& report, model::Introduction& introduction) {
  if (header.is_null()) return;
  if (header.kind != yaml::Kind::mapping) {
    return report.error(header.position, "expected front matter of keys and values, found " + yaml::describe(header));
  }
  yaml::check_keys(header, {"title", "draft"}, Severity::error, report);
  if (const auto* node = yaml::find(header, "title")) {
    introduction.title = yaml::read_text(*node, "a title", report).value_or("");
  }
  if (const auto* node = yaml::find(header, "draft")) introduction.draft = read_flag(*node, report).value_or(false);
}

/// All of `text` where it has no front matter.
std::optional<PostParts> split(std::string_view text, Report& report) {
  const auto first_line = text.substr(0, text.find('\n'));
  if (trim(first_line) == "---") return split_front_matter(text, report);
  return PostParts{.front_matter = text.substr(0, 0), .body = text, .body_line = 1};
}

void read_text(const PostParts& parts, const LinkBase& base, Report& report, model::Introduction& introduction) {
  if (trim(parts.body).empty()) {
    if (introduction.title.empty() && !report.has_errors())
      report.warning({}, "expected a text or a title, found neither");
    return;
  }
  if (look_at(parts.body, parts.body_line, report) == Outlook::refused) return;
  const auto tree = markdown::parse(parts.body);
  markdown::make_safe(tree.get(), base, parts.body_line, report);
  markdown::leave_the_first_level(tree.get());
  introduction.html = markdown::to_html(tree.get());
  introduction.text = markdown::plain_text(tree.get());
  introduction.text_with_addresses = markdown::plain_text(tree.get(), markdown::Addresses::shown);
}

void read_parts(const PostParts& parts, const LinkBase& base, Report& report, model::Introduction& introduction) {
  const auto header = yaml::parse(parts.front_matter, parts.front_matter_line, {}, report);
  if (header) read_keys(*header, report, introduction);
  read_text(parts, base, report, introduction);
}

/// The files of `listing` that are introductions; it keeps the others.
std::vector<FileEntry> take_introductions(Listing& listing) {
  std::vector<FileEntry> taken;
  const auto is_taken = [](const FileEntry& entry) { return is_introduction_path(entry.path); };
  std::copy_if(listing.files.begin(), listing.files.end(), std::back_inserter(taken), is_taken);
  std::erase_if(listing.files, is_taken);
  return taken;
}

bool says_the_same(const model::IntroductionsPointer& a, const model::Introductions& b) {
  if (!a) return b.empty();
  return *a == b;  // of the same versions: the same objects
}

}  // namespace

bool is_introduction_path(std::string_view path) {
  return path.substr(path.rfind('/') + 1) == introduction_name;  // npos + 1 is 0
}

Outcome<model::Introduction> parse_introduction(const std::string& path, const std::string& shown_path,
                                                std::string_view bytes, const model::Definitions& definitions,
                                                std::vector<FileLink>* links) {
  Report report{shown_path};
  model::Introduction introduction{.file = path, .digest = post_digest(path, bytes)};
  const auto place = parse_post_path(path);
  if (place) {
    introduction.month = {.year = place->year, .month = place->month};
  } else {
    report.error({}, fmt::format("expected the path YYYY/MM/{} below the content folder, found {}", introduction_name,
                                 in_quotes(path)));
  }
  const std::string& site = definitions.site.base_url.text;
  const LinkBase base{.page_url = {.text = site + folder_path(Folder::issue) + to_string(introduction.month) + "/"},
                      .site_size = site.size(),
                      .file = path};
  if (bytes.size() > max_post_bytes) {
    report.error({}, fmt::format("expected at most 1 MiB, found {} bytes", bytes.size()));
  } else if (const auto text = read_source(bytes, report)) {
    if (const auto parts = split(*text, report)) read_parts(*parts, base, report, introduction);
  }
  const bool usable = !report.has_errors();
  if (links != nullptr) *links = report.take_links();
  Outcome<model::Introduction> outcome{.diagnostics = report.take()};
  if (usable) outcome.value = std::move(introduction);
  return outcome;
}

/// The definitions of today are those of all last good versions.
void IntroductionShelf::follow(const model::Definitions& definitions, const std::string& tree_name) {
  if (definitions_ == definitions.digest) return;
  definitions_ = definitions.digest;
  for (auto& [path, file] : files_) {
    file.introduction.doubt();
    if (!file.introduction.last_good()) continue;
    auto again = parse_introduction(path, shown_path(tree_name, path), file.bytes, definitions);
    const auto good = again.value ? std::make_shared<const model::Introduction>(std::move(*again.value)) : nullptr;
    file.introduction.adapt([&good](const auto& version) { return version ? good : nullptr; });
  }
}

void IntroductionShelf::take_from(Listing& listing, const FileTree& tree, const model::Definitions& definitions) {
  const auto listed = take_introductions(listing);
  follow(definitions, tree.name());
  compare(listing, listed);
  for (const auto& [path, signature] : listed) {
    auto& introduction = files_[path].introduction;
    introduction.list(signature, awaited_.patience());
    if (introduction.is_to_be_read())
      (void)read(path, tree, definitions);  // what is unfit has just been listed as such
  }
}

void IntroductionShelf::compare(const Listing& listing, const std::vector<FileEntry>& listed) {
  for (auto next = files_.begin(); next != files_.end();) {
    const auto file = next++;  // which may be erased
    const auto& path = file->first;
    const auto entry = std::lower_bound(listed.begin(), listed.end(), path,
                                        [](const FileEntry& each, const auto& wanted) { return each.path < wanted; });
    if (entry != listed.end() && entry->path == path) continue;
    auto& introduction = file->second.introduction;
    is_unseen(path, listing) ? introduction.hide() : introduction.miss(awaited_.patience());
    settle(file);
  }
}

void IntroductionShelf::settle(Files::iterator file) {
  awaited_.update(file->first, file->second.introduction);
  if (file->second.introduction.state() == FileState::gone) files_.erase(file);
}

bool IntroductionShelf::lacks_files() const {
  return std::any_of(files_.begin(), files_.end(),
                     [](const auto& file) { return file.second.introduction.is_lacking(); });
}

FileState IntroductionShelf::miss(const std::string& path) {
  auto& introduction = files_.at(path).introduction;
  introduction.miss(awaited_.patience());
  return introduction.state();
}

bool IntroductionShelf::read(const std::vector<std::string>& paths, const FileTree& tree,
                             const model::Definitions& definitions) {
  bool is_unfit = false;
  for (const auto& path : paths) {
    if (read(path, tree, definitions)) is_unfit = true;
  }
  return is_unfit;
}

bool IntroductionShelf::read(const std::string& path, const FileTree& tree, const model::Definitions& definitions) {
  const auto place = files_.try_emplace(path).first;
  auto& [introduction, good_bytes, links] = place->second;
  const auto shown = shown_path(tree.name(), path);
  const auto found = tree.look(path, max_post_bytes);
  if (const auto* problem = std::get_if<ReadProblem>(&found)) {
    problem->gone ? introduction.miss(awaited_.patience()) : introduction.note(*problem, shown);
    settle(place);
    return problem->unfit;
  }
  const auto& [bytes, signature, may_be_half] = std::get<FileContent>(found);
  const bool is_known = introduction.last_good() && bytes == good_bytes;
  if (is_known || !may_be_half || introduction.has_settled(signature, awaited_.patience(), shown)) {
    auto outcome = parse_introduction(path, shown, bytes, definitions, &links);
    auto version = outcome.value ? std::make_shared<const model::Introduction>(std::move(*outcome.value)) : nullptr;
    if (is_known && version) version = introduction.last_good();
    introduction.read(version, std::move(outcome.diagnostics), signature);
    if (version) introduction.keep(version);
    if (version) good_bytes = bytes;
  }
  settle(place);
  return false;
}

void IntroductionShelf::show(const std::string& tree_name, const PostShelf& posts, const TimeZone& zone,
                             Loaded& loaded) {
  model::Introductions now;
  for (const auto& [path, file] : files_) {
    const auto& [introduction, bytes, links] = file;
    const auto& problems = introduction.diagnostics();
    loaded.diagnostics.insert(loaded.diagnostics.end(), problems.begin(), problems.end());
    loaded.incomplete = loaded.incomplete || introduction.state() == FileState::unreadable;
    const auto& standing = introduction.standing();
    if (!standing) continue;
    if (!introduction.said()) loaded.kept.push_back(path);
    for (const FileLink& link : links) {
      if (!posts.is_shown(link.target)) loaded.diagnostics.push_back(posts.dead_link(tree_name, path, link));
    }
    const auto& month = standing->month;
    now.emplace(month, standing);
    if (standing->draft || posts.has_post_within(start_of(month, zone), end_of(month, zone), path)) continue;
    loaded.diagnostics.push_back(
        {.file = shown_path(tree_name, path),
         .severity = Severity::warning,
         .message = fmt::format("expected a post published in {}, found none: nobody will see this introduction",
                                to_string(month))});
  }
  std::sort(loaded.kept.begin(), loaded.kept.end());
  if (!says_the_same(standing_, now)) {
    standing_ = now.empty() ? nullptr : std::make_shared<const model::Introductions>(std::move(now));
  }
  loaded.introductions = standing_;
}

}  // namespace citefeed::content
