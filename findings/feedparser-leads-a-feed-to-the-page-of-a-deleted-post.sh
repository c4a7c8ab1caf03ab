#!/bin/bash
# A feed that says where to read why a post was withdrawn has that page as its own address from then on.
#
# Software: python3-feedparser 6.0.10-1 (Debian 12).
# Date: 2026-11-30.
# Guess: at:deleted-entry (RFC 6721) is not known to it and ignored, or kept as a foreign element; a link within it, which
#   RFC 6721 allows, belongs to the deleted post.
# Behaviour: the link counts as a link of the feed, and the last alternate one is `feed.link`. It makes no difference whether
#   the deleted-entry stands before or behind the entries. Author, id and title of the feed are not touched.
# Output seen:
#   no deleted-entry: https://clinic.example/
#   without link: https://clinic.example/
#   link, behind the entries: https://clinic.example/why/
#   link, before the entries: https://clinic.example/why/
#   link with rel="related": https://clinic.example/
# For a publisher: planets and mailers built on it link your name to the notice of a withdrawal. Leave the link out of
#   at:deleted-entry, or give it a rel other than alternate, and say the rest in at:comment.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial
apt-get install -qq -y --no-install-recommends --download-only -o Debug::NoLocking=1 -o "Dir::Cache::archives=$work" \
  python3-feedparser=6.0.10-1 >&2
for package in ./*.deb; do [ ! -e "$package" ] || dpkg -x "$package" root; done

cat > read.py << 'PYTHON'
import feedparser

def address(members):
    feed = feedparser.parse(f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">
      <id>tag:clinic.example,2026:feed</id><title>Notes</title><updated>2026-03-10T10:00:00Z</updated>
      <author><name>Desk</name></author><link href="https://clinic.example/"/>{members}</feed>""")
    assert not feed.bozo and len(feed.entries) == 1
    return feed.feed.link

entry = """<entry><id>tag:clinic.example,2026:a</id><title>A</title><updated>2026-03-09T10:00:00Z</updated>
  <link href="https://clinic.example/a/"/><summary>On sleep.</summary></entry>"""
def deleted(link):
    return f"""<at:deleted-entry ref="tag:clinic.example,2026:b" when="2026-03-10T10:00:00Z">
      <at:comment>Withdrawn.</at:comment>{link}</at:deleted-entry>"""
why = '<link href="https://clinic.example/why/"/>'

print("no deleted-entry:", address(entry))
print("without link:", address(entry + deleted("")))
print("link, behind the entries:", address(entry + deleted(why)))
print("link, before the entries:", address(deleted(why) + entry))
print('link with rel="related":', address(entry + deleted(why.replace("href", 'rel="related" href'))))
PYTHON
diff <(PYTHONPATH=root/usr/lib/python3/dist-packages /usr/bin/python3 read.py) - << 'EXPECTED'
no deleted-entry: https://clinic.example/
without link: https://clinic.example/
link, behind the entries: https://clinic.example/why/
link, before the entries: https://clinic.example/why/
link with rel="related": https://clinic.example/
EXPECTED
echo OK
