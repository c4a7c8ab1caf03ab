#!/usr/bin/env bash
# Software and versions: @citation-js/plugin-bibtex 0.9.0 (npm) and BibTeX 0.99d with its style plain (Debian: texlive-binaries
#   2022.20220321.62855, texlive-base 2022.20230122).
# Date: 2026-11-29
# Guess: a chapter of an edited book, in CSL-JSON, becomes @incollection. BibTeX then prints the chapter, "In", the editors and the book.
# Behaviour: it becomes @inbook with a booktitle. In BibTeX's own styles @inbook is a part, without a title of its own, of the book whose
#   title is `title`; they know no booktitle there. The chapter is printed as the book. The book and its editor are gone; a warning speaks
#   of "author and editor" only.
# Output seen: see `expected` below: the field names that Citation.js writes, then the reference that BibTeX prints.
# What it means for a publisher: give .bib files of your own, with @incollection, beside CSL-JSON; whoever converts cannot get this right
#   any more. biblatex reads @inbook with a booktitle in the other sense, so that a test with biblatex shows nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts @citation-js/core@0.9.0 @citation-js/plugin-bibtex@0.9.0 > /dev/null 2>&1
(cd "$dir" && apt-get -qq download texlive-binaries=2022.20220321.62855-5.1+deb12u2 texlive-base=2022.20230122-3 \
  libkpathsea6=2022.20220321.62855-5.1+deb12u2 2> /dev/null && for package in ./*.deb; do dpkg -x "$package" root; done)

cat > "$dir/run.mjs" <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { Cite } = require('@citation-js/core');
require('@citation-js/plugin-bibtex');
console.log(new Cite([{ id: 'kim', type: 'chapter', title: 'Pauses', author: [{ family: 'Kim', given: 'Ada' }],
  editor: [{ family: 'Lee', given: 'Bo' }], 'container-title': 'A book on listening', publisher: 'Example Press', page: '12-20',
  issued: { 'date-parts': [[2019]] } }]).format('bibtex'));
JS

cat > "$dir/expected" <<'TXT'
@inbook author booktitle editor year pages publisher title
Warning--can't use both author and editor fields in Kim2019Pauses
\bibitem{Kim2019Pauses}
Ada Kim.
\newblock {\em Pauses}, pages 12--20.
\newblock Example Press, 2019.
TXT
{
  cd "$dir" && node run.mjs > kim.bib
  grep -o '^@[a-z]*\|^	[a-z]*' kim.bib | tr -d '\t' | paste -sd ' '
  printf '%s\n' '\citation{*}' '\bibstyle{plain}' '\bibdata{kim}' > kim.aux
  LD_LIBRARY_PATH=$(echo root/usr/lib/*-linux-gnu) BSTINPUTS=root/usr/share/texlive/texmf-dist/bibtex/bst/base: BIBINPUTS=.: \
    root/usr/bin/bibtex.original kim > kim.log 2>&1
  grep '^Warning' kim.log
  sed -n '/bibitem/,/end/p' kim.bbl | grep -v '^$\|end{'
} > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: chapters are exported in another way'; exit 1; }
echo OK
