#!/usr/bin/env bash
# Software and versions: doi-utils 2.0.6, doi-regex 0.1.17, identifiers-doi 0.2.1 (npm).
# Date: 2026-11-29
# Guess: DOIs that Wiley gave until 2001, made of a SICI with parentheses, "<" and ">", are odd but everywhere in the clinical literature:
#   libraries made for DOIs know them, and take the percent-encoding off when they are given as an address.
# Behaviour: doi-utils says that such a DOI is none. doi-regex finds it as a DOI, but in the address it stops before the percent sign and
#   returns a shorter DOI, which is well-formed and nobody's. doi-utils and identifiers-doi take the address, and keep its "%3C" as part of
#   the DOI, so that DOI and address of one article are two keys.
# Output seen: see `expected` below.
# What it means for a publisher: old articles lose their link, or get one that leads nowhere, without a message. Put the DOI itself beside
#   its address, and compare DOIs only after decoding them and in one letter case.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts doi-utils@2.0.6 doi-regex@0.1.17 identifiers-doi@0.2.1 > /dev/null 2>&1

cat > "$dir/run.cjs" <<'JS'
const { normalize } = require('doi-utils').doi;
const doiRegex = require('doi-regex').default ?? require('doi-regex');
const { extract } = require('identifiers-doi').default ?? require('identifiers-doi');
const doi = '10.5555/(SICI)1234-5679(199711)53:7<701::AID-PAUSE8>3.0.CO;2-X';
for (const text of [doi, `https://doi.org/${doi.replace('<', '%3C').replace('>', '%3E')}`]) {
  console.log(text);
  console.log('  doi-utils:', normalize(text) ?? 'no DOI');
  console.log('  doi-regex:', text.match(doiRegex())?.[0] ?? 'no DOI');
  console.log('  identifiers-doi:', extract(text)[0] ?? 'no DOI');
}
JS

cat > "$dir/expected" <<'TXT'
10.5555/(SICI)1234-5679(199711)53:7<701::AID-PAUSE8>3.0.CO;2-X
  doi-utils: no DOI
  doi-regex: 10.5555/(SICI)1234-5679(199711)53:7<701::AID-PAUSE8>3.0.CO;2-X
  identifiers-doi: 10.5555/(sici)1234-5679(199711)53:7<701::aid-pause8>3.0.co;2-x
https://doi.org/10.5555/(SICI)1234-5679(199711)53:7%3C701::AID-PAUSE8%3E3.0.CO;2-X
  doi-utils: 10.5555/(SICI)1234-5679(199711)53:7%3C701::AID-PAUSE8%3E3.0.CO;2-X
  doi-regex: 10.5555/(SICI)1234-5679(199711)53:7
  identifiers-doi: 10.5555/(sici)1234-5679(199711)53:7%3c701::aid-pause8%3e3.0.co;2-x
TXT
node "$dir/run.cjs" > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: these DOIs are read in another way'; exit 1; }
echo OK
