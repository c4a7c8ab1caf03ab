#!/usr/bin/env bash
# Software and versions: citeproc 2.4.63, @citation-js/core, plugin-csl and plugin-bibtex 0.9.0, pandoc 3.10 (npm: pandoc-wasm 1.1.0), and the
#   styles and locales of Debian 12 (citation-style-language-styles 0~20230209.153790a-1, citation-style-language-locales
#   0~20230122.9b9366b-1).
# Date: 2026-11-30
# Guess: CSL 1.0.2 names "retracted" among the values of `status`, so that the styles of medicine at least print it for an article in a
#   journal, and a converter writes it into BibLaTeX's `pubstate`, out of which it reads it.
# Behaviour: of ten styles none prints it; the younger APA style of Citation.js does, its Vancouver and Harvard do not. Pandoc and Citation.js
#   make `status` out of `pubstate`, and write neither `pubstate` nor anything else for `status`, in BibLaTeX or BibTeX. A `note` is written,
#   but not printed by the ten styles either. The title is printed by all.
# Output seen: see `expected` below: styles that print the word, then what is left of it after a conversion.
# What it means for a publisher: an article marked as retracted in the right place is cited as good science by everybody who takes the
#   record. Write it into `title` as well, as journals do ("RETRACTED: ..."); `status` is for programs that ask for it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts citeproc@2.4.63 pandoc-wasm@1.1.0 @citation-js/core@0.9.0 \
  @citation-js/plugin-csl@0.9.0 @citation-js/plugin-bibtex@0.9.0 > /dev/null
(cd "$dir" && apt-get -qq download citation-style-language-styles=0~20230209.153790a-1 citation-style-language-locales=0~20230122.9b9366b-1 2> /dev/null
  for package in *.deb; do dpkg -x "$package" root; done)

cat > "$dir/run.mjs" <<'JS'
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { convert } from 'pandoc-wasm';
const require = createRequire(import.meta.url);
const CSL = require('citeproc');
const { Cite } = require('@citation-js/core');
require('@citation-js/plugin-csl');
require('@citation-js/plugin-bibtex');

const good = { id: 'a', type: 'article-journal', title: 'Pauses', author: [{ family: 'Kim', given: 'Ada' }], 'container-title': 'Listening',
  volume: '58', issue: '3', page: '1-9', issued: { 'date-parts': [[2021]] }, DOI: '10.5555/a' };
const items = { status: { ...good, status: 'retracted' }, note: { ...good, note: 'Retracted' }, title: { ...good, title: 'RETRACTED: Pauses' } };
const says = (text) => /retracted/i.test(text);

const shared = 'root/usr/share/citation-style-language';
const styles = ['apa', 'vancouver', 'american-medical-association', 'bmj', 'the-lancet', 'the-new-england-journal-of-medicine', 'plos', 'nature',
  'chicago-author-date', 'harvard-cite-them-right'];
function printed(item, style) {
  const engine = new CSL.Engine({ retrieveItem: () => item, retrieveLocale: () => readFileSync(`${shared}/locales/locales-en-US.xml`, 'utf8') },
    readFileSync(`${shared}/styles/${style}.csl`, 'utf8'));
  engine.updateItems(['a']);
  return engine.makeBibliography()[1].join('');
}
for (const [place, item] of Object.entries(items)) {
  console.log(`${place}: printed by ${styles.filter((style) => says(printed(item, style))).length} of ${styles.length} styles`);
}
const templates = ['apa', 'vancouver', 'harvard1'];
console.log(`status: printed by ${templates.filter((template) => says(new Cite(items.status).format('bibliography', { template })))} of ${templates} (Citation.js)`);

for (const format of ['bibtex', 'biblatex']) {
  for (const place of ['status', 'note']) {
    const pandoc = (await convert({ from: 'csljson', to: format }, JSON.stringify([items[place]]), {})).stdout;
    console.log(`${place} in ${format}: pandoc ${says(pandoc)}, Citation.js ${says(new Cite(items[place]).format(format))}`);
  }
}
const biblatex = '@article{a, author = {Kim, Ada}, title = {Pauses}, journaltitle = {Listening}, date = {2021}, pubstate = {retracted}}';
const [read] = JSON.parse((await convert({ from: 'biblatex', to: 'csljson' }, biblatex, {})).stdout);
console.log(`pubstate read as status: pandoc ${read.status}, Citation.js ${new Cite(biblatex).data[0].status}`);
JS

cat > "$dir/expected" <<'TXT'
status: printed by 0 of 10 styles
note: printed by 0 of 10 styles
title: printed by 10 of 10 styles
status: printed by apa of apa,vancouver,harvard1 (Citation.js)
status in bibtex: pandoc false, Citation.js false
note in bibtex: pandoc true, Citation.js true
status in biblatex: pandoc false, Citation.js false
note in biblatex: pandoc true, Citation.js true
pubstate read as status: pandoc retracted, Citation.js retracted
TXT
(cd "$dir" && node run.mjs) > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: status is printed or converted'; exit 1; }
echo OK
