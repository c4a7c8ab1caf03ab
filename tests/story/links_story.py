"""Nothing that is published leads nowhere."""
import html
import json
import re
import xml.etree.ElementTree as ElementTree

from feed_rules import LISTS
from support import FEED_NAMES, StoryCase


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
