"""Importing an archive: forty saved topic pages with 360 posts, all at once, and again."""
import importlib.machinery
import importlib.util
import pathlib
import random
import statistics
import subprocess
import time
from html import escape

from program import markdown_table

HERE = pathlib.Path(__file__).resolve().parent
RUNS = 5
POSTS = 360
PAGES = 40
MONTH_NAMES = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def load_generate():
    loader = importlib.machinery.SourceFileLoader("generate", str(HERE / "generate"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("generate", loader))
    loader.exec_module(module)
    return module


def made_up_posts():
    """Posts as (months since 2013, HTML, topics): title, citation, text, heading and advice, as the blog's pages have them."""
    generate = load_generate()
    topics = generate.slugs("topics.yaml")
    posts = []
    for number in range(POSTS):
        chance = random.Random(number)
        title = f"What study {number} adds on {chance.choice(generate.SUBJECTS)}"
        when = number * 7 % 150
        paragraphs = [generate.citation(chance, number, 2013 + when // 12, title)]
        paragraphs += generate.paragraphs(chance, generate.SENTENCES, chance.randint(1100, 2400))
        advice = generate.paragraphs(chance, generate.ADVICE, chance.randint(400, 800))
        html = f"<h3>{escape(title)}</h3>\n" + "".join(f"<p>{escape(text)}</p>\n" for text in paragraphs)
        html += "<p><strong>Practice Implications</strong></p>\n" + "".join(f"<p>{escape(text)}</p>\n" for text in advice)
        posts.append((when, html, chance.sample(topics, chance.randint(1, 3))))
    return sorted(posts, reverse=True), topics


def page(posts):
    """A saved page: months, newest first, and their posts."""
    html = "<!DOCTYPE html>\n<html><head><title>Blog</title></head><body>\n<nav><a href='/'>Home</a></nav>\n<h1>Blog</h1>\n"
    month = None
    for when, post, _ in posts:
        if when != month:
            html += f"<h2>{MONTH_NAMES[when % 12]} {2013 + when // 12}</h2>\n"
            month = when
        html += post
    return html + "</body></html>\n"


def write_pages(folder):
    """One page for each topic, and so many parts of the whole archive that there are PAGES."""
    folder.mkdir(parents=True, exist_ok=True)
    posts, topics = made_up_posts()
    for topic in topics:
        (folder / f"{topic}.html").write_text(page([post for post in posts if topic in post[2]]))
    parts = PAGES - len(topics)
    for part in range(parts):
        (folder / f"archive-{part + 1}.html").write_text(page(posts[part * POSTS // parts:(part + 1) * POSTS // parts]))


def import_once(citefeed, pages, content):
    """Seconds, and what the program said last."""
    begin = time.monotonic()
    result = subprocess.run([citefeed, "import", "--content", content, "--feeds", HERE.parents[1] / "feeds", *sorted(pages.iterdir())],
                            capture_output=True, text=True, check=False)
    seconds = time.monotonic() - begin
    if result.returncode != 0:
        raise SystemExit(result.stderr)
    return seconds, result.stderr.splitlines()[-1]


def measure(options):
    pages = options.folder / "pages"
    write_pages(pages)
    first, again, found = [], [], 0
    for run in range(RUNS):
        content = options.folder / f"imported-{run}"
        seconds, _ = import_once(options.citefeed, pages, content)
        first.append(seconds)
        before = {path: path.stat().st_mtime_ns for path in content.rglob("*.md")}
        again.append(import_once(options.citefeed, pages, content)[0])
        if before != {path: path.stat().st_mtime_ns for path in content.rglob("*.md")}:
            raise SystemExit("importing twice: expected no change, found one")
        found = len(before)
    if found != POSTS:
        raise SystemExit(f"expected {POSTS} files, found {found}")
    size = sum(path.stat().st_size for path in pages.iterdir())
    head = ["saved pages", "posts", f"into an empty folder, median of {RUNS}", "slowest", "again, changing nothing"]
    return markdown_table(head, [[f"{PAGES} ({size / 1e6:.1f} MB)", str(found), f"{statistics.median(first):.2f} s", f"{max(first):.2f} s",
                                  f"{statistics.median(again):.2f} s"]])
