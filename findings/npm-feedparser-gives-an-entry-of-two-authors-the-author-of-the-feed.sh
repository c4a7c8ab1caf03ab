#!/bin/bash
# npm's feedparser names the feed's author for an entry that has two authors of its own.
#
# Software: feedparser 2.6.0 (npm).
# Date: 2026-11-29.
# Guess: `author` of an Atom entry with two atom:author elements is the first of them.
# Behaviour: it is right for an entry with one author. With two, both are passed over and the author of the feed is taken,
#   as if the entry had none (RFC 4287, 4.2.1 lets a feed's author stand in only then). Two dc:creator elements of an RSS
#   item are read as guessed: the first one.
# Output seen:
#   Atom, one author: Ann Reviewer
#   Atom, two authors: Desk
#   RSS, two creators: Ann Reviewer
# For a publisher: work that two people signed is credited to somebody else, usually the editor or the institution. Both
#   names in one atom:author would be wrong for everybody else; the reader who wants them finds both under "atom:author".
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" feedparser@2.6.0 >&2
cd "$work"

cat > read.js <<'JS'
const FeedParser = require("feedparser");
const entry = (name, authors) => `<entry><id>tag:clinic.example,2026:${name}</id><title>${name}</title>
  <updated>2026-03-09T10:00:00Z</updated>${authors.map((author) => `<author><name>${author}</name></author>`).join("")}
  <link href="https://clinic.example/${name}/"/></entry>`;
const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:clinic.example,2026:feed</id><title>Notes</title>
  <updated>2026-03-09T10:00:00Z</updated><author><name>Desk</name></author>
  ${entry("Atom, one author", ["Ann Reviewer"])}${entry("Atom, two authors", ["Ann Reviewer", "Bo Reviewer"])}</feed>`;
const rss = `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Notes</title>
  <link>https://clinic.example/</link><description>Notes</description><managingEditor>desk@clinic.example (Desk)</managingEditor>
  <item><title>RSS, two creators</title><link>https://clinic.example/b/</link>
  <dc:creator>Ann Reviewer</dc:creator><dc:creator>Bo Reviewer</dc:creator></item></channel></rss>`;
const read = (text) => new Promise((done, failed) => {
  const parser = new FeedParser();
  parser.on("error", failed);
  parser.on("end", done);
  parser.on("data", (item) => console.log(`${item.title}: ${item.author}`));
  parser.end(text);
});
read(atom).then(() => read(rss));
JS
diff <(node read.js) - <<'EXPECTED'
Atom, one author: Ann Reviewer
Atom, two authors: Desk
RSS, two creators: Ann Reviewer
EXPECTED
echo OK
