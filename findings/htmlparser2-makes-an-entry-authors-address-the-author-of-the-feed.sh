#!/bin/bash
# The e-mail address of whoever wrote the first signed entry becomes "author" of the whole feed.
#
# Software: htmlparser2 12.0.0, parseFeed (npm).
# Date: 2026-11-29.
# Guess: `author` of a parsed Atom feed is the name of the feed's own atom:author.
# Behaviour: it is the first element "email" anywhere in the feed, at whatever depth: where the feed's author gives only
#   a name, that is the address of an entry's author (or contributor). Names are never read.
# Output seen:
#   author of the feed: ann@clinic.example
# For a publisher: one contributor's private address is shown as the contact of the publication. Give the feed's author
#   an address of its own, or none to anybody.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" htmlparser2@12.0.0 >&2
cd "$work"

cat > read.mjs <<'JS'
import { parseFeed } from "htmlparser2";

const feed = parseFeed(`<feed xmlns="http://www.w3.org/2005/Atom">
  <id>tag:clinic.example,2026:feed</id><title>Notes</title><updated>2026-03-09T10:00:00Z</updated>
  <author><name>Desk</name><uri>https://clinic.example/</uri></author>
  <entry><id>tag:clinic.example,2026:a</id><title>A</title><updated>2026-02-01T00:00:00Z</updated>
    <link href="https://clinic.example/a/"/></entry>
  <entry><id>tag:clinic.example,2026:b</id><title>B</title><updated>2026-01-01T00:00:00Z</updated>
    <link href="https://clinic.example/b/"/><author><name>Ann Reviewer</name><email>ann@clinic.example</email></author></entry>
</feed>`);
console.log(`author of the feed: ${feed.author}`);
JS
diff <(node read.mjs) - <<'EXPECTED'
author of the feed: ann@clinic.example
EXPECTED
echo OK
