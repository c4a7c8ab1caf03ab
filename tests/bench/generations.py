"""What a reader and the memory notice of edits that make everything anew: of site.yaml, under 20,000 posts, with idle threads."""
import multiprocessing
import os
import re
import socket
import statistics
import time

from program import Program, generated_site, markdown_table

SIZE, EDITS, THREADS = 20000, 20, 6
WINDOW_SECONDS = 2  # from one edit to the next
AT_REST_SECONDS = 15  # after which what was freed has gone back to the system
REQUEST = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


def read(port, ended, answers):
    """Asks again and again for what is there whatever is edited, over one connection for each serving thread, so that several of them answer;
    sends when it asked and how many milliseconds each answer took. A process of its own, before all others where that is allowed: a reader
    does not share the server's processors."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
    except PermissionError:
        pass
    connections = [socket.create_connection(("127.0.0.1", port)) for _ in range(THREADS)]
    times = []
    while not ended.is_set():
        for connection in connections:
            began = time.perf_counter()
            connection.sendall(REQUEST)
            connection.recv(65536)
            times.append((began, 1000 * (time.perf_counter() - began)))
            time.sleep(0.001)
    answers.put(times)


def slowest(program, edit):
    """The slowest answer of each window that begins with an edit, in milliseconds."""
    ended, answers = multiprocessing.Event(), multiprocessing.Queue()
    reader = multiprocessing.Process(target=read, args=(program.port, ended, answers))
    reader.start()
    begun = []
    for number in range(EDITS):
        begun.append(time.perf_counter())
        edit(number)
        time.sleep(WINDOW_SECONDS)
    ended.set()
    times = answers.get()
    reader.join()
    return [max(taken for asked, taken in times if begin <= asked < begin + WINDOW_SECONDS) for begin in begun]


def at_rest(program):
    program.wait_until_idle()
    time.sleep(AT_REST_SECONDS)
    return program.megabytes("VmRSS")


def measure(options):
    site = generated_site(options.folder, SIZE)
    definitions = site / "feeds" / "site.yaml"
    original = definitions.read_text()
    temporary = definitions.with_name("site.yaml.tmp")

    def edit(number):
        temporary.write_text(re.sub(r"^title: ", f"title: {number} ", original, count=1, flags=re.MULTILINE))
        temporary.rename(definitions)

    program = Program(options.citefeed, site, "--threads", str(THREADS))
    try:
        before = at_rest(program)
        usual = slowest(program, lambda number: None)
        edited = slowest(program, edit)
        after = at_rest(program)
    finally:
        program.stop()
        definitions.write_text(original)
    rows = [[f"slowest answer within {WINDOW_SECONDS} s, {label}", f"{statistics.median(times):.1f} ms", f"{max(times):.1f} ms"]
            for label, times in (("usual", usual), ("after an edit", edited))]
    rows += [["memory at rest, before", f"{before:.0f} MB", ""],
             [f"memory at rest, after {EDITS} edits", f"{after:.0f} MB", f"{after / before:.2f} of that"]]
    return markdown_table([f"{SIZE:,} posts, {THREADS} threads", f"median of {EDITS}", "the worst, ratio"], rows)
