"""The server under measurement, generated sites, and small arithmetic."""
import http.client
import pathlib
import re
import select
import signal
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
CLOCK_TICKS = 100  # per second in /proc/PID/stat, on every Linux of today


def generated_site(folder, size):
    """A site of `size` posts in `folder`, generated unless it is there, with its files in the page cache."""
    site = folder / f"site-{size}"
    if not (site / "complete").exists():
        subprocess.run([HERE / "generate", str(size), site], check=True)
        (site / "complete").touch()
    for path in site.rglob("*.md"):
        path.read_bytes()
    return site


class Program:
    """`citefeed serve` over `site`, from the moment it is started."""

    def __init__(self, citefeed, site, *options, prefix=()):
        self.started = time.monotonic()
        self.process = subprocess.Popen([*prefix, citefeed, "serve", "--listen", "127.0.0.1:0", "--content", site / "content",
                                         "--feeds", site / "feeds", *options],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        ready, _, _ = select.select([self.process.stdout], [], [], 300)
        found = re.match(rb"listening on http://127\.0\.0\.1:(\d+)", self.process.stdout.readline() if ready else b"")
        if not found:
            self.process.kill()
            raise SystemExit("citefeed did not start; try: citefeed check")
        self.port = int(found.group(1))

    @property
    def pid(self):
        return self.process.pid

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path, **fields):
        connection = self.connection()
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in fields.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def megabytes(self, field):
        """VmRSS, what is resident now, or VmHWM, the most that ever was."""
        return megabytes(self.pid, field)

    def wait_until_idle(self, seconds=600):
        """Until it has used less than a hundredth of a core for a second: nothing is left to be compressed or prepared."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            before = cpu_seconds(self.pid)
            time.sleep(1)
            if cpu_seconds(self.pid) - before <= 0.01:
                return
        raise SystemExit(f"citefeed was still busy {seconds} s after its start")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        self.process.stdout.close()


def megabytes(pid, field):
    """A field of /proc/PID/status in MB."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(rf"{field}:\s*(\d+)", status).group(1)) / 1024


def cpu_seconds(pid):
    """User and system time of all threads of `pid`."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS


def percentile(values, share):
    """The smallest value that at least `share` of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def markdown_table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])
