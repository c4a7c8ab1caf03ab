#!/bin/bash
# Read twice, an Atom entry was "published" at two moments, both of today; and an RSS item loses the id it states most plainly.
#
# Software: rss-to-json 2.1.1 (npm).
# Date: 2026-11-29.
# Guess: `published` is atom:published, or atom:updated, as milliseconds; `id` is atom:id, or the text of guid.
# Behaviour: of Atom's dates only atom:updated is read, into `created`. `published` looks for an element "created" and
#   RSS's pubDate, and else is the clock of the machine that reads. `id` of an RSS item is there only where guid has an
#   attribute; `<guid>https://...</guid>`, a permanent link by definition, gives no id.
# Output seen:
#   Atom: published is the moment of reading, created 2026-03-09T10:00:00.000Z
#   guid with isPermaLink: tag:clinic.example,2026:a
#   guid alone: undefined
# For a publisher: sites on this library sort all Atom entries as new, on every reading. Its users are served well by the
#   RSS feed, when each guid says isPermaLink="false" or "true".
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" rss-to-json@2.1.1 >&2
cd "$work"

cat > read.js <<'JS'
const { parse } = require("rss-to-json");
const feeds = {
  "/atom": `<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:clinic.example,2026:feed</id><title>Notes</title>
    <updated>2026-03-09T10:00:00Z</updated><author><name>Desk</name></author>
    <entry><id>tag:clinic.example,2026:a</id><title>A</title><link href="https://clinic.example/a/"/>
    <published>2026-01-05T07:00:00Z</published><updated>2026-03-09T10:00:00Z</updated></entry></feed>`,
  "/rss": `<rss version="2.0"><channel><title>Notes</title><link>https://clinic.example/</link><description>Notes</description>
    <item><title>A</title><guid isPermaLink="false">tag:clinic.example,2026:a</guid></item>
    <item><title>B</title><guid>https://clinic.example/b/</guid></item></channel></rss>`,
};
const server = require("http").createServer((request, response) => response.end(feeds[request.url]));
server.listen(0, "127.0.0.1", async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  const before = Date.now();
  const [entry] = (await parse(`${base}/atom`)).items;
  const isNow = before <= entry.published && entry.published <= Date.now();
  console.log(`Atom: published is ${isNow ? "the moment of reading" : entry.published}, created ${new Date(entry.created).toISOString()}`);
  const items = (await parse(`${base}/rss`)).items;
  console.log(`guid with isPermaLink: ${items[0].id}\nguid alone: ${items[1].id}`);
  server.close();
  server.closeAllConnections();
});
JS
diff <(node read.js) - <<'EXPECTED'
Atom: published is the moment of reading, created 2026-03-09T10:00:00.000Z
guid with isPermaLink: tag:clinic.example,2026:a
guid alone: undefined
EXPECTED
echo OK
