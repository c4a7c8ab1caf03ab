#!/usr/bin/env bash
# Software and version: pandoc 3.10 (npm: pandoc-wasm 1.1.0), printed with citeproc 2.4.63 and the APA style of @citation-js/plugin-csl 0.9.0.
# Date: 2026-11-30
# Guess: EndNote's XML of a journal article becomes CSL-JSON with page, issue, DOI and URL, since all of them have their own elements.
# Behaviour: the DOI (<electronic-resource-num>) and the address are left out. The issue (<number>) becomes `number`, which for an article
#   is its own number, and the pages become `pages`, a name that CSL does not know. No warning. Pandoc's RIS reader has all four right.
# Output seen: see `expected` below: the fields, and the reference in APA style.
# What it means for a publisher: whoever goes from EndNote to CSL by way of XML prints "58, Article 3" for "58(3), 401-413", and has no link.
#   Offer RIS to users of EndNote, and tell them to export RIS when they want to leave.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts pandoc-wasm@1.1.0 @citation-js/core@0.9.0 @citation-js/plugin-csl@0.9.0 \
  citeproc@2.4.63 > /dev/null 2>&1
cat > "$dir/run.mjs" <<'JS'
import { createRequire } from 'node:module';
import { convert } from 'pandoc-wasm';
const require = createRequire(import.meta.url);
const { Cite } = require('@citation-js/core');
require('@citation-js/plugin-csl');
const xml = `<xml><records><record><ref-type name="Journal Article">17</ref-type>
  <contributors><authors><author>Kim, Ada</author></authors></contributors>
  <titles><title>Pauses</title><secondary-title>Listening</secondary-title></titles>
  <periodical><full-title>Listening</full-title></periodical><pages>401-413</pages><volume>58</volume><number>3</number>
  <dates><year>2021</year></dates><electronic-resource-num>10.5555/pauses</electronic-resource-num>
  <urls><related-urls><url>https://clinic.example/pauses/</url></related-urls></urls></record></records></xml>`;
const ris = `TY  - JOUR\nAU  - Kim, Ada\nTI  - Pauses\nT2  - Listening\nSP  - 401\nEP  - 413\nVL  - 58\nIS  - 3\nPY  - 2021
DO  - 10.5555/pauses\nUR  - https://clinic.example/pauses/\nER  - \n`;
for (const [from, text] of [['endnotexml', xml], ['ris', ris]]) {
  const item = JSON.parse((await convert({ from, to: 'csljson' }, text, {})).stdout)[0];
  console.log(from, JSON.stringify(item, ['volume', 'issue', 'number', 'page', 'pages', 'DOI', 'URL']));
  console.log('  ', new Cite({ ...item, id: 'kim' }).format('bibliography', { template: 'apa' }).trim());
}
JS
cat > "$dir/expected" <<'TXT'
endnotexml {"volume":"58","number":"3","pages":"401-413"}
   Kim, A. (2021). Pauses. Listening, 58, Article 3.
ris {"volume":"58","issue":"3","page":"401-413","DOI":"10.5555/pauses","URL":"https://clinic.example/pauses/"}
   Kim, A. (2021). Pauses. Listening, 58(3), 401–413. https://doi.org/10.5555/pauses
TXT
(cd "$dir" && node run.mjs) > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo "CHANGED: EndNote's XML is read in another way"; exit 1; }
echo OK
