#!/bin/bash
# The more precisely an item is marked up, the less of it XML::RSSLite reads: an attribute makes the text disappear.
#
# Software: libxml-rsslite-perl 0.17+dfsg-2 (XML::RSSLite, Debian 12).
# Date: 2026-11-29.
# Guess: guid is its text, with or without isPermaLink; so is category, with or without domain.
# Behaviour: an element with an attribute becomes a table of its attributes; the text is in it nowhere.
# Output seen:
#   guid: https://clinic.example/a/
#   guid isPermaLink=false: {isPermaLink}
#   category: Sleep
#   category with domain: {domain}
# For a publisher: an id that is no address has to say isPermaLink="false" (RSS 2.0), and then such readers see no id at
#   all and must tell posts apart by link or title: keep both of them stable as well.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq libxml-rsslite-perl=0.17+dfsg-2 >&2
for package in ./*.deb; do dpkg -x "$package" root; done

cat > read.pl <<'PERL'
use strict;
use XML::RSSLite;
my $text = <<'XML';
<rss version="2.0"><channel><title>Notes</title><link>https://clinic.example/</link><description>Notes</description>
<item><title>A</title><link>https://clinic.example/a/</link><guid>https://clinic.example/a/</guid><category>Sleep</category></item>
<item><title>B</title><link>https://clinic.example/b/</link><guid isPermaLink="false">tag:clinic.example,2026:b</guid>
  <category domain="https://clinic.example/topics/">Sleep</category></item>
</channel></rss>
XML
my %feed;
parseRSS(\%feed, \$text);
my $show = sub { ref $_[0] ? '{' . join(',', sort keys %{ $_[0] }) . '}' : $_[0] };
my ($plain, $precise) = @{ $feed{items} || $feed{item} };
print 'guid: ', $show->($plain->{guid}), "\nguid isPermaLink=false: ", $show->($precise->{guid}), "\n";
print 'category: ', $show->($plain->{category}), "\ncategory with domain: ", $show->($precise->{category}), "\n";
PERL
diff <(perl -Iroot/usr/share/perl5 read.pl) - <<'EXPECTED'
guid: https://clinic.example/a/
guid isPermaLink=false: {isPermaLink}
category: Sleep
category with domain: {domain}
EXPECTED
echo OK
