/// What has been withdrawn, and for how long that is news.
#pragma once
#include <optional>

#include "base/instant.hpp"
#include "model/gone.hpp"

namespace citefeed::catalogue {

/// When feeds no longer name it.
[[nodiscard]] Instant end_of_news(const model::Withdrawal& withdrawal);

/// `withdrawal` as readers may see it at `now`: nothing before its date; later it says whether it is news. Pure.
[[nodiscard]] std::optional<model::Withdrawal> seen_at(const model::Withdrawal& withdrawal, Instant now);

/// What is gone at `now`: of `gone`, as definitions have it, what seen_at() lets through. Pure.
[[nodiscard]] model::Gone gone_at(const model::Gone& gone, Instant now);

/// The next moment after `now` at which gone_at() differs; nothing when there is none.
[[nodiscard]] std::optional<Instant> next_change(const model::Gone& gone, Instant now);

}  // namespace citefeed::catalogue
