#!/usr/bin/env bash
# Software and version: pandoc 3.10 as published in the npm package pandoc-wasm 1.1.0; Debian's pandoc 2.17 does the same.
# Date: 2026-11-29
# Guess: the CSL-JSON field "note" is free text. Pandoc prints it or ignores it; at most it looks there for names of CSL variables, in their
#   own letter case, which the item lacks.
# Behaviour: if a note begins with any single word and a colon, pandoc takes the note for a variable of that name, in any letter case. The
#   note is gone, and if the item has a variable of the name, the note wins. "Retracted: …" becomes an unknown variable "retracted", a bare
#   address becomes "https", "DOI: …" of a retraction notice becomes the DOI of the article, "Author: …" its author.
# Output seen: see `expected` below. a bare address becomes "https", "DOI: …" of a retraction notice becomes the DOI of the article,
#   "Author: …" its author, "Issued: …" its date. was retracted: …" stay whole. Say in "status" as well that something was retracted.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts pandoc-wasm@1.1.0 > /dev/null

cat > "$dir/run.mjs" <<'JS'
import { convert } from 'pandoc-wasm';
const notes = ['Retracted: unsound data', 'https://example.org/notice', 'DOI: 10.5555/notice', 'Author: wrote to us about table 2',
  'Issued: 2019 as a preprint', 'Retracted (2023): unsound data', 'This article was retracted: unsound data'];
const items = notes.map((note, at) => ({ id: `n${at}`, type: 'article-journal', title: 'Pauses', author: [{ family: 'Kim', given: 'Ada' }],
  issued: { 'date-parts': [[2021]] }, DOI: '10.5555/article', note }));
const { stdout } = await convert({ from: 'csljson', to: 'csljson' }, JSON.stringify(items), {});
for (const { author, issued, DOI, title, type, id, ...other } of JSON.parse(stdout)) {
  console.log(JSON.stringify(author[0]), JSON.stringify(issued), DOI, JSON.stringify(other));
}
JS

cat > "$dir/expected" <<'TXT'
{"family":"Kim","given":"Ada"} {"date-parts":[[2021]]} 10.5555/article {"retracted":"unsound data"}
{"family":"Kim","given":"Ada"} {"date-parts":[[2021]]} 10.5555/article {"https":"//example.org/notice"}
{"family":"Kim","given":"Ada"} {"date-parts":[[2021]]} 10.5555/notice {}
{"family":"2","non-dropping-particle":"wrote to us about table"} {"date-parts":[[2021]]} 10.5555/article {}
{"family":"Kim","given":"Ada"} {"date-parts":[]} 10.5555/article {}
{"family":"Kim","given":"Ada"} {"date-parts":[[2021]]} 10.5555/article {"note":"Retracted (2023): unsound data"}
{"family":"Kim","given":"Ada"} {"date-parts":[[2021]]} 10.5555/article {"note":"This article was retracted: unsound data"}
TXT
(cd "$dir" && node run.mjs) > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: pandoc reads notes in another way'; exit 1; }
echo OK
