#include "catalogue/gone.hpp"

#include <vector>

namespace citefeed::catalogue {
namespace {

template <class Each>
std::vector<Each> those_gone_at(const std::vector<Each>& all, Instant now) {
  std::vector<Each> gone;
  for (const Each& each : all) {
    const auto seen = seen_at(each.withdrawal, now);
    if (!seen) continue;
    gone.push_back(each);
    gone.back().withdrawal = *seen;
  }
  return gone;
}

}  // namespace

Instant end_of_news(const model::Withdrawal& withdrawal) {
  return withdrawal.date + model::withdrawal_is_news;
}

std::optional<model::Withdrawal> seen_at(const model::Withdrawal& withdrawal, Instant now) {
  if (withdrawal.date > now) return std::nullopt;
  auto seen = withdrawal;
  seen.is_news = now < end_of_news(withdrawal);
  return seen;
}

model::Gone gone_at(const model::Gone& gone, Instant now) {
  return {.posts = those_gone_at(gone.posts, now), .topics = those_gone_at(gone.topics, now)};
}

std::optional<Instant> next_change(const model::Gone& gone, Instant now) {
  std::optional<Instant> next;
  const auto consider = [&](const model::Withdrawal& withdrawal) {
    for (const Instant moment : {withdrawal.date, end_of_news(withdrawal)}) {
      if (moment > now && (!next || moment < *next)) next = moment;
    }
  };
  for (const model::GonePost& post : gone.posts) consider(post.withdrawal);
  for (const model::GoneTopic& topic : gone.topics) consider(topic.withdrawal);
  return next;
}

}  // namespace citefeed::catalogue
