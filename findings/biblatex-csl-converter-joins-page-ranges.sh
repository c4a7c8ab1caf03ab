#!/usr/bin/env bash
# Software and version: biblatex-csl-converter 3.6.0 (npm), the newest; 3.2.2, the newest for Node 20, does the same.
# Date: 2026-11-29
# Guess: pages from CSL-JSON or RIS come out again as a range, in CSL-JSON and in BibLaTeX, as those from BibLaTeX do.
# Behaviour: first and last page are joined without anything between them, and so are two ranges. Only pages that came from BibLaTeX keep
#   the dash. No error and no warning.
# Output seen: see `expected` below.
# What it means for a publisher: readers cite "pages 401413". It looks like an article number, so nobody doubts it. There is no spelling of
#   `page` that survives (en dashes are lost as well): whose readers use editors built on this converter, offer them BibTeX rather than
#   CSL-JSON or RIS.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
# Of the package one file suffices; what it depends on is large and only for its build.
(cd "$dir" && npm pack --silent biblatex-csl-converter@3.6.0 > /dev/null && tar -xzf biblatex-csl-converter-3.6.0.tgz)

cat > "$dir/run.cjs" <<'JS'
const { parseCSL, RISParser, BibLatexParser, CSLExporter, BibLatexExporter } = require('./package/lib/index.cjs');
const show = (from, entries) => {
  const [item] = Object.values(new CSLExporter(entries).parse());
  console.log(from, '-> CSL-JSON', item.page, '-> BibLaTeX', /pages = \{(.*?)\}/.exec(new BibLatexExporter(entries).parse())[1]);
};
const csl = (page) => parseCSL({ a: { id: 'a', type: 'article-journal', title: 'Pauses', author: [{ family: 'Kim', given: 'Ada' }],
  'container-title': 'Listening', issued: { 'date-parts': [[2021]] }, page } });
for (const page of ['401-413', '401–413', '1-9, 12-14']) show(`CSL-JSON ${page}`, csl(page).entries ?? csl(page));
show('RIS SP 401, EP 413', new RISParser('TY  - JOUR\nTI  - Pauses\nPY  - 2021\nSP  - 401\nEP  - 413\nER  - \n').parse().entries);
show('BibTeX 401--413', new BibLatexParser('@article{a, title={Pauses}, year={2021}, pages={401--413}}').parse().entries);
JS

cat > "$dir/expected" <<'TXT'
CSL-JSON 401-413 -> CSL-JSON 401413 -> BibLaTeX 401413
CSL-JSON 401–413 -> CSL-JSON 401413 -> BibLaTeX 401413
CSL-JSON 1-9, 12-14 -> CSL-JSON 19,1214 -> BibLaTeX 19,1214
RIS SP 401, EP 413 -> CSL-JSON 401413 -> BibLaTeX 401413
BibTeX 401--413 -> CSL-JSON 401-413 -> BibLaTeX 401--413
TXT
node "$dir/run.cjs" > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: page ranges come out in another way'; exit 1; }
echo OK
