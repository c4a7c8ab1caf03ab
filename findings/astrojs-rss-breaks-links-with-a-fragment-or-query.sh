#!/bin/bash
# "/sleep/#results" becomes "/sleep/#results/", a place that no page has, and that is also the post's identity.
#
# Software: @astrojs/rss 4.0.19 (npm), with its default settings.
# Date: 2026-11-30.
# Guess: the slash that is added by default ("trailing slashes will be added to the URLs of your feed entries") goes behind
#   the path, before "?" and "#", or is left out where these are.
# Behaviour: it is put at the very end, into the fragment or the query, and guid is the same text. A path with a full stop in
#   its last part is taken for a file and left alone, and so are links that begin with a scheme.
# Output seen:
#   /sleep: https://clinic.example/sleep/
#   /sleep/#results: https://clinic.example/sleep/#results/
#   /sleep?lang=en: https://clinic.example/sleep?lang=en/
#   /notes-v1.2: https://clinic.example/notes-v1.2
#   https://clinic.example/sleep/#results: https://clinic.example/sleep/#results
#   trailingSlash false, /sleep/#results: https://clinic.example/sleep/#results
# For a publisher: links into a page end at its top, and ?lang=en/ is a language that no site speaks. Turning the slash off
#   later mends the links and makes every post new, since guid changes with them. Write whole addresses from the beginning.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" @astrojs/rss@4.0.19 >&2
cd "$work"

cat > write.mjs <<'JS'
import rss from "@astrojs/rss";

async function written(link, settings) {
  const response = await rss({ title: "Notes", description: "Notes", site: "https://clinic.example/", items: [{ title: "A", link }], ...settings });
  const [, address, guid] = (await response.text()).match(/<item>.*<link>(.*)<\/link><guid isPermaLink="true">(.*)<\/guid>/);
  return address === guid ? address : `${address} (${guid})`;
}
const whole = "https://clinic.example/sleep/#results";
for (const link of ["/sleep", "/sleep/#results", "/sleep?lang=en", "/notes-v1.2", whole]) console.log(`${link}: ${await written(link)}`);
console.log(`trailingSlash false, /sleep/#results: ${await written("/sleep/#results", { trailingSlash: false })}`);
JS
diff <(node write.mjs) - <<'EXPECTED'
/sleep: https://clinic.example/sleep/
/sleep/#results: https://clinic.example/sleep/#results/
/sleep?lang=en: https://clinic.example/sleep?lang=en/
/notes-v1.2: https://clinic.example/notes-v1.2
https://clinic.example/sleep/#results: https://clinic.example/sleep/#results
trailingSlash false, /sleep/#results: https://clinic.example/sleep/#results
EXPECTED
echo OK
