#!/usr/bin/env bash
# Software and versions: @citation-js/core with plugin-csl and plugin-bibtex 0.9.0 (npm); for comparison pandoc 3.10 (npm: pandoc-wasm 1.1.0).
# Date: 2026-11-30
# Guess: CSL-JSON may give a date as date-parts, or as a text (`raw`, `literal`), as many exporters do. A year that Citation.js prints in a
#   reference it also writes into BibTeX and BibLaTeX. Of an interval BibTeX has the first year at least.
# Behaviour: printing understands "2021", "2021-09" and "September 2021"; the writers of BibTeX and BibLaTeX know date-parts only. Of a text
#   nothing is written, no year, no date, and the key has no year either; a reference made from that file says "n.d.". There is no warning.
#   Pandoc writes the year of all of them.
# Output seen: see `expected` below: issued, then the year printed in APA style, in BibTeX, in BibLaTeX, and in pandoc's BibTeX.
# What it means for a publisher: the list on the page looks complete, and the .bib file made from the same records has no dates. Give
#   date-parts, in numbers, even where all you have is a year.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts @citation-js/core@0.9.0 @citation-js/plugin-csl@0.9.0 \
  @citation-js/plugin-bibtex@0.9.0 pandoc-wasm@1.1.0 > /dev/null

cat > "$dir/run.mjs" <<'JS'
import { createRequire } from 'node:module';
import { convert } from 'pandoc-wasm';
const require = createRequire(import.meta.url);
const { Cite } = require('@citation-js/core');
require('@citation-js/plugin-csl');
require('@citation-js/plugin-bibtex');

const year = (text) => text.match(/(?:^|[^\d])(\d{4})(?:[^\d]|$)/)?.[1] ?? 'none';
const field = (text) => year(text.match(/^\s*(?:year|date) = .*$/m)?.[0] ?? '');
const dates = [{ 'date-parts': [[2021, 9]] }, { raw: '2021' }, { raw: '2021-09' }, { raw: 'September 2021' }, { literal: '2021' },
  { 'date-parts': [[2020, 12], [2021, 1]] }];
for (const issued of dates) {
  const item = { id: 'a', type: 'article-journal', title: 'Pauses', author: [{ family: 'Kim', given: 'Ada' }], 'container-title': 'Listening', issued };
  const cite = new Cite(item);
  const pandoc = (await convert({ from: 'csljson', to: 'bibtex' }, JSON.stringify([item]), {})).stdout;
  console.log(`${JSON.stringify(issued)}: printed ${year(cite.format('bibliography', { template: 'apa' }))}, BibTeX ${field(cite.format('bibtex'))}, ` +
    `BibLaTeX ${field(cite.format('biblatex'))}; pandoc ${field(pandoc)}`);
}
JS

cat > "$dir/expected" <<'TXT'
{"date-parts":[[2021,9]]}: printed 2021, BibTeX 2021, BibLaTeX 2021; pandoc 2021
{"raw":"2021"}: printed 2021, BibTeX none, BibLaTeX none; pandoc 2021
{"raw":"2021-09"}: printed 2021, BibTeX none, BibLaTeX none; pandoc 2021
{"raw":"September 2021"}: printed 2021, BibTeX none, BibLaTeX none; pandoc 2021
{"literal":"2021"}: printed 2021, BibTeX none, BibLaTeX none; pandoc 2021
{"date-parts":[[2020,12],[2021,1]]}: printed 2020, BibTeX 2020, BibLaTeX 2020; pandoc 2020
TXT
(cd "$dir" && node run.mjs) > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: dates given as text are written'; exit 1; }
echo OK
