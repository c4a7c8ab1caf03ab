#!/bin/bash
# "Sleep" among the posts and "Sleep" among the articles: of such a subscription list rss2email takes nothing, sfeed one.
#
# Software: rss2email 1:3.13.1-3 with python3-feedparser 6.0.10-1 and python3-html2text 2020.1.16-2, sfeed 1.7-1 (Debian 12);
#   for comparison feed2imap 1.3.3-1.
# Date: 2026-11-30.
# Guess: in OPML `text` is what a person reads, xmlUrl is the feed. Two outlines of the same text, in two folders, are two
#   subscriptions everywhere, with a number behind the second name where names have to differ. A list that is imported
#   again, because a feed was added to it, adds that feed.
# Behaviour: rss2email stops at the second use of a name and then saves none of the feeds, though it has said "add new feed"
#   for those before. It makes names of letters, digits and dots, so that "Sleep: all" and "Sleep, all" are alike. A list
#   imported before is refused for the same reason, with what is new in it. sfeed writes both feeds into one file by the
#   name; with more than one fetch at a time, as by default, one takes the other's temporary files away, and either posts
#   are missing or the update fails (seen in 3 of 3 runs). feed2imap keeps both.
# Output seen:
#   rss2email: Food, Sleep, Sleep: 0 of 3
#   rss2email: Sleep: all, Sleep, all: 0 of 2
#   rss2email: Food, then Food and Sleep: 1 of 2
#   sfeed, one fetch at a time: 2 feeds in 1 file with 2 posts
#   feed2imap: 2 of 2
# For a publisher: no two outlines of an OPML file may be named alike, also without folders and punctuation, in all of it.
#   Say posts or articles in `text` itself, and send what is new as a list of its own.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial
apt-get install -qq -y --no-install-recommends --download-only -o Debug::NoLocking=1 -o "Dir::Cache::archives=$work" \
  rss2email=1:3.13.1-3 python3-feedparser=6.0.10-1 python3-html2text=2020.1.16-2 sfeed=1.7-1 feed2imap=1.3.3-1 >&2
apt-get download -qq feed2imap=1.3.3-1 ruby-feedparser=0.11.2-1 >&2
for package in ./*.deb; do dpkg -x "$package" root; done
libraries=$work/root/usr/lib programs=$work/root/usr/share/rubygems-integration/all/gems/feed2imap-1.3.3/bin
export LD_LIBRARY_PATH=$libraries/x86_64-linux-gnu PATH=$work/root/usr/bin:$PATH PYTHONPATH=$libraries/python3/dist-packages HOME=$work
export RUBYLIB=$libraries/ruby/vendor_ruby:$libraries/x86_64-linux-gnu/ruby/vendor_ruby/3.1.0:$libraries/ruby/3.1.0:$libraries/x86_64-linux-gnu/ruby/3.1.0
for gem in "$libraries"/ruby/gems/3.1.0/gems/{rexml,net-imap}-*/lib "$work"/root/usr/share/rubygems-integration/all/gems/*/lib; do RUBYLIB=$RUBYLIB:$gem; done

for feed in posts articles; do
  cat > $feed.atom << XML
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:clinic.example,2026:$feed</id><title>Sleep</title>
<updated>2026-03-09T10:00:00Z</updated><author><name>Desk</name></author>
<entry><id>tag:clinic.example,2026:$feed-1</id><title>One of $feed</title><updated>2026-03-09T10:00:00Z</updated>
<link href="https://clinic.example/$feed/1/"/><summary>On sleep.</summary></entry></feed>
XML
done
folder() { echo "<outline text=\"$1\">$2</outline>"; }
outline() { echo "<outline text=\"$1\" type=\"rss\" xmlUrl=\"file://$work/$2.atom\"/>"; }
list() { echo "<opml version=\"2.0\"><head><title>Subscriptions</title></head><body>$1</body></opml>"; }
new() { printf '[DEFAULT]\nfrom = desk@clinic.example\nto = reader@clinic.example\n' > settings; rm -f data.json; }
import() { list "$1" > list.opml; r2e -c settings -d data.json opmlimport list.opml > log 2>&1 || true; }
saved() { grep -c '^\[feed\.' settings || true; }
twice="$(folder Posts "$(outline Sleep posts)")$(folder Articles "$(outline Sleep articles)")"

read_back() {
  new; import "$(outline Food food)$twice"; echo "rss2email: Food, Sleep, Sleep: $(saved) of 3"
  new; import "$(outline 'Sleep: all' posts)$(outline 'Sleep, all' articles)"; echo "rss2email: Sleep: all, Sleep, all: $(saved) of 2"
  new; import "$(outline Food food)"; import "$(outline Food food)$(outline Sleep posts)"
  echo "rss2email: Food, then Food and Sleep: $(saved) of 2"

  list "$twice" > list.opml
  { echo "sfeedpath=$work/sfeed"; echo 'maxjobs=1'; sfeed_opml_import < list.opml; } > sfeedrc
  # sfeed fetches with curl, which is told here that files are welcome too.
  # shellcheck disable=SC2016 # the parameters are those of the function in sfeedrc
  echo 'fetch() { curl -s "$2"; }' >> sfeedrc
  sfeed_update sfeedrc > log 2>&1
  echo "sfeed, one fetch at a time: $(grep -c '^	feed ' sfeedrc) feeds in $(find sfeed -type f | wc -l) file with $(cat sfeed/* | wc -l) posts"

  { ruby "$programs/feed2imap-opmlimport" list.opml | sed "s,url: file://,execurl: cat ,; s,imap://.*,maildir://$work/mail,"; echo "cache: $work/cache"; } > mails
  chmod 600 mails
  ruby "$programs/feed2imap" -f mails > log 2>&1
  echo "feed2imap: $(find mail/new -type f | wc -l) of 2"
}
diff <(read_back) - << 'EXPECTED'
rss2email: Food, Sleep, Sleep: 0 of 3
rss2email: Sleep: all, Sleep, all: 0 of 2
rss2email: Food, then Food and Sleep: 1 of 2
sfeed, one fetch at a time: 2 feeds in 1 file with 2 posts
feed2imap: 2 of 2
EXPECTED
echo OK
