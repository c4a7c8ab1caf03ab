#!/usr/bin/env bash
# Software and versions: pandoc 3.10 (npm: pandoc-wasm 1.1.0) and astrocite-ris 0.16.4; for comparison @citation-js/plugin-ris 0.8.2.
# Date: 2026-11-29
# Guess: RIS names are "family, given, suffix", and every reader says so too. BibTeX's other order, "family, suffix, given", is for .bib
#   files.
# Behaviour: both readers use BibTeX's order in RIS. The given name of everybody who is a Jr. or a III is the suffix, and the other way
#   round. Citation.js reads it as it is meant.
# Output seen: see `expected` below: the name as read, and the reference in APA style.
# What it means for a publisher: a file that follows the specification puts "Doe, Jr., Jane K." into the reference lists of these readers'
#   users. No order is read right by all: compare the first author before somebody is credited. CSL-JSON has a field of its own for the
#   suffix.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts \
  pandoc-wasm@1.1.0 astrocite-ris@0.16.4 \
  @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2 @citation-js/plugin-csl@0.8.2 citeproc@2.4.63 > /dev/null 2>&1

cat > "$dir/run.mjs" <<'JS'
import { createRequire } from 'node:module';
import { convert } from 'pandoc-wasm';
const require = createRequire(import.meta.url);
const { Cite } = require('@citation-js/core');
require('@citation-js/plugin-ris');
require('@citation-js/plugin-csl');
const { parse } = require('astrocite-ris');

const ris = 'TY  - JOUR\nAU  - Doe, Jane K., Jr.\nPY  - 2021\nTI  - Pauses\nT2  - Journal of Listening\nER  - \n';
const show = (name, item) => {
  const { author, ...rest } = { ...item, issued: { 'date-parts': [[2021]] } };
  console.log(name, JSON.stringify(author[0], ['family', 'given', 'suffix']), '->',
    new Cite({ author, ...rest }).format('bibliography', { template: 'apa' }).trim());
};
show('pandoc', JSON.parse((await convert({ from: 'ris', to: 'csljson' }, ris, {})).stdout)[0]);
show('astrocite', parse(ris)[0]);
show('citation.js', new Cite(ris).data[0]);
JS

cat > "$dir/expected" <<'TXT'
pandoc {"family":"Doe","given":"Jr.","suffix":"Jane K."} -> Doe, Jr., Jane K. (2021). Pauses. Journal of Listening.
astrocite {"family":"Doe","given":"Jr.","suffix":"Jane K."} -> Doe, Jr., Jane K. (2021). Pauses. Journal of Listening.
citation.js {"family":"Doe","given":"Jane K.","suffix":"Jr."} -> Doe, J. K., Jr. (2021). Pauses. Journal of Listening.
TXT
(cd "$dir" && node run.mjs) > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: names with a suffix are read in another way'; exit 1; }
echo OK
