/// Collects the resources of the next site, taking over those of the last one whose inputs are the same.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "resource/site.hpp"

namespace citefeed::publish {

using MakePrepared = std::function<resource::Prepared()>;

/// One thread at a time, but for the functions given to it.
class SiteBuilder final {
 public:
  /// `previous` may be null; it must outlive the builder. `base_path` is the path of the base URL, "/" or "/blog/".
  SiteBuilder(const resource::Site* previous, std::string_view base_path);

  /// A resource to have ready in the site. `plan` returns the function that makes it; neither is called when the
  /// previous site has the resource.
  template <class Plan>
  void add_ready(const std::string& path, const Digest& inputs, const Plan& plan) {
    if (!take_over(path, inputs)) ready_.push_back({.path = path, .inputs = inputs, .make = plan()});
  }

  /// A resource to make when it is first asked for.
  template <class Plan>
  void add_deferred(const std::string& path, const Digest& inputs, const Plan& plan) {
    if (!take_over(path, inputs)) add(path, std::make_shared<const resource::Resource>(inputs, plan()));
  }

  /// Resources to make when they are first asked for: `plan` returns the functions that make them by their names below
  /// `path`, which ends in '/'.
  template <class Plan>
  void add_folder(const std::string& path, const Digest& inputs, const Plan& plan) {
    if (!take_over_folder(path, inputs)) add_new_folder(path, inputs, plan());
  }

  /// Answers `old_path` with 301 to `target`, unless a resource is there.
  void add_moved(const std::string& old_path, const std::string& target);

  /// How many resources the previous site did not have.
  [[nodiscard]] std::size_t made() const { return made_; }

  /// Makes what is to be ready, on `threads` threads, and hands the site over. The builder is spent.
  [[nodiscard]] std::shared_ptr<const resource::Site> finish(unsigned threads);

 private:
  struct Ready {
    std::string path = {};
    Digest inputs = {};
    MakePrepared make = {};
  };
  bool take_over(const std::string& path, const Digest& inputs);
  bool take_over_folder(const std::string& path, const Digest& inputs);
  void add_new_folder(const std::string& path, const Digest& inputs,
                      const std::vector<std::pair<std::string, MakePrepared>>& plan);
  void add(const std::string& path, std::shared_ptr<const resource::Resource> resource);

  const resource::Site* previous_;
  std::shared_ptr<resource::Site> site_ = std::make_shared<resource::Site>();
  std::vector<Ready> ready_;
  std::size_t made_ = 0;
};

}  // namespace citefeed::publish
