"""The site under chaos: its posts, what each of them may go through, and the marks that say which version a reader sees.

Every post has a name such as kept-03, and a version. Its title, the first and the last words of its text, and its practice
implications carry both ("kept-03v7title", "kept-03v7begin" …), so that any response tells by itself whether it is whole, and
whether all of it is of one version.
"""
import collections
import contextlib
import random
import re
import shutil
import signal
import threading
import time

import support

MARK = re.compile(r"\b([a-z]+-\d+)v(\d+)(title|begin|advice|end)\b")
SITE_MARK = re.compile(r"\bsite-v(\d+)\b")
FULL = {"title", "begin", "advice", "end"}
LAST_YEAR = 2025  # of the newest posts with which a run begins; those that are due soon say so
GAP = 1.5  # seconds for which a file may certainly be missing without a reader's noticing: two are promised
WORDS = """alliance dropout feedback progress session therapist client outcome study effect trial measure group homework repair
rupture empathy expectation change early late larger smaller than between within across the of and for with about after""".split()

# What may happen to a post of each kind, and therefore what may be asked of it. "Newest" are in every feed that carries them.
#   guarded   nobody touches it                              always there
#   forward   saved again and again, in one step each time   always there, and no version after a later one
#   edited    saved in ways that leave a gap on the disk     there for as long as the process that has shown it; no step back
#   kept      broken in every way, never removed             like edited
#   rsync     copied by rsync, version after version         like edited
#   git       different on two branches                      like edited, in any version
#   fleeting, loose, branch, due                             anything, but whole
ALWAYS = {"guarded", "forward"}
ONCE_SHOWN = {"edited", "kept", "rsync", "git"}
NEVER_BACK = {"guarded", "forward", "edited", "kept", "rsync"}
NEWEST = {"guarded", "forward", "edited", "kept"}


def kind_of(name):
    return name.partition("-")[0]


class Place:
    """Where a post stands, and what is said of it besides its text."""

    def __init__(self, name, year, month, topics, research_type):
        self.name, self.year, self.month, self.topics, self.research_type = name, year, month, topics, research_type
        self.day = 1 + int(name.partition("-")[2]) % 28
        self.version = 1

    @property
    def file(self):
        return f"{self.year}/{self.month:02}/{self.name}.md"

    @property
    def address(self):
        return f"/posts/{self.year}-{self.month:02}/{self.name}/"

    def text(self, version=None, **front):
        """The whole file. `front` adds to the front matter, or replaces what would stand there."""
        version = version or self.version
        mark = f"{self.name}v{version}"
        chance = random.Random(mark)
        fields = {"title": f"\"{mark}title\"", "published": f"{self.year}-{self.month:02}-{self.day:02}",
                  "topics": f"[{', '.join(self.topics)}]", "research_type": f"[{self.research_type}]",
                  "citation": f"\"Abara, C., & Ibsen, T. (2005). On {self.name} and its kind. Journal of Invented Psychotherapy, "
                              f"5(2), 10–20. https://doi.org/10.5555/chaos.{self.name}\"", **front}
        header = "\n".join(f"{key}: {value}" for key, value in fields.items() if value)
        padding = "\n\n".join(" ".join(chance.choices(WORDS, k=chance.randint(40, 160))) for _ in range(3))
        return f"---\n{header}\n---\n{mark}begin {padding}\n\n## Practice Implications\n\n{mark}advice {padding[:200]}\n\n{mark}end\n"


def all_places():
    """Every post the site begins with, by name."""
    places = []

    def add(kind, count, where, topics=("empathy",), research_type="quantitative"):
        for number in range(count):
            year, month = where(number)
            places.append(Place(f"{kind}-{number:02}", year, month, list(topics), research_type))
    add("guarded", 4, lambda number: (LAST_YEAR, 12), ("empathy", "alliance"))
    add("forward", 4, lambda number: (LAST_YEAR, 12), ("alliance", "empathy"))
    add("edited", 5, lambda number: (LAST_YEAR, 12), ("alliance", "empathy"))
    add("kept", 9, lambda number: (LAST_YEAR, 11), ("alliance", "passing"))
    add("rsync", 12, lambda number: (2016, 1 + number % 4))
    add("git", 12, lambda number: (2017, 1 + number % 4), ("attachment",))
    add("loose", 60, lambda number: (2014 + number % 2, 1 + number % 12), ("anxiety", "alliance"), "meta-analysis")
    for number in range(4, 124):  # the guarded ones that are not new
        topics = ["anxiety", "attachment", "empathy", "adherence"][number % 4:][:2]
        places.append(Place(f"guarded-{number:02}", 2008 + number % 6, 1 + number % 12, topics, "quantitative"))
    return {place.name: place for place in places}


