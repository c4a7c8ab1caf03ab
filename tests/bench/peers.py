"""The servers that are measured: citefeed, its peers as Debian has them, and the least that a server can do.

Each is tuned by what its manual offers, serves the same bytes on one thread, without a log unless its name says so, and has core 0 to itself.
"""
import getpass
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from program import CLOCK_TICKS

SERVER_CORE = ("taskset", "-c", "0")
FEED = "/feed.atom"

NGINX = """
daemon off; master_process off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
worker_rlimit_nofile 20000; events {{ worker_connections 16384; multi_accept on; }}
http {{
  types {{ application/atom+xml atom; application/rss+xml rss; application/feed+json json; text/html html; }}
  charset utf-8; charset_types application/atom+xml application/rss+xml; default_type application/octet-stream;
  access_log {log}; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 1000000000; keepalive_timeout 600s;
  etag on; gzip_static on; gzip_vary on; server_tokens off; reset_timedout_connection on;
  open_file_cache max=4096 inactive=600s; open_file_cache_valid 600s; open_file_cache_errors on;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} backlog=4096; root {root};
    location / {{ add_header Cache-Control "public, max-age=300"; add_header Access-Control-Allow-Origin "*"; }}
  }}
}}
"""

H2O = """
user: {user}
num-threads: 1
max-connections: 16384
http1-request-timeout: 600
pid-file: {folder}/h2o.pid
error-log: {folder}/error.log
hosts:
  "127.0.0.1:{port}":
    listen: {{ host: 127.0.0.1, port: {port} }}
    paths:
      "/":
        file.dir: {root}
        file.send-compressed: ON
        file.etag: ON
        file.mime.addtypes: {{ "application/atom+xml": ".atom" }}
        header.add: "Cache-Control: public, max-age=300"
        header.append: "Access-Control-Allow-Origin: *"
"""

LIGHTTPD = """
server.document-root = "{root}"
server.bind = "127.0.0.1"
server.port = {port}
server.errorlog = "{folder}/error.log"
server.modules = ("mod_rewrite", "mod_setenv")
server.max-keep-alive-requests = 1000000000
server.max-keep-alive-idle = 600
server.max-fds = 16384
server.max-connections = 8192
server.stat-cache-engine = "simple"
mimetype.assign = (".atom" => "application/atom+xml", ".gz" => "application/atom+xml")
setenv.set-response-header = ("Cache-Control" => "public, max-age=300", "Access-Control-Allow-Origin" => "*", "Vary" => "Accept-Encoding")
$REQUEST_HEADER["Accept-Encoding"] =~ "gzip" {{
  url.rewrite-once = ("^(/feed\\.atom)$" => "$1.gz")
  setenv.add-response-header = ("Content-Encoding" => "gzip")
}}
"""

CADDY = """
{{
  admin off
  auto_https off
  log {{
    output discard
  }}
}}
http://127.0.0.1:{port} {{
  root * {root}
  header Cache-Control "public, max-age=300"
  header Access-Control-Allow-Origin "*"
  file_server {{
    precompressed gzip
  }}
}}
"""

