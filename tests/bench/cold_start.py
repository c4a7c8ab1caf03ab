"""Cold start: from the start of the process to its first complete answer, memory, and a post edited; beside Hugo."""
import random
import re
import statistics
import time

from edits import edit_once, posts_in_feeds
from hugo import Hugo, hugo_site
from program import Program, generated_site, markdown_table

RUNS = 5
EDITS = 5
HUGO_RUNS = 3


def row(size, name, starts, every, edits, peak, rest, most):
    """A line of the table: times in seconds, memory in MB."""
    return [f"{size:,}", name, f"{statistics.median(starts):.2f} s", f"{max(starts):.2f} s",
            f"{statistics.median(every):.2f} s" if every else "", f"{statistics.median(edits):.2f} s", f"{peak:.0f} MB", f"{rest:.0f} MB", f"{most:.0f} MB"]


def start(citefeed, site):
    """The program, and the seconds to its first 200 on /feed.atom."""
    program = Program(citefeed, site)
    answer, _ = program.get("/feed.atom")
    seconds = time.monotonic() - program.started
    if answer.status != 200:
        raise SystemExit(f"/feed.atom: expected 200, found {answer.status}")
    return program, seconds


def fetch_every_feed(program):
    """Asks for every feed once, one after the other, as readers do: the seconds from the start to the last answer."""
    lists = b"".join(program.get(f"/{name}.opml")[1] for name in ("feeds", "topics", "articles"))
    for address in re.findall(rb'xmlUrl="https?://[^/"]+([^"]+)"', lists):
        answer, _ = program.get(address.decode(), Accept_Encoding="gzip")
        if (answer.status, answer.getheader("Content-Encoding")) != (200, "gzip"):
            raise SystemExit(f"{address.decode()}: expected 200 with gzip, found {answer.status}")
    return time.monotonic() - program.started


def measure_edits(program, site, seed, count, settle):
    """Seconds of `count` edits of posts drawn by `seed`; each is put back, and settle() waits before the next."""
    times = []
    for number, (post, feed) in enumerate(random.Random(seed).sample(posts_in_feeds(program, site), count)):
        original = post.read_text()
        times.append(edit_once(program, post, feed, number) / 1000)
        time.sleep(0.5)
        post.write_text(original)
        settle()
    return times


def measure_citefeed(citefeed, site, size):
    starts, every, peak = [], [], 0
    for _ in range(RUNS):
        program, seconds = start(citefeed, site)
        starts.append(seconds)
        peak = max(peak, program.megabytes("VmHWM"))
        every.append(fetch_every_feed(program))
        if len(starts) < RUNS:
            program.stop()
    program.wait_until_idle()
    rest, most = program.megabytes("VmRSS"), program.megabytes("VmHWM")
    edits = measure_edits(program, site, size, EDITS, program.wait_until_idle)
    program.stop()
    return row(size, "citefeed", starts, every, edits, peak, rest, most)


def measure_hugo(site, size):
    starts, peak = [], 0
    for _ in range(HUGO_RUNS):
        server = Hugo(site)
        starts.append(server.first_answer())
        peak = max(peak, server.megabytes("VmHWM"))
        if len(starts) < HUGO_RUNS:
            server.stop()
    server.wait_until_idle()
    rest, most = server.megabytes("VmRSS"), server.megabytes("VmHWM")
    edits = []
    for number in range(EDITS):
        edits.append(server.edit_once(number))
        server.wait_until_idle()
    server.stop()
    return row(size, "Hugo", starts, [], edits, peak, rest, most)


def measure(options):
    rows = []
    for size in options.sizes:
        site = generated_site(options.folder, size)
        rows.append(measure_citefeed(options.citefeed, site, size))
        rows.append(measure_hugo(hugo_site(options.folder, site), size))
    head = ["posts", "program", f"first answer, median of {RUNS} (Hugo {HUGO_RUNS})", "slowest", "every feed asked for once",
            f"one post edited, median of {EDITS}",
            "peak memory until the first answer", "memory at rest", "peak memory until then"]
    return markdown_table(head, rows)
