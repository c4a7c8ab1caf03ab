#!/bin/bash
# No parser of three takes rdf:about for the id of an RSS 1.0 item; two articles behind one link become one.
#
# Software: feedparser 2.6.0, @rowanmanning/feed-parser 2.1.5, @extractus/feed-extractor 8.0.3 (npm).
# Date: 2026-11-29.
# Guess: RSS 1.0, 5.5 makes rdf:about the identifier of an item, so `guid` or `id` is that.
# Behaviour: feedparser gives the link, and so the same guid to both articles that a page presents; feed-parser gives no
#   id; feed-extractor makes one up from link and date, the same again where these are.
# Output seen:
#   feedparser: https://clinic.example/two/ https://clinic.example/two/
#   feed-parser: null null
#   feed-extractor: equal
# For a publisher: who stores items by id keeps one article of the two. Give each item a link of its own, at least by a
#   fragment; rdf:about alone tells nobody but RDF tools.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  feedparser@2.6.0 @rowanmanning/feed-parser@2.1.5 @extractus/feed-extractor@8.0.3 >&2
cd "$work"

cat > read.mjs <<'JS'
import FeedParser from "feedparser";
import { parseFeed } from "@rowanmanning/feed-parser";
import { extractFromXml } from "@extractus/feed-extractor";

const item = (name, link = "https://clinic.example/two/") => `<item rdf:about="https://clinic.example/two/#${name}">
  <title>Article ${name}</title><link>${link}</link><dc:date>2024-05-01</dc:date></item>`;
const feed = (items) => `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="https://clinic.example/rdf"><title>Articles</title><link>https://clinic.example/</link>
    <description>Articles</description><items><rdf:Seq><rdf:li rdf:resource="https://clinic.example/two/#a"/>
    <rdf:li rdf:resource="https://clinic.example/two/#b"/></rdf:Seq></items></channel>
  ${items}</rdf:RDF>`;
const ids = (text) => new Promise((done, failed) => {
  const found = [], parser = new FeedParser();
  parser.on("error", failed).on("data", ({ guid }) => found.push(guid)).on("end", () => done(found)).end(text);
});
const same = feed(item("a") + item("b"));
console.log("feedparser:", ...(await ids(same)));
console.log("feed-parser:", ...parseFeed(same).items.map(({ id }) => id));
const [a, b] = extractFromXml(same).entries;
console.log("feed-extractor:", a.id === b.id ? "equal" : "different");
const apart = feed(item("a", "https://clinic.example/two/#a") + item("b", "https://clinic.example/two/#b"));
console.log("feedparser, links with fragments:", ...(await ids(apart)));
JS
diff <(node read.mjs) - <<'EXPECTED'
feedparser: https://clinic.example/two/ https://clinic.example/two/
feed-parser: null null
feed-extractor: equal
feedparser, links with fragments: https://clinic.example/two/#a https://clinic.example/two/#b
EXPECTED
echo OK
