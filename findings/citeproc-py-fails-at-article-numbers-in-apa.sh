#!/usr/bin/env bash
# Software and versions: citeproc-py 0.6.0 with the APA style beside it in Debian 12 (python3-citeproc 0.6.0-3,
#   citation-style-language-styles 0~20230209.153790a-1).
# Date: 2026-11-29
# Guess: an article with an article number in `number` prints "Article e0123456" or nothing of it; other styles print the issue without it.
# Behaviour: APA raises an error about None and prints nothing at all: the style asks for the word "article", a term that the locale files
#   which come with citeproc-py do not have. The same item with the number in `page` is printed. A style without such a term leaves the
#   number out. Authors whose initials end with a full stop get a second one in APA.
# Output seen: see `expected` below.
# What it means for a publisher: one record with an article number, right by CSL 1.0.2, empties a whole list of references in Python. In
#   `page` instead, the number is printed by both styles. Try a file with one such record before you promise that it can be used.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
(cd "$dir" && apt-get -qq download python3-citeproc=0.6.0-3 python3-lxml=4.9.2-1+deb12u1 libxslt1.1=1.1.35-1+deb12u4 \
  libxml2=2.9.14+dfsg-1.3~deb12u6 libicu72=72.1-3+deb12u1 citation-style-language-styles=0~20230209.153790a-1 2> /dev/null &&
  for package in ./*.deb; do dpkg -x "$package" root; done)
export PYTHONPATH=$dir/root/usr/lib/python3/dist-packages
export LD_LIBRARY_PATH
LD_LIBRARY_PATH=$(echo "$dir"/root/usr/lib/*-linux-gnu)

cat > "$dir/run.py" <<'PY'
import sys
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

for fields in ({'number': 'e0123456'}, {'page': 'e0123456'}, {'page': 'e0123456', 'number': 'e0123456'}):
    for name in ('apa', 'vancouver'):
        item = {'id': 'a', 'type': 'article-journal', 'title': 'Pauses', 'author': [{'family': 'Kim', 'given': 'Ada'}],
                'container-title': 'Listening', 'issued': {'date-parts': [[2021]]}, 'volume': '58', **fields}
        style = CitationStylesStyle(f'{sys.argv[1]}/usr/share/citation-style-language/styles/{name}.csl', validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
        try:
            bibliography.register(Citation([CitationItem('a')]))
            print(fields, name, ''.join(map(str, bibliography.bibliography())))
        except AttributeError as error:
            print(fields, name, 'AttributeError:', error)
PY

cat > "$dir/expected" <<'TXT'
{'number': 'e0123456'} apa AttributeError: 'NoneType' object has no attribute 'single'
{'number': 'e0123456'} vancouver 1.Kim A. Pauses. Listening. 2021;58. 
{'page': 'e0123456'} apa Kim, A.. (2021). Pauses. Listening, 58, e0123456.
{'page': 'e0123456'} vancouver 1.Kim A. Pauses. Listening. 2021;58:e0123456. 
{'page': 'e0123456', 'number': 'e0123456'} apa AttributeError: 'NoneType' object has no attribute 'single'
{'page': 'e0123456', 'number': 'e0123456'} vancouver 1.Kim A. Pauses. Listening. 2021;58:e0123456. 
TXT
python3 -W ignore "$dir/run.py" "$dir/root" > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: article numbers are printed in another way'; exit 1; }
echo OK
