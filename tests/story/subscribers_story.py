"""Those who have read a post that is retracted years later learn of it: with the feed of corrections, in the reader they have."""
import datetime
import email
import email.policy
import os
import pathlib
import re
import sqlite3
import subprocess

from support import PATIENCE, StoryCase, wait_until

TODAY = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT00:00:00Z")
DOI = "10.1000/retraction"


class Subscriber(StoryCase):
    """Is subscribed to the topic of an old post, and to /corrections/, and has read everything."""

    def setUp(self):
        super().setUp()
        self.post = next(post for post in self.site.simple_posts() if "doi: 10." in post.read_text())
        text = re.sub(r"^published: .*$", "published: 2017-05", self.post.read_text(), flags=re.M)
        old = self.site.content / "2017" / "05" / self.post.name
        old.parent.mkdir(parents=True, exist_ok=True)
        self.post.unlink()
        self.site.save(old, text)
        self.post = old
        self.server = self.serve()
        topic = next(home for home in self.site.homes_of(old) if home.startswith("/topics/"))
        self.feeds = [self.server.url(topic + "feed.atom"), self.server.url("/corrections/feed.atom")]

    def retract(self):
        header = f"retraction: {{ date: '{TODAY}', note: Data were made up., doi: {DOI} }}\n"
        self.site.save(self.post, self.post.read_text().replace("---\n", "---\n" + header, 1))
        wait_until(lambda: b"Retracted: " in self.server.fetch("/corrections/feed.atom").body, "the retraction is told")

    def run_in_folder(self, *command, **options):
        environment = {**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8", "TERM": "dumb", "XDG_CONFIG_HOME": str(self.folder / "config"),
                       "XDG_DATA_HOME": str(self.folder / "data")}
        return subprocess.run([str(part) for part in command], cwd=self.folder, env=environment, capture_output=True, check=True,
                              timeout=PATIENCE, **options)

    def mails(self, folder):
        files = sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file())
        return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in files]

    def assert_tells(self, mail):
        """One mail of the retraction, that leads to the post and to the journal's notice."""
        self.assertTrue(mail["Subject"].startswith("Retracted: "), mail["Subject"])
        text = "".join(part.get_content() for part in mail.walk() if part.get_content_maintype() == "text")
        self.assertIn(DOI, text)
        self.assertIn("/posts/2017-05/", text)
        self.assertNotIn("citation.json", text)


class Rss2email(Subscriber):
    def test_sends_the_retraction_once_and_nothing_of_the_post_itself(self):
        outbox, sendmail = self.folder / "outbox", self.folder / "sendmail"
        outbox.mkdir()
        sendmail.write_text(f"#!/bin/sh\nexec cat > \"{outbox}/$(date +%s%N)-$$\"\n")
        sendmail.chmod(0o755)
        self.run_in_folder("r2e", "new", "clinician@example.org")
        settings = self.folder / "config" / "rss2email.cfg"
        settings.write_text(settings.read_text().replace("sendmail = /usr/sbin/sendmail", f"sendmail = {sendmail}"))
        for name, feed in zip(("topic", "corrections"), self.feeds):
            self.run_in_folder("r2e", "add", name, feed)
        self.run_in_folder("r2e", "run", "--no-send")
        self.retract()
        for _ in range(2):
            self.run_in_folder("r2e", "run")
        mails = self.mails(outbox)
        self.assertEqual(len(mails), 1, [mail["Subject"] for mail in mails])
        self.assert_tells(mails[0])


class Feed2imap(Subscriber):
    def test_sends_the_retraction_once(self):
        settings = self.folder / "feed2imaprc"
        entries = [f"  - name: {name}\n    url: {feed}\n    target: maildir://{self.folder}/{name}\n"
                   for name, feed in zip(("topic", "corrections"), self.feeds)]
        settings.write_text(f"cache: {self.folder}/feed2imap.cache\nfeeds:\n{''.join(entries)}")
        self.run_in_folder("feed2imap", "-f", settings)
        self.assertEqual(self.mails(self.folder / "corrections"), [])
        self.retract()
        for _ in range(2):
            self.run_in_folder("feed2imap", "-f", settings)
        mails = self.mails(self.folder / "corrections")
        self.assertEqual(len(mails), 1, [mail["Subject"] for mail in mails])
        self.assert_tells(mails[0])


class Newsboat(Subscriber):
    def test_has_the_retraction_unread_and_nothing_else(self):
        (self.folder / "urls").write_text("\n".join(self.feeds) + "\n")
        (self.folder / "config-of-newsboat").write_text("auto-reload no\n")
        reload = ("newsboat", "-x", "reload", "-u", "urls", "-c", "cache.db", "-C", "config-of-newsboat")
        self.run_in_folder(*reload)
        with sqlite3.connect(self.folder / "cache.db") as cache:
            cache.execute("UPDATE rss_item SET unread = 0")
        self.retract()
        self.run_in_folder(*reload)
        with sqlite3.connect(self.folder / "cache.db") as cache:
            unread = cache.execute("SELECT guid, title, url FROM rss_item WHERE unread").fetchall()
        self.assertEqual(len(unread), 1, unread)
        guid, title, url = unread[0]
        self.assertIn("#retraction-", guid)
        self.assertIn("#retraction-", url)
        self.assertTrue(title.startswith("Retracted: "), title)


class Elfeed(Subscriber):
    UPDATE = """
(require 'elfeed)
(require 'elfeed-search)
(setq elfeed-db-directory "elfeed" elfeed-feeds '({feeds}) elfeed-log-level 'error)
(elfeed-update)
(while (> (elfeed-queue-count-total) 0) (accept-process-output nil 0.05))
"""
    # As the list of entries is when elfeed is opened: unread, and at most six months old.
    SHOW = """
(let ((filter (elfeed-search-parse-filter (default-value 'elfeed-search-filter))))
  (with-elfeed-db-visit (entry feed)
    (when (elfeed-search-filter filter entry feed 0)
      (princ (format "%s\\t%s\\n" (elfeed-entry-title entry) (elfeed-entry-link entry))))))
"""
    READ = "(with-elfeed-db-visit (entry _) (elfeed-untag entry 'unread))\n(elfeed-db-save)\n"

    def visit(self, program):
        feeds = " ".join(f'"{feed}"' for feed in self.feeds)
        file = self.folder / "visit.el"
        file.write_text(self.UPDATE.replace("{feeds}", feeds) + program)
        return self.run_in_folder("emacs", "-q", "--batch", "--eval", "(package-initialize)", "-l", file).stdout.decode()

    def test_shows_the_retraction_although_the_post_is_too_old(self):
        self.visit(self.READ)
        self.retract()
        lines = self.visit(self.SHOW).splitlines()
        self.assertEqual(len(lines), 1, lines)
        title, link = lines[0].split("\t")
        self.assertTrue(title.startswith("Retracted: "), title)
        self.assertIn("#retraction-", link)
