#!/usr/bin/env bash
# Software and version: pandoc 3.10 (npm: pandoc-wasm 1.1.0); Debian's pandoc 2.17 does the same.
# Date: 2026-11-29
# Guess: an article in CSL-JSON with issue "3" and article number ("number") "e0123456" becomes BibTeX with number = 3 and, since BibTeX has
#   no field of its own for it, eid or pages = e0123456. Of the two pandoc reads at least one as an article number.
# Behaviour: the article number is written as BibTeX's `number`, which for an article is the issue, and the issue is lost. Read again, the
#   article number is the issue. The other way, pandoc has no ear for `eid`: the number is gone; in `pages` it arrives, as a page.
# Output seen: see `expected` below.
# What it means for a publisher: references say "58 (e0123456)" where they should say "58 (3)", and nobody can look that up. Put an article
#   number into `pages` of BibTeX, beside `eid`. In CSL-JSON `number` is right and loses the issue here: have a .bib file of your own, so
#   that nobody makes one with pandoc.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts pandoc-wasm@1.1.0 > /dev/null

cat > "$dir/run.mjs" <<'JS'
import { convert } from 'pandoc-wasm';
const item = { id: 'a', type: 'article-journal', title: 'Pauses', author: [{ family: 'Kim', given: 'Ada' }], 'container-title': 'Listening',
  issued: { 'date-parts': [[2021]] }, volume: '58', issue: '3', number: 'e0123456' };
const bibtex = (await convert({ from: 'csljson', to: 'bibtex' }, JSON.stringify([item]), {})).stdout;
console.log(bibtex.trim());
const read = async (text) => {
  const [csl] = JSON.parse((await convert({ from: 'bibtex', to: 'csljson' }, text, {})).stdout);
  console.log(JSON.stringify(csl, ['volume', 'issue', 'number', 'page']));
};
await read(bibtex);
await read('@article{a, author={Kim, Ada}, title={Pauses}, journal={Listening}, year={2021}, volume={58}, number={3}, eid={e0123456}}');
await read('@article{a, author={Kim, Ada}, title={Pauses}, journal={Listening}, year={2021}, volume={58}, number={3}, pages={e0123456}}');
JS

cat > "$dir/expected" <<'TXT'
@article{a,
  author = {Kim, Ada},
  title = {Pauses},
  journal = {Listening},
  volume = {58},
  number = {e0123456},
  year = {2021}
}
{"volume":"58","issue":"e0123456"}
{"volume":"58","issue":"3"}
{"volume":"58","issue":"3","page":"e0123456"}
TXT
(cd "$dir" && node run.mjs) > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: article numbers are converted in another way'; exit 1; }
echo OK
