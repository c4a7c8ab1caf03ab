"""Who reads under chaos: readers that ask for every kind of resource in every way, and a partner that keeps a mirror."""
import collections
import http.client
import json
import socket
import threading
import xml.etree.ElementTree as ElementTree

from chaos_judge import Facts, Moment, require
from chaos_site import ALWAYS, LAST_YEAR, MARK, ONCE_SHOWN, kind_of
from feed_rules import LISTS
from mirror import Mirror, target
from support import CODINGS, FEED_NAMES, PATIENCE, Answer, decode

HOMES = ("/", "/topics/empathy/", "/topics/alliance/", "/topics/anxiety/", "/topics/adherence/", "/types/quantitative/",
         "/bundles/therapeutic-relationship/")
NEVER_THERE = ("/posts/2001-01/nobody/", "/feed.xml", "/topics/nothing/feed.atom", "/posts/%ff/")


class Interrupted(Exception):
    """The server was killed meanwhile."""


class Client(threading.Thread):
    """One reader's connection, kept open while it can be."""

    def __init__(self, world, judge, number):
        super().__init__(name=f"{type(self).__name__.lower()}-{number}")
        self.world, self.checks = world, judge
        self.chance = world.random(self.name)
        self.connection, self.connected_to = None, None
        self.answers = collections.Counter()
        self.read_lately = 0

    def run(self):
        while not self.world.closed.is_set():
            try:
                self.read()
            except Interrupted:
                self.world.closed.wait(0.02)
            except Exception as error:  # whatever it is, it is what this test looks for
                self.world.fail(f"{self.name}: {error if isinstance(error, AssertionError) else repr(error)}")
                return
        self.disconnect()

    def read(self):
        raise NotImplementedError

    def disconnect(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def exchange(self, path, method="GET", **fields):
        """An answer, and the moment before it was asked for."""
        moment = Moment(self.checks)
        if not moment.server:
            raise Interrupted
        if self.connected_to is not moment.server:
            self.disconnect()
        self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", moment.server.port, timeout=PATIENCE)
        self.connected_to = moment.server
        try:
            answer = moment.server.ask(self.connection, path, method, **fields)
        except (OSError, http.client.HTTPException) as error:
            self.disconnect()
            if self.world.server is not moment.server:
                raise Interrupted from error
            raise AssertionError(f"{method} {path}: {error!r} although the server was not killed") from error
        self.answers[answer.status] += 1
        return answer, moment


class Reader(Client):
    def __init__(self, world, judge, number):
        super().__init__(world, judge, number)
        self.tags = {}  # (path, coding): the tag of the last answer
        places = world.places
        there = [name for name in places if kind_of(name) in ALWAYS]
        years = sorted({place.year for name, place in places.items() if kind_of(name) in ALWAYS | {"git", "rsync"}})
        self.feeds = [home + name for home in HOMES for name in FEED_NAMES]
        self.fixed = [*HOMES, *(home + f"citations.{ending}" for home in HOMES for ending in ("bib", "ris", "json")),
                      "/archive/", *(f"/archive/{year}/" for year in years), "/archive/2008.atom", "/archive/2009.rss", "/archive/2010.json",
                      *("/" + name for name in LISTS), "/topics/", "/about/extensions/", "/feed.css", "/style.css", "/healthz", "/readyz", "/changes.json",
                      f"/changes/{LAST_YEAR}-12.json",
                      *(f"/changes/{place.year}-{place.month:02}.json" for name, place in places.items() if name in there)]
        self.always = [places[name].address + end for name in there for end in ("", "", "", "citation.bib", "citation.ris", "citation.json")]
        self.perhaps = [place.address + end for name, place in places.items() if name not in there for end in ("", "", "citation.bib")]
        self.perhaps += [f"/old/{name}" for name in world.names("loose")] + ["/bundles/passing/feed.atom", "/bundles/copied/feed.json",
                                                                           "/topics/passing/feed.rss", "/archive/2014.atom", "/types/meta-analysis/"]
        self.hot = ["/feed.atom", "/feed.json", "/feed.rss", *(places[name].address for name in world.names("forward", "edited")), "/archive/",
                    f"/changes/{LAST_YEAR}-11.json", *(places[name].address for name in world.names(*ONCE_SHOWN - {"edited"}))]

    def read(self):
        kinds = [(30, self.polls), (5, self.asks_whole), (4, self.asks_for_the_header), (3, self.asks_with_a_condition_that_fails),
                 (3, self.compares_codings), (1, self.follows_the_list_of_feeds), (1, self.asks_for_what_is_not_there)]
        self.chance.choices([kind for _, kind in kinds], [weight for weight, _ in kinds])[0]()

    def any_path(self):
        """A path, and whether it need not be there."""
        paths = self.chance.choices([self.hot, self.feeds, self.fixed, self.always, self.perhaps], [5, 4, 2, 2, 3])[0]
        path = self.chance.choice(paths)
        kind = kind_of(path.strip("/").split("/")[2]) if path.startswith("/posts/") else ""
        may_be_missing = paths is self.perhaps or kind in ONCE_SHOWN or path.startswith(f"/changes/{LAST_YEAR}-11")
        return path, may_be_missing

    def polls(self):
        """As feed readers do: with the tag of the last time, among others at times."""
        path, may_be_missing = self.any_path()
        coding = self.chance.choice(CODINGS)
        sent = [self.tags[path, coding]] if (path, coding) in self.tags and self.chance.random() < 0.6 else []
        fields = {"Accept_Encoding": coding}
        if sent:
            fields["If_None_Match"] = self.chance.choice(["{}", 'W/{}', '"old", {}', '{}, "x"']).format(sent[0])
        if self.chance.random() < 0.05:
            fields["Range"] = "bytes=0-99"
        if path.startswith("/changes.json"):
            fields.pop("If_None_Match", None)
        answer, moment = self.exchange(path, **fields)
        self.checks.judge(path, answer, coding, moment, sent_tags=sent, may_be_missing=may_be_missing)
        if answer.status == 200 and answer.etag:
            self.tags[path, coding] = answer.etag

    def asks_whole(self):
        """On a connection that ends after the answer: not a byte more or less."""
        path, may_be_missing = self.any_path()
        moment = Moment(self.checks)
        if not moment.server:
            raise Interrupted
        try:
            with socket.create_connection(("127.0.0.1", moment.server.port), timeout=PATIENCE) as client:
                client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
                received = b""
                while piece := client.recv(65536):
                    received += piece
        except OSError as error:
            if self.world.server is moment.server:
                raise
            raise Interrupted from error
        if self.world.server is not moment.server:
            raise Interrupted
        head, _, body = received.partition(b"\r\n\r\n")
        status, *lines = head.decode().split("\r\n")
        answer = Answer(int(status.split()[1]), [tuple(line.split(": ", 1)) for line in lines], body)
        self.answers[answer.status] += 1
        self.checks.judge(path, answer, "identity", moment, may_be_missing=may_be_missing)

    def asks_for_the_header(self):
        path, may_be_missing = self.any_path()
        answer, moment = self.exchange(path, "HEAD", Accept_Encoding=self.chance.choice(CODINGS))
        self.checks.judge(path, answer, "identity", moment, method="HEAD", may_be_missing=may_be_missing)

    def asks_with_a_condition_that_fails(self):
        path = self.chance.choice(self.feeds)
        answer, _ = self.exchange(path, If_Match='"something else"')
        require(answer.status == 412 or self.checks.may_be_missing(path), f"{answer.status} for an If-Match that cannot match, expected 412")

    def compares_codings(self):
        """The same text in each coding, within one generation."""
        path, coding = self.chance.choice(self.feeds), self.chance.choice(CODINGS[1:])
        server = self.world.server
        generations = server and server.rebuilds()
        plain, moment = self.exchange(path, Accept_Encoding="identity")
        if plain.status != 200 or moment.server is not server:
            return  # polls() complains, where that is wrong
        coded, _ = self.exchange(path, Accept_Encoding=coding)
        again, _ = self.exchange(path, Accept_Encoding="identity", If_None_Match=plain.etag)
        # To another generation and back takes two; the first is told of before the second begins.
        if again.status == 304 and self.world.server is server and server.rebuilds() == generations:
            require(decode(coded.field("Content-Encoding") or "identity", coded.body) == plain.body, f"{path} says something else in {coding}")
            self.answers["compared"] += 1

    def follows_the_list_of_feeds(self):
        """Each feed that is listed answers; or else it is not listed any more a moment later."""
        name = self.chance.choice(LISTS)
        for _ in range(3):
            listing, _ = self.exchange("/" + name)
            urls = [outline.get("xmlUrl") for outline in ElementTree.fromstring(listing.body).iter("outline") if outline.get("xmlUrl")]
            path = target(self.chance.choice(urls))
            if self.exchange(path)[0].status == 200:
                return
        raise AssertionError(f"/{name} lists feeds that do not answer, {path} at last")

    def asks_for_what_is_not_there(self):
        answer, _ = self.exchange(self.chance.choice(NEVER_THERE))
        require(answer.status in (400, 404), f"{answer.status} for what is not there")


class Partner(Client):
    """Keeps a mirror all the time."""

    def __init__(self, world, judge, number):
        super().__init__(world, judge, number)
        self.mirror = Mirror(self.fetch)
        self.polls = self.completed = 0

    def fetch(self, path):
        answer, moment = self.exchange(path)
        self.checks.judge(path, answer, "identity", moment, may_be_missing="version=" in path)
        return answer

    def read(self):
        self.world.closed.wait(self.chance.uniform(0.05, 0.4))
        moment = Moment(self.checks)
        self.polls += 1
        if not self.mirror.poll():
            return
        self.completed += 1
        text = json.dumps(self.mirror.held()).replace("\\n", " ")
        names = {name for name, _, _ in MARK.findall(text)}
        versions = {name: int(version) for name, version, _ in MARK.findall(text) if kind_of(name) in ALWAYS | ONCE_SHOWN}
        self.checks.weigh("/mirror", Facts(versions, None, names), moment)