VARNISH = """
vcl 4.1;
backend default {{ .host = "127.0.0.1"; .port = "{behind}"; }}
sub vcl_backend_response {{ set beresp.ttl = 1h; }}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class NotStarted(Exception):
    """Mostly because somebody else took the free port meanwhile."""


class Peer:
    """A server that was started with `command` and listens on `port`; all its processes run on core 0."""

    def __init__(self, name, command, port, environment=None):
        self.name, self.port = name, port
        errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen([*SERVER_CORE, *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=errors, env={**os.environ, **(environment or {})})
        for _ in range(1500):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        self.stop()
        errors.seek(0)
        raise NotStarted(f"{name} did not start: {command}\n{errors.read().decode(errors='replace')}")

    @property
    def pid(self):
        return self.process.pid

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Citefeed(Peer):
    """citefeed over the files themselves, once all is prepared."""

    def __init__(self, name, program):
        self.name, self.program, self.port, self.process = name, program, program.port, program.process
        program.wait_until_idle()


def processes_of(pid):
    """`pid` and all processes below it."""
    parents = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it has ended meanwhile
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def cpu_microseconds(pid):
    """User and system time of all threads of `pid` and of the processes below it."""
    total = 0
    for one in processes_of(pid):
        fields = pathlib.Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total * 1_000_000 // CLOCK_TICKS


def configured(folder, name, text, **values):
    """A free port, and a file with `text` filled in for it."""
    port = free_port()
    folder = folder / name
    folder.mkdir(exist_ok=True)
    file = folder / "configuration"
    file.write_text(text.format(folder=folder, port=port, **values))
    return port, file


def persistently(start, *arguments, **options):
    """What `start` starts, at the third attempt at last."""
    for _ in range(2):
        try:
            return start(*arguments, **options)
        except NotStarted:
            continue
    return start(*arguments, **options)


def start_nginx(folder, root, logs=False):
    place = "nginx-logging" if logs else "nginx"
    port, file = configured(folder, place, NGINX, root=root, log=folder / place / "access.log" if logs else "off")
    return Peer("nginx, access log on" if logs else "nginx", ["nginx", "-c", file, "-e", folder / place / "error.log"], port)


def start_h2o(folder, root):
    port, file = configured(folder, "h2o", H2O, root=root, user=getpass.getuser())
    return Peer("h2o", ["h2o", "-m", "worker", "-c", file], port)


def start_lighttpd(folder, root):
    port, file = configured(folder, "lighttpd", LIGHTTPD, root=root)
    return Peer("lighttpd", ["lighttpd", "-D", "-f", file], port)


def start_caddy(folder, root):
    port, file = configured(folder, "caddy", CADDY, root=root)
    home = {name: str(folder / "caddy") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    return Peer("Caddy", ["caddy", "run", "--adapter", "caddyfile", "--config", file], port, {**home, "GOMAXPROCS": "1"})


def start_varnish(folder, behind):
    port, file = configured(folder, "varnish", VARNISH, behind=behind.port)
    return Peer("Varnish", ["varnishd", "-j", "none", "-F", "-f", file, "-a", f"127.0.0.1:{port}", "-n", folder / "varnish" / "work",
                            "-p", "http_gzip_support=off", "-p", "thread_pools=1", "-s", "malloc,64m"], port)


def raw_answer(port, *fields):
    """The bytes of one answer, head and body."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall("\r\n".join([f"GET {FEED} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *fields, "", ""]).encode())
        return b"".join(iter(lambda: connection.recv(65536), b""))


def start_canned(folder, programs, citefeed):
    """Two servers that answer with the very bytes of `citefeed`: 304, 200 with gzip, 200 identity, and 304 before it closes."""
    gzip = "Accept-Encoding: gzip"
    tag = re.search(rb"ETag: (\S+)", raw_answer(citefeed.port, gzip)).group(1).decode()
    closing = raw_answer(citefeed.port, gzip, f"If-None-Match: {tag}")
    staying = [answer.replace(b"Connection: close\r\n", b"")
               for answer in (closing, raw_answer(citefeed.port, gzip), raw_answer(citefeed.port))]
    files = [folder / f"answer-{number}" for number in range(4)]
    for file, answer in zip(files, [*staying, closing]):
        file.write_bytes(answer)
    started = []
    for name, program in (("bare epoll, canned bytes", "canned_epoll"), ("io_uring, canned bytes", "canned_ring")):
        port = free_port()
        started.append(Peer(name, [programs / program, str(port), *files], port))
    return started


def get(server, **fields):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", FEED, headers={name.replace("_", "-"): value for name, value in fields.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def require_tools():
    missing = [tool for tool in ("nginx", "h2o", "lighttpd", "caddy", "varnishd", "wrk", "taskset") if not shutil.which(tool)]
    if missing:
        raise SystemExit(f"missing: {', '.join(missing)}; tests/bench/serve installs what is needed")
