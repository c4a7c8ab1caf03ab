/// A map from strings whose copies share what they have in common, so that the next generation of a large map costs
/// what changed in it.
#pragma once
#include <array>
#include <bitset>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace citefeed {

/// Hashes string and string_view alike, so that a lookup allocates nothing.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// A value: immutable but for assignment; copies are cheap (a pointer) and may be read by any thread. Made for up to a
/// million keys: they are divided into parts of which an Editor copies only those it changes.
template <class Value>
class PersistentMap final {
 public:
  class Editor;

  /// The value of `key`; null when there is none. Good as long as this map or a copy of it is.
  [[nodiscard]] const Value* find(std::string_view key) const { return parts_ ? find_in(*parts_, key) : nullptr; }
  [[nodiscard]] bool contains(std::string_view key) const { return find(key) != nullptr; }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// Calls `visit` with each key and its value, in no set order.
  template <class Visit>
  void for_each(const Visit& visit) const {
    if (!parts_) return;
    for (const auto& part : *parts_) {
      if (!part) continue;
      for (const auto& [key, value] : *part) visit(key, value);
    }
  }

 private:
  static constexpr std::size_t part_count = 1024;
  using Part = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;
  using Parts = std::array<std::shared_ptr<Part>, part_count>;

  static std::size_t part_of(std::string_view key) { return TextHash{}(key) % part_count; }
  static const Value* find_in(const Parts& parts, std::string_view key) {
    const auto& part = parts[part_of(key)];
    if (!part) return nullptr;
    const auto found = part->find(key);
    return found == part->end() ? nullptr : &found->second;
  }

  std::shared_ptr<const Parts> parts_ = {};  ///< null while empty
  std::size_t size_ = 0;
};

/// Changes a copy of a map, which itself stays as it is. One thread at a time.
template <class Value>
class PersistentMap<Value>::Editor final {
 public:
  explicit Editor(const PersistentMap& map)
      : parts_(map.parts_ ? std::make_shared<Parts>(*map.parts_) : std::make_shared<Parts>()), size_(map.size_) {}

  /// As PersistentMap::find(); good until the next change.
  [[nodiscard]] const Value* find(std::string_view key) const { return find_in(*parts_, key); }

  void set(std::string_view key, Value value) {
    Part& part = own(part_of(key));
    const auto found = part.find(key);
    if (found != part.end()) {
      found->second = std::move(value);
      return;
    }
    part.emplace(key, std::move(value));
    ++size_;
  }

  void erase(std::string_view key) {
    if (find(key) == nullptr) return;
    Part& part = own(part_of(key));
    part.erase(part.find(key));
    --size_;
  }

  /// The changed map. The editor is spent.
  [[nodiscard]] PersistentMap finish() {
    PersistentMap map;
    map.parts_ = std::move(parts_);
    map.size_ = size_;
    return map;
  }

 private:
  /// The part at `place`, copied unless this editor made it.
  Part& own(std::size_t place) {
    auto& part = parts_->at(place);
    if (!owned_.test(place)) {
      part = part ? std::make_shared<Part>(*part) : std::make_shared<Part>();
      owned_.set(place);
    }
    return *part;
  }

  std::shared_ptr<Parts> parts_;
  std::size_t size_;
  std::bitset<part_count> owned_ = {};
};

}  // namespace citefeed
