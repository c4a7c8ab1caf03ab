#!/usr/bin/env bash
# Software and versions: @citation-js/plugin-bibtex 0.9.0 with plugin-csl 0.9.0 and citeproc 2.4.63; biblatex-csl-converter 3.6.0.
# Date: 2026-11-29
# Guess: BibTeX's "and others" has meant "et al." for forty years. Converters print "et al.", write "and others" again, or leave it out.
# Behaviour: both take it for a person or a group by the name of "others". In APA style it stands behind the ampersand, and written as
#   BibTeX again it is in braces, after which BibTeX prints a group "others" too: the file cannot be repaired by another conversion.
# Output seen: see `expected` below.
# What it means for a publisher: a short list of authors in your .bib becomes a wrong list elsewhere. Write every author that you know.
#   Where only the first are known, say the rest in CSL-JSON in a field that is no name, and expect an author "others" from readers of your
#   BibTeX.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts @citation-js/core@0.9.0 @citation-js/plugin-bibtex@0.9.0 \
  @citation-js/plugin-csl@0.9.0 citeproc@2.4.63 > /dev/null 2>&1
# Of this one the file suffices; what it depends on is large and only for its build.
(cd "$dir" && npm pack --silent biblatex-csl-converter@3.6.0 > /dev/null && tar -xzf biblatex-csl-converter-3.6.0.tgz)

cat > "$dir/run.cjs" <<'JS'
const { BibLatexParser, BibLatexExporter, CSLExporter } = require('./package/lib/index.cjs');
const { Cite } = require('@citation-js/core');
for (const plugin of ['bibtex', 'csl']) require(`@citation-js/plugin-${plugin}`);

const bibtex = '@article{kim, author={Kim, Ada and Lee, Bo and others}, title={Pauses}, journal={Listening}, year={2021}}';
const authors = (text) => text.match(/^.*author = .*$/gm).map((line) => line.trim()).join(' ');
const cite = new Cite(bibtex);
console.log('Citation.js, APA:', cite.format('bibliography', { template: 'apa' }).trim());
console.log('Citation.js, BibTeX:', authors(cite.format('bibtex')));
const { entries } = new BibLatexParser(bibtex).parse();
console.log('biblatex-csl-converter, CSL-JSON:', JSON.stringify(Object.values(new CSLExporter(entries).parse())[0].author.at(-1)));
console.log('biblatex-csl-converter, BibLaTeX:', authors(new BibLatexExporter(entries).parse()));
JS

cat > "$dir/expected" <<'TXT'
Citation.js, APA: Kim, A., Lee, B., & others. (2021). Pauses. Listening.
Citation.js, BibTeX: author = {Kim, Ada and Lee, Bo and {others}},
biblatex-csl-converter, CSL-JSON: {"literal":"others"}
biblatex-csl-converter, BibLaTeX: author = {given={Ada}, family={Kim} and given={Bo}, family={Lee} and {others}},
TXT
node "$dir/run.cjs" > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: "and others" is read in another way'; exit 1; }
echo OK
