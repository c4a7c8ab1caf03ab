#!/bin/bash
# The Atom that xast-util-feed writes has a link without an address and a date that is none.
#
# Software: xast-util-feed 2.0.0 with xast-util-to-xml 4.0.0 (npm); read back with @rowanmanning/feed-parser 2.1.5 (npm).
# Date: 2026-11-29.
# Guess: from a channel and an entry with url, published and no `modified` comes a valid feed: link href, atom:updated in
#   RFC 3339, and atom:updated of the entry taken from its publication.
# Behaviour: the channel's address is the text of a link element (as in RSS), which RFC 4287, 4.2.7 does not know; the
#   feed's atom:updated is the clock, written as in mail; an entry has atom:updated, which 4.1.2 requires, only when
#   `modified` is given.
# Output seen:
#   link without href, dated as in mail, 0 of 1 entries updated
#   feed-parser finds the page null
# For a publisher: a blog built with it looks fine in forgiving readers; others cannot tell when an entry changed, or find
#   the site from the feed. Always pass `modified`, and give subscribers the RSS form of this library.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  xast-util-feed@2.0.0 xast-util-to-xml@4.0.0 @rowanmanning/feed-parser@2.1.5 >&2
cd "$work"

cat > write.mjs <<'JS'
import { atom } from "xast-util-feed";
import { toXml } from "xast-util-to-xml";
import { parseFeed } from "@rowanmanning/feed-parser";

const channel = { title: "Notes", url: "https://clinic.example/", feedUrl: "https://clinic.example/feed.atom", author: "Desk" };
const entry = { title: "Sleep", url: "https://clinic.example/sleep/", published: "2026-01-05T07:00:00Z", description: "On sleep." };
const text = toXml(atom(channel, [entry]));
const hasNoAddress = text.includes("<link>https://clinic.example/</link>");
const isMailDate = /<updated>\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT<\/updated>/.test(text);
const updated = text.slice(text.indexOf("<entry>")).split("<updated>").length - 1;
console.log(`link ${hasNoAddress ? "without" : "with"} href, dated ${isMailDate ? "as in mail" : "otherwise"}, ${updated} of 1 entries updated`);
const { url } = parseFeed(text);
console.log(`feed-parser finds the page ${url}`);
JS
diff <(node write.mjs) - <<'EXPECTED'
link without href, dated as in mail, 0 of 1 entries updated
feed-parser finds the page null
EXPECTED
echo OK
