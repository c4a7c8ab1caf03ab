"""A client that walks a feed's archives (RFC 5005) finds every post, in every format, also while posts are published."""
import datetime
import json
import pathlib
import threading

import feedparser

from support import StoryCase, wait_until

POSTS = 90


class AWalk(StoryCase):
    def setUp(self):
        super().setUp()
        for post in self.site.posts():
            post.unlink()
        self.base_url = self.site.base_url().rstrip("/")
        for number in range(POSTS):
            self.write(number, f"{2014 + number // 9}-{1 + number % 9:02}")
        self.server = self.serve()

    def write(self, number, published):
        folder = self.site.content / published[:7].replace("-", "/")
        folder.mkdir(parents=True, exist_ok=True)
        topic = ("empathy", "alliance")[number % 2]
        self.site.save(folder / f"walked-{number:03}.md",
                       f"---\ntitle: Walked {number}\npublished: {published}\ntopics: [{topic}]\n---\nText.\n\n## Practice Implications\n\nAsk.\n")

    def fetch(self, url):
        self.assertTrue(url.startswith(self.base_url), url)
        answer = self.server.fetch(pathlib.PurePosixPath(url[len(self.base_url):]).as_posix())
        self.assertEqual(answer.status, 200, url)
        return answer

    def walk_xml(self, path):
        """The ids of every document from the one that is polled to the oldest archive."""
        url, ids = self.base_url + path, []
        while url:
            feed = feedparser.parse(self.fetch(url).body)
            self.assertFalse(feed.bozo, url)
            ids.append([entry.id for entry in feed.entries])
            url = next((link.href for link in feed.feed.links if link.rel == "prev-archive"), None)
        return ids

    def walk_json(self, path):
        url, ids = self.base_url + path, []
        while url:
            document = json.loads(self.fetch(url).body)
            ids.append([item["id"] for item in document["items"]])
            url = document.get("next_url")
        return ids

    def test_from_any_feed_finds_every_post_and_in_archives_each_once(self):
        for home, count in (("/", POSTS), ("/topics/empathy/", POSTS // 2)):
            walks = [self.walk_xml(home + "feed.atom"), self.walk_xml(home + "feed.rss"), self.walk_json(home + "feed.json")]
            for documents in walks:
                self.assertEqual(documents, walks[0], "every format is divided alike")
            archived = [entry for document in walks[0][1:] for entry in document]
            self.assertEqual(len(archived), len(set(archived)))
            self.assertEqual(len({*walks[0][0], *archived}), count)

    def test_while_posts_are_published_misses_none_that_were_there(self):
        there = {entry for document in self.walk_xml("/feed.atom") for entry in document}
        over = threading.Event()

        def editor():  # each later than the one before: one that is back-dated moves others, and who walks slowly may miss them
            number, published = POSTS, datetime.date(2024, 1, 1)
            while not over.wait(0.05):
                self.write(number, published.isoformat())
                number, published = number + 1, published + datetime.timedelta(days=number % 2)

        thread = threading.Thread(target=editor)
        thread.start()
        try:
            for _ in range(8):
                found = {entry for document in self.walk_xml("/feed.atom") for entry in document}
                self.assertLessEqual(there, found)
                there = found
        finally:
            over.set()
            thread.join()

    def test_finds_closed_archives_unchanged_when_a_later_year_begins(self):
        before = {path: self.server.fetch(path) for path in ("/archive/2015.atom", "/archive/2015.rss", "/archive/2015.json")}
        self.write(POSTS, "2025-01")
        wait_until(lambda: b"Walked 90" in self.server.fetch("/feed.atom").body, "the post is there")
        for path, answer in before.items():
            now = self.server.fetch(path, If_None_Match=answer.etag)
            self.assertEqual(now.status, 304, path)
            self.assertIn("max-age=3600, stale-while-revalidate=60,", answer.field("Cache-Control"))

    def test_of_a_person_leads_from_the_home_page_to_the_oldest_post(self):
        self.assertIn(b"/archive/\"", self.server.fetch("/").body)
        self.assertIn(b"/archive/2014/\"", self.server.fetch("/archive/").body)
        self.assertIn(b"Walked 0<", self.server.fetch("/archive/2014/").body)
