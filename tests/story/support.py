"""What the stories share: a copy of the site, the server over it, a client that shows raw answers, and waiting."""
import contextlib
import dataclasses
import gzip
import hashlib
import http.client
import json
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODINGS = ("identity", "gzip", "br", "zstd")
FEED_NAMES = ("feed.atom", "feed.rss", "feed.json", "articles.rdf")

PATIENCE = 120  # seconds for what has to happen at all; how soon it happens decides nothing

binary = ROOT / "build" / "release" / "citefeed"
not_tried = {}  # what this machine cannot do, with the tests that did without, in order


def machine_can(what, works, test):
    """Whether this machine can do what `test` wants: `what`, in words that follow "cannot". `works` finds it out.

    Nothing is passed over in silence: the run ends with a line for what was not tried, and where CI=true, whose machine
    has to be able to do everything, the test fails.
    """
    if works():
        return True
    if os.environ.get("CI") == "true":
        raise AssertionError(f"CI=true, and this machine cannot {what}")
    not_tried.setdefault(what, []).append(test)
    return False


def need(what, works, test):
    """Skips `test` on a machine that cannot do `what` (machine_can())."""
    if not machine_can(what, works, test):
        raise unittest.SkipTest(f"this machine cannot {what}")


def works(*command):
    """Whether `command` can be run, and says that all is well."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def wait_until(condition, what, server=None):
    """The first true value of `condition`, asked again and again; fails after PATIENCE. While `server` is at work, that does not
    count: what it does with low priority, a busy machine may not let it do for a long time."""
    left, asked = PATIENCE, time.monotonic()
    while left > 0:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
        now = time.monotonic()
        left -= 0 if server and server.is_at_work() else now - asked
        asked = now
    raise AssertionError(f"waited {PATIENCE} s in vain until {what}")


def decode(coding, body):
    """`body` without its content coding, by somebody else's decoder."""
    if coding == "identity":
        return body
    if coding == "gzip":
        return gzip.decompress(body)
    command = {"br": ["brotli", "--decompress", "--stdout"], "zstd": ["zstd", "-q", "--decompress", "--stdout"]}[coding]
    return subprocess.run(command, input=body, stdout=subprocess.PIPE, check=True).stdout


@dataclasses.dataclass
class Answer:
    status: int
    fields: list  # (name, value) as sent, in order
    body: bytes

    def field(self, name):
        """The only value of `name`; None when there is none, an error when it is sent twice."""
        values = [value for key, value in self.fields if key.lower() == name.lower()]
        assert len(values) < 2, f"{name} is sent {len(values)} times"
        return values[0] if values else None

    @property
    def etag(self):
        return self.field("ETag")

    def stable_fields(self):
        """The fields that follow from the resource, not from the moment, the process or the connection."""
        passing = ("Date", "Last-Modified", "Connection", "Server", "Keep-Alive")
        return sorted((name, value) for name, value in self.fields if name not in passing)


class Site:
    """A copy of content/ and feeds/ that a test may change."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.content = self.folder / "content"
        self.feeds = self.folder / "feeds"

    @classmethod
    def copy_to(cls, folder, reverse=False):
        """Copies file by file, so that times and the order on disk are this copy's own."""
        site = cls(folder)
        for name in ("content", "feeds"):
            for path in sorted((ROOT / name).rglob("*"), reverse=reverse):
                if path.is_file():
                    target = site.folder / path.relative_to(ROOT)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, target)
        return site

    def files(self):
        return sorted(path for path in self.folder.rglob("*") if path.is_file())

    def posts(self):
        return sorted(path for path in self.content.rglob("*.md") if path.name != "_month.md")

    def simple_posts(self):
        """The posts that take their id from their path and name their topics by slug, in one line."""
        return [post for post in self.posts() if re.search(r"^topics: \[", post.read_text(), re.M) and "\nid:" not in post.read_text()]

    def base_url(self):
        return re.search(r"^base_url:\s*\"?([^\s\"]+)", (self.feeds / "site.yaml").read_text(), re.M).group(1)

    @staticmethod
    def flow_list(text, key):
        """The slugs of a `key: [a, b]` line."""
        found = re.search(rf"^\s*{key}:\s*\[(.*)\]", text, re.M)
        return [item.strip() for item in found.group(1).split(",") if item.strip()] if found else []

    def post_path(self, post):
        named = re.search(r"^id: (\S+)", post.read_text(), re.M)
        year, month = post.relative_to(self.content).parts[:2]
        return f"/posts/{named.group(1)}/" if named else f"/posts/{year}-{month}/{post.stem}/"

    def homes_of(self, post):
        """The homes of all feeds that carry `post`: "/", "/topics/empathy/" …"""
        text = post.read_text()
        topics, types = self.flow_list(text, "topics"), self.flow_list(text, "research_type")
        homes = {"/", *(f"/topics/{slug}/" for slug in topics), *(f"/types/{slug}/" for slug in types)}
        for bundle in (self.feeds / "bundles").glob("*.yaml"):
            wanted = bundle.read_text()
            wanted_topics, wanted_types = self.flow_list(wanted, "topics"), self.flow_list(wanted, "types")
            if (not wanted_topics or set(wanted_topics) & set(topics)) and (not wanted_types or set(wanted_types) & set(types)):
                homes.add(f"/bundles/{bundle.stem}/")
        return homes

    def save(self, path, text):
        """Saves as most editors do: beside the file, then a rename over it."""
        temporary = path.with_name(f".{path.name}.tmp")
        temporary.write_text(text)
        temporary.rename(path)

    def run(self, command, *arguments):
        """Runs a subcommand other than serve to its end."""
        return subprocess.run([binary, command, *arguments, "--content", self.content, "--feeds", self.feeds],
                              capture_output=True, text=True, check=False, timeout=PATIENCE)

    def export(self, folder):
        """The manifest of an export to `folder`, every coding included."""
        run = self.run("export", str(folder), "--precompressed")
        assert run.returncode == 0, run.stderr
        return json.loads((pathlib.Path(folder) / "manifest.json").read_text())


