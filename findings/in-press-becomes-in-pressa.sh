#!/usr/bin/env bash
# Software and versions: APA style of @citation-js/plugin-csl 0.9.0, with core 0.9.0 and citeproc 2.4.63 (npm).
# Date: 2026-11-29
# Guess: CSL-JSON says "in press" by a literal date, the field for what is no date. Two such works of an author are "(in press-a)" and "(in press-b)", as APA wants it; a season is told apart likewise.
# Behaviour: the letter is glued to the last word: "(in pressa)", and "(2021, Springa)". Only `status: "in press"` without any date gives
#   "(in press-a)". With both, the hyphen is gone, and "In press." is printed once more behind the journal. A single work looks right either
#   way.
# Output seen: see `expected` below.
# What it means for a publisher: the mistake shows when a reader cites a second work of the same author, never in a test with one. Say "in
#   press" as `status` and leave `issued` out; say a season as `season` beside the year.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts \
  @citation-js/core@0.9.0 @citation-js/plugin-csl@0.9.0 citeproc@2.4.63 > /dev/null 2>&1

cat > "$dir/run.cjs" <<'JS'
const { Cite } = require('@citation-js/core');
require('@citation-js/plugin-csl');
const dates = [{ issued: { literal: 'in press' } }, { status: 'in press' }, { status: 'in press', issued: { literal: 'in press' } },
  { issued: { literal: '2021, Spring' } }, { issued: { 'date-parts': [[2021]], season: 1 } }];
for (const date of dates) {
  const works = ['Pauses', 'Silences'].map((title) => ({ id: title, type: 'article-journal', title, author: [{ family: 'Kim', given: 'Ada' }],
    'container-title': 'Listening', ...date }));
  console.log(JSON.stringify(date));
  for (const some of [works.slice(0, 1), works])
    console.log(' ', new Cite(some).format('bibliography', { template: 'apa' }).trim().replaceAll('\n', ' '));
}
JS

cat > "$dir/expected" <<'TXT'
{"issued":{"literal":"in press"}}
  Kim, A. (in press). Pauses. Listening.
  Kim, A. (in pressa). Pauses. Listening. Kim, A. (in pressb). Silences. Listening.
{"status":"in press"}
  Kim, A. (in press). Pauses. Listening.
  Kim, A. (in press-a). Pauses. Listening. Kim, A. (in press-b). Silences. Listening.
{"status":"in press","issued":{"literal":"in press"}}
  Kim, A. (in press). Pauses. Listening. In press.
  Kim, A. (in pressa). Pauses. Listening. In press. Kim, A. (in pressb). Silences. Listening. In press.
{"issued":{"literal":"2021, Spring"}}
  Kim, A. (2021, Spring). Pauses. Listening.
  Kim, A. (2021, Springa). Pauses. Listening. Kim, A. (2021, Springb). Silences. Listening.
{"issued":{"date-parts":[[2021]],"season":1}}
  Kim, A. (2021). Pauses. Listening.
  Kim, A. (2021a). Pauses. Listening. Kim, A. (2021b). Silences. Listening.
TXT
node "$dir/run.cjs" > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: dates in words are printed in another way'; exit 1; }
echo OK
