"""The rules that every feed keeps, by other people's parsers."""
import json
import pathlib
import subprocess

from xml.etree import ElementTree

import feedparser

import article_feeds

LISTS = ("feeds.opml", "topics.opml", "articles.opml")
CITATION_FILES = ("citation.bib", "citation.ris", "citation.json")


def well_formed(files):
    run = subprocess.run(["xmllint", "--noout", "--nonet", *files], capture_output=True, text=True, check=False)
    return [run.stderr] if run.returncode else []


def order_of_links(name, feed):
    """Complaints about what stands where readers look that know no relations: they take the first link, or the last."""
    problems = []
    if feed.feed.links[0].rel != "alternate":
        problems.append(f"{name}: the first link of the feed leads to {feed.feed.links[0].href}, not to its page")
    for entry in feed.entries:
        first, last = entry.links[0], entry.links[-1]
        if (first.rel, first.href) != ("alternate", entry.link) or pathlib.PurePosixPath(last.href).name in CITATION_FILES:
            problems.append(f"{name}: the links of {entry.id} begin with {first.href} and end with {last.href}")
    return problems


def posts_of(name, body):
    """(id, title, link) of every entry of the feed called `name`, and complaints."""
    problems = []
    if name.endswith(".json"):
        posts = [(item["id"], item["title"], item["url"]) for item in json.loads(body)["items"]]
    else:
        feed = feedparser.parse(body)
        if feed.bozo:
            problems.append(f"{name}: {feed.bozo_exception}")
        posts = [(entry.get("id"), entry.get("title"), entry.get("link")) for entry in feed.entries]
        problems += order_of_links(name, feed)
    if len({post[0] for post in posts}) != len(posts):
        problems.append(f"{name}: an id stands twice")
    if not all(all(post) for post in posts):
        problems.append(f"{name}: an entry lacks id, title or link")
    return posts, problems


def listed_in(text):
    """The addresses of the feeds that an OPML document lists."""
    return [outline.get("xmlUrl") for outline in ElementTree.fromstring(text).iter("outline") if outline.get("xmlUrl")]


def lists_of_feeds(folder, files, base_url):
    """Complaints about addresses in the OPML lists that lead nowhere, and about feeds that are not in one list once."""
    listed = [url for name in LISTS for url in listed_in((folder / name).read_bytes())]
    there = [base_url + path.relative_to(folder).as_posix() for path in files if path.name in ("feed.atom", "digest.atom", "articles.rdf")]
    problems = [f"{url} is in a list of feeds or there, but not both" for url in sorted(set(listed) ^ set(there))]
    problems += [f"{url} is listed twice" for url in sorted(set(listed)) if listed.count(url) > 1]
    begin_with = {base_url + name for name in ("feed.atom", "digest.atom", "corrections/feed.atom")}
    if set(listed_in((folder / "feeds.opml").read_bytes())) != begin_with:
        problems.append("feeds.opml: expected everything, the digest and corrections")
    return problems


def check(folder):
    """Complaints about the site exported to `folder`."""
    manifest = json.loads((folder / "manifest.json").read_text())
    files = [folder / resource["file"] for resource in manifest["resources"]]
    problems = well_formed([path for path in files if path.suffix in (".atom", ".rss", ".rdf", ".opml", ".xml")])
    for path in files:
        if path.suffix == ".json":
            json.loads(path.read_text())
    feeds = [path for path in files if path.name == "feed.atom"]
    for atom in [*feeds, folder / "digest.atom"]:
        expected, complaints = posts_of(str(atom), atom.read_bytes())
        problems += complaints
        for suffix in (".rss", ".json"):
            other = atom.with_suffix(suffix)
            posts, complaints = posts_of(str(other), other.read_bytes())
            problems += complaints
            if posts != expected:
                problems.append(f"{other}: expected the posts of {atom.name} in the same order")
    base_url = json.loads((folder / "feed.json").read_text())["home_page_url"]
    article_feed_count, complaints = article_feeds.check(folder, files, base_url)
    problems += complaints
    if article_feed_count != len(feeds):
        problems.append(f"{article_feed_count} article feeds, expected one for each of {len(feeds)} feeds")
    problems += lists_of_feeds(folder, files, base_url)
    print(f"{len(feeds)} feeds in three formats and as articles, {len(files)} documents, {len(problems)} problems")
    if len(feeds) <= 36:
        problems.append(f"expected a feed for everything and for each of 36 topics, found {len(feeds)}")
    return problems
