"""What clients see that know dates alone (If-Modified-Since), straight from the server and through caches of others."""
import datetime
import email.utils
import re
import subprocess

from support import PATIENCE, StoryCase, need, wait_until, works

EDITS = 4

# Both keep an answer for a moment only, then ask with what they have.
NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{ }}
http {{
  access_log off; proxy_temp_path {folder}/proxy; client_body_temp_path {folder}/body; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi; proxy_cache_path {folder}/cache keys_zone=feeds:1m; if_modified_since before;
  server {{
    listen unix:{socket};
    location / {{
      proxy_pass http://127.0.0.1:{port}; proxy_cache feeds; proxy_cache_valid 200 1s; proxy_cache_revalidate on; proxy_ignore_headers Cache-Control;
    }}
  }}
}}
"""
VARNISH = """
vcl 4.1;
backend default {{ .host = "127.0.0.1"; .port = "{port}"; }}
sub vcl_backend_response {{ set beresp.ttl = 0.5s; set beresp.grace = 0s; set beresp.keep = 1h; }}
"""


def moment(date):
    return email.utils.parsedate_to_datetime(date)


class AReaderThatKnowsDatesAlone(StoryCase):
    def setUp(self):
        super().setUp()
        self.post = self.site.simple_posts()[-1]
        self.original = self.post.read_text()
        self.server = self.serve()
        self.socket = None  # of the cache that is asked, if one is
        self.edits = 0

    def run_curl(self, *options, check=True):
        where = ["--unix-socket", str(self.socket)] if self.socket else []
        return subprocess.run(["curl", "-s", "-i", "--max-time", str(PATIENCE), *where, *options, self.server.url("/feed.atom")],
                              stdout=subprocess.PIPE, check=check)

    def curl(self, date=None):
        """What curl is answered that has the feed of `date`: status, Last-Modified and body."""
        answer = self.run_curl(*(["-z", date] if date else [])).stdout
        head, _, body = answer.partition(b"\r\n\r\n")
        found = re.search(r"^Last-Modified: (.*)\r$", head.decode() + "\r\n", re.M | re.I)
        return int(head.split()[1]), found and found.group(1), body

    def edit(self):
        """Mends one word; its number."""
        self.edits += 1
        self.site.save(self.post, self.original.rstrip() + f" Word{self.edits}\n")
        return f"Word{self.edits}".encode()

    def dated(self, word=b""):
        """The answer, once it has a date and says `word`."""
        def answer():
            status, date, body = self.curl()
            return (date, body) if status == 200 and date and word in body else None
        return wait_until(answer, f"the feed has a date and {word}", self.server)

    def follow_edits(self):
        """Dates only grow, none is the later one's while the bytes are the older ones', and each answers with 304 at and after it."""
        date, _ = self.dated()
        for _ in range(EDITS):
            later, body = self.dated(self.edit())
            self.assertGreater(moment(later), moment(date))
            self.assertLessEqual(moment(later), datetime.datetime.now(datetime.timezone.utc))
            self.assertEqual(self.curl(date)[::2], (200, body), "who has the older one")
            self.assertEqual(self.curl(later)[::2], (304, b""))
            date = later
        return date

    def start(self, command):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait, PATIENCE)
        self.addCleanup(process.terminate)
        wait_until(lambda: self.run_curl(check=False).returncode == 0 or process.poll() is not None, f"{command[0]} listens")
        self.assertIsNone(process.poll(), f"{command[0]} has ended")

    def ask_through(self, name, config):
        """Asks a cache from now on; its file of settings. nginx never learns the date of what it kept without one."""
        self.dated()
        place = self.folder / name
        place.mkdir()
        place.chmod(0o755)
        self.folder.chmod(0o755)
        self.socket = place / "socket"
        file = place / "settings"
        file.write_text(config.format(folder=place, socket=self.socket, port=self.server.port))
        return file

    def test_gets_every_edit_and_none_twice(self):
        date = self.follow_edits()
        tomorrow = email.utils.format_datetime(moment(date) + datetime.timedelta(days=1), usegmt=True)
        self.assertEqual(self.curl(tomorrow)[0], 304, "a date of its own, at or after ours (RFC 9110, 13.1.3)")

    def test_gets_every_edit_through_nginx(self):
        need("run nginx", lambda: works("nginx", "-v"), self.id())
        self.start(["nginx", "-c", str(self.ask_through("nginx", NGINX)), "-e", str(self.folder / "nginx" / "error.log")])
        self.follow_edits()

    def test_gets_every_edit_through_varnish(self):
        need("run Varnish", lambda: works("varnishd", "-V"), self.id())
        file = self.ask_through("varnish", VARNISH)
        self.start(["varnishd", "-j", "none", "-F", "-f", str(file), "-a", str(self.socket), "-n", str(self.folder / "varnish" / "work"), "-s", "malloc,8m"])
        self.follow_edits()

    def test_loads_nothing_again_after_a_restart_with_state(self):
        self.server.stop()
        state = ("--state", str(self.folder / "state"))
        self.server = self.serve(*state)
        date, _ = self.dated(self.edit())
        self.server.stop()
        self.server = self.serve(*state)
        self.assertEqual(self.curl(date)[:2], (304, date))

    def test_loads_nothing_again_when_files_are_touched(self):
        date, _ = self.dated()
        definitions = self.site.feeds / "topics.yaml"
        self.site.save(definitions, definitions.read_text() + "# a remark\n")
        wait_until(lambda: self.server.rebuilds() > 0, "the files are read again")
        self.assertEqual(self.curl(date)[:2], (304, date))
