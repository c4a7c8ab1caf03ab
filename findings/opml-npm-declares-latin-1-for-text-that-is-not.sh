#!/bin/bash
# A subscription list that was read and written once has its accents broken for every XML parser that believes it.
#
# Software: opml 0.5.8 (npm); read back with xml.etree of Python 3 (Debian 12).
# Date: 2026-11-29.
# Guess: stringify writes no declaration or UTF-8, or escapes what is outside of Latin-1 as character references.
# Behaviour: it always declares encoding="ISO-8859-1" and leaves every character as it is. Written to a file by Node, as
#   UTF-8, the declaration is false; a title in Greek could not be in the declared encoding at all.
# Output seen:
#   <?xml version="1.0" encoding="ISO-8859-1"?>
#   Rêves is read as RÃªves
# For a publisher: a list of feeds that passed through it shows broken titles, and a feed address with a letter outside
#   ASCII leads nowhere. Percent-encode addresses, and replace the declaration before the file is saved.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$work" opml@0.5.8 >&2
cd "$work"

cat > write.js <<'JS'
const opml = require("opml");
const text = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Feeds</title></head>
<body><outline text="Rêves" type="rss" xmlUrl="https://clinic.example/reves.atom"/></body></opml>`;
opml.parse(text, (error, outline) => {
  if (error) throw error;
  require("fs").writeFileSync("feeds.opml", opml.stringify(outline));
});
JS
node write.js
read_back() {
  head -n 1 feeds.opml
  PYTHONIOENCODING=utf-8 python3 -c 'import xml.etree.ElementTree as tree
print("Rêves is read as", tree.parse("feeds.opml").find(".//outline").get("text"))'
}
diff <(read_back) - <<'EXPECTED'
<?xml version="1.0" encoding="ISO-8859-1"?>
Rêves is read as RÃªves
EXPECTED
echo OK
