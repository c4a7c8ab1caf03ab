#!/usr/bin/env bash
# Software and versions: Harvard style ("Cite Them Right") of @citation-js/plugin-csl 0.9.0, with core 0.9.0 and citeproc 2.4.63 (npm).
# Date: 2026-11-29
# Guess: a journal article that has no volume and pages yet, published online first, is printed without them. Its type is article-journal; a
#   preprint would be of the type article.
# Behaviour: the style prints "[Preprint]" behind the name of the journal. It looks at what is missing, not at type, status or DOI. Neither
#   an article number in `number` nor an issue helps; a volume does, and so does an article number in `page`.
# Output seen: see `expected` below.
# What it means for a publisher: who cites an article that passed peer review, ahead of print or in a journal without volumes, calls it a
#   preprint, and nobody wrote that anywhere. Give `page` the article number as well, and fill in volume and issue once they are known.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts \
  @citation-js/core@0.9.0 @citation-js/plugin-csl@0.9.0 citeproc@2.4.63 > /dev/null 2>&1

cat > "$dir/run.cjs" <<'JS'
const { Cite } = require('@citation-js/core');
require('@citation-js/plugin-csl');
const known = [{}, { DOI: '10.5555/pauses' }, { status: 'Advance online publication' }, { issue: '3' }, { number: 'e0123456' },
  { page: 'e0123456' }, { volume: '58' }];
for (const fields of known) {
  const item = { id: 'a', type: 'article-journal', title: 'Pauses', author: [{ family: 'Kim', given: 'Ada' }], 'container-title': 'Listening',
    issued: { 'date-parts': [[2021]] }, ...fields };
  console.log(JSON.stringify(fields), new Cite(item).format('bibliography', { template: 'harvard1' }).trim());
}
JS

cat > "$dir/expected" <<'TXT'
{} Kim, A. (2021) “Pauses,” Listening [Preprint].
{"DOI":"10.5555/pauses"} Kim, A. (2021) “Pauses,” Listening [Preprint]. Available at: https://doi.org/10.5555/pauses.
{"status":"Advance online publication"} Kim, A. (2021) “Pauses,” Listening [Preprint].
{"issue":"3"} Kim, A. (2021) “Pauses,” Listening [Preprint], (3).
{"number":"e0123456"} Kim, A. (2021) “Pauses,” Listening [Preprint].
{"page":"e0123456"} Kim, A. (2021) “Pauses,” Listening, p. e0123456.
{"volume":"58"} Kim, A. (2021) “Pauses,” Listening, 58.
TXT
node "$dir/run.cjs" > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: articles without a volume are printed in another way'; exit 1; }
echo OK
