"""Real readers subscribe: they see every post, and their second visit costs nobody a download."""
import json
import os
import sqlite3
import subprocess

import feedparser

from relay import Relay
from support import PATIENCE, StoryCase, wait_until

POSTS = 9


class Reader(StoryCase):
    def setUp(self):
        super().setUp()
        self.server = self.serve()
        wait_until(lambda: self.server.fetch("/feed.atom").field("Last-Modified"), "the feed has a date: not in its first second")
        self.relay = Relay(self.server.port)
        self.addCleanup(self.relay.stop)
        self.assertEqual(len(self.site.posts()), POSTS)

    def run_in_folder(self, *command, **options):
        environment = {**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8", "TERM": "dumb"}
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, check=True, timeout=PATIENCE, **options)


class Feedparser(Reader):
    def test_reads_every_post_of_both_xml_formats_without_complaint(self):
        for name in ("feed.atom", "feed.rss"):
            feed = feedparser.parse(self.relay.url(f"/{name}"))
            self.assertFalse(feed.bozo, name)
            self.assertEqual(len(feed.entries), POSTS, name)
            for entry in feed.entries:
                for field in ("id", "title", "link", "summary", "published_parsed", "tags", "authors"):
                    self.assertTrue(entry.get(field), f"{name}: {entry.get('id')} has no {field}")

    def test_sees_the_same_posts_in_both_xml_formats(self):
        atom, rss = (feedparser.parse(self.relay.url(f"/{name}")) for name in ("feed.atom", "feed.rss"))
        for field in ("id", "title", "link", "published_parsed"):
            self.assertEqual([entry[field] for entry in atom.entries], [entry[field] for entry in rss.entries], field)

    def test_takes_no_author_of_a_reviewed_article_for_the_author_of_the_post(self):
        for name in ("feed.atom", "feed.rss"):
            for entry in feedparser.parse(self.relay.url(f"/{name}")).entries:
                self.assertEqual(len(entry.authors), 1, entry.id)

    def test_gets_304_the_second_time_by_tag_by_date_and_by_both(self):
        for name in ("feed.atom", "feed.rss"):
            url = self.relay.url(f"/{name}")
            first = feedparser.parse(url)
            self.assertEqual(first.status, 200)
            for validators in ({"etag": first.etag}, {"modified": first.modified}, {"etag": first.etag, "modified": first.modified}):
                second = feedparser.parse(url, **validators)
                self.assertEqual((second.status, second.entries), (304, []), (name, list(validators)))


class Newsboat(Reader):
    def reload(self):
        self.run_in_folder("newsboat", "-x", "reload", "-u", "urls", "-c", "cache.db", "-C", "config")

    def setUp(self):
        super().setUp()
        (self.folder / "urls").write_text(f"{self.relay.url('/feed.atom')}\n")
        (self.folder / "config").write_text("auto-reload no\n")

    def query(self, statement):
        with sqlite3.connect(self.folder / "cache.db") as cache:
            return cache.execute(statement).fetchall()

    def test_stores_every_post_with_title_link_and_text(self):
        self.reload()
        items = self.query("SELECT guid, title, url, content FROM rss_item")
        self.assertEqual(len(items), POSTS)
        for guid, title, url, content in items:
            self.assertTrue(guid.startswith("tag:"), guid)
            self.assertTrue(title and "&" not in title and "<" not in title, title)
            self.assertIn("/posts/", url)
            self.assertIn("Practice Implications", content)

    # newsboat 2.21 stores validators only for feeds it has seen before: it asks with them from its third visit on.
    def test_gets_304_once_it_has_stored_validators(self):
        for _ in range(4):
            self.reload()
        self.assertEqual(self.relay.statuses(), [200, 200, 304, 304])

    def test_gets_304_after_the_server_was_restarted(self):
        self.reload()
        self.reload()
        self.assertEqual(self.server.stop(), 0)
        self.relay.lead_to(self.serve().port)
        self.reload()
        self.assertEqual(self.relay.statuses(), [200, 200, 304])


class Sfeed(Reader):
    def test_makes_a_line_of_every_post(self):
        for name in ("feed.atom", "feed.rss"):
            document = self.run_in_folder("curl", "-fsS", self.relay.url(f"/{name}")).stdout
            lines = self.run_in_folder("sfeed", self.relay.url("/"), input=document).stdout.decode().splitlines()
            self.assertEqual(len(lines), POSTS, name)
            for line in lines:
                timestamp, title, link, content, kind, identity, author = line.split("\t")[:7]
                self.assertTrue(timestamp.isdigit(), line)
                self.assertTrue(title and content and author, line)
                self.assertIn("/posts/", link)
                self.assertEqual((kind, identity[:4]), ("html", "tag:"))


class Curl(Reader):
    def status(self, *options):
        run = self.run_in_folder("curl", "-sS", "-o", "feed", "-w", "%{http_code}", *options, self.relay.url("/feed.json"))
        return run.stdout.decode()

    def test_gets_304_with_the_tag_it_has_saved(self):
        self.assertEqual(self.status("--etag-save", "tag"), "200")
        self.assertEqual(self.status("--etag-compare", "tag"), "304")

    def test_gets_304_with_the_time_it_has_saved(self):
        self.assertEqual(self.status("--remote-time"), "200")
        self.assertEqual(self.status("--time-cond", "feed"), "304")

    def test_decodes_what_it_asks_for_compressed(self):
        self.assertEqual(self.status("--compressed"), "200")
        self.assertIn(self.relay.exchanges[0].response["content-encoding"], ("gzip", "br", "zstd"))
        feed = json.loads((self.folder / "feed").read_text())
        self.assertEqual(len(feed["items"]), POSTS)
