#!/usr/bin/env bash
# Software and versions: @citation-js/plugin-enw 0.3.0 with core and plugin-csl 0.7.21 (npm).
# Date: 2026-11-30
# Guess: in EndNote's tagged format %D is the year and %8 the date, which EndNote writes as "September 15" or "Spring". Together they are
#   15 September 2021; what cannot be read of %8 is left out, and the year of %D stands.
# Behaviour: %8, where there is one, decides alone. "September 15" is day and month of nothing, and becomes the year 15; of "Spring", "Sep" or
#   "Sep-Oct" the text is kept as a raw date, and the year 2021 is gone. Only a %8 with all of a date in numbers is read right.
# Output seen: see `expected` below: %8, the date as read, and the reference in APA style.
# What it means for a publisher: files in this format from EndNote and from publishers date articles to antiquity in the lists of
#   those who import them with Citation.js. A publisher who offers .enw should give %D alone, or %8 as 2021-09-15; the order of the two
#   lines makes no difference.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts @citation-js/core@0.7.21 @citation-js/plugin-enw@0.3.0 \
  @citation-js/plugin-csl@0.7.21 > /dev/null 2>&1
cat > "$dir/run.cjs" <<'JS'
const { Cite } = require('@citation-js/core');
for (const plugin of ['enw', 'csl']) require(`@citation-js/plugin-${plugin}`);
for (const date of ['', '2021-09-15', 'September 15', '15 September', 'Spring', 'Sep', 'Sep-Oct']) {
  const cite = new Cite(`%0 Journal Article\n%A Kim, Ada\n%T Pauses\n%J Listening\n%D 2021\n${date && `%8 ${date}\n`}%V 58\n`);
  console.log(`${date || 'no %8'}: ${JSON.stringify(cite.data[0].issued)}`, cite.format('bibliography', { template: 'apa' }).trim());
}
JS
cat > "$dir/expected" <<'TXT'
no %8: {"date-parts":[[2021]]} Kim, A. (2021). Pauses. Listening, 58.
2021-09-15: {"date-parts":[[2021,9,15]]} Kim, A. (2021). Pauses. Listening, 58.
September 15: {"date-parts":[[15,9]]} Kim, A. (15 C.E.). Pauses. Listening, 58.
15 September: {"date-parts":[[15,9]]} Kim, A. (15 C.E.). Pauses. Listening, 58.
Spring: {"raw":"Spring"} Kim, A. (Spring). Pauses. Listening, 58.
Sep: {"raw":"Sep"} Kim, A. (Sep). Pauses. Listening, 58.
Sep-Oct: {"raw":"Sep-Oct"} Kim, A. (Sep-Oct). Pauses. Listening, 58.
TXT
(cd "$dir" && node run.cjs) > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: %8 is read in another way'; exit 1; }
echo OK
