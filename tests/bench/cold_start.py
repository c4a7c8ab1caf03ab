"""Cold start: from the start of the process to its first complete answer."""
import statistics
import time

from program import Program, generated_site, markdown_table

RUNS = 5


def start_once(citefeed, site, until_rest):
    """Seconds to the first 200 on /feed.atom, and the most memory until then and, if asked, until all is prepared."""
    program = Program(citefeed, site)
    answer, _ = program.get("/feed.atom")
    seconds = time.monotonic() - program.started
    if answer.status != 200:
        raise SystemExit(f"/feed.atom: expected 200, found {answer.status}")
    at_answer = program.peak_megabytes()
    if until_rest:
        program.wait_until_idle()
    at_rest = program.peak_megabytes()
    program.stop()
    return seconds, at_answer, at_rest


def measure(options):
    rows = []
    for size in options.sizes:
        site = generated_site(options.folder, size)
        runs = [start_once(options.citefeed, site, until_rest=run == 0) for run in range(RUNS)]
        seconds = [run[0] for run in runs]
        rows.append([f"{size:,}", f"{statistics.median(seconds):.2f} s", f"{max(seconds):.2f} s",
                     f"{max(run[1] for run in runs):.0f} MB", f"{max(run[2] for run in runs):.0f} MB"])
    head = ["posts", f"first answer, median of {RUNS}", "slowest", "peak memory until then", "peak memory once all is prepared"]
    return markdown_table(head, rows)
