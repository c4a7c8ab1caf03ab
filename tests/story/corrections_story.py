"""What happens after publication reaches everybody: articles that are retracted, posts and topics that go."""
import datetime
import html
import json
import subprocess

import feedparser

import article_feeds
from support import StoryCase, wait_until

NOTE = "Data were made up: p < .05 & more."
TODAY = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT00:00:00Z")


def well_formed(body):
    return subprocess.run(["xmllint", "--noout", "--nonet", "-"], input=body, capture_output=True, check=False)


class AfterPublication(StoryCase):
    def setUp(self):
        super().setUp()
        self.post = next(post for post in self.site.simple_posts() if "10." in post.read_text())
        self.path = self.site.post_path(self.post)
        self.id = "posts" + self.path[len("/posts"):-1]

    def add(self, post, header):
        """Saves `post` with `header` in its front matter."""
        text = post.read_text()
        self.site.save(post, text.replace("---\n", "---\n" + header, 1))

    def entry(self, path):
        """The post's entry in a feed, as feedparser sees it; None when it is not there."""
        body = self.server.fetch(path).body
        self.assertEqual(well_formed(body).stderr, b"", path)
        feed = feedparser.parse(body)
        self.assertFalse(feed.bozo, path)
        return next((entry for entry in feed.entries if entry.id.endswith(self.id)), None)

    def item(self, path):
        items = json.loads(self.server.fetch(path).body)["items"]
        return next((item for item in items if item["id"].endswith(self.id)), None)


class AnArticleThatIsRetracted(AfterPublication):
    def setUp(self):
        super().setUp()
        self.server = self.serve()
        self.homes = sorted(self.site.homes_of(self.post))
        self.before = self.entry("/feed.atom") or self.entry(self.homes[-1] + "feed.atom")
        self.assertIsNone(self.entry("/corrections/feed.atom"))
        self.add(self.post, f"retraction: {{ date: '{TODAY}', note: '{NOTE}', doi: 10.1000/retraction }}\n")
        wait_until(lambda: b"Retracted: " in self.server.fetch(self.path).body, "the page has the notice")

    def test_is_told_first_in_every_feed_in_which_it_stands(self):
        for home in self.homes:
            for name in ("feed.atom", "feed.rss"):
                entry = self.entry(home + name)
                self.assertIsNotNone(entry, home + name)
                self.assertTrue(entry.title.startswith("Retracted: "), entry.title)
                self.assertEqual(entry.id, self.before.id, "nobody sees the post as another one")
                shown = entry.content[0].value
                self.assertTrue(shown.startswith('<p class="notice"'), shown[:200])
                self.assertIn("p &lt; .05 &amp; more.", shown[:400])
                self.assertIn("has been retracted", entry.summary[:120])
                self.assertEqual(entry.get("authors"), self.before.get("authors"))
            item = self.item(home + "feed.json")
            self.assertTrue(item["title"].startswith("Retracted: "))
            self.assertEqual(item["_reviewed_article"]["notices"][0]["doi"], "10.1000/retraction")
            self.assertEqual(item["_reviewed_article"]["notices"][0]["note"], NOTE)

    def test_is_news_of_its_own_in_every_format(self):
        newest = feedparser.parse(self.server.fetch("/corrections/feed.atom").body).entries[0]
        notice = newest.id.removeprefix(self.before.id)
        self.assertRegex(notice, r"^#retraction-\d{4}-\d\d-\d\d$")
        for name in ("feed.atom", "feed.rss"):
            entry = feedparser.parse(self.server.fetch("/corrections/" + name).body).entries[0]
            self.assertEqual(entry.id, self.before.id + notice)
            self.assertEqual(entry.link, self.before.link + notice)
            self.assertEqual("%04d-%02d-%02d" % entry.published_parsed[:3], TODAY[:10])
            self.assertTrue(entry.title.startswith("Retracted: "))
            self.assertIn("10.1000/retraction", entry.summary)
        item = json.loads(self.server.fetch("/corrections/feed.json").body)["items"][0]
        self.assertEqual(item["id"], self.before.id + notice)
        self.assertEqual(item["date_published"], TODAY)
        self.assertIn(f'id="{notice[1:]}"'.encode(), self.server.fetch(self.path).body)

    def test_is_told_beside_the_implications(self):
        for home in self.homes:
            entry = self.entry(home + "feed.atom")
            if "practice_implications" in entry:
                self.assertIn("has been retracted", entry.practice_notice)

    def test_is_shown_again_to_those_who_have_read_the_post(self):
        self.assertNotEqual(self.before.updated, TODAY)
        self.assertEqual(self.entry("/feed.atom").updated, TODAY)

    def test_is_retracted_for_reference_managers(self):
        for name, mark in (("citation.json", b'"status":"retracted"'), ("citation.bib", b"note = {Retracted: Data"),
                           ("citation.ris", b"N1  - Retracted: Data")):
            self.assertIn(mark, self.server.fetch(self.path + name).body)
        for name, mark in (("citations.json", b'"status":"retracted"'), ("citations.bib", b"note = {Retracted: Data"),
                           ("citations.ris", b"N1  - Retracted: Data")):
            self.assertIn(mark, self.server.fetch("/" + name).body)
        self.assertIn(b"<title>Retracted: ", self.server.fetch("/articles.rdf").body)
        self.assertIn(b"<title>Retracted: ", self.server.fetch("/corrections/articles.rdf").body)

    def test_leaves_every_export_of_the_site_as_valid_as_before(self):
        manifest = self.site.export(self.folder / "export")
        files = [self.folder / "export" / resource["file"] for resource in manifest["resources"]]
        count, problems = article_feeds.check(self.folder / "export", files, self.site.base_url())
        self.assertEqual(problems, [])
        self.assertGreater(count, 36)

    def test_has_a_feed_that_people_find(self):
        self.assertIn(b"/corrections/", self.server.fetch("/").body)
        self.assertIn(b"corrections/feed.atom", self.server.fetch("/feeds.opml").body)
        self.assertIn(b"has been retracted", self.server.fetch("/corrections/").body)


