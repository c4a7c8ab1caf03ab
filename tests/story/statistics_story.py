"""What an operator learns of subscribers: who announced whom, who wastes, and nothing of anybody."""
import csv
import io
import json

from operation_story import Operated
from support import wait_until

FEEDLY = "Feedly/1.0 (+http://www.feedly.com/fetcher.html; {} subscribers; like FeedFetcher-Google)"


class Statistics(Operated):
    def serve_with_state(self):
        # One thread keeps the order of requests that come within a moment.
        return self.serve_with_admin("--state", self.site.folder / "state", "--access-log", self.site.folder / "access.log", "--threads", "1")

    @staticmethod
    def feeds(ask):
        """{feed: its numbers of today}."""
        statistics = json.loads(ask("/stats.json")[1])
        return {day["feed"]: day for day in statistics["days"] if day["day"] == statistics["today"]}

    def wait_for(self, ask, feed, requests):
        """The numbers of `feed`, once so many requests are counted: that is done a moment after the answer."""
        def counted():
            numbers = self.feeds(ask).get(feed)
            return numbers and numbers["full"] + numbers["not_modified"] >= requests and numbers
        return wait_until(counted, f"{requests} requests for {feed} are counted")

    def test_tell_announced_and_estimated_subscribers_of_each_feed(self):
        server, ask = self.serve_with_state()
        for announced in (16, 14):
            server.fetch("/feed.atom", User_Agent=FEEDLY.format(announced))
        server.fetch("/feed.atom", User_Agent="Feedbin feed-id:1 - 3 subscribers")
        tag = server.fetch("/feed.atom", User_Agent="Liferea/1.13").etag
        server.fetch("/feed.atom", User_Agent="Liferea/1.13", If_None_Match=tag)
        server.fetch("/topics/empathy/feed.rss", User_Agent="NetNewsWire (RSS Reader)")
        server.fetch("/feed.atom", User_Agent="Mozilla/5.0 (compatible; Googlebot/2.1)")
        numbers = self.wait_for(ask, "/feed.atom", 6)
        self.assertEqual((numbers["announced"], numbers["estimated"], numbers["full"], numbers["not_modified"]), (19, 1, 5, 1))
        self.assertEqual(self.wait_for(ask, "/topics/empathy/feed.rss", 1)["estimated"], 1)
        rows = list(csv.DictReader(io.StringIO(ask("/stats.csv")[1])))
        self.assertEqual([(row["feed"], row["announced"], row["estimated"]) for row in rows],
                         [("/feed.atom", "19", "1"), ("/topics/empathy/feed.rss", "0", "1")])
        status, page = ask("/stats")
        self.assertEqual(status, 200)
        self.assertIn("<th scope=\"row\">/feed.atom</th><td>19 + 1</td>", page)

    def test_tell_how_software_behaves(self):
        server, ask = self.serve_with_state()
        sent = 0
        for _ in range(3):
            sent = len(server.fetch("/feed.rss", User_Agent="Wasteful/1").body)
        server.fetch("/feed.rss", User_Agent="Mistaken/1")
        server.fetch("/feed.rss", User_Agent="Mistaken/1", If_None_Match='"wrong"')
        self.wait_for(ask, "/feed.rss", 5)
        behaviour = {report["software"]: report for report in json.loads(ask("/stats.json")[1])["behaviour"]}
        self.assertEqual(behaviour["Wasteful"], {"software": "Wasteful", "requests": 3, "not_modified": 0, "unconditional_refetches": 2,
                                                 "wrong_validators": 0, "polls_within_a_minute": 2, "wasted_bytes": 2 * sent})
        self.assertEqual(behaviour["Mistaken"]["wrong_validators"], 1)

    def test_survive_a_restart(self):
        server, ask = self.serve_with_state()
        server.fetch("/feed.atom", User_Agent=FEEDLY.format(16))
        server.stop()  # what is counted is written before it ends
        server, ask = self.serve_with_state()
        server.fetch("/feed.atom", User_Agent=FEEDLY.format(12))
        numbers = self.wait_for(ask, "/feed.atom", 2)
        self.assertEqual((numbers["announced"], numbers["full"]), (16, 2))

    def test_survive_a_kill_with_what_was_saved(self):
        server, ask = self.serve_with_state()
        server.fetch("/feed.atom", User_Agent=FEEDLY.format(16))
        self.wait_for(ask, "/feed.atom", 1)  # looking at the numbers saves them
        server.process.kill()
        server.process.wait()
        _, ask = self.serve_with_state()
        self.assertEqual(self.feeds(ask)["/feed.atom"]["announced"], 16)

    def test_keep_nothing_of_a_person(self):
        server, ask = self.serve_with_state()
        server.fetch("/feed.atom?key=s3cret", User_Agent="JanesOwnReader/7 (jane@example.org)", Referer="https://example.org/jane")
        self.wait_for(ask, "/feed.atom", 1)
        server.stop()
        kept = b"".join(path.read_bytes() for path in (self.site.folder / "state").glob("subscribers.db*"))
        self.assertIn(b"/feed.atom", kept)
        for secret in (b"s3cret", b"Jane", b"jane", b"127.0.0", b"\x7f\0\0"):
            self.assertNotIn(secret, kept)

    def test_that_are_damaged_are_begun_anew_and_the_site_is_served(self):
        state = self.site.folder / "state"
        state.mkdir()
        (state / "subscribers.db").write_bytes(b"x" * 8192)
        server, ask = self.serve_with_state()
        self.assertEqual(server.fetch("/feed.atom").status, 200)
        self.wait_for(ask, "/feed.atom", 1)
        self.assertIn("event=statistics_state", server.log())
        self.assertIn("was damaged", ask("/stats")[1])
        self.assertTrue((state / "subscribers.db.damaged").exists())

    def test_that_cannot_be_kept_are_told_of_and_the_site_is_served(self):
        (self.site.folder / "state").write_text("a file where a directory is wanted")
        server, ask = self.serve_with_state()
        self.assertEqual(server.fetch("/feed.atom").status, 200)
        self.wait_for(ask, "/feed.atom", 1)
        self.assertIn("event=statistics_state", server.log())
        self.assertIn("cannot be used", ask("/stats")[1])

    def test_are_not_for_the_public(self):
        server, ask = self.serve_with_admin()
        for path in ("/stats", "/stats.json", "/stats.csv"):
            self.assertEqual(server.fetch(path).status, 404)
            self.assertEqual(ask(path)[0], 200)
