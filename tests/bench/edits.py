"""From a saved file to the new feed: the rename of an edited post, until its topic's feed answers with a new entity tag."""
import json
import pathlib
import random
import re
import statistics
import time

from program import Program, generated_site, markdown_table, percentile

EDITS = 60
POLL_SECONDS = 0.001


def posts_in_feeds(program, site):
    """(file, path of a topic's feed it stands in) of every post that a topic's feed shows."""
    topics = re.findall(r"^\s*- slug: (\S+)", (site / "feeds" / "topics.yaml").read_text(), re.M)
    pairs = []
    for slug in topics:
        _, body = program.get(f"/topics/{slug}/feed.json")
        for item in json.loads(body)["items"]:
            month, name = re.search(r"/posts/([^/]+)/([^/]+)/", item["url"]).groups()
            pairs.append((site / "content" / month.replace("-", "/") / f"{name}.md", f"/topics/{slug}/feed.atom"))
    return sorted(pairs)


def edit_once(program, post, feed, number):
    """Milliseconds from the rename to the first answer with a new tag."""
    connection = program.connection()
    connection.request("GET", feed)
    answer = connection.getresponse()
    answer.read()
    old = {"If-None-Match": answer.getheader("ETag")}
    temporary = pathlib.Path(f"{post}.tmp")
    temporary.write_text(post.read_text().rstrip() + f" Revision {number} of this sentence.\n")
    began = time.monotonic()
    temporary.rename(post)
    while True:
        connection.request("GET", feed, headers=old)
        answer = connection.getresponse()
        answer.read()
        if answer.status == 200:
            connection.close()
            return (time.monotonic() - began) * 1000
        if time.monotonic() - began > 30:
            raise SystemExit(f"{feed} did not change within 30 s of {post}")
        time.sleep(POLL_SECONDS)


def measure(options):
    rows = []
    for size in options.sizes:
        site = generated_site(options.folder, size)
        program = Program(options.citefeed, site)
        program.wait_until_idle()
        chosen = random.Random(size).sample(posts_in_feeds(program, site), EDITS)
        originals = {post: post.read_text() for post, _ in chosen}
        times = []
        for number, (post, feed) in enumerate(chosen):
            times.append(edit_once(program, post, feed, number))
            time.sleep(0.5)  # an editor's pace; the slow codings of the last edit are still being made
        program.stop()
        for post, text in originals.items():
            post.write_text(text)
        rows.append([f"{size:,}", f"{statistics.median(times):.0f} ms", f"{percentile(times, 99):.0f} ms", f"{min(times):.0f} ms"])
    return markdown_table(["posts", f"median of {EDITS} edits", "99th percentile", "fastest"], rows)
