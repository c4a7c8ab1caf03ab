#!/usr/bin/env bash
# Software and versions: pandoc 3.10 (npm: pandoc-wasm 1.1.0) and biblatex-csl-converter 3.6.0, for comparison @citation-js/plugin-ris
#   0.8.2.
# Date: 2026-11-29
# Guess: RIS defines PY as "YYYY/MM/DD/other", the parts after the year optional and the slashes there all the same. Every reader finds at
#   least the year; the careful ones month and day too, and the season in "other".
# Behaviour: two of three find no date at all, without a word, as soon as PY has a slash; a DA beside it does not help. Pandoc gives
#   "2021///" three years 0 more. A bare year is read by all, and then DA is ignored by two.
# Output seen: see `expected` below: the "issued" of each record (citation-js, pandoc, biblatex-csl-converter).
# What it means for a publisher: in PY nothing but four digits. Month and day go into DA, beside PY, where they do no harm; so does a
#   season. Files of exporters that follow the specification to the letter arrive undated.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts \
  pandoc-wasm@1.1.0 @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2 > /dev/null 2>&1
# Of this one the file suffices; what it depends on is large and only for its build.
(cd "$dir" && npm pack --silent biblatex-csl-converter@3.6.0 > /dev/null && tar -xzf biblatex-csl-converter-3.6.0.tgz)

cat > "$dir/run.mjs" <<'JS'
import { createRequire } from 'node:module';
import { convert } from 'pandoc-wasm';
const require = createRequire(import.meta.url);
const { Cite } = require('@citation-js/core');
require('@citation-js/plugin-ris');
const { RISParser, CSLExporter } = require('./package/lib/index.cjs');

for (const dates of ['PY  - 2021', 'PY  - 2021/09/15/', 'PY  - 2021///Spring', 'PY  - 2021///', 'PY  - 2021///\nDA  - 2021/09/15/',
  'PY  - 2021\nDA  - 2021/09/15/']) {
  const ris = `TY  - JOUR\nAU  - Kim, Ada\n${dates}\nTI  - Pauses\nT2  - Journal of Listening\nER  - \n`;
  const pandoc = JSON.parse((await convert({ from: 'ris', to: 'csljson' }, ris, {})).stdout);
  const converted = new CSLExporter(new RISParser(ris).parse().entries).parse();
  const issued = [new Cite(ris).data[0], pandoc[0], Object.values(converted)[0]].map((item) => JSON.stringify(item.issued?.['date-parts']) ?? 'none');
  console.log(dates.replaceAll('\n', ' + ').replaceAll('  - ', ' '), '->', issued.join(' '));
}
JS

cat > "$dir/expected" <<'TXT'
PY 2021 -> [[2021]] [[2021]] [[2021]]
PY 2021/09/15/ -> [[2021,9,15]] [] none
PY 2021///Spring -> [[2021]] [] none
PY 2021/// -> [[2021]] [[2021],[0],[0],[0]] none
PY 2021/// + DA 2021/09/15/ -> [[2021,9,15]] [[2021],[0],[0],[0]] none
PY 2021 + DA 2021/09/15/ -> [[2021,9,15]] [[2021]] [[2021]]
TXT
(cd "$dir" && node run.mjs) > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: dates of RIS are read in another way'; exit 1; }
echo OK
