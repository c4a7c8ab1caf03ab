"""A partner that holds all posts, by what docs/mirroring.md says and nothing else."""
import json
import urllib.parse


def target(url):
    """What is asked for at `url`, wherever the server listens here."""
    parts = urllib.parse.urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


class Mirror:
    """Polls through `fetch`, a function from a path to an answer."""

    def __init__(self, fetch):
        self.fetch = fetch
        self.cursor, self.months = "", {}
        self.fetched = {}  # url: document, of a poll that was not completed

    def poll(self):
        """Asks once. False when the site changed meanwhile: nothing is replaced then, and the cursor stays."""
        answer = self.fetch("/changes.json" + (f"?utm_source=test&since={self.cursor}" if self.cursor else ""))
        assert answer.status == 200, f"/changes.json: {answer.status}"
        assert answer.field("Cache-Control") == "no-store", answer.field("Cache-Control")
        changes = json.loads(answer.body)
        months = dict(self.months)
        for stale in changes["months"]:
            months.pop(stale["month"], None)
            if stale["posts"] == 0:
                continue
            document = self.document(stale)
            if document is None:
                return False
            months[stale["month"]] = {item["id"]: item for item in document["items"]}
        self.cursor, self.months, self.fetched = changes["cursor"], months, {}
        return True

    def document(self, stale):
        """The document of a month in the version that was listed; nothing when there is another by now."""
        if stale["url"] in self.fetched:
            return self.fetched[stale["url"]]
        answer = self.fetch(target(stale["url"]))
        if answer.status == 404:
            return None
        document = json.loads(answer.body)
        if document["_month"]["version"] != stale["version"]:
            return None
        assert len(document["items"]) == stale["posts"], f"{stale['url']}: {len(document['items'])} posts, not {stale['posts']}"
        self.fetched[stale["url"]] = document
        return document

    def held(self):
        return {key: item for month in self.months.values() for key, item in month.items()}


def everything(fetch):
    """All posts, by the JSON feed and its archives."""
    items, path = {}, "/feed.json"
    while path:
        page = json.loads(fetch(path).body)
        for item in page["items"]:
            items.setdefault(item["id"], item)
        path = target(page.get("next_url", ""))
    return items
