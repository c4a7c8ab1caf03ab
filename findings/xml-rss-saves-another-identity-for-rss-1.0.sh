#!/bin/bash
# Reading an RSS 1.0 feed and saving it gives every article another identity.
#
# Software: libxml-rss-perl 1.62-1 (XML::RSS, Debian 12).
# Date: 2026-11-29.
# Guess: as_string writes the rdf:about of the channel and of each item that was read; modules it does not know are lost.
# Behaviour: rdf:about is not kept when reading; on saving it is the link, for the channel, the items and the list of
#   items. An article whose rdf:about is its DOI, linked to the page that presents it, is saved as a statement about that
#   page: its authors are now the authors of the page.
# Output seen:
#   rdf:about="https://clinic.example/" rdf:about="https://clinic.example/a/"
# For a publisher: mergers and filters written in Perl pass such feeds on, and who joins feeds by rdf:about finds the
#   article twice and its citations nowhere. State the DOI also in dc:identifier, which is kept.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# Its dependencies are many: those that are missing here are fetched with it, into this folder, and nothing is installed.
mkdir partial
apt-get install -qq -y --no-install-recommends --download-only -o Debug::NoLocking=1 -o "Dir::Cache::archives=$work" libxml-rss-perl=1.62-1 >&2
for package in ./*.deb; do dpkg -x "$package" root; done

cat > feed.rdf <<'XML'
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://clinic.example/articles.rdf"><title>Articles</title><link>https://clinic.example/</link>
  <description>Articles</description><items><rdf:Seq><rdf:li rdf:resource="https://doi.org/10.5555/a"/></rdf:Seq></items></channel>
<item rdf:about="https://doi.org/10.5555/a"><title>An article</title><link>https://clinic.example/a/</link>
  <dc:creator>Orig, C.</dc:creator><dc:identifier>doi:10.5555/a</dc:identifier></item>
</rdf:RDF>
XML
cat > save.pl <<'PERL'
use strict;
use XML::RSS;
my $feed = XML::RSS->new;
$feed->parsefile('feed.rdf');
my $saved = $feed->as_string;
print join(' ', $saved =~ /(rdf:about="[^"]*")/g), "\n";
print $saved =~ /doi:10\.5555\/a/ ? "dc:identifier is kept\n" : "dc:identifier is lost\n";
PERL
diff <(perl -Iroot/usr/share/perl5 -Iroot/usr/lib/x86_64-linux-gnu/perl5/5.36 save.pl) - <<'EXPECTED'
rdf:about="https://clinic.example/" rdf:about="https://clinic.example/a/"
dc:identifier is kept
EXPECTED
echo OK
