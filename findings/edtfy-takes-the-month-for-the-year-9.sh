#!/usr/bin/env bash
# Software and version: edtfy 0.0.8 (npm), judged with edtf 4.11.1.
# Date: 2026-11-30
# Guess: a library that turns what people type into EDTF leaves alone what is EDTF already: "2021-09" is September 2021.
# Behaviour: "2021-09" becomes "2021/0009": an interval from the year 2021 to the year 9. So does "2021-21", spring in EDTF itself, and
#   "Winter 2020-2021" becomes an interval from a season to a year. "2021-09-15" is refused; in words all of the dates are read right. What
#   comes out has the form of EDTF, but edtf, which looks at the ends as well, takes none of these intervals.
# Output seen: see `expected` below: what was given, what edtfy made of it, and what edtf takes it for.
# What it means for a publisher: forms for dates that are built on it spoil the commonest precise date of an article that has no day. Write
#   months as words where people paste dates into such forms, and check an interval's ends before you store it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts edtfy@0.0.8 edtf@4.11.1 > /dev/null 2>&1
cat > "$dir/run.mjs" <<'JS'
import { createRequire } from 'node:module';
import edtf from 'edtf';
const edtfy = createRequire(import.meta.url)('edtfy');
const kind = (text) => {
  try {
    return edtf(text).type;
  } catch {
    return 'no EDTF';
  }
};
const converted = (text) => {
  try {
    return `${edtfy(text)} (${kind(edtfy(text))})`;
  } catch {
    return 'refused';
  }
};
for (const text of ['2021', 'September 2021', '15 September 2021', '2021-09-15', '2021-09', '2021-12', '2021-21', 'Winter 2020-2021']) {
  console.log(`${text} -> ${converted(text)}`);
}
JS
cat > "$dir/expected" <<'TXT'
2021 -> 2021 (Date)
September 2021 -> 2021-09 (Date)
15 September 2021 -> 2021-09-15 (Date)
2021-09-15 -> refused
2021-09 -> 2021/0009 (no EDTF)
2021-12 -> 2021/0012 (no EDTF)
2021-21 -> 2021/0021 (no EDTF)
Winter 2020-2021 -> 2020-24/2021 (no EDTF)
TXT
(cd "$dir" && node run.mjs) > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: a year and a month are read in another way'; exit 1; }
echo OK
