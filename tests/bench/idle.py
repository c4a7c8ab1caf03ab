"""What connections cost that do nothing, next to those that do harm: memory of each, and the patience of a good client.

12,000 connections that have had an answer and rest; then 2,000 half requests and 200 clients that asked for the
uncompressed feed and do not read it; and between them all, fresh connections with one request each.
"""
import pathlib
import re
import resource
import socket
import time

import served_site
from peers import FEED, SERVER_CORE
from program import Program, cpu_seconds, markdown_table, percentile

RESTING, HALF, SLOW, FRESH = 12000, 2000, 200, 2000
REQUEST = f"GET {FEED} HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode()


def kilobytes(pid, name="Pss"):
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(rf"^{name}:\s+(\d+)", text, re.MULTILINE).group(1))


def connect(port, number):
    """Connections come from many addresses of the loopback, as from many clients."""
    connection = socket.socket()
    connection.bind((f"127.{1 + number // 60000}.{number // 250 % 240}.{1 + number % 250}", 0))
    connection.connect(("127.0.0.1", port))
    return connection


def answered(port, number, tag):
    connection = connect(port, number)
    connection.sendall(REQUEST + f"Accept-Encoding: gzip\r\nIf-None-Match: {tag}\r\n\r\n".encode())
    if not connection.recv(4096).startswith(b"HTTP/1.1 304"):
        raise SystemExit("expected 304")
    return connection


def half(port, number):
    connection = connect(port, number)
    connection.sendall(REQUEST)
    return connection


def slow(port, number):
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.bind((f"127.200.{number // 250}.{1 + number % 250}", 0))
    connection.connect(("127.0.0.1", port))
    connection.sendall((REQUEST + b"\r\n") * 100)
    return connection


def fresh_milliseconds(port, tag):
    """The time from connecting to the whole answer, for each of many clients one after another."""
    times = []
    for number in range(FRESH):
        begin = time.perf_counter()
        answered(port, number, tag).close()
        times.append(1000 * (time.perf_counter() - begin))
    return times


def grown(program, before, count):
    time.sleep(0.5)  # what has been sent is read
    return f"{1024 * (kilobytes(program.pid) - before) / count:,.0f} bytes"


def worst_request(program, port):
    """Requests of 10 KiB with as many fields and as long lists as fit: their size, CPU time in milliseconds, and the memory taken meanwhile."""
    lists = b"If-None-Match: " + b", ".join(b'"%06d"' % number for number in range(700)) + b"\r\nAccept-Encoding: " + b"a;q=0.1," * 250 + b"\r\n"
    fields = b"".join(b"X-%02d: y\r\n" % number for number in range(90))
    text = REQUEST + lists + fields + b"\r\n"
    connection = connect(port, 0)
    pathlib.Path(f"/proc/{program.pid}/clear_refs").write_text("5")  # the peak is the present again
    peak = program.megabytes("VmHWM")
    used, count = cpu_seconds(program.pid), 2000
    for _ in range(count):
        connection.sendall(text)
        received = connection.recv(65536)
        size = int(re.search(rb"Content-Length: (\d+)", received).group(1)) + received.index(b"\r\n\r\n") + 4
        while len(received) < size:
            received += connection.recv(65536)
    connection.close()
    return len(text), 1000 * (cpu_seconds(program.pid) - used) / count, 1024 * (program.megabytes("VmHWM") - peak)


def measure(options):
    needed = RESTING + HALF + SLOW + 100
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(needed, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    site = options.folder / "served"
    served_site.write(site)
    program = Program(options.citefeed, site, "--threads", "1", prefix=SERVER_CORE)
    rows = []
    try:
        program.wait_until_idle()
        tag = program.get(FEED, Accept_Encoding="gzip")[0].getheader("ETag")
        quiet = fresh_milliseconds(program.port, tag)
        before = kilobytes(program.pid)
        resting = [answered(program.port, number, tag) for number in range(RESTING)]
        rows.append([f"{RESTING:,} resting connections", "1 KiB each", grown(program, before, RESTING) + " each"])
        before = kilobytes(program.pid)
        halves = [half(program.port, number) for number in range(HALF)]
        rows.append([f"{HALF:,} half requests", "", grown(program, before, HALF) + " each"])
        before = kilobytes(program.pid)
        slows = [slow(program.port, number) for number in range(SLOW)]
        rows.append([f"{SLOW} readers who do not read", "", grown(program, before, SLOW) + " each"])
        busy = fresh_milliseconds(program.port, tag)
        rows.append(["fresh request, p99, before them", "", f"{percentile(quiet, 99):.2f} ms"])
        rows.append(["fresh request, p99, beside them all", "50 ms", f"{percentile(busy, 99):.2f} ms"])
        used = cpu_seconds(program.pid)
        time.sleep(5)
        rows.append(["CPU time spent on watching them", "", f"{(cpu_seconds(program.pid) - used) / 5:.1%} of a core"])
        size, cost, memory = worst_request(program, program.port)
        rows.append([f"a request of {size:,} bytes full of fields and lists", "1 ms", f"{cost:.3f} ms of CPU time"])
        rows.append(["growth of the resident memory's peak by it", "100 KiB", f"{memory:.0f} KiB"])
        for connection in [*resting, *halves, *slows]:
            connection.close()
    finally:
        program.stop()
    return markdown_table(["what", "target", "measured"], rows)
