#!/bin/bash
# The more a feed says about a post, the less of it rss2email mails: a plain summary takes the place of the whole text.
#
# Software: rss2email 1:3.13.1-3 with python3-feedparser 6.0.10-1 and python3-html2text 2020.1.16-2 (Debian 12), with its
#   default settings, and with reply-changes = True, which is for mails about changed posts.
# Date: 2026-11-30.
# Guess: with content and summary in an Atom entry, the mail has the content, turned into plain text. With reply-changes a
#   second mail comes when title, summary, content or `updated` have changed under the same id.
# Behaviour: html-mail is off by default, and then a part of the type text/plain is preferred. A summary is nearly always
#   plain, content is HTML: so the mail has the summary alone, and nothing says that there is more. Where the summary is
#   type="html" as well, or missing, the content is mailed. What counts as a change is the mailed part alone; a new title
#   or a corrected content brings no second mail, and without reply-changes nothing ever does.
# Output seen:
#   summary plain, content HTML: On sleep.
#   summary HTML, content HTML: All about sleep.
#   no summary, content HTML: All about sleep.
#   title corrected: 0 mails
#   content and updated corrected: 0 mails
#   summary corrected: 1 mails
# For a publisher: these readers get a teaser where you send the text, unless they set html-mail. A correction reaches them
#   only in a new entry, with an id of its own. A summary of type "html" without any markup says the same and does no harm.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial
apt-get install -qq -y --no-install-recommends --download-only -o Debug::NoLocking=1 -o "Dir::Cache::archives=$work" \
  rss2email=1:3.13.1-3 python3-feedparser=6.0.10-1 python3-html2text=2020.1.16-2 >&2
for package in ./*.deb; do [ ! -e "$package" ] || dpkg -x "$package" root; done
export PATH=$work/root/usr/bin:$PATH PYTHONPATH=$work/root/usr/lib/python3/dist-packages HOME=$work

mkdir mail
feed() {
  cat > feed.atom << XML
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:clinic.example,2026:feed</id><title>Notes</title>
<updated>${4:-2026-03-09}T10:00:00Z</updated><author><name>Desk</name></author><link href="https://clinic.example/"/>
<entry><id>tag:clinic.example,2026:sleep</id><title>$1</title><updated>${4:-2026-03-09}T10:00:00Z</updated>
<link href="https://clinic.example/sleep/"/>$2<content type="html">$3</content></entry></feed>
XML
}
settings() {
  rm -rf mail/inbox data.json
  printf '[DEFAULT]\nfrom = desk@clinic.example\nto = reader@clinic.example\nemail-protocol = maildir\nmaildir-path = %s\nmaildir-mailbox = inbox\n%s\n' \
    "$work/mail" "$1" > settings
  r2e -c settings -d data.json add notes "file://$work/feed.atom" > log 2>&1
}
run() { r2e -c settings -d data.json run >> log 2>&1; }
body() { settings ''; run; sed '1,/^$/d' mail/inbox/new/* | grep . | grep -v '^URL'; }
mails() { rm -f mail/inbox/new/*; run; find mail/inbox/new -type f | wc -l; }

plain='<summary>On sleep.</summary>' html='<summary type="html">On sleep.</summary>' all='All about sleep.'
read_back() {
  feed Sleep "$plain" "$all"; echo "summary plain, content HTML: $(body)"
  feed Sleep "$html" "$all"; echo "summary HTML, content HTML: $(body)"
  feed Sleep '' "$all"; echo "no summary, content HTML: $(body)"
  feed Sleep "$plain" "$all"; settings 'reply-changes = True'; run
  feed 'Retracted: Sleep' "$plain" "$all"; echo "title corrected: $(mails) mails"
  feed 'Retracted: Sleep' "$plain" 'All wrong about sleep.' 2026-11-09; echo "content and updated corrected: $(mails) mails"
  feed 'Retracted: Sleep' '<summary>Retracted.</summary>' 'All wrong about sleep.' 2026-11-09; echo "summary corrected: $(mails) mails"
}
diff <(read_back) - << 'EXPECTED'
summary plain, content HTML: On sleep.
summary HTML, content HTML: All about sleep.
no summary, content HTML: All about sleep.
title corrected: 0 mails
content and updated corrected: 0 mails
summary corrected: 1 mails
EXPECTED
echo OK
