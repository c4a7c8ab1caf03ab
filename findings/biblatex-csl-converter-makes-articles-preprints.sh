#!/usr/bin/env bash
# Software and version: biblatex-csl-converter 3.6.0 (npm). Printed with citeproc 2.4.63 and the APA style of @citation-js/plugin-csl 0.9.0.
# Date: 2026-11-29
# Guess: a BibTeX @article with journal, volume and number becomes "article-journal" with container-title, volume and issue.
# Behaviour: it becomes "article", which in CSL is a preprint; `number` becomes collection-number, a place in a book series, so that the
#   issue is printed nowhere; and the name of the journal is put into sentence case, as if it were a title. Braces would keep its capitals,
#   but nobody writes them around a journal. The converter has a type for journal articles, but no entry of BibTeX leads there.
# Output seen: see `expected` below: the fields of CSL-JSON, then the reference in APA style.
# What it means for a publisher: "In British journal of listening", without the issue, is no typing error of yours. Offer CSL-JSON beside
#   BibTeX to those who print with CSL, so that nobody has to make it with a converter.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts \
  @citation-js/core@0.9.0 @citation-js/plugin-csl@0.9.0 citeproc@2.4.63 > /dev/null 2>&1
# Of this one the file suffices; what it depends on is large and only for its build.
(cd "$dir" && npm pack --silent biblatex-csl-converter@3.6.0 > /dev/null && tar -xzf biblatex-csl-converter-3.6.0.tgz)

cat > "$dir/run.cjs" <<'JS'
const { BibLatexParser, CSLExporter } = require('./package/lib/index.cjs');
const { Cite } = require('@citation-js/core');
require('@citation-js/plugin-csl');
const { entries } = new BibLatexParser(`@article{kim, author={Kim, Ada}, title={Pauses}, journal={British Journal of Listening},
  year={2021}, volume={58}, number={3}, pages={401--413}}`).parse();
const [item] = Object.values(new CSLExporter(entries).parse());
console.log(JSON.stringify(item, ['type', 'container-title', 'volume', 'issue', 'collection-number']));
console.log(new Cite(item).format('bibliography', { template: 'apa' }).trim());
JS

cat > "$dir/expected" <<'TXT'
{"type":"article","container-title":"British journal of listening","volume":"58","collection-number":"3"}
Kim, A. (2021). Pauses. In British journal of listening (Vol. 58, pp. 401–413).
TXT
node "$dir/run.cjs" > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: articles of BibTeX are converted in another way'; exit 1; }
echo OK
