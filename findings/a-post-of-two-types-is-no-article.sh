#!/usr/bin/env bash
# Software and versions: @mozilla/readability 0.6.0 with jsdom 24.1.3, @extractus/article-extractor 9.0.1; for comparison defuddle 0.19.4 (npm).
# Date: 2026-11-30
# Guess: in JSON-LD, "@type": ["BlogPosting", "Review"] is as good as "BlogPosting": both types are there, so readers of pages that know one of
#   them take title, authors and date from it. So is a list as "@context".
# Behaviour: readability and article-extractor want a text. A list, even of one type, makes them skip the whole block without a word:
#   then the title is the title of the window, with the name of the site, and author and date are missing. A list as "@context" does the
#   same to readability and article-extractor. Defuddle reads all of them.
# Output seen: see `expected` below: title, authors and date of one post. article-extractor always takes the title from <title>.
# What it means for a publisher: a post that says more about itself is known less. Reader views and read-it-later services are built on these
#   libraries. Say author and date also in <meta name="author"> and <meta property="article:published_time">, where both look as well.
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
const show = async (name, more, meta = '') => {
  const data = { '@context': 'https://schema.org', '@type': 'BlogPosting', headline: 'Quiet pauses',
    author: [{ '@type': 'Person', name: 'Ann Reviewer' }], datePublished: '2026-03-09T10:00:00Z', ...more };
  const html = `<!DOCTYPE html><html lang="en"><head><title>Quiet pauses - Clinic notes</title>${meta}
    <script type="application/ld+json">${JSON.stringify(data)}</script></head><body><article><h1>Quiet pauses</h1>${text}</article></body></html>`;
  const read = new Readability(new JSDOM(html, { url }).window.document).parse();
  const extracted = await extractFromHtml(html, url);
  const clipped = await Defuddle(new JSDOM(html, { url }), url, {});
  console.log(name);
  for (const [tool, ...seen] of [['readability', read.title, read.byline, read.publishedTime],
    ['article-extractor', extracted.title, extracted.author, extracted.published], ['defuddle', clipped.title, clipped.author, clipped.published]]) {
    console.log(`  ${tool}: ${seen.map((value) => value || 'none').join(' | ')}`);
  }
};
await show('one type', {});
await show('two types', { '@type': ['BlogPosting', 'Review'] });
await show('a list of one type', { '@type': ['BlogPosting'] });
await show('a list of contexts', { '@context': ['https://schema.org', { fabio: 'http://purl.org/spar/fabio/' }] });
await show('two types, and meta elements', { '@type': ['BlogPosting', 'Review'] },
  '<meta name="author" content="Ann Reviewer"><meta property="article:published_time" content="2026-03-09T10:00:00Z">');
JS
cat > "$dir/expected" <<'TXT'
one type
  readability: Quiet pauses | Ann Reviewer | 2026-03-09T10:00:00Z
  article-extractor: Quiet pauses - Clinic notes | Ann Reviewer | 2026-03-09T10:00:00.000Z
  defuddle: Quiet pauses | Ann Reviewer | 2026-03-09T10:00:00Z
two types
  readability: Quiet pauses - Clinic notes | none | none
  article-extractor: Quiet pauses - Clinic notes | none | none
  defuddle: Quiet pauses | Ann Reviewer | 2026-03-09T10:00:00Z
a list of one type
  readability: Quiet pauses - Clinic notes | none | none
  article-extractor: Quiet pauses - Clinic notes | none | none
  defuddle: Quiet pauses | Ann Reviewer | 2026-03-09T10:00:00Z
a list of contexts
  readability: Quiet pauses - Clinic notes | none | none
  article-extractor: Quiet pauses - Clinic notes | none | none
  defuddle: Quiet pauses | Ann Reviewer | 2026-03-09T10:00:00Z
two types, and meta elements
  readability: Quiet pauses - Clinic notes | Ann Reviewer | 2026-03-09T10:00:00Z
  article-extractor: Quiet pauses - Clinic notes | Ann Reviewer | 2026-03-09T10:00:00.000Z
  defuddle: Quiet pauses | Ann Reviewer | 2026-03-09T10:00:00Z
TXT
(cd "$dir" && node run.mjs) > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: lists of types or contexts are read in another way'; exit 1; }
echo OK
