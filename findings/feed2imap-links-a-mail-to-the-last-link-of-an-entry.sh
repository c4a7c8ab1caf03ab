#!/bin/bash
# Mailed by feed2imap, a post leads to whatever its entry links last: the table of data, the recording or the licence.
#
# Software: feed2imap 1.3.3-1 with ruby-feedparser 0.11.2-1 (Debian 12).
# Date: 2026-11-30.
# Guess: the mail links to the entry's link with rel="alternate" or without rel (RFC 4287, 4.2.7.2 says they are the same),
#   wherever it stands; other kinds of link are left out or listed below.
# Behaviour: rel is not looked at. Each link element replaces the one before, so the last is the only one, in the text and
#   around the headline of the HTML part. An enclosure is one too: the sound file is then the address of the post.
# Output seen:
#   related last: https://clinic.example/a/data.csv
#   enclosure last: https://clinic.example/b/talk.mp3
#   license last: https://creativecommons.org/licenses/by/4.0/
#   alternate last: https://clinic.example/d/
# For a publisher: put the post's own link last, or accept that these readers cannot reach the post. Libraries that take the
#   first link exist as well, so with two links or more no order serves all; what can be said in the text needs no link.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial
apt-get install -qq -y --no-install-recommends --download-only -o Debug::NoLocking=1 -o "Dir::Cache::archives=$work" \
  feed2imap=1.3.3-1 ruby-feedparser=0.11.2-1 >&2
apt-get download -qq feed2imap=1.3.3-1 ruby-feedparser=0.11.2-1 >&2
for package in ./*.deb; do dpkg -x "$package" root; done
libraries=$work/root/usr/lib programs=$work/root/usr/share/rubygems-integration/all/gems/feed2imap-1.3.3/bin
export LD_LIBRARY_PATH=$libraries/x86_64-linux-gnu PATH=$work/root/usr/bin:$PATH
export RUBYLIB=$libraries/ruby/vendor_ruby:$libraries/x86_64-linux-gnu/ruby/vendor_ruby/3.1.0:$libraries/ruby/3.1.0:$libraries/x86_64-linux-gnu/ruby/3.1.0
for gem in "$libraries"/ruby/gems/3.1.0/gems/{rexml,net-imap}-*/lib "$work"/root/usr/share/rubygems-integration/all/gems/*/lib; do RUBYLIB=$RUBYLIB:$gem; done
export HOME=$work

entry() {
  echo "<entry><id>tag:clinic.example,2026:$1</id><title>$2</title><updated>2026-03-09T10:00:00Z</updated>$3<summary>On sleep.</summary></entry>"
}
{
  echo '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:clinic.example,2026:feed</id><title>Notes</title>'
  echo '<updated>2026-03-09T10:00:00Z</updated><author><name>Desk</name></author><link href="https://clinic.example/"/>'
  entry a 'related last' '<link href="https://clinic.example/a/"/><link rel="related" href="https://clinic.example/a/data.csv"/>'
  entry b 'enclosure last' '<link href="https://clinic.example/b/"/><link rel="enclosure" href="https://clinic.example/b/talk.mp3"/>'
  entry c 'license last' '<link href="https://clinic.example/c/"/><link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>'
  entry d 'alternate last' '<link rel="related" href="https://clinic.example/d/data.csv"/><link rel="alternate" href="https://clinic.example/d/"/>'
  echo '</feed>'
} > feed.atom
# feed2imap takes the output of a command for a feed, and a folder for a mailbox.
cat > settings << YAML
cache: $work/cache
feeds:
  - name: notes
    execurl: cat $work/feed.atom
    target: maildir://$work/mail
YAML
chmod 600 settings
ruby "$programs/feed2imap" -f settings > log 2>&1

links() {
  local subject mail
  for subject in 'related last' 'enclosure last' 'license last' 'alternate last'; do
    mail=$(grep -lx "Subject: $subject" mail/new/*)
    echo "$subject: $(sed -n 's/^<\(http.*\)>$/\1/p' "$mail" | uniq)"
  done
}
diff <(links) - << 'EXPECTED'
related last: https://clinic.example/a/data.csv
enclosure last: https://clinic.example/b/talk.mp3
license last: https://creativecommons.org/licenses/by/4.0/
alternate last: https://clinic.example/d/
EXPECTED
echo OK
