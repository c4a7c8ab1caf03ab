"""Caches of others store what they are allowed to, where the site is set up for them."""
import subprocess

from support import PATIENCE, StoryCase, need, wait_until, works

HAPROXY = """
defaults
  mode http
  timeout connect 10s
  timeout client 60s
  timeout server 60s
cache feeds
  total-max-size 8
  max-object-size 1000000
  max-age 600
  process-vary on
frontend readers
  bind unix@{socket}
  http-request cache-use feeds
  http-response cache-store feeds
  http-after-response set-header X-Cache hit if {{ res.cache_hit }}
  default_backend citefeed
backend citefeed
  server one 127.0.0.1:{port}
"""


class HaProxy(StoryCase):
    def setUp(self):
        super().setUp()
        need("run HAProxy", lambda: works("haproxy", "-v"), self.id())
        self.socket = self.folder / "socket"

    def begin(self):
        server = self.serve()
        settings = self.folder / "haproxy.cfg"
        settings.write_text(HAPROXY.format(socket=self.socket, port=server.port))
        process = subprocess.Popen(["haproxy", "-f", str(settings), "-db"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait, PATIENCE)
        self.addCleanup(process.terminate)
        wait_until(lambda: self.fetch(check=False).returncode == 0 or process.poll() is not None, "HAProxy listens")
        self.assertIsNone(process.poll(), "HAProxy has ended")

    def fetch(self, *options, check=True):
        return subprocess.run(["curl", "-s", "-i", "--max-time", str(PATIENCE), "--unix-socket", str(self.socket), *options, "http://localhost/feed.atom"],
                              stdout=subprocess.PIPE, check=check)

    def has_it_stored(self, *options):
        self.fetch(*options)
        return b"x-cache: hit" in self.fetch(*options).stdout.lower()

    def test_stores_feeds_that_everybody_is_given_alike(self):
        site = self.site.feeds / "site.yaml"
        self.site.save(site, site.read_text() + "browser_view: false\n")
        self.begin()
        self.assertTrue(self.has_it_stored())
        self.assertTrue(self.has_it_stored("-H", "Accept-Encoding: gzip"))
        self.assertIn(b"application/atom+xml", self.fetch("-H", "Sec-Fetch-Dest: document").stdout)

    def test_stores_none_that_browsers_are_given_otherwise(self):
        self.begin()
        self.assertFalse(self.has_it_stored())
        self.assertIn(b"application/xml", self.fetch("-H", "Sec-Fetch-Dest: document").stdout)
