"""How long a good client waits while 5,000 hostile connections last, of each kind and of all kinds at once.

The good client asks on a connection that stays and on a new one in turn, 400 times a second; the server has core 0, all clients core 1.
"""
import os
import pathlib
import sys
import time

import served_site
from idle import answered
from peers import FEED, SERVER_CORE
from program import Program, cpu_seconds, markdown_table, percentile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "story"))
from hostile_clients import KINDS, hostile_crowd  # noqa: E402

CROWD, REQUESTS, PAUSE = 5000, 3000, 0.0025
NAMES = {"slowloris": "headers in drops", "slow_post": "bodies in drops", "slow_read": "readers in drops", "half_close": "half-closes",
         "reset": "resets in mid-answer", "flood": "connections only", "squat": "silent connections"}


def good_client(program, tag):
    """Milliseconds to each whole answer; an answer that is not as expected ends the measurement."""
    stays, times = program.connection(), []
    for number in range(REQUESTS):
        begin = time.perf_counter()
        if number % 2:
            answered(program.port, number, tag).close()
        else:
            stays.request("GET", FEED, headers={"If-None-Match": tag, "Accept-Encoding": "gzip"})
            answer = stays.getresponse()
            answer.read()
            if answer.status != 304:
                raise SystemExit(f"expected 304, found {answer.status}")
        times.append(1000 * (time.perf_counter() - begin))
        time.sleep(PAUSE)
    stays.close()
    return times


def row(name, times, quiet, cpu):
    times_quiet = f"{percentile(times, 99) / percentile(quiet, 99):.2f}"
    return [name, f"{percentile(times, 50):.2f}", f"{percentile(times, 99):.2f}", times_quiet, f"{cpu:.0%}"]


def measured(program, tag):
    began, used = time.monotonic(), cpu_seconds(program.pid)
    times = good_client(program, tag)
    return times, (cpu_seconds(program.pid) - used) / (time.monotonic() - began)


def measure(options):
    site = options.folder / "served"
    served_site.write(site)
    os.sched_setaffinity(0, {1})
    program = Program(options.citefeed, site, "--threads", "1", prefix=SERVER_CORE)
    rows = []
    try:
        program.wait_until_idle()
        tag = program.get(FEED, Accept_Encoding="gzip")[0].getheader("ETag")
        measured(program, tag)  # warms both up
        quiet, cpu = measured(program, tag)
        rows.append(row("nobody", quiet, quiet, cpu))
        for name, kinds in [*((NAMES[kind], (kind,)) for kind in KINDS), ("all of these at once", KINDS)]:
            with hostile_crowd(program.port, CROWD, kinds=kinds, prefix=("nice", "-n", "19")):  # it shares the good client's core
                times, cpu = measured(program, tag)
                rows.append(row(f"{CROWD:,} × {name}", times, quiet, cpu))
            time.sleep(2)
    finally:
        program.stop()
    return markdown_table(["beside", "p50 in ms", "p99 in ms", "p99 ÷ that beside nobody", "server's CPU"], rows)
