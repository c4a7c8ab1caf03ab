#!/bin/bash
# A cache of 4 MB in front of a feed of 20 kB, and every reader still reaches the origin.
#
# Software: haproxy 2.6.12-1+deb12u4 (Debian 12), its own small cache (`cache`, `cache-use`, `cache-store`).
# Date: 2026-11-30.
# Guess: an answer with max-age=600 and Vary: Accept-Encoding is stored, once for each encoding, up to the size of the
#   cache; process-vary on means that all of Vary is minded, and other fields are part of the key as well.
# Behaviour: without process-vary (the default) nothing that has a Vary is stored. With it, Vary may name Accept-Encoding and
#   Referer; one more name, and nothing is stored. And an object may have a 256th of the cache at most,
#   unless max-object-size says more: 16 kB of 4 MB. The manual says all this, the configuration check and the log nothing.
# Output seen: hits in 3 requests for the same address
#   off: no Vary 2, Accept-Encoding 0, Accept-Encoding and Accept 0, 20 kB 0
#   on: no Vary 2, Accept-Encoding 2, Accept-Encoding and Accept 0, 20 kB 0
#   on, max-object-size: no Vary 2, Accept-Encoding 2, Accept-Encoding and Accept 0, 20 kB 2
# For a publisher: negotiating formats by Accept, or answering by Origin or Sec-Fetch-Dest, makes this cache useless. One
#   address for each format, Vary: Accept-Encoding alone, and in front of it process-vary on with a max-object-size above the
#   largest feed. Count the hits before you rely on it.
set -euo pipefail

work=$(mktemp -d)
processes=()
trap '[ ${#processes[@]} = 0 ] || kill "${processes[@]}"; rm -rf "$work"' EXIT
cd "$work"
mkdir partial
apt-get install -qq -y --no-install-recommends --download-only -o Debug::NoLocking=1 -o "Dir::Cache::archives=$work" \
  haproxy=2.6.12-1+deb12u4 >&2
for package in ./*.deb; do [ ! -e "$package" ] || dpkg -x "$package" root; done
export LD_LIBRARY_PATH=$work/root/usr/lib/x86_64-linux-gnu PATH=$work/root/usr/sbin:$PATH:/usr/sbin

cat > origin.js << 'JS'
const vary = { "/none": {}, "/encoding": { Vary: "Accept-Encoding" }, "/both": { Vary: "Accept-Encoding, Accept" }, "/large": {} };
require("http").createServer((request, response) => {
  response.writeHead(200, { "Cache-Control": "max-age=600", "Content-Type": "application/atom+xml", ...vary[request.url] });
  response.end("<feed/>".padEnd(request.url === "/large" ? 20000 : 2000));
}).listen(`${__dirname}/origin.sock`);
JS
node origin.js &
processes+=($!)

start() {
  cat > "$1.cfg" << CONF
defaults
  mode http
  timeout client 5s
  timeout server 5s
  timeout connect 5s
cache feeds
  total-max-size 4
  max-age 600
  $2
frontend readers
  bind unix@$work/$1.sock
  http-request cache-use feeds
  http-response cache-store feeds
  http-response set-header X-Hit %[res.cache_hit]
  default_backend origin
backend origin
  server origin unix@$work/origin.sock
CONF
  haproxy -db -f "$1.cfg" 2> "$1.log" &
  processes+=($!)
  until [ -S "$work/$1.sock" ] && [ -S "$work/origin.sock" ]; do sleep 0.1; done
}
hits() {
  for _ in 1 2 3; do
    curl -s -o /dev/null -D - -H 'Accept-Encoding: gzip' -H 'Accept: application/atom+xml' --unix-socket "$1.sock" "http://feeds.example/$2"
  done | tr -d '\r' | grep -c '^x-hit: 1' || true
}
read_back() {
  echo "$2: no Vary $(hits "$1" none), Accept-Encoding $(hits "$1" encoding), Accept-Encoding and Accept $(hits "$1" both), 20 kB $(hits "$1" large)"
}
start off ''
start on 'process-vary on'
start size $'process-vary on\n  max-object-size 200000'
diff <(read_back off off; read_back on on; read_back size 'on, max-object-size') - << 'EXPECTED'
off: no Vary 2, Accept-Encoding 0, Accept-Encoding and Accept 0, 20 kB 0
on: no Vary 2, Accept-Encoding 2, Accept-Encoding and Accept 0, 20 kB 0
on, max-object-size: no Vary 2, Accept-Encoding 2, Accept-Encoding and Accept 0, 20 kB 2
EXPECTED
echo OK
