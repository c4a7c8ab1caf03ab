#!/bin/bash
# Volume 12 and volume 59 become volume 1259, when an RSS item describes two articles.
#
# Software: libxml-rss-perl 1.62-1 (XML::RSS, Debian 12).
# Date: 2026-11-29.
# Guess: an element of a namespace unknown to it, with children, is ignored, or kept as a tree; dc:creator of the item
#   itself stays what it is.
# Behaviour: depth does not matter: each text below an item is appended to the item's field of that namespace and name.
#   What two nested descriptions say is one string with nothing in between; a nested dc:creator is glued to the last
#   creator of the item. Only the item's own Dublin Core (and its categories) can be lists.
# Output seen:
#   volume: 1259
#   doi: 10.5555/a10.5555/b
#   creators: Ann Reviewer; Bo ReviewerOrig, C.
# For a publisher: numbers glued together still look like numbers, and a person appears who does not exist. Keep dc: terms
#   out of nested descriptions; for two articles in one item no place is safe but an item each.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# Its dependencies are many: those that are missing here are fetched with it, into this folder, and nothing is installed.
mkdir partial
apt-get install -qq -y --no-install-recommends --download-only -o Debug::NoLocking=1 -o "Dir::Cache::archives=$work" libxml-rss-perl=1.62-1 >&2
for package in ./*.deb; do dpkg -x "$package" root; done

cat > feed.rss <<'XML'
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:cito="http://purl.org/spar/cito/" xmlns:fabio="http://purl.org/spar/fabio/"
  xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">
<channel><title>Reviews</title><link>https://clinic.example/</link><description>Reviews</description>
<item><title>Two trials</title><link>https://clinic.example/two/</link>
  <dc:creator>Ann Reviewer</dc:creator><dc:creator>Bo Reviewer</dc:creator>
  <cito:reviews>
    <fabio:JournalArticle rdf:about="https://doi.org/10.5555/a"><dc:creator>Orig, C.</dc:creator><prism:volume>12</prism:volume><prism:doi>10.5555/a</prism:doi></fabio:JournalArticle>
    <fabio:JournalArticle rdf:about="https://doi.org/10.5555/b"><prism:volume>59</prism:volume><prism:doi>10.5555/b</prism:doi></fabio:JournalArticle>
  </cito:reviews>
</item></channel></rss>
XML
cat > read.pl <<'PERL'
use strict;
use XML::RSS;
my $feed = XML::RSS->new;
$feed->parsefile('feed.rss');
my $item  = $feed->{items}[0];
my $prism = $item->{'http://prismstandard.org/namespaces/basic/2.0/'};
print "volume: $prism->{volume}\ndoi: $prism->{doi}\ncreators: ", join('; ', @{ $item->{dc}{creator} }), "\n";
PERL
diff <(perl -Iroot/usr/share/perl5 -Iroot/usr/lib/x86_64-linux-gnu/perl5/5.36 read.pl) - <<'EXPECTED'
volume: 1259
doi: 10.5555/a10.5555/b
creators: Ann Reviewer; Bo ReviewerOrig, C.
EXPECTED
echo OK
