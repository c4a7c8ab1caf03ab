"""This program beside an earlier build of it: what both do, in turn, and the ratio of each pair of runs.

Serving over the largest of the sites, commands over the smallest.
"""
import shutil
import statistics
import subprocess
import time

import cold_start
import imports
import peers
import served_site
import serving
from program import Program, generated_site, markdown_table

STARTS, COMMANDS, ANSWERS = 9, 9, 9  # rounds
RESTS = 2  # rounds of what takes until a server has nothing left to do
EDITS = 20  # of each of those


def seconds_of(*command):
    began = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - began


def starts(citefeed, site, found):
    """From the start to the first answer, and to the last of all feeds."""
    program, seconds = cold_start.start(citefeed, site)
    found("first answer, s", seconds)
    found("every feed asked for once, s", cold_start.fetch_every_feed(program))
    program.stop()


def rests(citefeed, site, found):
    """Memory when nothing is left to do, and edits from there."""
    program, _ = cold_start.start(citefeed, site)
    program.wait_until_idle()
    found("memory at rest, MB", program.megabytes("VmRSS"))
    for seconds in cold_start.measure_edits(program, site, 1, EDITS, lambda: time.sleep(0.5)):
        found("from a saved file to the new feed, ms", 1000 * seconds)
    program.stop()


def commands(citefeed, folder, site, pages, found):
    trees = ("--content", site / "content", "--feeds", site / "feeds")
    for name in ("exported", "imported"):
        shutil.rmtree(folder / name, ignore_errors=True)
    found("ten checks, s", sum(seconds_of(citefeed, "check", *trees) for _ in range(10)))
    found("export, s", seconds_of(citefeed, "export", folder / "exported", *trees))
    found("import from saved pages, s", imports.import_once(citefeed, pages, folder / "imported")[0])


def answers(citefeeds, folder, found):
    """Processor time of an answer; both programs stand beside each other and are asked in turn."""
    site = folder / "served"
    served_site.write(site)
    servers = []
    try:
        for name, citefeed in citefeeds.items():
            servers.append(peers.Citefeed(name, Program(citefeed, site, "--threads", "1", prefix=peers.SERVER_CORE)))
        for server in servers:
            server.tag = peers.get(server, Accept_Encoding="gzip")[0].getheader("ETag")
            serving.run_wrk(server, serving.KINDS[1], 1)  # warm
        for kind in serving.KINDS:
            for _ in range(ANSWERS):
                for server in servers:
                    found(server.name, f"{kind.name}, µs of processor", serving.microseconds_per_request(server, kind))
    finally:
        for server in servers:
            server.stop()


def measure(options):
    if not options.before:
        raise SystemExit("tests/bench/measure before: expected --before with an earlier build of citefeed, found none")
    citefeeds = {"before": options.before.resolve(), "now": options.citefeed}
    runs = {}  # by what was done, by program: figures in the order of the rounds

    def found(name, what, figure):
        runs.setdefault(what, {}).setdefault(name, []).append(figure)

    pages = options.folder / "pages"
    imports.write_pages(pages)
    sites = {size: generated_site(options.folder, size) for size in sorted(options.sizes)}
    smallest, largest = min(sites), max(sites)

    def in_turn(rounds, size, measure_one, *arguments):
        for number in range(rounds):
            for name, citefeed in list(citefeeds.items())[::1 if number % 2 else -1]:  # who comes second finds the processor otherwise
                measure_one(citefeed, *arguments, lambda what, figure, name=name: found(name, f"{size:,} posts: {what}", figure))

    in_turn(STARTS, largest, starts, sites[largest])
    in_turn(RESTS, largest, rests, sites[largest])
    in_turn(COMMANDS, smallest, commands, options.folder, sites[smallest], pages)
    answers(citefeeds, options.folder, found)
    rows = []
    for what, both in runs.items():
        ratios = [now / before for before, now in zip(both["before"], both["now"])]
        rows.append([what, str(len(ratios)), *(f"{statistics.median(both[name]):.3g}" for name in citefeeds), serving.show(ratios, 2),
                     f"{min(both['now']) / min(both['before']):.2f}"])
    return markdown_table(["median", "of", "before", "now", "now / before, median (range)", "best / best"], rows)
