"""The monthly digest reaches feed readers and mail programs: months that are over, once each, with their introductions."""
import datetime
import email.message
import email.policy
import html.parser
import json
import re
import zoneinfo

import feedparser

from support import StoryCase, wait_until

ENCLOSING = {"html", "body", "div", "table", "tr", "td", "thead", "tbody"}
WITHOUT_LOOK = {"head", "meta", "title", "br", "strong", "em"} | ENCLOSING


class MailBody(html.parser.HTMLParser):
    """What a mail client would take out of a body, or show otherwise than it was meant."""

    def __init__(self, text):
        super().__init__()
        self.problems, self.addresses = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in ("style", "link", "script", "iframe", "form", "base"):
            self.problems.append(f"<{tag}>")
        if tag not in WITHOUT_LOOK and not attributes.get("style"):
            self.problems.append(f"<{tag}> without a style")
        if any(name.startswith("on") for name in attributes):
            self.problems.append(f"<{tag}> with an event handler")
        for name in ("href", "src"):
            if name in attributes:
                self.addresses.append(attributes[name])


class ADigest(StoryCase):
    def months(self):
        return sorted({"-".join(post.relative_to(self.site.content).parts[:2]) for post in self.site.posts()}, reverse=True)

    def test_has_every_month_with_posts_once_in_every_format(self):
        server = self.serve()
        base_url = self.site.base_url()
        for name in ("/digest.atom", "/digest.rss"):
            feed = feedparser.parse(server.fetch(name).body)
            self.assertFalse(feed.bozo, name)
            self.assertEqual([entry.link for entry in feed.entries], [f"{base_url}digest/{month}/" for month in self.months()])
            self.assertEqual([entry.id.rsplit("/", 1)[1] for entry in feed.entries], self.months())
            for entry in feed.entries:
                text = entry.content[0].value
                self.assertIn("Practice Implications", text)
                self.assertIn('class="citation"', text)
        items = json.loads(server.fetch("/digest.json").body)["items"]
        self.assertEqual([item["_digest"]["month"] for item in items], self.months())
        self.assertEqual(server.fetch("/digest/2023-11/").status, 404, "a month without posts")
        self.assertEqual(server.fetch("/digest").status in (200, 301), True)

    def test_does_not_have_the_present_month(self):
        zone = zoneinfo.ZoneInfo(re.search(r"^time_zone: (\S+)", (self.site.feeds / "site.yaml").read_text(), re.M).group(1))
        today = datetime.datetime.now(zone).replace(microsecond=0)
        folder = self.site.content / f"{today:%Y/%m}"
        folder.mkdir(parents=True, exist_ok=True)
        self.site.save(folder / "now.md", f"---\ntitle: Now\npublished: {today.isoformat()}\n---\nText.\n")
        server = self.serve()
        self.assertIn(b"<title>Now</title>", server.fetch("/feed.atom").body)
        digest = server.fetch("/digest.atom").body.replace(b"&lt;", b"<").replace(b"&gt;", b">")
        if datetime.datetime.now(zone).month == today.month:  # else it has just ended
            self.assertNotIn(b">Now<", digest)

    def test_has_an_introduction_as_soon_as_it_is_saved_and_keeps_the_last_good_one(self):
        server = self.serve()
        path = self.site.content / "2023" / "12" / "_month.md"
        other = server.etag("/digest/2019-05/")
        feed = server.etag("/feed.atom")
        self.site.save(path, "---\ntitle: On repair\n---\nA word on **repair**.\n")
        wait_until(lambda: b"A word on &lt;strong&gt;repair" in server.fetch("/digest.atom").body, "the introduction in the feed")
        for name in ("", "digest.html", "digest.txt"):
            self.assertIn(b"On repair", server.fetch(f"/digest/2023-12/{name}").body)
        self.site.save(path, "---\ntitel: On repair\n---\nA word.\n")
        wait_until(lambda: "_month.md:2:1: error:" in server.log(), "the error in the log")
        self.assertIn(b"A word on **repair**".replace(b"**", b""), server.fetch("/digest/2023-12/digest.txt").body)
        self.assertEqual(server.etag("/digest/2019-05/"), other, "another month's issue stays")
        self.assertEqual(server.etag("/feed.atom"), feed, "other feeds stay")

    def test_is_mail_that_clients_leave_as_it_is(self):
        server = self.serve()
        for month in self.months():
            page = server.fetch(f"/digest/{month}/digest.html")
            self.assertEqual(page.field("Content-Type"), "text/html; charset=utf-8")
            body = MailBody(page.body.decode())
            self.assertEqual(body.problems, [], month)
            self.assertEqual([url for url in body.addresses if not re.match(r"(https?://|mailto:)", url)], [], month)
            self.assertEqual(page.body.decode().splitlines().count("<!-- footer of the mailing -->"), 1)
            self.assertLess(len(page.body), 100_000)

    def test_is_plain_text_that_survives_a_mail(self):
        server = self.serve()
        for month in self.months():
            answer = server.fetch(f"/digest/{month}/digest.txt")
            self.assertEqual(answer.field("Content-Type"), "text/plain; charset=utf-8")
            text = answer.body.decode()
            for line in text.splitlines():
                self.assertTrue(len(line) <= 72 or "https://" in line or "http://" in line, line)
                self.assertFalse(line.endswith(" ") or line.startswith((">", "From ")), line)
            mail = email.message.EmailMessage(policy=email.policy.SMTP)
            mail.set_content(text)
            mail.add_alternative(server.fetch(f"/digest/{month}/digest.html").body.decode(), subtype="html")
            read = email.message_from_bytes(bytes(mail), policy=email.policy.default)
            self.assertEqual(read.get_body(("plain",)).get_content().replace("\r\n", "\n"), text)

    def test_is_exported_with_its_pages(self):
        paths = {resource["path"] for resource in self.site.export(self.folder / "export")["resources"]}
        for month in self.months():
            self.assertLessEqual({f"/digest/{month}/", f"/digest/{month}/digest.html", f"/digest/{month}/digest.txt"}, paths)
        self.assertLessEqual({"/digest.atom", "/digest.rss", "/digest.json", "/digest/"}, paths)
