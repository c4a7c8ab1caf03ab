#!/bin/bash
# A sentence of XHTML content comes out of rss-parser with its words in another order.
#
# Software: rss-parser 3.13.0 (npm).
# Date: 2026-11-29.
# Guess: `content` of an Atom entry with type="xhtml" is the markup that was sent, at most with other white space.
# Behaviour: text and elements of one parent are kept apart and written one after the other: first all the text, then all
#   the elements. Nothing says so; the plain `contentSnippet` has the new order too. A title with type="xhtml" is no
#   string at all but a tree of objects.
# Output seen:
#   Take  daily, or  if it itches.two dropsnone at all
#   object
# For a publisher: a sentence with a link or emphasis in it can end up saying something else to the readers of every site
#   built on this parser. Content with type="html" (and titles as plain text) come through as they were sent.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" rss-parser@3.13.0 >&2
cd "$work"

cat > feed.atom <<'XML'
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>tag:clinic.example,2026:feed</id><title>Notes</title><updated>2026-03-09T10:00:00Z</updated>
  <author><name>Desk</name></author>
  <entry>
    <id>tag:clinic.example,2026:drops</id><updated>2026-03-09T10:00:00Z</updated><link href="https://clinic.example/drops/"/>
    <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">On <em>drops</em></div></title>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Take <b>two drops</b> daily, or <b>none at all</b> if it itches.</p></div></content>
  </entry>
</feed>
XML
cat > read.js <<'JS'
const Parser = require("rss-parser");
new Parser().parseString(require("fs").readFileSync("feed.atom", "utf8")).then(({ items: [entry] }) => {
  console.log(entry.contentSnippet);
  console.log(typeof entry.title);
});
JS
diff <(node read.js) - <<'EXPECTED'
Take  daily, or  if it itches.two dropsnone at all
object
EXPECTED
echo OK
