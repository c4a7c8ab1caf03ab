#!/usr/bin/env bash
# Software and version: bibutils 7.2 (Debian: bibutils 7.2-2, libbibutils8 7.2-2).
# Date: 2026-11-29
# Guess: whatever bibutils writes, the authors stay in their order; a group stands among the people where it stood.
# Behaviour: MODS, BibTeX, ADS and Word's XML keep the order. RIS, EndNote and ISI do not: there all groups stand behind all people,
#   whichever format the file came from. A consortium that is the first author becomes the last.
# Output seen: see `expected` below.
# What it means for a publisher: a work by "World Listening Council et al." is cited as "Kim et al." by whoever got it as RIS by way of
#   bibutils; citation keys, sorting and credit follow. Write RIS yourself rather than by bibutils, and compare the order of authors after a
#   conversion: to count them shows nothing, and neither does a trial with BibTeX.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
(cd "$dir" && apt-get -qq download bibutils=7.2-2 libbibutils8=7.2-2 2> /dev/null && for package in ./*.deb; do dpkg -x "$package" root; done)
export LD_LIBRARY_PATH
LD_LIBRARY_PATH=$(echo "$dir"/root/usr/lib/*-linux-gnu)
export PATH="$dir/root/usr/bin:$PATH"

cat > "$dir/council.bib" <<'BIB'
@article{council,
  author = {{World Listening Council} and Kim, Ada and {Pause Study Group} and Lee, Bo},
  title = {Pauses}, journal = {Journal of Listening}, year = {2021}
}
BIB

cat > "$dir/expected" <<'TXT'
bib: World Listening Council;Kim;Pause Study Group;Lee
ads: World Listening Council;Kim;Pause Study Group;Lee
ris: Kim;Lee;World Listening Council;Pause Study Group
end: Kim;Lee;World Listening Council;Pause Study Group
isi: Kim;Lee;World Listening Council;Pause Study Group
TXT
bib2xml "$dir/council.bib" > "$dir/council.xml" 2> /dev/null
for format in bib ads ris end isi; do
  echo "$format: $("xml2$format" -nb "$dir/council.xml" 2> /dev/null | grep -oE 'World Listening Council|Kim|Pause Study Group|Lee' | paste -sd ';')"
done > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: authors are kept in another order'; exit 1; }
echo OK
