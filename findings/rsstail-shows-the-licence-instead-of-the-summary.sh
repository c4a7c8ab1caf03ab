#!/bin/bash
# The same three words below every headline: rsstail's description of an Atom entry is its licence.
#
# Software: rsstail 1.8-1+b1 with libmrss0 0.19.2-7 and libnxml0 0.18.4-1 (Debian 12).
# Date: 2026-11-30.
# Guess: `rsstail -d` shows the summary of an entry, or its content where there is no summary; rights are not shown, as
#   the copyright of an RSS feed is not.
# Behaviour: libmrss has one place for both, and rights win, before or after the summary or content. An entry without rights
#   is shown as guessed. The rights of the feed itself do no harm, nor does a dc:rights in an RSS item.
# Output seen:
#   summary, rights: CC BY 4.0
#   rights, summary: CC BY 4.0
#   content, rights: CC BY 4.0
#   summary alone: On sleep.
#   content alone: All about sleep.
# For a publisher: say rights once, for the feed (an entry takes them over: RFC 4287, 4.2.10), and give an entry its own only
#   where they differ from the feed's. Programs built on libmrss then show what the post is about.
set -euo pipefail

work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq rsstail=1.8-1+b1 libmrss0=0.19.2-7 libnxml0=0.18.4-1 >&2
for package in ./*.deb; do dpkg -x "$package" root; done

cat > serve.js << 'JS'
const rights = "<rights>CC BY 4.0</rights>", summary = "<summary>On sleep.</summary>", content = "<content>All about sleep.</content>";
const entries = { "/a": summary + rights, "/b": rights + summary, "/c": content + rights, "/d": summary, "/e": content };
require("http").createServer((request, response) => {
  response.end(`<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:clinic.example,2026:feed</id><title>Notes</title>
    <updated>2026-03-09T10:00:00Z</updated><author><name>Desk</name></author><rights>All rights reserved</rights>
    <entry><id>tag:clinic.example,2026:a</id><title>A</title><updated>2026-03-09T10:00:00Z</updated>
    <link href="https://clinic.example/a/"/>${entries[request.url]}</entry></feed>`);
}).listen(0, "127.0.0.1", function () { console.log(this.address().port); });
JS
node serve.js > port &
server=$!
until [ -s port ]; do sleep 0.1; done

description() {
  local shown
  shown=$(LD_LIBRARY_PATH=root/usr/lib/x86_64-linux-gnu root/usr/bin/rsstail -1 -N -d -u "http://127.0.0.1:$(cat port)/$1" | sed 's/^ //' | grep -vx 'A' | grep . || true)
  echo "$2: ${shown:-nothing}"
}
diff <(
  description a 'summary, rights'
  description b 'rights, summary'
  description c 'content, rights'
  description d 'summary alone'
  description e 'content alone'
) - << 'EXPECTED'
summary, rights: CC BY 4.0
rights, summary: CC BY 4.0
content, rights: CC BY 4.0
summary alone: On sleep.
content alone: All about sleep.
EXPECTED
echo OK
