#!/bin/bash
# "un<em>believ</em>able H<sub>2</sub>O" is written as "believ", "2" and then "unable HO".
#
# Software: astrojs-atom 3.0.63 (npm).
# Date: 2026-11-29.
# Guess: content of type "xhtml" is put into the required div as it is, perhaps indented.
# Behaviour: the markup is parsed into an object with a list for each element name and written anew from that: the elements
#   of a paragraph come first, each on a line of its own, and all of its text follows in one piece. The README has an
#   example with <strong> in the middle of a sentence, shown intact.
# Output seen:
#   un[believ]able H[2]O becomes [believ] [2] unable HO
# For a publisher: the words are lost before any reader is involved, and validators find nothing wrong. With type "html"
#   the same content is written as given.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" astrojs-atom@3.0.63 >&2
cd "$work"

cat > write.mjs <<'JS'
import { getAtomString } from "astrojs-atom";

const feed = (content) => getAtomString({
  id: "tag:clinic.example,2026:feed", title: "Notes", updated: "2026-03-09T10:00:00Z", site: "https://clinic.example/",
  author: [{ name: "Desk" }],
  entry: [{ id: "tag:clinic.example,2026:a", title: "A", updated: "2026-03-09T10:00:00Z", content }],
});
const value = "<p>un<em>believ</em>able H<sub>2</sub>O</p>";
const short = (text) => text.replace(/<(em|sub)>/g, "[").replace(/<\/(em|sub)>/g, "]").replace(/<[^>]*>/g, "").replace(/\s+/g, " ").trim();
const content = (text) => text.slice(text.indexOf("<content"), text.indexOf("</content>"));
console.log(`${short(value)} becomes ${short(content(await feed({ type: "xhtml", value })))}`);
const asHtml = content(await feed({ type: "html", value }));
console.log(`type html: ${asHtml.includes("un&lt;em&gt;believ&lt;/em&gt;able") ? "as given" : asHtml}`);
JS
diff <(node write.mjs) - <<'EXPECTED'
un[believ]able H[2]O becomes [believ] [2] unable HO
type html: as given
EXPECTED
echo OK
