"""Answers per CPU second beside nginx: the same bytes, the same core, the same client.

The server has core 0 to itself and wrk core 1. nginx serves the files of `citefeed export` with gzip_static, from its open
file cache, with one worker, without a log. Runs alternate; a ratio is that of two neighbouring runs.
"""
import http.client
import re
import shutil
import socket
import statistics
import subprocess
import time

from program import Program, cpu_seconds, generated_site, markdown_table

POSTS = 10000
PAIRS = 5
SECONDS = 5
CONNECTIONS = 64
FEED = "/feed.atom"
SERVER_CORE = ("taskset", "-c", "0")
CLIENT_CORE = ("taskset", "-c", "1")

NGINX = """
daemon off; master_process off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  types {{ application/atom+xml atom; application/rss+xml rss; application/feed+json json; text/html html; }}
  charset utf-8; charset_types application/atom+xml application/rss+xml; default_type application/octet-stream;
  access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 1000000000; keepalive_timeout 600s;
  etag on; gzip_static on; gzip_vary on; server_tokens off; reset_timedout_connection on;
  open_file_cache max=4096 inactive=600s; open_file_cache_valid 600s; open_file_cache_errors on;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port}; root {root};
    location / {{ add_header Cache-Control "public, max-age=300"; add_header Access-Control-Allow-Origin "*"; }}
  }}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    """nginx in one process over `root`."""

    def __init__(self, root, folder):
        self.port = free_port()
        folder.mkdir(exist_ok=True)
        config = folder / "nginx.conf"
        config.write_text(NGINX.format(folder=folder, root=root, port=self.port))
        self.process = subprocess.Popen([*SERVER_CORE, "nginx", "-c", config, "-e", folder / "error.log"], stdin=subprocess.DEVNULL)
        self.pid = self.process.pid
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise SystemExit(f"nginx did not start: {(folder / 'error.log').read_text()}")

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


def get(port, **fields):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", FEED, headers={name.replace("_", "-"): value for name, value in fields.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def answers_per_cpu_second(server, fields, seconds):
    """One run of wrk against `server`."""
    before = cpu_seconds(server.pid)
    report = subprocess.run([*CLIENT_CORE, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s",
                             *(part for name, value in fields.items() for part in ("-H", f"{name}: {value}")),
                             f"http://127.0.0.1:{server.port}{FEED}"], capture_output=True, text=True, check=True).stdout
    used = cpu_seconds(server.pid) - before
    if "Non-2xx or 3xx" in report or "Socket errors" in report:
        raise SystemExit(f"wrk reports errors:\n{report}")
    answers = int(re.search(r"(\d+) requests in", report).group(1))
    return answers / used, answers / seconds


def compare(citefeed, nginx, fields_of, name):
    """Alternating runs with the request fields `fields_of(server)`; one row of the table."""
    ours, theirs = [], []
    for server in (citefeed, nginx):
        answers_per_cpu_second(server, fields_of(server), 1)  # warm
    for _ in range(PAIRS):
        ours.append(answers_per_cpu_second(citefeed, fields_of(citefeed), SECONDS))
        theirs.append(answers_per_cpu_second(nginx, fields_of(nginx), SECONDS))
    ratios = sorted(a[0] / b[0] for a, b in zip(ours, theirs))

    def median(runs, what):
        return f"{statistics.median(run[what] for run in runs):,.0f}"
    return [name, median(ours, 0), median(theirs, 0), f"**{statistics.median(ratios):.2f}** ({ratios[0]:.2f}–{ratios[-1]:.2f})",
            median(ours, 1), median(theirs, 1)]


def gzip_fields(_server):
    return {"Accept-Encoding": "gzip"}


def revalidation_fields(server):
    answer, _ = get(server.port, Accept_Encoding="gzip")
    fields = {"Accept-Encoding": "gzip", "If-None-Match": answer.getheader("ETag")}
    repeated, _ = get(server.port, **{"Accept_Encoding": "gzip", "If_None_Match": answer.getheader("ETag")})
    if repeated.status != 304:
        raise SystemExit(f"port {server.port}: expected 304, found {repeated.status}")
    return fields


def measure(options):
    for tool in ("nginx", "wrk", "taskset"):
        if not shutil.which(tool):
            raise SystemExit(f"{tool} is missing: apt-get install nginx wrk util-linux")
    site = generated_site(options.folder, POSTS if max(options.sizes) >= POSTS else max(options.sizes))
    export = options.folder / "export"
    subprocess.run([options.citefeed, "export", export, "--precompressed", "--content", site / "content", "--feeds", site / "feeds"],
                   check=True, stderr=subprocess.DEVNULL)
    citefeed = Program(options.citefeed, site, "--threads", "1", prefix=SERVER_CORE)
    citefeed.wait_until_idle()
    nginx = Nginx(export, options.folder / "nginx")
    try:
        (ours, our_bytes), (theirs, their_bytes) = (get(server.port, Accept_Encoding="gzip") for server in (citefeed, nginx))
        if our_bytes != their_bytes or ours.getheader("Content-Encoding") != theirs.getheader("Content-Encoding"):
            raise SystemExit("citefeed and nginx do not serve the same gzip bytes")
        rows = [compare(citefeed, nginx, revalidation_fields, "304 to If-None-Match"),
                compare(citefeed, nginx, gzip_fields, f"200 with gzip, {len(our_bytes):,} bytes")]
    finally:
        nginx.stop()
        citefeed.stop()
    return markdown_table(["answer", "citefeed per CPU second", "nginx per CPU second", "ratio (range of pairs)",
                           "citefeed per second", "nginx per second"], rows)
