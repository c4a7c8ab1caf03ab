#include "publish/export_site.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "base/whole_file.hpp"

namespace citefeed::publish {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using resource::Coding;

constexpr const char* manifest_name = "manifest.json";

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
  Exporter(const resource::Site& site, fs::path directory, const ExportOptions& options)
      : site_(site), directory_(std::move(directory)), options_(options) {}

  ExportSummary run() {
    const std::set<std::string> before = earlier_files();
    std::map<std::string, const resource::Resource*> sorted;
    site_.for_each(
        [&](const std::string& path, const resource::Resource& resource) { sorted.emplace(path, &resource); });
    std::size_t done = 0;
    for (const auto& [path, resource] : sorted) {
      export_resource(path, resource->prepared());
      if (options_.progress) options_.progress(++done, sorted.size());
    }
    for (const std::string& file : before) {
      if (!files_.contains(file) && fs::remove(directory_ / file)) ++summary_.removed;
    }
    write_manifest();
    summary_.files = files_.size();
    return summary_;
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
      if (write_whole(directory_ / coded_file, *representation->body)) ++summary_.written;
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

  /// What the manifest of an earlier export lists; nothing when there is none or it is not ours.
  std::set<std::string> earlier_files() const {
    std::set<std::string> files;
    const auto manifest = read_whole(directory_ / manifest_name);
    json::error_code error;
    const json::value document = manifest ? json::parse(*manifest, error) : json::value{};
    const json::value* list = document.is_object() ? document.as_object().if_contains("files") : nullptr;
    if (error || list == nullptr || !list->is_array()) return files;
    for (const json::value& file : list->as_array()) {
      if (!file.is_string()) continue;
      const std::string name{file.as_string()};
      const fs::path relative = fs::path{name}.lexically_normal();
      if (relative.is_relative() && !relative.empty() && *relative.begin() != "..") files.insert(name);
    }
    return files;
  }

  void write_manifest() {
    json::array redirects;
    std::map<std::string, std::string> moved;
    site_.for_each_moved([&moved](const std::string& path, const std::string& target) { moved.emplace(path, target); });
    for (const auto& [path, target] : moved) {
      redirects.push_back(json::object{{"path", path}, {"target", target}, {"status", 301}});
    }
    json::array gone;
    for (const auto& [path, text] : site_.gone) {
      if (site_.find(path) == nullptr && !site_.find_moved(path))
        gone.push_back(json::object{{"path", path}, {"text", text}, {"status", 410}});
    }
    json::array files;
    for (const std::string& file : files_) files.emplace_back(file);
    const json::object manifest{{"resources", std::move(resources_)},
                                {"redirects", std::move(redirects)},
                                {"gone", std::move(gone)},
                                {"files", std::move(files)}};
    write_whole(directory_ / manifest_name, json::serialize(manifest) + "\n");
  }

  const resource::Site& site_;
  const fs::path directory_;
  const ExportOptions& options_;
  ExportSummary summary_ = {};
  std::set<std::string> files_ = {};
  json::array resources_ = {};
};

}  // namespace

Outcome<ExportSummary> export_site(const resource::Site& site, const fs::path& directory,
                                   const ExportOptions& options) {
  try {
    return {.value = Exporter{site, directory, options}.run()};
  } catch (const fs::filesystem_error& error) {
    return {.diagnostics = {{.file = directory.string(),
                             .message = fmt::format("expected a directory to write to: {}", error.what())}}};
  }
}

}  // namespace citefeed::publish
