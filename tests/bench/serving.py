"""What an answer costs: CPU time of citefeed, of its peers and of a server that only sends canned bytes.

All serve the same feed on core 0; wrk asks on core 1 over 64 connections. Runs of all servers alternate; a ratio is that
of two runs of the same round.
"""
import re
import statistics
import subprocess

import peers
import served_site
from program import Program, markdown_table

ROUNDS = 5
SECONDS = 2
LOGGING = ", access log on"  # the end of a server's name
CLIENT_CORE = ("taskset", "-c", "1")


class Kind:
    """One kind of request, as options of wrk."""

    def __init__(self, name, target, *, tag=False, gzip=False, close=False):
        self.name, self.target, self.tag, self.gzip, self.close = name, target, tag, gzip, close

    def options(self, server):
        fields = []
        if self.gzip:
            fields.append("Accept-Encoding: gzip")
        if self.tag:
            fields.append(f"If-None-Match: {server.tag}")
        if self.close:
            fields.append("Connection: close")
        return [part for field in fields for part in ("-H", field)]


KINDS = [Kind("304", 1.25, tag=True, gzip=True), Kind("200 gzip", 1.6, gzip=True), Kind("200 identity", 1.3),
         Kind("304, new connection each", 1.05, tag=True, gzip=True, close=True)]


def run_wrk(server, kind, seconds, connections=64):
    """The number of answers and wrk's report."""
    report = subprocess.run([*CLIENT_CORE, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *kind.options(server),
                             f"http://127.0.0.1:{server.port}{peers.FEED}"], capture_output=True, text=True, check=True).stdout
    if "Non-2xx or 3xx" in report or "Socket errors" in report:
        raise SystemExit(f"{server.name}: wrk reports errors:\n{report}")
    return int(re.search(r"(\d+) requests in", report).group(1)), report


def milliseconds(report, percent):
    """A percentile of wrk's latencies."""
    value, unit = re.search(rf"^ +{percent}%\s+([\d.]+)(us|ms|s)$", report, re.MULTILINE).groups()
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def microseconds_per_request(server, kind):
    before = peers.cpu_microseconds(server.pid)
    answers, _ = run_wrk(server, kind, SECONDS)
    return (peers.cpu_microseconds(server.pid) - before) / answers


def show(values, digits=1):
    """Median and range."""
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def cost_table(servers):
    """Rows of the table of CPU time, and the row of ratios."""
    costs = {kind.name: {server.name: [] for server in servers} for kind in KINDS}
    for kind in KINDS:
        for _ in range(ROUNDS):
            for server in servers:
                costs[kind.name][server.name].append(microseconds_per_request(server, kind))
    rows = [[server.name, *(show(costs[kind.name][server.name]) for kind in KINDS)]
            for server in servers]
    for ending in ("", LOGGING):
        ratios = [[theirs / ours for ours, theirs in zip(costs[kind.name][f"citefeed{ending}"], costs[kind.name][f"nginx{ending}"])]
                  for kind in KINDS]
        rows.append([f"**nginx / citefeed{ending}**", *(f"**{show(ratio, 2)}**" for ratio in ratios)])
    rows.append(["target", *(f"{kind.target:.2f}" for kind in KINDS)])
    return markdown_table(["CPU µs per request, median (range)", *(kind.name for kind in KINDS)], rows)


def latency_table(servers):
    rows = []
    for connections in (64, 256):
        found = {server.name: [] for server in servers}
        for _ in range(ROUNDS):
            for server in servers:
                found[server.name].append(run_wrk(server, KINDS[0], SECONDS, connections)[1])
        for server in servers:
            rows.append([server.name, str(connections), *(show([milliseconds(report, percent) for report in found[server.name]], 2)
                                                          for percent in (50, 99))])
    return markdown_table(["304, latency in ms, median (range)", "connections", "p50", "p99"], rows)


def measure(options):
    peers.require_tools()
    served_site.write(options.folder / "served")
    export, work = options.folder / "served-export", options.folder / "peers"
    work.mkdir(exist_ok=True)
    site = options.folder / "served"
    subprocess.run([options.citefeed, "export", export, "--precompressed", "--content", site / "content", "--feeds", site / "feeds"],
                   check=True, stderr=subprocess.DEVNULL)
    servers = []
    try:
        servers.append(peers.Citefeed("citefeed", Program(options.citefeed, site, "--threads", "1", prefix=peers.SERVER_CORE)))
        servers.append(peers.persistently(peers.start_nginx, work, export))
        servers.append(peers.persistently(peers.start_nginx, work, export, logs=True))
        servers.append(peers.Citefeed(f"citefeed{LOGGING}", Program(
            options.citefeed, site, "--threads", "1", "--access-log", work / "citefeed-access.log", "--log-format", "combined",
            "--log-client", "full", prefix=peers.SERVER_CORE)))
        for start in (peers.start_h2o, peers.start_lighttpd, peers.start_caddy):
            servers.append(peers.persistently(start, work, export))
        servers.append(peers.persistently(peers.start_varnish, work, servers[1]))
        servers += peers.persistently(peers.start_canned, work, options.canned_servers, servers[0])
        bodies = [peers.get(server, Accept_Encoding="gzip") for server in servers]
        for server, (answer, body) in zip(servers, bodies):
            if body != bodies[0][1] or answer.getheader("Content-Encoding") != "gzip":
                raise SystemExit(f"{server.name} does not serve the same gzip bytes as citefeed")
            server.tag = answer.getheader("ETag")
            repeated, _ = peers.get(server, Accept_Encoding="gzip", If_None_Match=server.tag)
            if repeated.status != 304:
                raise SystemExit(f"{server.name}: expected 304, found {repeated.status}")
            run_wrk(server, KINDS[1], 1)  # warm
        identity = len(peers.get(servers[0])[1])
        return (f"A feed of {identity:,} bytes, {len(bodies[0][1]):,} with gzip; {ROUNDS} rounds of {SECONDS} s; load average of the machine "
                f"while it was measured: {{load}}.\n\n{cost_table(servers)}\n\n{latency_table(servers[:2])}").replace("{load}", load())
    finally:
        for server in servers:
            server.stop()


def load():
    with open("/proc/loadavg", encoding="ascii") as file:
        return file.read().split()[0]
