#!/bin/bash
# Turned into RDF by Raptor, an Atom feed has written its entries itself, and a contributor ends an entry.
#
# Software: raptor2-utils and libraptor2-0 2.0.15-4+deb12u1 (rapper, Debian 12), parser rss-tag-soup.
# Date: 2026-11-29.
# Guess: atom:author of an entry is stated of the entry; an element it has no name for, as atom:contributor, is skipped.
# Behaviour: every atom:author of an entry is stated of the feed, and of no entry. What follows atom:contributor in an
#   entry is not stated at all, be it the summary, the categories or the link.
# Output seen:
#   <tag:clinic.example,2026:feed> Ann Reviewer
#   <tag:clinic.example,2026:feed> Desk
#   summary before the contributor kept
#   summary after the contributor lost
# For a publisher: catalogues that take feeds in through it credit all authors with the whole feed. Contributors go last
#   in an entry; there is no place for authors that helps.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial
apt-get install -qq -y --no-install-recommends --download-only -o Debug::NoLocking=1 -o "Dir::Cache::archives=$work" \
  raptor2-utils=2.0.15-4+deb12u1 libraptor2-0=2.0.15-4+deb12u1 >&2
for package in ./*.deb; do [ ! -e "$package" ] || dpkg -x "$package" root; done
export LD_LIBRARY_PATH=$work/root/usr/lib/x86_64-linux-gnu PATH=$work/root/usr/bin:$PATH

triples() {
  rapper -q -i rss-tag-soup -o ntriples - https://clinic.example/feed.atom << XML
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:clinic.example,2026:feed</id><title>Notes</title>
<updated>2026-03-09T10:00:00Z</updated><author><name>Desk</name></author><link href="https://clinic.example/"/>
<entry><id>tag:clinic.example,2026:a</id><title>A</title><updated>2026-03-09T10:00:00Z</updated>
<link href="https://clinic.example/a/"/><author><name>Ann Reviewer</name></author>$1</entry></feed>
XML
}
read_back() {
  local contributor='<contributor><name>Cy Helper</name></contributor>' summary='<summary>On sleep.</summary>'
  triples "$summary" > all
  # A line is: subject, predicate, object, full stop.
  awk '$2 ~ /Atomauthor>$/ { subject[$3] = $1 }
       $2 ~ /Atomname>$/ { person = $0; sub(/^[^"]*"/, "", person); sub(/".*/, "", person); name[$1] = person }
       END { for (node in subject) print subject[node], name[node] }' all | sort
  triples "$summary$contributor" > before
  triples "$contributor$summary" > after
  for place in before after; do
    if grep -q '"On sleep."' "$place"; then echo "summary $place the contributor kept"; else echo "summary $place the contributor lost"; fi
  done
}
diff <(read_back) - <<'EXPECTED'
<tag:clinic.example,2026:feed> Ann Reviewer
<tag:clinic.example,2026:feed> Desk
summary before the contributor kept
summary after the contributor lost
EXPECTED
echo OK
