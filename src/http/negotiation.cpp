#include "http/negotiation.hpp"

#include <string_view>

#include "http/request.hpp"

namespace citefeed::http {
namespace {

using resource::Coding;

constexpr std::size_t index_of(Coding coding) {
  return static_cast<std::size_t>(coding);
}

/// qvalue (RFC 9110, 12.4.2) in thousandths; nothing when it is malformed.
std::optional<std::uint16_t> read_qvalue(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text.front() != '0' && text.front() != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  unsigned thousandths = text.front() == '1' ? 1000 : 0;
  unsigned place = 100;
  for (std::size_t i = 2; i < text.size(); ++i, place /= 10) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    thousandths += static_cast<unsigned>(text[i] - '0') * place;
  }
  return thousandths <= 1000 ? std::optional{static_cast<std::uint16_t>(thousandths)} : std::nullopt;
}

struct Member {
  std::string_view name = {};
  std::uint16_t weight = 1000;
};

std::optional<Member> read_member(std::string_view text) {
  const std::size_t semicolon = text.find(';');
  Member member{.name = trim_ows(text.substr(0, semicolon))};
  if (semicolon == std::string_view::npos) return member;
  const std::string_view parameter = trim_ows(text.substr(semicolon + 1));
  if (parameter.size() < 2 || (parameter[0] != 'q' && parameter[0] != 'Q') || parameter[1] != '=') return std::nullopt;
  const auto weight = read_qvalue(parameter.substr(2));
  if (!weight) return std::nullopt;
  member.weight = *weight;
  return member;
}

std::optional<Coding> coding_called(std::string_view name) {
  for (const Coding coding : resource::all_codings) {
    if (equals_ignoring_case(name, to_token(coding))) return coding;
  }
  if (equals_ignoring_case(name, "x-gzip")) return Coding::gzip;  // RFC 9110, 8.4.1.3
  return std::nullopt;
}

}  // namespace

CodingWeights read_accept_encoding(const FieldValue& field) {
  std::array<std::optional<std::uint16_t>, resource::all_codings.size()> named = {};
  std::optional<std::uint16_t> others = {};
  std::string_view list = field.text();
  while (!list.empty()) {
    const auto member = read_member(take_member(list));
    if (!member) continue;
    if (member->name == "*") {
      others = member->weight;
    } else if (const auto coding = coding_called(member->name)) {
      named.at(index_of(*coding)) = member->weight;
    }
  }
  CodingWeights weights = {};
  for (const Coding coding : resource::all_codings)
    weights.at(index_of(coding)) = named.at(index_of(coding)).value_or(0);
  for (const Coding coding : {Coding::identity, Coding::gzip}) {
    if (!named.at(index_of(coding)) && others) weights.at(index_of(coding)) = *others;
  }
  if (!named.at(index_of(Coding::identity)) && !others) weights.at(index_of(Coding::identity)) = 1;
  return weights;
}

const resource::Representation& choose(
    const std::array<std::optional<resource::Representation>, resource::all_codings.size()>& offered,
    const FieldValue& accept_encoding) {
  const resource::Representation* best = &*offered.at(index_of(Coding::identity));
  if (!accept_encoding.is_present()) return *best;
  const CodingWeights weights = read_accept_encoding(accept_encoding);
  std::uint16_t best_weight = weights.at(index_of(Coding::identity));
  for (const Coding coding : resource::all_codings) {
    const auto& candidate = offered.at(index_of(coding));
    const std::uint16_t weight = weights.at(index_of(coding));
    if (!candidate || weight == 0) continue;
    const bool smaller = candidate->body->size() < best->body->size();
    if (weight > best_weight || (weight == best_weight && smaller)) {
      best = &*candidate;
      best_weight = weight;
    }
  }
  return *best;
}

}  // namespace citefeed::http
