#!/usr/bin/env bash
# Software and versions: bibtexparser 1.1.0 (Debian: python3-bibtexparser 1.1.0+ds-5), printed with pybtex 0.24.0 (python3-pybtex 0.24.0-3).
# Date: 2026-11-29
# Guess: its own functions for cleaning, author() and homogenize_latex_encoding(), know BibTeX's braces: a group in braces stays whole,
#   "{CBT}" keeps its capitals.
# Behaviour: author() turns the words of a group round, and the braces with them: "Council}, {World Listening"; if convert_to_unicode() ran
#   first, "Council, World Listening". homogenize_latex_encoding() writes "{C}BT" for "{CBT}", and braces around capitals that had none;
#   then BibTeX's styles print "Cbt".
# Output seen: see `expected` below.
# What it means for a publisher: collections cleaned by scripts with this library cite consortia as people and spell
#   the names of therapies wrong, though your file was right. "{{CBT}}" does not help either. Look at such collections before you import
#   them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
(cd "$dir" && apt-get -qq download python3-bibtexparser=1.1.0+ds-5 python3-pybtex=0.24.0-3 python3-latexcodec=2.0.1-2 python3-pyparsing=3.0.9-1 \
  python3-yaml=6.0-3+b2 python3-six=1.16.0-4 2> /dev/null && for package in ./*.deb; do dpkg -x "$package" root; done)
export PYTHONPATH=$dir/root/usr/lib/python3/dist-packages

cat > "$dir/run.py" <<'PY'
import bibtexparser
from bibtexparser.bparser import BibTexParser
from bibtexparser.bwriter import BibTexWriter
from bibtexparser.customization import author, convert_to_unicode, homogenize_latex_encoding
from pybtex import PybtexEngine

SOURCE = '''@article{a, author = {{World Listening Council} and Kim, Ada}, title = {Pauses in {CBT} and {{EMDR}}},
  journal = {Listening}, year = {2021}}'''

def cleaned(function):
    parser = BibTexParser(common_strings=True)
    parser.customization = function
    return bibtexparser.loads(SOURCE, parser)

print('author():', cleaned(author).entries[0]['author'])
print('after convert_to_unicode():', cleaned(lambda record: author(convert_to_unicode(record))).entries[0]['author'])
database = cleaned(homogenize_latex_encoding)
print('homogenize_latex_encoding():', database.entries[0]['title'])
for name, text in (('as it was', SOURCE), ('cleaned', BibTexWriter().write(database))):
    print(f'printed {name}:', PybtexEngine().format_from_string(text, style='plain', output_backend='plaintext').strip())
PY

cat > "$dir/expected" <<'TXT'
author(): ['Council}, {World Listening', 'Kim, Ada']
after convert_to_unicode(): ['Council, World Listening', 'Kim, Ada']
homogenize_latex_encoding(): {P}auses in {C}BT and {E}MD{R}
printed as it was: [1] World Listening Council and Ada Kim. Pauses in CBT and EMDR. Listening, 2021.
printed cleaned: [1] World Listening Council and Ada Kim. Pauses in Cbt and EmdR. Listening, 2021.
TXT
python3 -W ignore "$dir/run.py" > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: bibtexparser treats braces in another way'; exit 1; }
echo OK