class World:
    """What actors, readers and the story share: the site on disk, what was done to it, what was seen of it.

    `seconds` is how long the plans take where nothing else runs; elsewhere they take longer, and are the same.
    """

    def __init__(self, folder, seed, seconds):
        self.seed, self.seconds = seed, seconds
        self.site = support.Site(folder / "site")
        self.folder = folder
        self.places = all_places()
        self.over = threading.Event()    # for actors
        self.closed = threading.Event()  # for readers, who see the end of it all
        self.failures = []
        self.lock = threading.Lock()
        self.root_lock = threading.RLock()  # who exchanges content/ itself, and who would make it anew meanwhile
        self.bundle_lock = threading.Lock()  # who takes a bundle away, and a server that would start without it
        self.began = time.monotonic()
        self.steps = collections.Counter()
        self.planned = self.done = 0  # steps of all actors
        self.recent = collections.deque(maxlen=60)
        self.unseen = {}   # name: (version, since when it is saved), of what no reader has seen yet
        self.due = {}      # name: when it may appear
        self.gaps = {}     # what is away on purpose just now: since when
        self.late = {}     # what was away for longer than a server waits: the version in which it has to be seen again
        self.server = None  # the one that runs; None from before it is killed until its successor answers
        self.server_went = time.monotonic()
        self.site_version = 1
        self._write_all()

    def _write_all(self):
        shutil.copytree(support.ROOT / "feeds", self.site.feeds)
        definitions = (self.site.feeds / "site.yaml").read_text()
        self.site_text = re.sub(r"feed_entries: \d+", "feed_entries: 40", definitions)
        (self.site.feeds / "site.yaml").write_text(self.site_yaml())
        self.topics_text = (self.site.feeds / "topics.yaml").read_text()
        (self.site.feeds / "topics.yaml").write_text(self.topics_yaml(True))
        for place in self.places.values():
            path = self.path(place.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(place.text())

    def site_yaml(self):
        """The site's definitions, whose title, subtitle and rights carry one version."""
        text = self.site_text
        for key in ("title", "subtitle", "rights"):
            text = re.sub(rf"^{key}: .*$", f"{key}: A {key} for site-v{self.site_version}", text, flags=re.M)
        return text

    def topics_yaml(self, with_passing):
        """The topics, with or without one that comes and goes."""
        return self.topics_text + ("  - slug: passing\n    label: Passing\n    description: Comes and goes.\n" if with_passing else "")

    def path(self, name):
        return self.site.content / self.places[name].file

    def names(self, *kinds):
        return sorted(name for name in self.places if kind_of(name) in kinds)

    def random(self, who):
        """Chances of their own for each actor and step, so that a seed gives each the same plans whatever the others do, and
        whatever one step finds."""
        return random.Random(f"{self.seed}/{who}")

    def plan_time(self):
        """How much of the plans has been done, in seconds."""
        return self.seconds * self.done / max(self.planned, 1)

    @contextlib.contextmanager
    def gap(self, *names):
        """While this lasts, the files of `names` may be missing, as they are for a moment when they are saved. Where the
        machine has stood still for longer than a server waits for a missing file, it need not have been served."""
        with self.lock:
            began = time.monotonic()
            self.gaps.update({name: began for name in names})
        try:
            yield
        finally:
            with self.lock:
                if time.monotonic() - began > GAP:
                    self.late.update({name: self.places[name].version if name in self.places else 0 for name in names})
                for name in names:
                    self.gaps.pop(name, None)

    def may_be_missing(self, name):
        return name in self.late or time.monotonic() - self.gaps.get(name, time.monotonic()) > GAP

    def wait_for_a_server(self):
        """Where starting takes long, nobody acts all the while: the plans are for a server that runs."""
        while not self.server and 1 < time.monotonic() - self.server_went < support.PATIENCE and not self.over.is_set():
            time.sleep(0.05)

    def step_is_done(self):
        with self.lock:
            self.done += 1

    def note(self, who, what):
        with self.lock:
            self.steps[f"{who} {what.split(' ')[0]}"] += 1
            self.recent.append(f"{time.monotonic() - self.began:8.3f} {who}: {what}")

    def fail(self, message):
        """Remembers what is wrong, with what was done before it, and ends the run."""
        with self.lock:
            if len(self.failures) < 5:
                self.failures.append(f"{time.monotonic() - self.began:.3f} s: {message}\n  after\n    " + "\n    ".join(list(self.recent)[-25:]))
        self.over.set()

    def saved(self, name, version):
        """A reader has to see `version` of `name`, or a later one, before long."""
        with self.lock:
            self.unseen.setdefault(name, (version, time.monotonic()))

    def seen(self, name, version):
        if name in self.late and version >= self.late[name]:
            self.late.pop(name, None)
        waiting = self.unseen.get(name)
        if waiting and version >= waiting[0]:
            with self.lock:
                self.unseen.pop(name, None)

    def forgive_waiting(self):
        """The server could not look for a while: what is saved waits from now on."""
        with self.lock:
            self.unseen = {name: (version, time.monotonic()) for name, (version, _) in self.unseen.items()}

    def overdue(self, seconds):
        with self.lock:
            return [f"{name}v{version}" for name, (version, since) in self.unseen.items() if time.monotonic() - since > seconds]

    @contextlib.contextmanager
    def frozen_server(self):
        """While this lasts, the server does nothing at all."""
        server = self.server
        if server:
            server.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            if server:
                server.process.send_signal(signal.SIGCONT)
