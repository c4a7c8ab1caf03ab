"""What is asked of every answer under chaos. Each complaint is an AssertionError."""
import collections
import email.utils
import hashlib
import json
import re
import time
import xml.etree.ElementTree as ElementTree

import feed_rules
from chaos_site import ALWAYS, FULL, LAST_YEAR, MARK, NEVER_BACK, NEWEST, ONCE_SHOWN, SITE_MARK, kind_of
from support import decode

ARTICLE = re.compile(r"10\.5555/chaos\.([a-z]+-\d+)\b")  # what reviews it, wherever only articles stand
REMEMBERED = 20_000  # bodies whose marks are kept in mind
PARTS = {".atom": ("<entry", "</entry>"), ".rss": ("<item", "</item>")}


def require(condition, message):
    if not condition:
        raise AssertionError(message)


class Facts:
    """What one body says."""

    def __init__(self, versions, site, names):
        self.versions, self.site, self.names = versions, site, names


class Moment:
    """What was known when a request was sent: nothing that the answer says may be older."""

    def __init__(self, judge):
        self.server = judge.world.server
        self.floors = dict(judge.floors)
        self.shown = {name for name, server in judge.shown.items() if judge.remembers or server is self.server}
        self.sent = time.time()


class Judge:
    """One for all readers, and for all servers that follow one another."""

    def __init__(self, world, remembers=False):
        self.world = world
        self.remembers = remembers  # the server keeps last good versions over its death
        self.floors = {}            # name: the latest version any reader has seen; "site" too
        self.shown = {}             # name of a post that is broken but never removed: the server that has shown it
        self.bytes_of = {}          # entity tag: digest of the bytes it stands for
        self.tag_of = {}            # (path, coding, type, digest): entity tag
        self.facts = collections.OrderedDict()  # (path, entity tag): what the body says
        self.chance = world.random("judge")

    def judge(self, path, answer, coding, moment, method="GET", sent_tags=(), may_be_missing=False):
        """Everything that can be said of one answer; what the body says."""
        allowed = {200, 304} if sent_tags else {200}
        allowed |= {301, 404, 410} if may_be_missing or self.may_be_missing(path) else {503} if path == "/readyz" else set()
        require(answer.status in allowed, f"{path}: {answer.status}, expected {sorted(allowed)}")
        self.fields(path, answer, method)
        if answer.status not in (200, 304) or not answer.etag:
            self.missing(path, moment)
            return None
        if answer.status == 304:
            require(answer.body == b"", f"{path}: a 304 with {len(answer.body)} bytes")
            require(answer.etag in sent_tags, f"{path}: 304 for {answer.etag}, but {sent_tags} was asked for")
        elif method == "GET":
            self.tag(path, answer, coding)
            self.learn(path, answer)
        facts = self.facts.get((path, answer.etag))
        if facts:
            self.weigh(path, facts, moment)
        return facts

    def may_be_missing(self, path):
        """Whether `path` is below a bundle whose definition has been away for longer than a server waits."""
        return path.startswith("/bundles/") and self.world.may_be_missing(path.split("/")[2])

    def fields(self, path, answer, method):
        length = answer.field("Content-Length")
        if method == "GET" and answer.status != 304:
            require(length is not None and int(length) == len(answer.body), f"{path}: Content-Length {length}, {len(answer.body)} bytes")
        modified = answer.field("Last-Modified")
        if modified:
            now = email.utils.parsedate_to_datetime(answer.field("Date")).timestamp()
            require(email.utils.parsedate_to_datetime(modified).timestamp() <= now, f"{path}: Last-Modified {modified} is yet to come")

    def tag(self, path, answer, coding):
        """The same tag, the same bytes; the same bytes, the same tag: for ever."""
        digest = hashlib.blake2b(answer.body, digest_size=12).digest()
        known = self.bytes_of.setdefault(answer.etag, digest)
        require(known == digest, f"{path}: other bytes under the tag {answer.etag}")
        encoding = answer.field("Content-Encoding") or "identity"
        require(encoding in (coding, "identity"), f"{path}: {encoding}, but {coding} was asked for")
        known = self.tag_of.setdefault((path, encoding, answer.field("Content-Type"), digest), answer.etag)
        require(known == answer.etag, f"{path}: the tags {known} and {answer.etag} for the same bytes")

    def learn(self, path, answer):
        """Reads a body that is new."""
        key = (path, answer.etag)
        if key in self.facts:
            self.facts.move_to_end(key)
            return
        body = decode(answer.field("Content-Encoding") or "identity", answer.body)
        self.facts[key] = self.read(path, body)
        if len(self.facts) > REMEMBERED:
            self.facts.popitem(last=False)

    def read(self, path, body):
        text = body.decode()
        self.well_formed(path, body, text)
        versions, parts = {}, collections.defaultdict(set)
        for name, version, part in MARK.findall(text.replace("\\n", " ")):
            if kind_of(name) in ALWAYS | ONCE_SHOWN:  # of the others there may be several copies
                known = versions.setdefault(name, int(version))
                require(known == int(version), f"{path} has {name} in the versions {known} and {version}")
            parts[name].add(part)
            due = self.world.due.get(name, 0)
            require(due <= time.time(), f"{path} has {name}, which is due in {due - time.time():.3f} s")
        if path.startswith("/posts/") and path.endswith("/"):
            name = path.split("/")[-2]
            require(parts[name] == FULL, f"{path} has of its post only {sorted(parts[name])}")
        sites = set(map(int, SITE_MARK.findall(text)))
        require(len(sites) < 2, f"{path} is of the sites {sites}")
        return Facts(versions, next(iter(sites), None), set(parts) | set(ARTICLE.findall(text)))

    def well_formed(self, path, body, text):
        ending = re.search(r"\.\w+$|/?$", path.partition("?")[0]).group()
        if ending in (".atom", ".rss", ".rdf", ".opml"):
            ElementTree.fromstring(body)
        if ending in PARTS:
            self.whole_entries(path, [part.partition(PARTS[ending][1])[0] for part in text.split(PARTS[ending][0])[1:]])
        if ending == ".json":
            document = json.loads(body)
            if isinstance(document, dict) and "items" in document:
                self.whole_entries(path, [json.dumps(item).replace("\\n", " ") for item in document["items"]])
        if ending == "/":
            require(text.startswith("<!DOCTYPE html>") and text.endswith("</html>\n"), f"{path} is half a page")
        if ending == ".bib":
            require(text.count("{") == text.count("}"), f"{path} has an open brace")
        if ending == ".ris":
            require(text.count("TY  - ") == text.count("ER  - "), f"{path} has an open record")
        name = path.rpartition("/")[2]
        if name in ("feed.atom", "feed.rss", "feed.json") and self.chance.random() < 0.1:
            _, problems = feed_rules.posts_of(path, body)
            require(not problems, "; ".join(problems))

    @staticmethod
    def whole_entries(path, entries):
        for entry in entries:
            marks = MARK.findall(entry)
            require(len({mark[:2] for mark in marks}) == 1, f"{path} has an entry of {sorted(set(marks))}")
            require({mark[2] for mark in marks} == FULL, f"{path} has a torn entry: {sorted(set(marks))}")

    def must_list(self, path):
        """Whether the document at `path` carries a post, if it is published: a function of its name; None when nothing is known."""
        place = self.world.places
        if path in ("/feed.atom", "/feed.rss", "/feed.json", "/articles.rdf"):
            return lambda name: kind_of(name) in NEWEST and place[name].year == LAST_YEAR
        if path in ("/topics/alliance/feed.atom", "/topics/empathy/feed.json", "/topics/alliance/feed.rss"):
            return lambda name: kind_of(name) in ALWAYS and place[name].year == LAST_YEAR
        if found := re.fullmatch(r"/archive/(\d{4})/", path):
            return lambda name: place[name].year == int(found.group(1))
        if found := re.match(r"/changes/(\d{4})-(\d\d)\.json", path):
            return lambda name: (place[name].year, place[name].month) == tuple(map(int, found.groups()))
        if path in ("/citations.bib", "/citations.ris", "/citations.json", "/mirror"):
            return lambda name: True
        if path.startswith("/posts/"):
            return lambda name: path.startswith(place[name].address)
        return None

    def wanted(self, path, moment):
        listed = self.must_list(path)
        if listed is None:
            return set()
        return {name for name in self.world.places if (kind_of(name) in ALWAYS or name in moment.shown) and listed(name)
                and not self.world.may_be_missing(name)}

    def missing(self, path, moment):
        if moment.server is self.world.server:
            gone = self.wanted(path, moment)
            require(not gone or not path.startswith("/posts/"), f"{path} has vanished")

    def weigh(self, path, facts, moment):
        """Nothing has vanished, and nothing is older than what was seen before the request was sent."""
        still_there = moment.server is self.world.server
        gone = self.wanted(path, moment) - facts.names
        require(not gone or not still_there, f"{path} lacks {sorted(gone)}")
        for name, version in facts.versions.items():
            if kind_of(name) in NEVER_BACK:
                floor = moment.floors.get(name, 0)
                require(version >= floor, f"{path} has {name}v{version}, after {name}v{floor} was seen")
                if still_there or not self.remembers:
                    self.note(name, version)
            if still_there and kind_of(name) in ONCE_SHOWN:
                self.shown[name] = moment.server
        if facts.site:
            require(facts.site >= moment.floors.get("site", 0), f"{path} is of site-v{facts.site}, after site-v{moment.floors.get('site')}")
            if still_there or not self.remembers:
                self.note("site", facts.site)

    def forget_versions(self):
        """What was kept may be older than what was served last: the file broke at once, or the disk was full and content/
        is away at the start. Called between two servers."""
        self.floors.clear()

    def note(self, name, version):
        if version > self.floors.get(name, 0):
            self.floors[name] = version
        self.world.seen(name, version)
