#!/usr/bin/env bash
# Software and versions: @citation-js/plugin-ris 0.8.2, plugin-bibtex 0.8.2 and core 0.8.2 (npm), the newest that go together.
# Date: 2026-11-29
# Guess: RIS has no field for the particle of a name, so it stands before the family name, "van der Berg, Anna", as in EndNote's and
#   BibTeX's form.
# Behaviour: the RIS writer drops it, whichever kind of particle it is: "Berg, Anna". In BibTeX, made from the same record, the particle
#   that is never dropped is there; the other kind is lost as well.
# Output seen: see `expected` below.
# What it means for a publisher: a particle in a CSL field of its own makes another person of the author when the record is passed on as
#   RIS: sorted, found and counted under B. Within `family` ("van der Berg") it survives everywhere, which is worth more than sorting by the
#   book.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2 \
  @citation-js/plugin-bibtex@0.8.2 > /dev/null 2>&1

cat > "$dir/run.cjs" <<'JS'
const { Cite } = require('@citation-js/core');
for (const plugin of ['ris', 'bibtex']) require(`@citation-js/plugin-${plugin}`);
const names = [{ 'non-dropping-particle': 'van der', family: 'Berg', given: 'Anna' }, { 'dropping-particle': 'de', family: 'Musset', given: 'Al' },
  { family: 'van der Berg', given: 'Anna' }];
const cite = new Cite(names.map((name, at) => ({ id: `a${at}`, type: 'article-journal', title: 'Pauses', author: [name] })));
for (const format of ['ris', 'bibtex']) {
  console.log(`${format}:`, cite.format(format).match(/(?<=AU {2}- |author = \{)[^\r\n}]*/g).join(' | '));
}
JS

cat > "$dir/expected" <<'TXT'
ris: Berg, Anna | Musset, Al | van der Berg, Anna
bibtex: van der Berg, Anna | Musset, Al | van der Berg, Anna
TXT
node "$dir/run.cjs" > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: particles are written in another way'; exit 1; }
echo OK
