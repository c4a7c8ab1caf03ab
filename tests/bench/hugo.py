"""Hugo over the same posts: what people would use who want feeds by topic from Markdown files and need no more than that.

The settings are in its favour: no section pages, sitemap or live reload; templates of a few lines; pages kept in memory, as its
server does anyway. What it publishes is what citefeed publishes at least: a page for each post, and for the whole, each topic and
each type of research a page and a feed of the newest twenty posts in full. It has no archives, no other formats of feeds, no
citation files and no compressed answers to make.
"""
import http.client
import re
import shutil
import socket
import subprocess
import time

from program import cpu_seconds, megabytes

CONFIG = """
baseURL = "http://127.0.0.1/"
title = "Notes"
languageCode = "en"
disableKinds = ["section", "sitemap", "robotsTXT", "404"]
[taxonomies]
topic = "topics"
research_type = "research_types"
[outputs]
page = ["HTML"]
home = ["HTML", "RSS"]
taxonomy = ["HTML"]
term = ["HTML", "RSS"]
"""

SINGLE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }}</p><p>{{ .Params.citation }}</p>
{{ .Content }}
<p>{{ range .Params.topics }}<a href="/topics/{{ . }}/">{{ . }}</a> {{ end }}</p></body></html>
"""

LIST = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><h1>{{ .Title }}</h1><ul>
{{ range first 20 (cond .IsHome .Site.RegularPages .Pages) }}<li><a href="{{ .Permalink }}">{{ .Title }}</a></li>
{{ end }}</ul></body></html>
"""

RSS = """{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0"><channel><title>{{ .Title }}</title><link>{{ .Permalink }}</link><description>{{ .Title }}</description>
{{ range first 20 (cond .IsHome .Site.RegularPages .Pages) }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" | safeHTML }}</pubDate><guid>{{ .Permalink }}</guid>
<description>{{ .Params.citation | html }} {{ .Content | html }}</description></item>
{{ end }}</channel></rss>
"""


def hugo_site(folder, site):
    """The posts of the generated site `site` as a site of Hugo's in `folder`, made unless it is there, in the page cache."""
    made = folder / f"hugo-{site.name}"
    if not (made / "complete").exists():
        for name, text in {"config.toml": CONFIG, "layouts/_default/single.html": SINGLE, "layouts/_default/list.html": LIST,
                           "layouts/_default/rss.xml": RSS}.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_text(text)
        for post in site.joinpath("content").rglob("*.md"):
            place = made / "content" / "posts" / post.relative_to(site / "content")
            place.parent.mkdir(parents=True, exist_ok=True)
            text = re.sub(r"^published:", "date:", post.read_text(), count=1, flags=re.M)
            place.write_text(re.sub(r"^research_type:", "research_types:", text, count=1, flags=re.M))
        (made / "complete").touch()
    for path in made.rglob("*.md"):
        path.read_bytes()
    return made


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Hugo:
    """`hugo server` over `site`, from the moment it is started until it is asked to stop."""

    def __init__(self, site):
        program = shutil.which("hugo")
        if not program:
            raise SystemExit("hugo: expected the program, found none; install what tests/bench/packages lists")
        self.site, self.port = site, free_port()
        self.started = time.monotonic()
        self.process = subprocess.Popen([program, "server", "--source", site, "--bind", "127.0.0.1", "--port", str(self.port), "--disableFastRender",
                                         "--disableLiveReload"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def first_answer(self, seconds=1800):
        """Seconds from the start to the first 200 on its main feed."""
        while time.monotonic() - self.started < seconds and self.process.poll() is None:
            try:
                if self.get("/index.xml")[0] == 200:
                    return time.monotonic() - self.started
            except OSError:
                pass
            time.sleep(0.01)
        raise SystemExit("hugo did not answer; try: hugo server")

    def edit_once(self, number, seconds=1800):
        """Seconds from the rename of an edited post to a new feed of one of its topics."""
        link = re.search(rb"<link>http://[^/]*(/posts/[^<]*/)</link>", self.get("/index.xml")[1]).group(1).decode()
        post = self.site / "content" / f"{link.strip('/')}.md"
        feed = f"/topics/{re.search(r'^topics: .([a-z0-9-]+)', post.read_text(), re.M).group(1)}/index.xml"
        before = self.get(feed)[1]
        if link.encode() not in before:
            raise SystemExit(f"{feed}: expected {link} in it")
        edited = self.site / f"{post.name}.tmp"
        edited.write_text(post.read_text().rstrip() + f" Revision {number} of this sentence.\n")
        began = time.monotonic()
        edited.rename(post)
        while time.monotonic() - began < seconds:
            status, body = self.get(feed)
            if status == 200 and body != before:
                return time.monotonic() - began
            time.sleep(0.01)
        raise SystemExit(f"{feed} did not change within {seconds} s of {post}")

    def megabytes(self, field):
        return megabytes(self.process.pid, field)

    def wait_until_idle(self, seconds=600):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            before = cpu_seconds(self.process.pid)
            time.sleep(1)
            if cpu_seconds(self.process.pid) - before <= 0.05:
                return

    def stop(self):
        self.process.terminate()
        self.process.wait(60)