class WhatIsWithdrawn(AfterPublication):
    def assert_gone(self, path, reason):
        answer = self.server.fetch(path)
        self.assertEqual(answer.status, 410, path)
        body = answer.body.decode()
        self.assertIn(reason, html.unescape(body))
        is_page = "." not in path.partition("?")[0].rpartition("/")[2]
        self.assertEqual(body.startswith("<!DOCTYPE html>"), is_page, path)
        self.assertEqual(self.server.fetch(path, "HEAD").status, 410)

    def test_leaves_the_feeds_and_is_named_to_those_who_have_it(self):
        self.add(self.post, "aliases: [old/place]\n")
        self.server = self.serve()
        self.assertEqual(self.server.fetch("/old/place?utm_source=x").status, 301)
        topic = next(home for home in self.site.homes_of(self.post) if home.startswith("/topics/"))
        self.add(self.post, f"withdrawn: {{ date: '{TODAY}', reason: 'A mistake & a pity.' }}\n")
        wait_until(lambda: self.server.fetch(self.path).status == 410, "the post is gone")
        for path in (self.path, self.path[:-1], self.path + "?utm_source=x", self.path + "citation.bib", "/old/place",
                     "/old/place/?utm_source=x"):
            self.assert_gone(path, "A mistake & a pity.")
        for home in ("/", topic):
            self.assertIsNone(self.entry(home + "feed.atom"))
            self.assertIsNone(self.entry(home + "feed.rss"))
            body = self.server.fetch(home + "feed.atom").body.decode()
            self.assertIn(self.id + f'" when="{TODAY}"', body)
            self.assertIn("A mistake &amp; a pity.</at:comment>", body)
        self.assertNotIn(self.path.encode(), self.server.fetch("/").body)
        self.assertNotIn("deleted-entry", self.server.fetch("/feed.rss").body.decode())

    def test_long_ago_is_gone_but_no_longer_news(self):
        self.add(self.post, "withdrawn: { date: 2020-01-01, reason: A mistake. }\n")
        self.server = self.serve()
        self.assert_gone(self.path, "A mistake.")
        self.assertNotIn(b"deleted-entry", self.server.fetch("/feed.atom").body)

    def test_in_the_future_is_still_there(self):
        self.add(self.post, "withdrawn: { date: 2999-01-01, reason: Later. }\n")
        self.server = self.serve()
        self.assertEqual(self.server.fetch(self.path).status, 200)

    def test_has_its_file_deleted_and_stands_in_gone_yaml(self):
        self.post.unlink()
        gone = f"posts:\n  - {{ id: {self.id[len('posts/'):]}, date: 2020-01-01, reason: Its author asked for it. }}\n"
        (self.site.feeds / "gone.yaml").write_text(gone)
        self.server = self.serve()
        self.assert_gone(self.path, "Its author asked for it.")

    def test_is_there_again_when_the_file_is(self):
        self.server = self.serve()
        whole = self.post.read_text()
        self.add(self.post, "withdrawn: { date: 2020-01-01, reason: A mistake. }\n")
        wait_until(lambda: self.server.fetch(self.path).status == 410, "the post is gone")
        self.site.save(self.post, whole)
        wait_until(lambda: self.server.fetch(self.path).status == 200, "the post is back")

    def test_as_a_topic_is_gone_with_everything_below_it(self):
        (self.site.feeds / "gone.yaml").write_text(
            "topics:\n  - { slug: old-topic, date: 2024-03-05, reason: Nobody used it., moved_to: empathy }\n")
        self.server = self.serve()
        for name in ("", "feed.atom", "feed.rss", "feed.json", "articles.rdf", "citations.bib", "archive/2020.atom", "archive/"):
            self.assert_gone("/topics/old-topic/" + name, "Nobody used it.")
        self.assert_gone("/topics/old-topic", "/topics/empathy/")
        self.assertEqual(self.server.fetch("/topics/empathy/").status, 200)
        self.assertEqual(self.server.fetch("/topics/other-topic/").status, 404)

    def test_stays_away_where_check_finds_a_mistake(self):
        (self.site.feeds / "gone.yaml").write_text("topics:\n  - { slug: empathy, date: 2024-03-05, reason: R }\n")
        run = self.site.run("check")
        self.assertEqual(run.returncode, 1)
        self.assertIn("gone.yaml:2:13: error: expected a topic that is gone, found \"empathy\", which topics.yaml has", run.stderr)