class Server:
    """`citefeed serve` on a free port, or on one that is given."""

    def __init__(self, site, *options, port=0, under=(), program=None):
        """`under` is a command that becomes the program, as setpriv does; `program` is another copy of it."""
        self.site = site
        self.log_path = site.folder / f"serve-{time.monotonic_ns()}.log"
        with self.log_path.open("w") as log:
            self.process = subprocess.Popen([*under, program or binary, "serve", "--listen", f"127.0.0.1:{port}", "--content", site.content,
                                             "--feeds", site.feeds, *options],
                                            stdout=subprocess.PIPE, stderr=log, stdin=subprocess.DEVNULL)
        self.asked_to_stop = False
        self.port = self._read_port()

    def _read_port(self):
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        line = self.process.stdout.readline().decode() if ready else ""
        found = re.fullmatch(r"listening on http://127\.0\.0\.1:(\d+)/?\n", line)
        if not found:
            self.process.kill()
            raise AssertionError(f"expected \"listening on http://127.0.0.1:PORT\", found {line!r}\n{self.log()}")
        return int(found.group(1))

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def is_at_work(self):
        """Whether one of its threads would go on, were it its turn."""
        for path in pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/stat"):
            with contextlib.suppress(OSError):
                if path.read_text().rpartition(")")[2].split()[0] in "RD":
                    return True
        return False

    def log(self):
        return self.log_path.read_text()

    def rebuilds(self):
        """How often something was served otherwise, or was wrong that was not before; looks that find no news are not told."""
        return self.log().count("event=rebuilt")

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    @staticmethod
    def ask(connection, path, method="GET", **fields):
        """One request. Fields are named with '_' for '-'; nothing is sent that is not asked for."""
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in fields.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        return Answer(response.status, response.getheaders(), response.read())

    def fetch(self, path, method="GET", **fields):
        """One request on its own connection."""
        connection = self.connect()
        try:
            return self.ask(connection, path, method, **fields)
        finally:
            connection.close()

    def etag(self, path):
        return self.fetch(path).etag

    def ask_to_stop(self):
        """Sends the signal to end, once: a second one would end it on the spot."""
        if not self.asked_to_stop:
            self.process.send_signal(signal.SIGTERM)
        self.asked_to_stop = True

    def stop(self):
        """Asks it to end; its exit status."""
        self.ask_to_stop()
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(f"still running {PATIENCE} s after SIGTERM\n{self.log()}") from None
        finally:
            self.process.stdout.close()


class StoryCase(unittest.TestCase):
    """A test with a copy of the site, and servers that end with it."""

    maxDiff = 4000

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="citefeed-story-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.site = Site.copy_to(self.folder / "site")

    def serve(self, *options, site=None):
        """A server that ends with the test."""
        server = Server(site or self.site, *options)
        self.addCleanup(server.stop)
        return server

    def wanted_codings(self, codings=CODINGS):
        """(path, coding) of everything that is served in the end in one of `codings`."""
        manifest = self.site.export(self.folder / "export")
        return {(resource["path"], coding) for resource in manifest["resources"]
                for coding in ("identity", *resource.get("codings", {})) if coding in codings}

    @staticmethod
    def served(server, wanted):
        """What `server` sends for each (path, coding): entity tag and a digest of fields and bytes. Codings that are still
        being made are waited for: the best ones come a little later, and never replace bytes under a tag."""
        seen = {}
        connection = server.connect()
        for path, coding in sorted(wanted):
            def answer(path=path, coding=coding):
                got = server.ask(connection, path, Accept_Encoding=coding)
                return got if got.status != 200 or (got.field("Content-Encoding") or "identity") == coding else None
            got = wait_until(answer, f"{path} is served as {coding}", server)
            assert got.status == 200, f"{path}: {got.status}"
            seen[path, coding] = (got.etag, hashlib.sha256(repr(got.stable_fields()).encode() + got.body).hexdigest())
        connection.close()
        return seen

    def assert_same(self, before, after):
        """Every resource has kept its tag, its fields and its bytes."""
        self.assertEqual(sorted(key for key in before if before[key] != after.get(key)), [])
        self.assertEqual(sorted(before), sorted(after))
