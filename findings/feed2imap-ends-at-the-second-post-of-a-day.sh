#!/bin/bash
# The second post of a day, added an hour later, and feed2imap ends with an error instead of delivering it.
#
# Software: feed2imap 1.3.3-1 with ruby-feedparser 0.11.2-1 (Debian 12), a maildir as its target.
# Date: 2026-11-30.
# Guess: a mail gets a file name that no other has, as maildirs have it (time of delivery, process, host), so that it makes no
#   difference what an entry says its date is.
# Behaviour: the name is the entry's date in seconds and the place of the mail in this run. One new entry in each of two runs
#   with one date, such as two posts that are dated by the day, have one name: the second run ends with "File exists", and
#   delivers nothing of any feed behind it. So does every later run, until a run has a further new entry that moves the places.
# Output seen: first: 1 mail; second of the day: 1 mail, error; again: 1 mail, error; with a third of another day: 3 mails
# For a publisher: dates by the day are valid in Atom and RSS (a time of 00:00), and subscribers of this kind lose a post, or
#   all of their feeds for a while, when two of them come out apart. A time of day for each post avoids it.
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
  echo "<entry><id>tag:clinic.example,2026:$1</id><title>$1</title><link href=\"https://clinic.example/$1/\"/>"
  echo "<published>$2</published><updated>$2</updated><summary>On $1.</summary></entry>"
}
feed() {
  echo '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:clinic.example,2026:feed</id><title>Notes</title>'
  echo '<updated>2026-03-09T10:00:00Z</updated><author><name>Desk</name></author><link href="https://clinic.example/"/>'
  cat
  echo '</feed>'
}
# feed2imap takes the output of a command for a feed, and a folder for a mailbox.
cat > settings << YAML
cache: $work/cache
feeds:
  - name: notes
    execurl: cat $work/feed.atom
    target: maildir://$work/mail
YAML
chmod 600 settings

run() { # NAME of the step; the feed is on standard input
  feed > feed.atom
  local error=
  ruby "$programs/feed2imap" -f settings > log 2>&1 || error=', error'
  grep -q 'File exists' log || [ -z "$error" ] || { cat log >&2; exit 1; }
  echo "$1: $(find mail -type f | wc -l) mails$error"
}
steps() {
  local sleep food
  sleep=$(entry sleep 2026-03-09T00:00:00Z) food=$(entry food 2026-03-09T00:00:00Z)
  run 'first' <<< "$sleep"
  run 'second of the day' <<< "$sleep$food"
  run 'again' <<< "$sleep$food"
  run 'with a third of another day' <<< "$sleep$food$(entry walks 2026-03-10T08:30:00Z)"
}
diff <(steps) - << 'EXPECTED'
first: 1 mails
second of the day: 1 mails, error
again: 1 mails, error
with a third of another day: 3 mails
EXPECTED
echo OK
