#!/bin/bash
# A comparison in plain text loses its second half: feed-extractor reads content_text of a JSON Feed as HTML.
#
# Software: @extractus/feed-extractor 8.0.3 (npm).
# Date: 2026-11-29.
# Guess: `description` is the item's summary where there is one, else its content_text as it stands, shortened. An item
#   that only says when it was modified has that as its date.
# Behaviour: `summary` is never looked at. content_text goes through the function that strips tags, so whatever stands
#   between "<" and the next ">" is gone. date_modified is not read: `published` is empty.
# Output seen:
#   with a summary: "Full text." published "2026-01-05T07:00:00.000Z"
#   plain text: "Doses 20 mg did." published ""
# For a publisher: content_text is the field for text that is not markup (JSON Feed 1.1), and "a < b" belongs there
#   unescaped; an aggregator on this library shows half of it. Escaping it would be wrong for all others: send
#   content_html for whatever has a "<" in it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" @extractus/feed-extractor@8.0.3 >&2
cd "$work"

cat > read.mjs <<'JS'
import { extractFromJson } from "@extractus/feed-extractor";

const feed = {
  version: "https://jsonfeed.org/version/1.1",
  title: "Notes",
  items: [
    { id: "tag:clinic.example,2026:a", title: "with a summary", summary: "In short.", content_html: "<p>Full text.</p>",
      date_published: "2026-01-05T07:00:00Z" },
    { id: "tag:clinic.example,2026:b", title: "plain text", content_text: "Doses <10 mg did nothing, doses >20 mg did.",
      date_modified: "2026-03-09T10:00:00Z" },
  ],
};
for (const { title, description, published } of extractFromJson(feed).entries)
  console.log(`${title}: "${description}" published "${published}"`);
JS
diff <(node read.mjs) - <<'EXPECTED'
with a summary: "Full text." published "2026-01-05T07:00:00.000Z"
plain text: "Doses 20 mg did." published ""
EXPECTED
echo OK
