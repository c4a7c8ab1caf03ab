#!/bin/bash
# An address with "&" in it, written by feedsmith and read by rss-parser, arrives with line breaks around it.
#
# Software: feedsmith 3.0.1, rss-parser 3.13.0 (npm).
# Date: 2026-11-29.
# Guess: feedsmith writes an id with "&" in it as "&amp;" or in CDATA, with nothing around it; both ways rss-parser gives
#   back what went in.
# Behaviour: any text with "&" or "<" goes into CDATA on a line of its own, indented: the element now begins and ends with
#   white space. rss-parser trims text but not when there is CDATA in it, so guid, link and title have it too. Text
#   without such characters stays on one line, so most ids of a feed are fine.
# Output seen:
#   guid "\n        https://clinic.example/?p=7&lang=en\n      "
#   link "\n        https://clinic.example/?p=7&lang=en\n      "
#   title "Sleep"
# For a publisher: the next release that indents otherwise makes these posts, and no others, new once more. RFC 4287,
#   4.2.6 has ids compared character by character. Ids of letters, digits, ":" and "/" are safe with both.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" feedsmith@3.0.1 rss-parser@3.13.0 >&2
cd "$work"

cat > write.mjs <<'JS'
import { generateRssFeed } from "feedsmith";
import Parser from "rss-parser";

const address = "https://clinic.example/?p=7&lang=en";
const text = generateRssFeed({
  title: "Notes", link: "https://clinic.example/", description: "Notes",
  items: [{ title: "Sleep", link: address, guid: { value: address } }],
});
const [item] = (await new Parser().parseString(text)).items;
for (const name of ["guid", "link", "title"]) console.log(name, JSON.stringify(item[name]));
JS
diff <(node write.mjs) - <<'EXPECTED'
guid "\n        https://clinic.example/?p=7&lang=en\n      "
link "\n        https://clinic.example/?p=7&lang=en\n      "
title "Sleep"
EXPECTED
echo OK
