#!/bin/bash
# An attribute on an element that feedparser does not know costs the element's text.
#
# Software: python3-feedparser 6.0.10-1 (Debian 12), with python3-sgmllib3k 1.0.0-4.
# Date: 2026-11-30.
# Guess: the text of an extension element is at entry["prefix_name"], and its attributes are beside it or left out.
# Behaviour: without attributes that is so. With one, entry["prefix_name"] is a table of the attributes; the text is nowhere.
# Output seen:
#   plain: 'Ask first.'
#   with an attribute: {'status': 'retracted'}
# For a publisher: a warning that belongs to an extension element is no attribute of it, or whoever read the text yesterday reads
#   none today: let it be an element of its own, before the other. RFC 4287 (6.4.1) calls only elements without attributes simple.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq python3-feedparser=6.0.10-1 python3-sgmllib3k=1.0.0-4 >&2
for package in ./*.deb; do dpkg -x "$package" root; done

cat > read.py <<'PYTHON'
import feedparser

FEED = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:p="urn:example:practice">
<id>urn:example:feed</id><title>Notes</title><updated>2026-11-30T00:00:00Z</updated>
<entry><id>urn:example:1</id><title>One</title><updated>2026-11-30T00:00:00Z</updated>
<p:advice{}>Ask first.</p:advice></entry></feed>"""
for name, attribute in (("plain", ""), ("with an attribute", ' status="retracted"')):
    print(f"{name}: {feedparser.parse(FEED.format(attribute)).entries[0]['p_advice']!r}")
PYTHON
diff <(PYTHONPATH=root/usr/lib/python3/dist-packages /usr/bin/python3 read.py) - <<'EXPECTED'
plain: 'Ask first.'
with an attribute: {'status': 'retracted'}
EXPECTED
echo OK
