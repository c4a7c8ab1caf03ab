#!/bin/bash
# A review turned from JSON Feed into Atom or RSS links to the article it reviews, not to itself.
#
# Software: jsonfeed-to-atom 1.2.5, jsonfeed-to-rss 3.0.8 (npm).
# Date: 2026-11-29.
# Guess: `url` becomes the link of the entry (rel="alternate") and `external_url` rel="related", as the example in the
#   README of jsonfeed-to-atom shows; an item without a date has no pubDate; a feed that says "version/1.1" is read.
# Behaviour: the other way round, in both: the page elsewhere is the alternate (RSS: the link), the post's own page is
#   "related" (RSS: nowhere). An item with only date_modified gets <pubDate>Invalid Date</pubDate>. Both refuse JSON
#   Feed 1.1, the current version since 2020, so its `authors` cannot get lost: nothing is converted.
# Output seen:
#   Atom: alternate https://doi.org/10.5555/abc, related https://clinic.example/review/
#   RSS: link https://doi.org/10.5555/abc, pubDate Invalid Date
#   version 1.1: JSON feed version 1 required (both)
# For a publisher: JSON Feed 1.1 calls external_url the page that a linkblog points to; with it set, who subscribes
#   through such a converter never reaches the review. The DOI in the text is the only link that keeps both.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" jsonfeed-to-atom@1.2.5 jsonfeed-to-rss@3.0.8 >&2
cd "$work"

cat > convert.js <<'JS'
const toAtom = require("jsonfeed-to-atom"), toRss = require("jsonfeed-to-rss");
const feed = {
  version: "https://jsonfeed.org/version/1", title: "Reviews", home_page_url: "https://clinic.example/",
  feed_url: "https://clinic.example/feed.json", author: { name: "Desk" },
  items: [{ id: "tag:clinic.example,2026:review", url: "https://clinic.example/review/", title: "A review",
    external_url: "https://doi.org/10.5555/abc", content_text: "On an article.", date_modified: "2026-03-09T10:00:00Z" }],
};
const entry = toAtom(feed).split("<entry>")[1], item = toRss(feed).split("<item>")[1];
const link = (rel) => entry.match(new RegExp(`<link rel="${rel}" href="([^"]*)"`))[1];
console.log(`Atom: alternate ${link("alternate")}, related ${link("related")}`);
console.log(`RSS: link ${item.match(/<link>(.*)<\/link>/)[1]}, pubDate ${item.match(/<pubDate>(.*)<\/pubDate>/)[1]}`);
feed.version += ".1";
for (const convert of [toAtom, toRss]) {
  try {
    console.log(convert(feed).length);
  } catch (error) {
    console.log(`version 1.1: ${error.message}`);
  }
}
JS
diff <(node convert.js) - <<'EXPECTED'
Atom: alternate https://doi.org/10.5555/abc, related https://clinic.example/review/
RSS: link https://doi.org/10.5555/abc, pubDate Invalid Date
version 1.1: jsonfeed-to-atom: JSON feed version 1 required
version 1.1: jsonfeed-to-atom: JSON feed version 1 required
EXPECTED
echo OK
