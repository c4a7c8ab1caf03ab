#include "content/definitions_shelf.hpp"

namespace citefeed::content {

bool DefinitionsShelf::refresh() {
  std::vector<std::string> known;
  for (const auto& entry : files_) known.push_back(entry.path);
  const auto listing = tree_.list(definition_suffix);
  missing_.compare(listing, known);
  unreadable_ = why_unreadable(tree_, listing.unreadable);
  const bool is_same = listing.files == files_ && listing.passed_over == passed_over_;
  if (is_settled_ && listing.unreadable.empty() && is_same) return false;
  is_settled_ = false;  // until they have been read, whatever happens before that
  if (missing_.is_waiting()) return false;
  const auto files = read_definition_files(tree_, listing);
  files_ = listing.files;
  passed_over_ = listing.passed_over;
  missing_.forget_all();
  is_incomplete_ = files.may_pass || !listing.unreadable.empty();
  if (files.busy && current_) return false;  // an event will follow
  auto outcome = parse(files);
  const bool is_news = outcome.value && (!current_ || current_->digest != outcome.value->digest);
  if (is_news) current_ = std::make_shared<const model::Definitions>(std::move(*outcome.value));
  diagnostics_ = std::move(outcome.diagnostics);
  is_settled_ = !files.busy && !is_incomplete_;
  return is_news;
}

bool DefinitionsShelf::look_for_missing() {
  const bool is_one_back = !missing_.look_for(tree_).empty();
  return is_one_back || (missing_.next() && !missing_.is_waiting());
}

Outcome<model::Definitions> DefinitionsShelf::parse(const DefinitionFiles& files) const {
  auto outcome = parse_definitions(files, tree_.name());
  if (!outcome.value || !base_url_) return outcome;
  outcome.value->site.base_url = *base_url_;
  outcome.value->digest = DigestBuilder{}.add(outcome.value->digest).add(base_url_->text).finish();
  return outcome;
}

void DefinitionsShelf::recall(const KeptVersions& kept) {
  auto outcome = parse({.bytes = kept.definitions()});
  if (outcome.value) current_ = std::make_shared<const model::Definitions>(std::move(*outcome.value));
}

}  // namespace citefeed::content
