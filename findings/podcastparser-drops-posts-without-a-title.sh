#!/bin/bash
# A post without a title does not exist for podcastparser, and the summary of an Atom entry is not read.
#
# Software: python3-podcastparser 0.6.9-1 (Debian 12), which gPodder reads feeds with.
# Date: 2026-11-29.
# Guess: an RSS item with description, link and guid is an episode, titled or not; RSS 2.0 asks for a title or a
#   description. An Atom entry with a summary and no content has the summary as description.
# Behaviour: an item without a title and without a file to play is left out, silently, whatever else it has. A title
#   with a guid is enough to be kept, without a link. atom:summary is ignored, also where there is no content.
# Output seen:
#   titled; title only
#   description ''
# For a publisher: short notes need a title, if only their first words, and Atom readers of this kind get no preview
#   from a feed that has summaries alone.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq python3-podcastparser=0.6.9-1 >&2
for package in ./*.deb; do dpkg -x "$package" root; done

cat > read.py <<'PYTHON'
import io
import podcastparser

def episodes(text):
    return podcastparser.parse("https://clinic.example/feed", io.BytesIO(text.encode()))["episodes"]

rss = episodes("""<rss version="2.0"><channel><title>Notes</title><link>https://clinic.example/</link><description>Notes</description>
  <item><title>titled</title><link>https://clinic.example/a/</link><guid>https://clinic.example/a/</guid></item>
  <item><description>A note.</description><link>https://clinic.example/b/</link><guid>https://clinic.example/b/</guid>
    <pubDate>Mon, 05 Jan 2026 07:00:00 GMT</pubDate></item>
  <item><title>title only</title><guid isPermaLink="false">c</guid></item></channel></rss>""")
print("; ".join(episode["title"] for episode in rss))
[entry] = episodes("""<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:clinic.example,2026:feed</id><title>Notes</title>
  <updated>2026-03-09T10:00:00Z</updated><author><name>Desk</name></author>
  <entry><id>tag:clinic.example,2026:a</id><title>A</title><updated>2026-03-09T10:00:00Z</updated>
  <link href="https://clinic.example/a/"/><summary>On sleep.</summary></entry></feed>""")
print("description", repr(entry["description"]))
PYTHON
diff <(PYTHONPATH=root/usr/lib/python3/dist-packages /usr/bin/python3 read.py) - <<'EXPECTED'
titled; title only
description ''
EXPECTED
echo OK
