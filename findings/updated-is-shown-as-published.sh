#!/bin/bash
# Three readers of Atom hand out the moment of the last edit under the name "published", though the feed gives both.
#
# Software: @extractus/feed-extractor 8.0.3, react-native-rss-parser 1.5.1 (npm); libxml-feedpp-perl 0.95-1 with
#   libxml-treepp-perl 0.43-3 (Debian 12).
# Date: 2026-11-29.
# Guess: where an entry has atom:published, `published` (and FeedPP's `pubDate`) is that; atom:updated stands in for it
#   only where it is missing.
# Behaviour: all three take atom:updated and never atom:published; they have no other field for the first moment.
# Output seen:
#   feed-extractor: 2026-03-09T10:00:00.000Z
#   react-native-rss-parser: 2026-03-09T10:00:00Z
#   XML::FeedPP: 2026-03-09T10:00:00Z
# For a publisher: a corrected comma brings a post of January back to the top as one of March. Touch atom:updated only for
#   edits that readers should see again. The RSS feed of the same posts, which has pubDate alone, is read right by all three.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" @extractus/feed-extractor@8.0.3 react-native-rss-parser@1.5.1 >&2
cd "$work"
apt-get download -qq libxml-feedpp-perl=0.95-1 libxml-treepp-perl=0.43-3 >&2
for package in ./*.deb; do dpkg -x "$package" root; done

cat > feed.atom <<'XML'
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>tag:clinic.example,2026:feed</id><title>Notes</title><updated>2026-03-09T10:00:00Z</updated>
  <author><name>Desk</name></author>
  <entry>
    <id>tag:clinic.example,2026:sleep</id><title>Sleep</title><link href="https://clinic.example/sleep/"/>
    <published>2026-01-05T07:00:00Z</published><updated>2026-03-09T10:00:00Z</updated><summary>On sleep.</summary>
  </entry>
</feed>
XML
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { extractFromXml } from "@extractus/feed-extractor";
import parser from "react-native-rss-parser";

const feed = readFileSync("feed.atom", "utf8");
console.log(`feed-extractor: ${extractFromXml(feed).entries[0].published}`);
console.log(`react-native-rss-parser: ${(await parser.parse(feed)).items[0].published}`);
JS
read_with_perl() {
  # shellcheck disable=SC2016 # the variables are Perl's
  perl -Iroot/usr/share/perl5 -MXML::FeedPP -e 'print "XML::FeedPP: ", (XML::FeedPP->new("feed.atom")->get_item)[0]->pubDate, "\n"'
}
diff <(node read.mjs && read_with_perl) - <<'EXPECTED'
feed-extractor: 2026-03-09T10:00:00.000Z
react-native-rss-parser: 2026-03-09T10:00:00Z
XML::FeedPP: 2026-03-09T10:00:00Z
EXPECTED
echo OK
