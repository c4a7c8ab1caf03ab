#!/usr/bin/env bash
# Software and version: bibutils 7.2 (Debian: bibutils 7.2-2, libbibutils8 7.2-2).
# Date: 2026-11-29
# Guess: Y2 in RIS is the day on which somebody looked at the page. It becomes `urldate`, or nothing; never the date of publication.
# Behaviour: unless there is a DA with a month, the whole of Y2 becomes the month of publication, behind the year of PY. In the RIS that
#   bibutils writes, the two dates are glued together. Without PY the day of access is all there is. With such a DA the day of access is
#   dropped, as one would hope.
# Output seen: see `expected` below.
# What it means for a publisher: reference managers write Y2 for what somebody looked at, often with a bare year in PY. Write no Y2 for
#   readers: it says when *you* looked. Where it has to be, add a DA that has a month.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
(cd "$dir" && apt-get -qq download bibutils=7.2-2 libbibutils8=7.2-2 2> /dev/null && for package in ./*.deb; do dpkg -x "$package" root; done)
export LD_LIBRARY_PATH
LD_LIBRARY_PATH=$(echo "$dir"/root/usr/lib/*-linux-gnu)
export PATH="$dir/root/usr/bin:$PATH"

ris() { printf 'TY  - JOUR\nAU  - Kim, Ada\nTI  - Pauses\nT2  - Journal of Listening\n%sER  - \n' "$1"; }
cat > "$dir/expected" <<'TXT'
PY  - 2019; Y2  - 2026/11/29; 
year="2019",
month="2026/11/29"
PY  - 2019
DA  - 2019/2026/11/29/
PY  - 2019; Y2  - 2026/11/29/; DA  - 2019/03; 
year="2019",
month="Mar"
PY  - 2019
DA  - 2019/03/
Y2  - 2026/11/29; 
year="XXXX",
month="2026/11/29"
PY  - XXXX
DA  - XXXX/2026/11/29/
TXT
for dates in $'PY  - 2019\nY2  - 2026/11/29\n' $'PY  - 2019\nY2  - 2026/11/29/\nDA  - 2019/03\n' $'Y2  - 2026/11/29\n'; do
  ris "$dates" > "$dir/kim.ris"
  echo "${dates//$'\n'/; }"
  ris2xml "$dir/kim.ris" 2> /dev/null | xml2bib -nb 2> /dev/null | grep -E '^(year|month|day|urldate)' || true
  ris2xml "$dir/kim.ris" 2> /dev/null | xml2ris -nb 2> /dev/null | tr -d '\r' | grep -E '^(PY|DA|Y2)' || true
done > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: the day of access is read in another way'; exit 1; }
echo OK
