#!/usr/bin/env bash
# Software and versions: @mozilla/readability 0.6.0 with jsdom 24.1.3, @extractus/article-extractor 9.0.1, defuddle 0.19.4 (npm).
# Date: 2026-11-30
# Guess: of a page whose JSON-LD has a "@graph" with a ScholarlyArticle and the BlogPosting that cites it, readers of pages take the one whose
#   "@id" is the page's address, or at least all of title, authors and date from the same one.
# Behaviour: none looks at "@id". With the cited article first in the graph, readability takes title, authors and date from it, and
#   article-extractor authors and date, under the title of the page. Defuddle joins what it finds in all of them: two titles, everybody's
#   names, two dates with a comma between them. In a graph no order is right for Defuddle.
# Output seen: see `expected` below: title, authors and date.
# What it means for a publisher: whoever clips a summary files it as the work of the scientists it is about. Nest the article in the post
#   (tried: `citation` and `about`) rather than beside it; then all three have the post. In a graph, put the post first.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm i --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts @mozilla/readability@0.6.0 jsdom@24.1.3 \
  @extractus/article-extractor@9.0.1 defuddle@0.19.4 > /dev/null 2>&1
cat > "$dir/run.mjs" <<'JS'
import { Readability } from '@mozilla/readability';
import { extractFromHtml } from '@extractus/article-extractor';
import { Defuddle } from 'defuddle/node';
import { JSDOM } from 'jsdom';

const url = 'https://clinic.example/quiet/';
const text = '<p>In a trial with sixty people, pauses of ten seconds were felt as warm, and pauses of thirty as cold.</p>'.repeat(8);
const person = (name) => ({ '@type': 'Person', name });
const article = { '@type': 'ScholarlyArticle', '@id': 'https://doi.org/10.5555/pauses', headline: 'Pauses in therapy',
  author: [person('Ada Kim'), person('Bo Lee')], datePublished: '2021-09-15' };
const post = { '@type': 'BlogPosting', '@id': url, headline: 'Quiet pauses', author: [person('Ann Reviewer')],
  datePublished: '2026-03-09T10:00:00Z' };
const cites = { citation: { '@id': article['@id'] } };
const show = async (name, data) => {
  const html = `<!DOCTYPE html><html lang="en"><head><title>Quiet pauses</title><link rel="canonical" href="${url}">
    <script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...data })}</script></head>
    <body><article><h1>Quiet pauses</h1>${text}</article></body></html>`;
  const read = new Readability(new JSDOM(html, { url }).window.document).parse();
  const extracted = await extractFromHtml(html, url);
  const clipped = await Defuddle(new JSDOM(html, { url }), url, {});
  console.log(name);
  for (const [tool, ...seen] of [['readability', read.title, read.byline, read.publishedTime],
    ['article-extractor', extracted.title, extracted.author, extracted.published], ['defuddle', clipped.title, clipped.author, clipped.published]]) {
    console.log(`  ${tool}: ${seen.map((value) => value || 'none').join(' | ')}`);
  }
};
await show('the article first', { '@graph': [article, { ...post, ...cites }] });
await show('the post first', { '@graph': [{ ...post, ...cites }, article] });
await show('the article in the post', { ...post, citation: article });
JS
cat > "$dir/expected" <<'TXT'
the article first
  readability: Pauses in therapy | Ada Kim, Bo Lee | 2021-09-15
  article-extractor: Quiet pauses | Ada Kim, Bo Lee | 2021-09-15T00:00:00.000Z
  defuddle: Pauses in therapy, Quiet pauses | Ada Kim, Bo Lee, Ann Reviewer | 2021-09-15, 2026-03-09T10:00:00Z
the post first
  readability: Quiet pauses | Ann Reviewer | 2026-03-09T10:00:00Z
  article-extractor: Quiet pauses | Ann Reviewer | 2026-03-09T10:00:00.000Z
  defuddle: Quiet pauses, Pauses in therapy | Ann Reviewer, Ada Kim, Bo Lee | 2026-03-09T10:00:00Z, 2021-09-15
the article in the post
  readability: Quiet pauses | Ann Reviewer | 2026-03-09T10:00:00Z
  article-extractor: Quiet pauses | Ann Reviewer | 2026-03-09T10:00:00.000Z
  defuddle: Quiet pauses | Ann Reviewer | 2026-03-09T10:00:00Z
TXT
(cd "$dir" && node run.mjs) > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: another of two works is taken for the page'; exit 1; }
echo OK
