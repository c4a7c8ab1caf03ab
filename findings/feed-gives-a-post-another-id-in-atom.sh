#!/bin/bash
# A much used generator of feeds (npm) names one post differently in Atom than in RSS and JSON Feed, or not at all.
#
# Software: feed 6.0.0 (npm); for comparison feed 4.2.2.
# Date: 2026-11-30.
# Guess: the `id` of an item, documented as a unique identifier, is written as it was given, in all three formats.
# Behaviour: for Atom it is taken for an address of the web and normalised: a slash is added, the host put into lower case,
#   other letters are percent-encoded. What is no address is an error that ends the whole feed, as do numbers of posts. RSS
#   and JSON Feed have the id as it was given. An item without an id has its link instead in Atom and RSS, and in JSON Feed
#   no id, which that format requires. Version 4 wrote the id everywhere as it was.
# Output seen: Atom, RSS, JSON Feed
#   https://clinic.example: https://clinic.example/, as given, as given
#   https://Clinic.example/a: https://clinic.example/a, as given, as given
#   https://clinic.example/müde: https://clinic.example/m%C3%BCde, as given, as given
#   tag:clinic.example,2026:a: as given, as given, as given
#   post-17: Invalid URL, as given, as given
#   no id: https://clinic.example/a/, https://clinic.example/a/, none
#   feed 4, https://clinic.example/müde: as given
# For a publisher: after an upgrade from 4 readers of the Atom feed see such posts once more, all on one day, and who joins
#   the formats by id has each post twice (RFC 4287, 4.2.6.1 has ids compared character by character). Give tag: or urn:
#   ids, or addresses that are normal already.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" feed@6.0.0 feed-4@npm:feed@4.2.2 >&2
cd "$work"

cat > write.mjs <<'JS'
import { Feed } from "feed";
import four from "feed-4";

const link = "https://clinic.example/a/", date = new Date("2026-03-09T10:00:00Z");
const read = {
  atom1: (text) => text.match(/<entry>[^]*<id>(.*?)<\/id>/)[1],
  rss2: (text) => text.match(/<guid[^>]*>(.*?)<\/guid>/)[1],
  json1: (text) => JSON.parse(text).items[0].id ?? "none",
};
function written(Class, format, id) {
  const feed = new Class({ title: "Notes", id: "https://clinic.example/", link: "https://clinic.example/", copyright: "Desk", updated: date });
  feed.addItem({ title: "A", id, link, date });
  try {
    const seen = read[format](feed[format]());
    return seen === id ? "as given" : seen;
  } catch (error) {
    return error.message;
  }
}
const addresses = ["https://clinic.example", "https://Clinic.example/a", "https://clinic.example/müde", "tag:clinic.example,2026:a", "post-17", undefined];
for (const id of addresses) console.log(`${id ?? "no id"}: ${Object.keys(read).map((format) => written(Feed, format, id)).join(", ")}`);
console.log(`feed 4, ${addresses[2]}: ${written(four.Feed, "atom1", addresses[2])}`);
JS
diff <(node write.mjs) - <<'EXPECTED'
https://clinic.example: https://clinic.example/, as given, as given
https://Clinic.example/a: https://clinic.example/a, as given, as given
https://clinic.example/müde: https://clinic.example/m%C3%BCde, as given, as given
tag:clinic.example,2026:a: as given, as given, as given
post-17: Invalid URL, as given, as given
no id: https://clinic.example/a/, https://clinic.example/a/, none
feed 4, https://clinic.example/müde: as given
EXPECTED
echo OK
