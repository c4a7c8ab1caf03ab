"""What a reader and the memory notice of edits that make everything anew: of site.yaml, under 20,000 posts, with idle threads."""
import re
import threading
import time

from program import Program, generated_site, markdown_table, percentile

SIZE, EDITS, THREADS = 20000, 20, 6
QUIET_SECONDS, EDIT_SECONDS = 20, 2
AT_REST_SECONDS = 15  # after which what was freed has gone back to the system


class Reader(threading.Thread):
    """Asks again and again on one connection for what is there whatever is edited; remembers how long each answer took, in milliseconds."""

    def __init__(self, program):
        super().__init__()
        self.connection, self.times, self.ended = program.connection(), [], False

    def run(self):
        while not self.ended:
            began = time.perf_counter()
            self.connection.request("GET", "/healthz")
            self.connection.getresponse().read()
            self.times.append(1000 * (time.perf_counter() - began))
            time.sleep(0.001)

    def end(self):
        self.ended = True
        self.join()
        return self.times


def read_for(program, during):
    """Milliseconds of each answer while `during` runs, to several readers, so that several threads answer."""
    readers = [Reader(program) for _ in range(3)]
    for reader in readers:
        reader.start()
    during()
    return [taken for reader in readers for taken in reader.end()]


def at_rest(program):
    program.wait_until_idle()
    time.sleep(AT_REST_SECONDS)
    return program.megabytes("VmRSS")


def measure(options):
    site = generated_site(options.folder, SIZE)
    definitions = site / "feeds" / "site.yaml"
    original = definitions.read_text()
    temporary = definitions.with_name("site.yaml.tmp")

    def edit():
        for number in range(EDITS):
            temporary.write_text(re.sub(r"^title: ", f"title: {number} ", original, count=1, flags=re.MULTILINE))
            temporary.rename(definitions)
            time.sleep(EDIT_SECONDS)

    program = Program(options.citefeed, site, "--threads", str(THREADS))
    try:
        before = at_rest(program)
        usual = read_for(program, lambda: time.sleep(QUIET_SECONDS))
        edited = read_for(program, edit)
        after = at_rest(program)
    finally:
        program.stop()
        definitions.write_text(original)
    rows = [[f"slowest answer, {label}", f"{max(times):.1f} ms", f"{percentile(times, 99):.1f} ms"]
            for label, times in (("usual", usual), (f"around {EDITS} edits", edited))]
    rows += [["memory at rest, before", f"{before:.0f} MB", ""], ["memory at rest, after them", f"{after:.0f} MB", f"{after / before:.2f} of that"]]
    return markdown_table([f"{SIZE:,} posts, {THREADS} threads", "", "99th percentile, ratio"], rows)
