#!/usr/bin/env bash
# Software and version: pandoc 3.10 (npm: pandoc-wasm 1.1.0).
# Date: 2026-11-29
# Guess: "van der Berg, Anna" in BibTeX or RIS is cited as "van der Berg", as BibTeX's own styles do and as a Dutch name is written.
# Behaviour: pandoc takes the particle for one that is dropped ("dropping-particle"): the citation says "Berg 2021" and the list "Berg, Anna
#   van der", sorted under B. That is a rule of biblatex's, which has an option against it; BibTeX and RIS have none. Braces around the
#   family name help in BibTeX, nothing does in RIS. From CSL-JSON the name comes as it was given.
# Output seen: see `expected` below.
# What it means for a publisher: another author than yours is cited. In .bib files write "{van der Berg}, Anna": programs that sort by B
#   lose little. Offer CSL-JSON to those who write with pandoc.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts pandoc-wasm@1.1.0 > /dev/null

cat > "$dir/run.mjs" <<'JS'
import { convert } from 'pandoc-wasm';
const bibtex = (author) => `@article{a, author={${author}}, title={Pauses}, journal={Listening}, year={2021}}`;
const files = {
  'plain.bib': bibtex('van der Berg, Anna'),
  'braced.bib': bibtex('{van der Berg}, Anna'),
  'a.ris': 'TY  - JOUR\nID  - a\nAU  - van der Berg, Anna\nPY  - 2021\nTI  - Pauses\nT2  - Listening\nER  - \n',
  'a.json': JSON.stringify([{ id: 'a', type: 'article-journal', title: 'Pauses', author: [{ family: 'Berg', 'non-dropping-particle': 'van der',
    given: 'Anna' }], 'container-title': 'Listening', issued: { 'date-parts': [[2021]] } }]),
};
for (const name of Object.keys(files)) {
  const options = { from: 'markdown', to: 'plain', citeproc: true, bibliography: [name], wrap: 'none' };
  console.log(`${name}: ${(await convert(options, '[@a]', { [name]: files[name] })).stdout.trim().split(/\n+/).join(' ')}`);
}
JS

cat > "$dir/expected" <<'TXT'
plain.bib: (Berg 2021) Berg, Anna van der. 2021. “Pauses.” Listening.
braced.bib: (van der Berg 2021) van der Berg, Anna. 2021. “Pauses.” Listening.
a.ris: (Berg 2021) Berg, Anna van der. 2021. “Pauses.” Listening.
a.json: (van der Berg 2021) Berg, Anna van der. 2021. “Pauses.” Listening.
TXT
(cd "$dir" && node run.mjs) > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: particles are cited in another way'; exit 1; }
echo OK
