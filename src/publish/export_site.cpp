#include "publish/export_site.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "base/digest.hpp"
#include "base/safe_directory.hpp"

namespace citefeed::publish {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using resource::Coding;

constexpr const char* manifest_name = "manifest.json";
constexpr const char* generator = "citefeed";
constexpr int format = 1;

/// Of all that `manifest` says but its seal: whoever changes or writes one by hand does not get it right by accident.
std::string seal_of(json::object manifest) {
  if (auto* const seal = manifest.find("seal"); seal != manifest.end()) manifest.stable_erase(seal);
  return to_hex(sha256(json::serialize(manifest)));
}

/// The files that the manifest `bytes` lists; nothing when it is not as an export wrote it.
std::optional<std::set<std::string>> listed_in(const std::string& bytes) {
  json::error_code error;
  const json::value document = json::parse(bytes, error);
  if (error || !document.is_object()) return std::nullopt;
  const json::object& manifest = document.as_object();
  const auto says = [&manifest](const char* key, const json::value& expected) {
    const json::value* found = manifest.if_contains(key);
    return found != nullptr && *found == expected;
  };
  if (!says("generator", generator) || !says("format", format) || !says("seal", json::string{seal_of(manifest)}))
    return std::nullopt;
  const json::value* list = manifest.if_contains("files");
  if (list == nullptr || !list->is_array()) return std::nullopt;
  std::set<std::string> files;
  for (const json::value& file : list->as_array()) {
    if (!file.is_string() || !SafeDirectory::is_path(std::string{file.as_string()})) return std::nullopt;
    files.emplace(file.as_string());
  }
  return files;
}

std::string file_of(const std::string& path) {
  const std::string below = path.substr(1);
  return below.empty() || below.ends_with('/') ? below + "index.html" : below;
}

/// "Name: value" lines as an object.
json::object to_headers(const std::string& fields) {
  json::object headers;
  for (std::size_t at = 0; at < fields.size();) {
    const auto end = fields.find("\r\n", at);
    const auto colon = fields.find(": ", at);
    if (end == std::string::npos || colon > end) break;
    headers[fields.substr(at, colon - at)] = fields.substr(colon + 2, end - colon - 2);
    at = end + 2;
  }
  return headers;
}

class Exporter final {
 public:
  Exporter(const resource::Site& site, const fs::path& directory, const ExportOptions& options)
      : site_(site), shown_(directory), directory_(directory), options_(options) {}

  Outcome<ExportSummary> run() {
    const auto before = earlier_files();
    if (!before) return refusal();
    std::map<std::string, const resource::Resource*> sorted;
    site_.for_each(
        [&](const std::string& path, const resource::Resource& resource) { sorted.emplace(path, &resource); });
    std::size_t done = 0;
    for (const auto& [path, resource] : sorted) {
      export_resource(path, resource->prepared());
      if (options_.progress) options_.progress(++done, sorted.size());
    }
    directory_.commit();
    for (const std::string& file : *before) {
      if (!files_.contains(file) && directory_.remove(file)) ++summary_.removed;
    }
    directory_.put(manifest_name, json::serialize(manifest()) + "\n");
    directory_.commit();
    summary_.files = files_.size();
    return {.value = summary_};
  }

 private:
  void export_resource(const std::string& path, const resource::Prepared& prepared) {
    if (prepared.metadata.cache_control == "no-store") return;
    const std::string file = file_of(path);
    json::object item{{"path", path}, {"file", file}};
    json::object codings;
    for (const auto& representation : prepared.usual) {
      if (!representation) continue;
      const bool is_identity = representation->coding == Coding::identity;
      if (!is_identity && !options_.precompressed) continue;
      const std::string coded_file = file + std::string{resource::file_suffix(representation->coding)};
      if (directory_.put(coded_file, *representation->body)) ++summary_.written;
      files_.insert(coded_file);
      if (is_identity) {
        item["headers"] = to_headers(representation->fields_ok);
      } else {
        codings[resource::to_token(representation->coding)] =
            json::object{{"file", coded_file}, {"headers", to_headers(representation->fields_ok)}};
      }
    }
    if (!codings.empty()) item["codings"] = std::move(codings);
    resources_.push_back(std::move(item));
  }

  /// What an earlier export wrote; nothing when there is a manifest that is none of an export.
  [[nodiscard]] std::optional<std::set<std::string>> earlier_files() const {
    const auto manifest = directory_.read(manifest_name);
    return manifest ? listed_in(*manifest) : std::set<std::string>{};
  }

  [[nodiscard]] Outcome<ExportSummary> refusal() const {
    return {.diagnostics = {{.file = (shown_ / manifest_name).string(),
                             .message = "expected the manifest that an earlier export wrote, found another file, or "
                                        "one that was changed; nothing was written. Export to another directory, or "
                                        "move this file away: what an earlier export wrote then stays"}}};
  }

  [[nodiscard]] json::object manifest() {
    json::array redirects;
    std::map<std::string, std::string> moved;
    site_.for_each_moved([&moved](const std::string& path, const std::string& target) { moved.emplace(path, target); });
    for (const auto& [path, target] : moved) {
      redirects.push_back(json::object{{"path", path}, {"target", target}, {"status", 301}});
    }
    json::array gone;
    for (const auto& [path, said] : site_.gone) {
      if (site_.find(path) == nullptr && !site_.find_moved(path))
        gone.push_back(json::object{{"path", path}, {"text", said.text}, {"status", 410}});
    }
    json::array files;
    for (const std::string& file : files_) files.emplace_back(file);
    json::object manifest{{"generator", generator},
                          {"format", format},
                          {"resources", std::move(resources_)},
                          {"redirects", std::move(redirects)},
                          {"gone", std::move(gone)},
                          {"files", std::move(files)}};
    manifest["seal"] = seal_of(manifest);
    return manifest;
  }

  const resource::Site& site_;
  const fs::path& shown_;
  SafeDirectory directory_;
  const ExportOptions& options_;
  ExportSummary summary_ = {};
  std::set<std::string> files_ = {};
  json::array resources_ = {};
};

}  // namespace

Outcome<ExportSummary> export_site(const resource::Site& site, const fs::path& directory,
                                   const ExportOptions& options) {
  try {
    return Exporter{site, directory, options}.run();
  } catch (const fs::filesystem_error& error) {
    return {.diagnostics = {to_diagnostic(error)}};
  }
}

}  // namespace citefeed::publish
