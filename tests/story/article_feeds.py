"""Reads article feeds and citation files of an exported site with other people's parsers.

raptor finds no fault with any articles.rdf, rdflib reads it as the triples it means, feedparser as a feed; both are
compared with the JSON feed of the same posts.
"""
import json
import re
import subprocess
from urllib.parse import unquote

import feedparser
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DC, RDF

RSS = Namespace("http://purl.org/rss/1.0/")
PRISM = Namespace("http://prismstandard.org/namespaces/basic/2.0/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
CITO = Namespace("http://purl.org/spar/cito/")
DOI_RESOLVER = "https://doi.org/"


def reviewed_articles(json_feed):
    """(article, post) of every review that the feed's entries hold."""
    for item in json_feed["items"]:
        several = item.get("_reviewed_articles", {}).get("articles")
        for article in several or [item.get("_reviewed_article")]:
            if article:
                yield article, item


def name_of(article, item, position):
    """What the article feed calls the article: its DOI, else its place on the post's page."""
    if "doi" in article:
        return article["url"].lower()
    return item["url"] + "#article" + (f"-{position}" if position > 1 else "")


def expected_articles(json_feed):
    """CSL data of every article in the feed by its name, and the posts that review it."""
    data, reviews, places = {}, {}, {}
    for article, item in reviewed_articles(json_feed):
        places[item["id"]] = places.get(item["id"], 0) + 1
        name = name_of(article, item, places[item["id"]])
        data.setdefault(name, article["csl"])
        reviews.setdefault(name, set()).add(item["url"].partition("#")[0])  # a notice is at its post's page
    return data, reviews


def sequence(graph, channel):
    """What the channel's table of contents lists, in order."""
    container = graph.value(channel, RSS["items"])
    members = [(int(str(p).rpartition("_")[2]), o) for p, o in graph.predicate_objects(container) if p != RDF.type]
    return [member for _, member in sorted(members)]


def check_notices(graph, item, csl):
    """Complaints about what is said of retractions and corrections; each says what happened in words."""
    notices = [notice for predicate in (CITO.isRetractedBy, CITO.isDisputedBy, CITO.isCorrectedBy, CITO.isDiscussedBy) for notice in graph.objects(item, predicate)]
    told = re.sub(r"^et al\.( \(after the first \d+\))?( – )?", "", csl.get("note", ""))  # where authors are left out
    if bool(notices) != bool(told):
        yield f"{len(notices)} notices, but the citation has the note {csl.get('note')}"
    if bool(list(graph.objects(item, CITO.isRetractedBy))) != (csl.get("status") == "retracted"):
        yield f"cito:isRetractedBy and the status {csl.get('status')} contradict each other"
    for notice in notices:
        if not re.match(r"This article has been (retracted|corrected) \(notice of \d", str(graph.value(notice, DCTERMS.description))):
            yield f"the notice {notice} does not say what happened"


def check_item(graph, item, csl, reviews, post_urls):
    """Complaints about one item."""
    expected_doi = csl.get("DOI")
    identifiers = [str(value) for value in graph.objects(item, DC.identifier)]
    if identifiers != (["doi:" + expected_doi] if expected_doi else []):
        yield f"dc:identifier {identifiers}, expected the DOI {expected_doi}"
    if [value for value in identifiers if not re.fullmatch(r"doi:10\.[0-9.]+/\S+", value)]:
        yield f"{identifiers} is no bare DOI"
    creators = list(graph.objects(item, DC.creator))
    # An edited work has editors alone; "others" says that names are left out.
    names = [name for name in csl.get("author", csl.get("editor", [])) if name != {"literal": "others"}]
    if len(creators) != len(names):
        yield f"{len(creators)} dc:creator, expected {len(names)}"
    for predicate, key in ((RSS.title, "title"), (PRISM.publicationName, "container-title"), (PRISM.volume, "volume"), (PRISM.number, "issue")):
        values = [str(value) for value in graph.objects(item, predicate)]
        mark = "Retracted: " if key == "title" and csl.get("status") == "retracted" else ""
        if key in csl and values != [mark + csl[key]]:
            yield f"{predicate} {values}, expected {mark}{csl[key]}"
    yield from check_notices(graph, item, csl)
    reviewed_by = {str(value) for value in graph.objects(item, CITO.isReviewedBy)}
    if not reviewed_by >= reviews:
        yield f"reviewed by {reviewed_by}, expected {reviews}"
    if not reviewed_by <= post_urls:
        yield f"reviewed by {reviewed_by - post_urls}, which are no posts"


def check_rdf(rdf_file, base_url, folder, post_urls):
    """Complaints about one articles.rdf; `feed.json` beside it says what must be there."""
    address = base_url + rdf_file.relative_to(folder).as_posix()
    graph = Graph().parse(rdf_file, format="xml")
    data, reviews = expected_articles(json.loads(rdf_file.with_name("feed.json").read_text()))
    items = set(graph.subjects(RDF.type, RSS.item))
    if list(graph.subjects(RDF.type, RSS.channel)) != [URIRef(address)]:
        yield f"the channel is {list(graph.subjects(RDF.type, RSS.channel))}, expected {address}"
    contents = sequence(graph, URIRef(address))
    if len(contents) != len(set(contents)) or set(contents) != items:
        yield "the table of contents does not list every item once"
    by_name = {str(item).lower() if str(item).startswith(DOI_RESOLVER) else str(item): item for item in items}
    if set(by_name) != set(data):
        yield f"articles {sorted(by_name)}, expected {sorted(data)}"
    for name in set(by_name) & set(data):
        for problem in check_item(graph, by_name[name], data[name], reviews[name], post_urls):
            yield f"{name}: {problem}"
    for name in by_name:
        page, _, fragment = name.partition("#")
        if fragment and f' id="{fragment}"' not in (folder / unquote(page.removeprefix(base_url)) / "index.html").read_text():
            yield f"{page} has no place for {fragment}"
    yield from check_as_feed(rdf_file, contents)


def check_as_feed(rdf_file, contents):
    """Complaints of feedparser: the same items, each with title, link and authors."""
    feed = feedparser.parse(rdf_file.read_bytes())
    if feed.bozo or feed.version != "rss10":
        yield f"feedparser: {feed.version} {feed.get('bozo_exception', '')}"
    if [entry.id for entry in feed.entries] != [str(item) for item in contents]:
        yield "feedparser sees other items"
    for entry in feed.entries:
        if not entry.get("title") or not entry.get("link"):
            yield f"{entry.id}: feedparser sees no title or link"


def check_citations(folder_of_feed, posts_in_feed):
    """Complaints about citations.*: as many articles in each format, keys unique, all of the feed's entries among them."""
    items = json.loads((folder_of_feed / "citations.json").read_text())
    keys = re.findall(r"^@\w+\{([^,]+),", (folder_of_feed / "citations.bib").read_text(), re.M)
    records = (folder_of_feed / "citations.ris").read_text().count("TY  - ")
    if not len(items) == len(keys) == records:
        yield f"{len(items)} citations in CSL-JSON, {len(keys)} in BibTeX, {records} in RIS"
    if len(set(keys)) != len(keys) or keys != [item["id"] for item in items]:
        yield "the keys of BibTeX and CSL-JSON are not the same, each once"
    dois = {item["DOI"].lower() for item in items if "DOI" in item}
    missing = {article["doi"].lower() for article, _ in posts_in_feed if "doi" in article} - dois
    if missing:
        yield f"citations.json lacks {missing}"


def check(folder, files, base_url):
    """Complaints about all article feeds and citation files of the site exported to `folder`."""
    post_urls = {base_url + path.parent.relative_to(folder).as_posix() + "/" for path in files if path.name == "index.html"}
    problems = []
    feeds = [path for path in files if path.name == "articles.rdf"]
    for rdf_file in feeds:
        run = subprocess.run(["rapper", "--quiet", "--count", "--input", "rdfxml", rdf_file], capture_output=True, text=True, check=False)
        if run.returncode or run.stderr:
            problems.append(f"{rdf_file.relative_to(folder)}: {run.stderr}")
        problems += [f"{rdf_file.relative_to(folder)}: {problem}" for problem in check_rdf(rdf_file, base_url, folder, post_urls)]
        reviews = reviewed_articles(json.loads(rdf_file.with_name("feed.json").read_text()))
        problems += [f"{rdf_file.parent.relative_to(folder)}: {problem}" for problem in check_citations(rdf_file.parent, reviews)]
    return len(feeds), problems
