"""Nothing that is published leads nowhere."""
import html
import json
import re
import xml.etree.ElementTree as ElementTree

from feed_rules import LISTS
from support import FEED_NAMES, StoryCase, wait_until


class EveryLink(StoryCase):
    def setUp(self):
        super().setUp()
        self.base = self.site.base_url()
        self.server = self.serve()
        self.answers = {}

    def fetch(self, path):
        if path not in self.answers:
            self.answers[path] = self.server.fetch(path)
        return self.answers[path]

    def links_in(self, path):
        """Addresses of this site in the text at `path`: those written out, and those a page gives from its root."""
        text = self.fetch(path).body.decode()
        if path.endswith(".json"):
            text = json.dumps(json.loads(text), ensure_ascii=False).replace('\\"', '"')
        text = html.unescape(html.unescape(text))
        absolute = re.findall(re.escape(self.base) + r"[^\"'<>\s\\)]*", text)
        rooted = re.findall(r"(?:href|src)=[\"'](/[^/\"'][^\"']*|/)[\"']", text)
        return {link[len(self.base) - 1:] for link in absolute} | set(rooted)

    def test_that_starts_with_our_address_is_answered(self):
        opened, waiting = set(), {"/" + name for name in LISTS}
        while waiting:
            path = waiting.pop()
            opened.add(path)
            self.assertEqual(self.fetch(path).status, 200, path)
            kind = self.fetch(path).field("Content-Type") or ""
            if not re.search(r"xml|json|html|opml", kind):
                continue
            for link in self.links_in(path):
                target, _, fragment = link.partition("#")
                if fragment and "html" in (self.fetch(target).field("Content-Type") or ""):
                    self.assertIn(f'id="{fragment}"', self.fetch(target).body.decode(), f"{path} links to {link}")
                if target not in opened:
                    waiting.add(target)
        for post in self.site.posts():
            self.assertIn(self.site.post_path(post), opened)
        self.assertGreater(len(opened), 36 * 4)

    def test_of_the_opml_lists_is_a_feed_with_its_own_address(self):
        outlines = [outline for name in LISTS for outline in ElementTree.fromstring(self.fetch("/" + name).body).iter("outline")
                    if outline.get("type") == "rss"]
        self.assertGreater(len(outlines), 36)
        for outline in outlines:
            path = "/" + outline.get("xmlUrl")[len(self.base):]
            self.assertIn(path.rsplit("/", 1)[1], (*FEED_NAMES, "digest.atom"))
            self.assertIn(f'<{outline.get("xmlUrl")}>; rel="self"', self.fetch(path).field("Link") or "", path)
            self.assertIn(outline.get("xmlUrl"), self.fetch(path).body.decode())
            self.assertEqual(self.fetch("/" + outline.get("htmlUrl")[len(self.base):]).status, 200)


class AnotherAddress(StoryCase):
    """The example says that it is at port 8080, and listens elsewhere here."""

    def test_has_pages_that_work_and_says_what_does_not(self):
        server = self.serve()
        page = server.fetch("/").body.decode()
        for path in re.findall(r'<link [^>]*rel="(?:stylesheet|alternate)"[^>]* href="([^"]*)"', page):
            self.assertEqual(server.fetch(path).status, 200, path)
        wait_until(lambda: "nothing of this listens" in server.log(), "the log says that nothing is at base_url", server)
        self.assertEqual(server.log().count("event=warning"), 1)

    def test_may_be_said_when_it_starts(self):
        server = self.serve("--base-url", "https://elsewhere.example/blog")
        self.assertIn(b'href="https://elsewhere.example/blog/feed.atom"', server.fetch("/feed.atom").body)
        page = server.fetch("/").body
        self.assertIn(b'<link rel="canonical" href="https://elsewhere.example/blog/">', page)
        self.assertIn(b'<link rel="stylesheet" href="/blog/style.css">', page)
        self.assertNotIn("event=warning", server.log())


class LinksBetweenPosts(StoryCase):
    def test_lead_to_them_and_are_checked(self):
        first, second = self.site.simple_posts()[:2]
        link = f"../../{second.relative_to(self.site.content)}"
        self.site.save(first, first.read_text().rstrip() + f"\n\nSee [this]({link}#article) and [that](../../2001/01/nothing.md).\n")
        server = self.serve()
        page = server.fetch(self.site.post_path(first)).body.decode()
        self.assertIn(f'href="{self.site.post_path(second)}#article"', page)
        self.assertEqual(server.fetch(self.site.post_path(second)).status, 200)
        self.assertIn('expected a link to a post, found "../../2001/01/nothing.md", where there is none', self.site.run("check").stderr)


class OldFeeds(StoryCase):
    def test_lead_to_those_of_today_and_are_exported(self):
        definitions = self.site.feeds / "site.yaml"
        definitions.write_text(definitions.read_text() + "feed_aliases: { rss: [feed/, index.xml], atom: [atom.xml] }\n")
        server = self.serve()
        redirects = {redirect["path"]: redirect["target"] for redirect in self.site.export(self.folder / "export")["redirects"]}
        for path, target in (("/feed/", "/feed.rss"), ("/feed", "/feed.rss"), ("/index.xml", "/feed.rss"), ("/atom.xml", "/feed.atom")):
            answer = server.fetch(path)
            self.assertEqual((answer.status, answer.field("Location")), (301, target), path)
            self.assertEqual(redirects[path], target)
