#!/usr/bin/env bash
# Software and version: pandoc 3.10 (npm: pandoc-wasm 1.1.0).
# Date: 2026-11-30
# Guess: from the reference list of an article in JATS pandoc makes CSL-JSON with the year, month and day given, a group (<collab>) among the
#   authors, <elocation-id> as article number, and a chapter with its own title in its book.
# Behaviour: with <year> alone the year is kept. A <month> written "9" beside it leaves no date at all, "date-parts": []; one written "09" is
#   kept, without the day. A group and an article number are left out, and so is the title of a chapter: its authors are now the book's.
#   No warning.
# Output seen: see `expected` below.
# What it means for a publisher: lists of references that were made from JATS have articles without a year whose dates were known
#   best, and studies by consortia belong to the people named beside them. Whoever writes JATS
#   should give months two digits; whoever reads such a list should look for articles "n.d." and for missing consortia before citing from it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts pandoc-wasm@1.1.0 > /dev/null 2>&1
cat > "$dir/run.mjs" <<'JS'
import { convert } from 'pandoc-wasm';
const kim = '<name><surname>Kim</surname><given-names>Ada</given-names></name>';
const read = async (type, fields, group = '') => JSON.parse((await convert({ from: 'jats', to: 'csljson' },
  `<article><front><article-meta><title-group><article-title>Quiet</article-title></title-group></article-meta></front><body><p>Yes.</p></body>
  <back><ref-list><ref id="r1"><element-citation publication-type="${type}"><person-group person-group-type="author">${group}${kim}</person-group>
  ${fields}</element-citation></ref></ref-list></back></article>`, {})).stdout)[0];
const journal = '<article-title>Pauses</article-title><source>Listening</source>';
for (const date of ['<year>2021</year>', '<year>2021</year><month>9</month>', '<year>2021</year><month>9</month><day>15</day>',
  '<year>2021</year><month>09</month><day>15</day>', '<year>2021</year><season>Spring</season>']) {
  console.log(date, '->', JSON.stringify((await read('journal', journal + date)).issued));
}
const group = await read('journal', `${journal}<year>2021</year><volume>58</volume><elocation-id>e0123456</elocation-id>`,
  '<collab>World Listening Council</collab>');
console.log('group, article number ->', JSON.stringify(group));
const chapter = await read('book', '<chapter-title>Rests</chapter-title><source>The Whole of Listening</source><year>2019</year>');
console.log('chapter ->', JSON.stringify(chapter));
JS
cat > "$dir/expected" <<'TXT'
<year>2021</year> -> {"date-parts":[[2021]]}
<year>2021</year><month>9</month> -> {"date-parts":[]}
<year>2021</year><month>9</month><day>15</day> -> {"date-parts":[]}
<year>2021</year><month>09</month><day>15</day> -> {"date-parts":[[2021,9]]}
<year>2021</year><season>Spring</season> -> {"date-parts":[[2021]]}
group, article number -> {"author":[{"family":"Kim","given":"Ada"}],"container-title":"Listening","id":"r1","issued":{"date-parts":[[2021]]},"title":"Pauses","type":"article-journal","volume":"58"}
chapter -> {"author":[{"family":"Kim","given":"Ada"}],"id":"r1","issued":{"date-parts":[[2019]]},"title":"The Whole of Listening","type":"book"}
TXT
(cd "$dir" && node run.mjs) > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: references in JATS are read in another way'; exit 1; }
echo OK
