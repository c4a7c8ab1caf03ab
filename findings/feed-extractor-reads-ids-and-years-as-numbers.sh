#!/bin/bash
# Two items become one, and an article of 2024 is dated 1970: feed-extractor takes text that looks like a number for one.
#
# Software: @extractus/feed-extractor 8.0.3 (npm).
# Date: 2026-11-29.
# Guess: `id`, `title` and `published` come from the text of guid, title and dc:date; a year alone is read as its 1st of
#   January, or left empty.
# Behaviour: the XML parser below turns any text that is a number into one, before anybody asks what the element means.
#   The guids "2026.1" and "2026.10" are both given as "2026.1"; the title "007" as "7" and "1e3" as "1000"; the year in
#   dc:date (W3CDTF allows it) is taken for that many milliseconds after 1970.
# Output seen:
#   2026.1 | 7
#   2026.1 | 1000
#   1970-01-01T00:00:02.024Z
# For a publisher: ids that count issues or versions lose entries without an error. An id with a letter or a colon in it
#   is safe, a date is safe when it has a month and a day.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" @extractus/feed-extractor@8.0.3 >&2
cd "$work"

cat > read.mjs <<'JS'
import { extractFromXml } from "@extractus/feed-extractor";

const item = (guid, title) => `<item><title>${title}</title><link>https://clinic.example/${guid}/</link>
  <guid isPermaLink="false">${guid}</guid></item>`;
const rss = `<rss version="2.0"><channel><title>Notes</title><link>https://clinic.example/</link>
  <description>Notes</description>${item("2026.1", "007")}${item("2026.10", "1e3")}</channel></rss>`;
const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="https://clinic.example/rdf"><title>Articles</title><link>https://clinic.example/</link>
    <description>Articles</description>
    <items><rdf:Seq><rdf:li rdf:resource="https://doi.org/10.5555/abc"/></rdf:Seq></items></channel>
  <item rdf:about="https://doi.org/10.5555/abc"><title>An article</title><link>https://doi.org/10.5555/abc</link>
    <dc:date>2024</dc:date></item></rdf:RDF>`;
for (const { id, title } of extractFromXml(rss).entries) console.log(`${id} | ${title}`);
console.log(extractFromXml(rdf).entries[0].published);
JS
diff <(node read.mjs) - <<'EXPECTED'
2026.1 | 7
2026.1 | 1000
1970-01-01T00:00:02.024Z
EXPECTED
echo OK
