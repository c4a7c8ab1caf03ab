#!/bin/bash
# Two authors of an RSS item are shown as something like "ARRAY(0x55d0c8a3f2e8)".
#
# Software: libxml-feed-perl 0.63+dfsg-1 (XML::Feed, Debian 12), with the XML::RSS and XML::Atom beside it.
# Date: 2026-11-29.
# Guess: `author` of an entry is a text in every format: the first of two dc:creator, as it is the first of two
#   atom:author.
# Behaviour: for RSS with two dc:creator it is a reference to the list, for one it is the text, for Atom always the text
#   of the first. The documentation calls the formats alike and names no list; in a page a reference is printed as the
#   address of a piece of memory.
# Output seen:
#   Atom, two authors: Ann Reviewer
#   RSS, one creator: Ann Reviewer
#   RSS, two creators: a reference to ARRAY
# For a publisher: planets written in Perl credit such items to nobody, in another way at each run, so that the item also
#   seems changed each time. Their users are better off with the Atom feed.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# Its dependencies are many: those that are missing here are fetched with it, into this folder, and nothing is installed.
mkdir partial
apt-get install -qq -y --no-install-recommends --download-only -o Debug::NoLocking=1 -o "Dir::Cache::archives=$work" libxml-feed-perl=0.63+dfsg-1 >&2
for package in ./*.deb; do dpkg -x "$package" root; done

cat > read.pl <<'PERL'
use strict;
use XML::Feed;
my ($ann, $bo) = ('Ann Reviewer', 'Bo Reviewer');
my $rss = sub {
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Notes</title><link>https://clinic.example/</link>'
      . '<description>Notes</description><item><title>A</title><link>https://clinic.example/a/</link>'
      . join('', map { "<dc:creator>$_</dc:creator>" } @_) . '</item></channel></rss>';
};
my $atom = sub {
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:clinic.example,2026:feed</id><title>Notes</title>'
      . '<updated>2026-03-09T10:00:00Z</updated><entry><id>tag:clinic.example,2026:a</id><title>A</title>'
      . '<updated>2026-03-09T10:00:00Z</updated><link href="https://clinic.example/a/"/>'
      . join('', map { "<author><name>$_</name></author>" } @_) . '</entry></feed>';
};
my $show = sub {
    my ($what, $text) = @_;
    my ($entry) = XML::Feed->parse(\$text)->entries;
    my $author = $entry->author;
    print "$what: ", ref $author ? 'a reference to ' . ref $author : $author, "\n";
};
$show->('Atom, two authors', $atom->($ann, $bo));
$show->('RSS, one creator',  $rss->($ann));
$show->('RSS, two creators', $rss->($ann, $bo));
PERL
diff <(perl -Iroot/usr/share/perl5 -Iroot/usr/lib/x86_64-linux-gnu/perl5/5.36 read.pl) - <<'EXPECTED'
Atom, two authors: Ann Reviewer
RSS, one creator: Ann Reviewer
RSS, two creators: a reference to ARRAY
EXPECTED
echo OK
