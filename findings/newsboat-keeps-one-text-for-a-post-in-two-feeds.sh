#!/bin/bash
# Of a post that stands in two feeds newsboat keeps one copy, in the feed read last; the other feed has lost it.
#
# Software: newsboat 2.21-1.5 (Debian 12), with its default settings.
# Date: 2026-11-30.
# Guess: articles are kept by feed and id. A post in a feed of everything and in a feed of corrections is listed in both,
#   each time with the title and text of that feed, and a correction that was not there before is unread.
# Behaviour: they are kept by id alone. The feed fetched last takes the post over, with its title and text; at the next
#   start it is listed there only. A post that was read stays read when the second feed brings it as a correction, and it
#   keeps its first date, though both feeds say a later one.
# Output seen:
#   everything alone: everything|Sleep|2026-03-09|unread
#   everything read, then corrections too: corrections|Correction: Sleep|2026-03-09|read
# For a publisher: the same id in two feeds is right by RFC 4287 (4.2.6) and works against you here: a notice of a correction
#   that carries the post's id arrives as read, and takes the post out of the feed it was in. Give a notice an id of its own.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial
apt-get install -qq -y --no-install-recommends --download-only -o Debug::NoLocking=1 -o "Dir::Cache::archives=$work" \
  newsboat=2.21-1.5 >&2
for package in ./*.deb; do [ ! -e "$package" ] || dpkg -x "$package" root; done
export LD_LIBRARY_PATH=$work/root/usr/lib/x86_64-linux-gnu PATH=$work/root/usr/bin:$PATH HOME=$work

feed() {
  cat > "$1.atom" << XML
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:clinic.example,2026:$1</id><title>$1</title><updated>$3</updated>
<author><name>Desk</name></author><link href="https://clinic.example/"/>
<entry><id>tag:clinic.example,2026:sleep</id><title>$2</title><updated>$3</updated>
<link href="https://clinic.example/sleep/"/><summary>$2.</summary></entry></feed>
XML
}
touch settings
run() { newsboat -q -C settings -u urls -c cache.db "$@" > log; }
# newsboat reads this file at its start; each feed's list is made of the rows with its address.
rows() {
  /usr/bin/python3 - << 'PYTHON'
import sqlite3
for feed, title, day, unread in sqlite3.connect("cache.db").execute("SELECT feedurl, title, date(pubDate, 'unixepoch'), unread FROM rss_item"):
    print(feed.split("/")[-1].split(".")[0], title, day, "unread" if unread else "read", sep="|")
PYTHON
}
read_back() {
  feed everything Sleep 2026-03-09T10:00:00Z
  echo "file://$work/everything.atom" > urls
  run -x reload
  echo "everything alone: $(rows)"
  # What the key A does in the list of articles.
  /usr/bin/python3 -c 'import sqlite3; base = sqlite3.connect("cache.db"); base.execute("UPDATE rss_item SET unread = 0"); base.commit()'
  feed everything 'Sleep' 2026-11-09T10:00:00Z
  feed corrections 'Correction: Sleep' 2026-11-09T10:00:00Z
  echo "file://$work/corrections.atom" >> urls
  run -x reload
  echo "everything read, then corrections too: $(rows)"
}
diff <(read_back) - << 'EXPECTED'
everything alone: everything|Sleep|2026-03-09|unread
everything read, then corrections too: corrections|Correction: Sleep|2026-03-09|read
EXPECTED
echo OK
