#!/bin/bash
# A feed merged with sfeed_atom has other ids than its sources, and what has no full date is new at every run.
#
# Software: sfeed 1.7-1 (sfeed, sfeed_atom; Debian 12).
# Date: 2026-11-29.
# Guess: atom:id of a merged entry is the id that sfeed read; a second category is kept; an item whose dc:date is only a
#   year has that year, or no date.
# Behaviour: sfeed puts the id into its table, sfeed_atom takes the link instead, and the first category alone. A year is
#   no date for sfeed, and sfeed_atom writes the moment of the run. The merged feed's own id is new each time, too.
# Output seen:
#   id in the table: tag:clinic.example,2026:a
#   id in the merged feed: https://clinic.example/a/
#   categories: Sleep
#   dated 2024: updated is the moment of the run
# For a publisher: readers of a planet that is made so see a post twice if they also follow its source, once more when its
#   address changes, and articles dated by year on top for ever. Full dates help; the id cannot be helped.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq sfeed=1.7-1 >&2
for package in ./*.deb; do dpkg -x "$package" root; done
export PATH=$work/root/usr/bin:$PATH

sfeed > posts << 'XML'
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:clinic.example,2026:feed</id><title>Notes</title>
<updated>2026-03-09T10:00:00Z</updated><author><name>Desk</name></author>
<entry><id>tag:clinic.example,2026:a</id><title>A</title><updated>2026-03-09T10:00:00Z</updated>
<link href="https://clinic.example/a/"/><category term="Sleep"/><category term="Trials"/></entry></feed>
XML
sfeed > articles << 'XML'
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://clinic.example/rdf"><title>Articles</title><link>https://clinic.example/</link><description>Articles</description>
<items><rdf:Seq><rdf:li rdf:resource="https://doi.org/10.5555/a"/></rdf:Seq></items></channel>
<item rdf:about="https://doi.org/10.5555/a"><title>An article</title><link>https://doi.org/10.5555/a</link><dc:date>2024</dc:date></item></rdf:RDF>
XML
read_back() {
  local entry before updated
  entry=$(sfeed_atom posts | sed -n '/<entry>/,$p')
  echo "id in the table: $(cut -f 6 posts)"
  echo "id in the merged feed: $(sed -n 's/.*<id>\(.*\)<\/id>.*/\1/p' <<< "$entry")"
  echo "categories: $(sed -n 's/.*<category term="\([^"]*\)".*/\1/p' <<< "$entry" | paste -sd ' ')"
  before=$(date -u +%FT%TZ)
  updated=$(sfeed_atom articles | sed -n '/<entry>/,$ s/.*<updated>\(.*\)<\/updated>.*/\1/p')
  if [[ ! $updated < $before ]]; then updated="the moment of the run"; fi
  echo "dated 2024: updated is $updated"
}
diff <(read_back) - << 'EXPECTED'
id in the table: tag:clinic.example,2026:a
id in the merged feed: https://clinic.example/a/
categories: Sleep
dated 2024: updated is the moment of the run
EXPECTED
echo OK
