#!/usr/bin/env bash
# Software and version: nginx 1.22.1 (Debian: nginx 1.22.1-9+deb12u11) as a cache with proxy_cache_revalidate.
# Date: 2026-11-29
# Guess: a cache that asks the origin with If-None-Match and gets 304 takes over the fields of the 304, as RFC 9111 (4.3.4) wants it: here a
#   Link to a new hub, and a longer max-age.
# Behaviour: it counts the answer as fresh again and goes by the new max-age itself, yet hands on the fields it stored at first, for as long
#   as the entity tag stays: old hub, old max-age, and so any other field. Only a new body (or an emptied cache) brings the new fields.
# Output seen: see `expected` below: what the client gets, for three requests two seconds apart.
# What it means for a publisher: a hub, an archive, a licence or a rule for browsers that is told in a header field only never reaches
#   readers behind such a cache while the feed is unchanged, and feeds may be unchanged for weeks. Put into the body what has to arrive, or
#   make the entity tag depend on the fields too.
set -euo pipefail
dir=$(mktemp -d)
stop() { for file in "$dir"/*.pid; do [[ -s $file ]] && kill "$(cat "$file")" 2> /dev/null; done; rm -rf "$dir"; }
trap stop EXIT
(cd "$dir" && apt-get -qq download nginx=1.22.1-9+deb12u11 2> /dev/null && dpkg -x nginx_*.deb root)

cat > "$dir/origin.mjs" <<'JS'
import http from 'node:http';
let asked = 0;
http.createServer((request, response) => {
  asked += 1;
  const known = request.headers['if-none-match'] === '"feed-1"';
  response.writeHead(known ? 304 : 200, { ETag: '"feed-1"', 'Cache-Control': `max-age=${asked === 1 ? 1 : 600}`,
    Link: `<https://hub-${asked}.example/>; rel="hub"`, 'X-Origin-Says': `request ${asked}, ${known ? 304 : 200}` });
  response.end(known ? undefined : '<feed/>');
}).listen(`${process.argv[2]}/origin.sock`);
JS
cat > "$dir/nginx.conf" <<CONF
daemon off; error_log $dir/error.log; pid $dir/nginx.pid;
events {}
http {
  access_log off; client_body_temp_path $dir/body; proxy_temp_path $dir/proxy; fastcgi_temp_path $dir/fastcgi; uwsgi_temp_path $dir/uwsgi;
  scgi_temp_path $dir/scgi; proxy_cache_path $dir/cache keys_zone=feeds:1m;
  server {
    listen unix:$dir/cache.sock;
    location / { proxy_pass http://unix:$dir/origin.sock:; proxy_cache feeds; proxy_cache_revalidate on; add_header X-Cache \$upstream_cache_status; }
  }
}
CONF

cat > "$dir/expected" <<'TXT'
Cache-Control: max-age=1|Link: <https://hub-1.example/>; rel="hub"|X-Cache: MISS|X-Origin-Says: request 1, 200
Cache-Control: max-age=1|Link: <https://hub-1.example/>; rel="hub"|X-Cache: REVALIDATED|X-Origin-Says: request 1, 200
Cache-Control: max-age=1|Link: <https://hub-1.example/>; rel="hub"|X-Cache: HIT|X-Origin-Says: request 1, 200
TXT
chmod 755 "$dir"
node "$dir/origin.mjs" "$dir" & echo $! > "$dir/origin.pid"
until [[ -S $dir/origin.sock ]]; do sleep 0.1; done
chmod 666 "$dir/origin.sock"
"$dir/root/usr/sbin/nginx" -p "$dir" -c "$dir/nginx.conf" -e "$dir/error.log" &
for _ in 1 2 3; do
  curl --silent --retry 20 --retry-all-errors --retry-delay 1 --unix-socket "$dir/cache.sock" \
    --dump-header - --output /dev/null http://feeds.example/all |
    tr -d '\r' | grep -E '^(X-Cache|Link|Cache-Control|X-Origin)' | LC_ALL=C sort | paste -sd '|'
  sleep 2.5
done > "$dir/seen"
cat "$dir/seen"
diff "$dir/expected" "$dir/seen" || { echo 'CHANGED: nginx takes over fields of a 304'; exit 1; }
echo OK
