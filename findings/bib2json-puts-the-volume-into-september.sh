#!/usr/bin/env bash
# Software and versions: bib2json 0.0.1 and astrocite-bibtex 0.16.4 (npm); for comparison bibtex-parse 2.1.0.
# Date: 2026-11-30
# Guess: BibTeX's "#", which joins texts and macros, is read by every parser: `month = "15~" # sep`, the usual way to give a day, is
#   15 September, and `journal = lis # { Quarterly}` with @string{lis = "Listening"} is "Listening Quarterly".
# Behaviour: bib2json stops at the "#" and takes the name of the macro for the next field's name, so that there is a field "sep" with the
#   number of the volume, and no volume. The joined journal is "lis #  Quarterly". It counts no error there. astrocite gives "15 09", with a
#   space that does not break ("~" below), as a month of CSL-JSON, and forgets the macro if a @comment stands before it. bibtex-parse reads
#   it all.
# Output seen: see `expected` below.
# What it means for a publisher: an article loses its volume, without a message, because its month has a day. Write months as bare macros
#   or leave the day to `date` for BibLaTeX, and write out names of journals instead of joining them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts bib2json@0.0.1 astrocite-bibtex@0.16.4 bibtex-parse@2.1.0 > /dev/null 2>&1
cat > "$dir/run.cjs" <<'JS'
const bib2json = require('bib2json');
const astrocite = require('astrocite-bibtex');
const { entries } = require('bibtex-parse');
const source = (journal, month) => `@string{lis = "Listening"}
@article{kim, author = {Kim, Ada}, title = {Pauses}, journal = ${journal}, year = 2021, month = ${month}, volume = {58}}`;
const plain = source('{Listening Quarterly}', 'sep');
const joined = source('lis # { Quarterly}', '"15~" # sep');
for (const [name, text] of [['written out', plain], ['joined', joined], ['joined, behind a comment', `@comment{reviews}\n${joined}`]]) {
  console.log(name);
  const { month, sep, volume, journal } = (bib2json.default ?? bib2json)(text).entries[0].Fields;
  console.log('  bib2json:', JSON.stringify({ month, sep, volume, journal }));
  const [item] = astrocite.parse(text);
  const { issued, 'container-title': container } = item;
  const read = JSON.stringify({ issued: issued['date-parts'], volume: item.volume, journal: container });
  console.log('  astrocite-bibtex:', read.replace('\u00a0', '~'));
  const [{ MONTH, VOLUME, JOURNAL }] = entries(text);
  console.log('  bibtex-parse:', JSON.stringify({ MONTH, VOLUME, JOURNAL }));
}
JS
cat > "$dir/expected" <<'TXT'
written out
  bib2json: {"month":"September","volume":"58","journal":"Listening Quarterly"}
  astrocite-bibtex: {"issued":[["2021","09",""]],"volume":"58","journal":"Listening Quarterly"}
  bibtex-parse: {"MONTH":"September","VOLUME":"58","JOURNAL":"Listening Quarterly"}
joined
  bib2json: {"month":"15~","sep":"58","journal":"lis #  Quarterly"}
  astrocite-bibtex: {"issued":[["2021","15~09",""]],"volume":"58","journal":"Listening Quarterly"}
  bibtex-parse: {"MONTH":"15~September","VOLUME":"58","JOURNAL":"Listening Quarterly"}
joined, behind a comment
  bib2json: {"month":"15~","sep":"58","journal":"lis #  Quarterly"}
  astrocite-bibtex: {"issued":[["2021","15~09",""]],"volume":"58","journal":" Quarterly"}
  bibtex-parse: {"MONTH":"15~September","VOLUME":"58","JOURNAL":"Listening Quarterly"}
TXT
(cd "$dir" && node run.cjs) > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: joined texts are read in another way'; exit 1; }
echo OK
