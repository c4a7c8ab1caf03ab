"""Other people's programs that read citations: what each makes of citations.bib, .ris and .json.

A record is what a program says of a work, in the form that is compared: a list of names for "author", "editor" and
"translator", a text for everything else, "" for what it does not say.
"""
import functools
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MODS = "{http://www.loc.gov/mods/v3}"
BLTX = "{http://biblatex-biber.sourceforge.net/biblatexml}"
NAMES = ("author", "editor", "translator")
TEXTS = ("issued", "title", "container-title", "volume", "issue", "page", "publisher", "DOI", "URL", "edition", "original-date", "event-title", "genre", "status")
FIELDS = ("author", "et al.", *TEXTS, "editor", "translator")


def run(*command, **options):
    return subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, check=True, encoding="utf-8", **options).stdout


def folded(text):
    """`text` without what typography may change."""
    text = html.unescape(re.sub("</?(?:span|i|b|em|strong|sub|sup)(?: [^>]*)?>", "", str(text)))
    text = unicodedata.normalize("NFKC", re.sub("[‘’“”«»\"]|''", "'", text))
    return re.sub(r"\s+", " ", re.sub("[‐‑‒–—−]+|--+", "-", text)).strip()


def folded_name(words):
    """The words of a name in their order, without full stops and commas: programs divide them in many ways."""
    return re.sub(r"[.,\s]+", " ", folded(" ".join(word for word in words if word))).strip().lower()


def csl_name(name):
    particles = " ".join(name[key] for key in ("dropping-particle", "non-dropping-particle") if name.get(key))
    family = particles + ("" if not particles or particles[-1] in "'’" else " ") + (name.get("family") or "")
    return folded_name([name.get("literal"), name.get("given"), family, name.get("suffix")])


def year_of(date):
    if isinstance(date, dict):
        parts = date.get("date-parts") or [[date.get("raw") or date.get("literal") or ""]]
        date = parts[0][0] if parts[0] else ""
    return str(date or "")[:4]


def as_record(names, texts):
    """A record of lists of names that are folded, the last of which may say that there are others."""
    record = {key: [name for name in names.get(key, []) if name not in ("others", "et al", "")] for key in NAMES}
    record["et al."] = "yes" if any(name in ("others", "et al") for name in names.get("author", []) + names.get("editor", [])) else ""
    for key in TEXTS:
        record[key] = folded(texts.get(key) or "")
    record["status"] = record["status"].lower().replace("inpress", "in press")
    record["DOI"] = record["DOI"].lower()
    return record


def csl_record(item):
    """Of a CSL-JSON item. A number is an article's number, or a report's."""
    texts = {**item, "DOI": item.get("DOI") or item.get("doi"), "URL": item.get("URL") or item.get("url"), "page": item.get("page") or item.get("number"),
             "issued": year_of(item.get("issued")), "original-date": year_of(item.get("original-date")), "event-title": item.get("event-title") or item.get("event")}
    return as_record({key: [csl_name(name) for name in item.get(key) or []] for key in NAMES}, texts)


# bibutils: MODS


def mods_text(element, path):
    return " ".join(found.text or "" for found in element.findall(path.replace("m:", MODS)))


def mods_title(element):
    """The first title that is not empty: RIS has a full and an abbreviated one."""
    for info in element.findall(f"{MODS}titleInfo"):
        if title := info.findtext(f"{MODS}title"):
            subtitle = info.findtext(f"{MODS}subTitle")
            return f"{title}: {subtitle}" if subtitle else title
    return ""


def mods_names(element):
    names, school = {}, []
    for name in element.findall(f"{MODS}name"):
        role = name.findtext(f"{MODS}role/{MODS}roleTerm") or "author"
        if role == "degree grantor":
            school.append(mods_text(name, "m:namePart"))
            continue
        parts = {kind: " ".join(part.text or "" for part in name.findall(f"{MODS}namePart") if part.get("type") == kind) for kind in (None, "given", "family", "suffix")}
        names.setdefault(role, []).append(folded_name([parts[None], parts["given"], parts["family"], parts["suffix"]]))
    return names, school


def mods_record(mods):
    host = mods.find(f"{MODS}relatedItem[@type='host']")
    host = ElementTree.Element("none") if host is None else host
    places = [*mods.findall(f"{MODS}part"), *host.findall(f"{MODS}part")]

    def detail(kind):
        return next((number for place in places if (number := place.findtext(f"{MODS}detail[@type='{kind}']/{MODS}number"))), "")

    extents = [extent for place in places for extent in place.findall(f"{MODS}extent")]
    ends = [extents[0].findtext(f"{MODS}{end}") for end in ("start", "end")] if extents else []
    names, school = mods_names(mods)
    for role, found in mods_names(host)[0].items():
        names.setdefault(role, []).extend(found)
    return as_record(names, {
        "issued": (mods_text(mods, "m:originInfo/m:dateIssued") or mods_text(mods, "m:part/m:date") or mods_text(host, "m:originInfo/m:dateIssued"))[:4],
        "title": mods_title(mods),
        "container-title": mods_title(host),
        "volume": detail("volume"),
        "issue": detail("issue"),
        "page": "-".join(end for end in ends if end) or detail("page") or detail("number") or mods_text(mods, "m:identifier[@type='serial number']"),
        "publisher": mods_text(mods, "m:originInfo/m:publisher") or mods_text(host, "m:originInfo/m:publisher") or " ".join(school),
        "DOI": mods_text(mods, "m:identifier[@type='doi']"),
        "URL": mods_text(mods, "m:location/m:url"),
        "edition": mods_text(mods, "m:originInfo/m:edition") or mods_text(host, "m:originInfo/m:edition"),
    })


def by_bibutils(program, file):
    # Titles are not to be split. With the option that says so, biblatex2xml of Debian 12 reads nothing.
    options = [] if program == "biblatex2xml" else ["-nt"]
    xml = run(program, *options, file, stderr=subprocess.DEVNULL).lstrip("\ufeff")
    return [mods_record(mods) for mods in ElementTree.fromstring(xml)]


# BibTeX and BibLaTeX


def plain_latex(text):
    """What programs leave in LaTeX, since it is for LaTeX, as text."""
    for command, character in ((r"\textbackslash", "\\\\"), (r"\textasciitilde", "~"), (r"\textasciicircum", "^"), (r"\textasciigrave", "`")):
        text = re.sub(re.escape(command) + r"(?:\{\}|\s|$)", character, text)
    text = re.sub(r"\$([<>|])\$", r"\1", text)
    text = re.sub(r"\\([{}])", lambda match: "\0" if match[1] == "{" else "\1", text)
    text = re.sub(r"[{}]", "", re.sub(r"\\([&%$#_])", r"\1", text))
    return text.replace("\0", "{").replace("\1", "}")


def bibtex_record(kind, fields, names):
    """Of an entry's fields by their names in BibTeX or BibLaTeX, still in LaTeX."""
    def first(*keys):
        return next((plain_latex(fields[key]) for key in keys if fields.get(key)), "")

    is_report = kind in ("techreport", "report")
    number = first("number")
    # JabRef has no DOI from RIS but in an address.
    resolver, address = "https://doi.org/", first("url")
    leads_to_doi = address.startswith(resolver)
    return as_record(names, {
        "issued": first("year", "date")[:4], "title": first("title"), "container-title": first("journal", "journaltitle", "booktitle", "eprinttype", "howpublished"),
        "volume": first("volume"), "issue": "" if is_report else number, "page": first("pages", "eid") or (number if is_report else ""),
        "publisher": first("publisher", "school", "institution", "organization"), "DOI": first("doi") or (address.removeprefix(resolver) if leads_to_doi else ""), "URL": "" if leads_to_doi else address, "edition": first("edition"),
        "original-date": first("origdate")[:4], "event-title": first("eventtitle"), "genre": first("titleaddon", "type"), "status": first("pubstate"),
    })


def biber_text(element):
    def texts(tag):
        return ["".join(part.itertext()).strip() for part in element.iter(f"{BLTX}{tag}")]

    if texts("start"):
        return "-".join(texts("start") + texts("end"))
    return " and ".join(texts("item")) or "".join(element.itertext()).strip()


def biber_record(entry):
    names, fields = {}, {}
    for child in entry:
        tag = child.tag.removeprefix(BLTX)
        if tag == "names":
            found = []
            for name in child.findall(f"{BLTX}name"):
                parts = {part.get("type"): " ".join(part.itertext()) for part in name.findall(f"{BLTX}namepart")}
                found.append(folded_name([plain_latex(parts.get(kind, "")) for kind in ("given", "prefix", "family", "suffix")]))
            names[child.get("type")] = found + (["others"] if child.get("morenames") else [])
        elif tag == "date":
            fields["origdate" if child.get("type") == "orig" else "date"] = biber_text(child)
        else:
            fields[tag] = biber_text(child)
    return bibtex_record(entry.get("entrytype"), fields, names)


def by_biber(file):
    output = file.with_suffix(".biber.xml")
    subprocess.run(["biber", "--tool", "--quiet", "--output-format=biblatexml", f"--output-file={output}", file.name], cwd=file.parent, check=True, stdout=subprocess.DEVNULL)
    return [biber_record(entry) for entry in ElementTree.parse(output).getroot()]


def by_pybtex(file):
    from pybtex.database import parse_file
    records = []
    for entry in parse_file(str(file), bib_format="bibtex").entries.values():
        names = {role: [folded_name(plain_latex(" ".join(words)) for words in (person.first_names, person.middle_names, person.prelast_names, person.last_names, person.lineage_names))
                        for person in persons] for role, persons in entry.persons.items()}
        records.append(bibtex_record(entry.type, {key.lower(): value for key, value in entry.fields.items()}, names))
    return records


def by_bibtexparser(file):
    import bibtexparser
    from bibtexparser import customization
    parser = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False, customization=customization.convert_to_unicode)
    records = []
    for entry in bibtexparser.loads(file.read_text(encoding="utf-8"), parser).entries:
        names = {role: [folded_name(plain_latex(" ".join(words)) for words in (parts["first"], parts["von"], parts["last"], parts["jr"]))
                        for parts in (customization.splitname(name, strict_mode=False) for name in customization.getnames(entry[role].replace("\n", " ").split(" and ")))]
                 for role in NAMES if role in entry}
        records.append(bibtex_record(entry["ENTRYTYPE"], entry, names))
    return records


def by_pandoc(form, file):
    return [csl_record(item) for item in json.loads(run("pandoc", "-f", form, "-t", "csljson", file))]


def by_bibtool(file):
    """What it writes, as pandoc reads it."""
    output = file.with_suffix(".bibtool.bib")
    types = file.with_suffix(".rsc")  # it leaves entries out whose type nobody has told it of
    types.write_text("resource{biblatex}\nnew.entry.type{Dataset}\nnew.entry.type{Software}\n", encoding="utf-8")
    with file.open(encoding="utf-8") as source:
        output.write_text(run("bibtool", "-r", types, stdin=source, stderr=subprocess.DEVNULL), encoding="utf-8")
    return by_pandoc("biblatex", output)


def by_jabref(file):
    """What it has after an import, as pybtex reads it; it does not write LaTeX."""
    output = file.with_suffix(".jabref.bib")
    settings_nowhere = {**os.environ, "JAVA_TOOL_OPTIONS": f"-Duser.home={file.parent} -Djava.util.prefs.userRoot={file.parent}"}
    subprocess.run(["jabref", "-n", "-i", f"{file},ris", "-o", output], env=settings_nowhere, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    numbers = iter(range(1_000_000))
    output.write_text(re.sub(r"^(@\w+\{),", lambda match: f"{match[1]}work{next(numbers)},", output.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")
    return by_pybtex(output)


# npm


def node_is_at_hand():
    return shutil.which("node") is not None and shutil.which("npm") is not None


def install_packages():
    """The packages of npm/package-lock.json, installed once under build/; raises what tells why they are not."""
    place = ROOT / "build" / "npm"
    lock, installed = HERE / "npm" / "package-lock.json", place / "installed"
    if not (installed.exists() and installed.read_bytes() == lock.read_bytes()):
        place.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / "npm" / name, place)
        subprocess.run(["npm", "ci", "--prefix", str(place), "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-timeout=60000", "--fetch-retry-maxtimeout=10000"], cwd=place, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", timeout=300)
        shutil.copy(lock, installed)
    shutil.copy(HERE / "npm" / "read.mjs", place)
    return place


def by_npm(folder):
    """Records, or printed references, of each reader that npm has."""
    read = json.loads(run("node", install_packages() / "read.mjs", folder))
    records = {name: [csl_record(item) for item in items] for name, items in read["answers"].items()}
    for name, text in read["files"].items():
        file = folder / "tidy.bib"
        file.write_text(text, encoding="utf-8")
        records[name] = by_pandoc("biblatex", file)
    return records, read["texts"]


# Debian


@functools.cache
def debian_version(package):
    version = run("dpkg-query", "-W", "-f", "${Version}", package)
    return re.sub(r"^\d+:|[+~-].*$", "", version)


def debian_readers():
    """Name, package, and how it reads the files of a folder."""
    bib, ris, csl = "citations.bib", "citations.ris", "citations.json"
    return [
        ("pandoc {} (BibTeX)", "pandoc", lambda folder: by_pandoc("bibtex", folder / bib)),
        ("pandoc {} (BibLaTeX)", "pandoc", lambda folder: by_pandoc("biblatex", folder / bib)),
        ("pandoc {} (CSL-JSON)", "pandoc", lambda folder: by_pandoc("csljson", folder / csl)),
        ("bibutils {} (BibTeX)", "bibutils", lambda folder: by_bibutils("bib2xml", folder / bib)),
        ("bibutils {} (BibLaTeX)", "bibutils", lambda folder: by_bibutils("biblatex2xml", folder / bib)),
        ("bibutils {} (RIS)", "bibutils", lambda folder: by_bibutils("ris2xml", folder / ris)),
        ("biber {} (BibLaTeX)", "biber", lambda folder: by_biber(folder / bib)),
        ("bibtool {} (BibTeX)", "bibtool", lambda folder: by_bibtool(folder / bib)),
        ("pybtex {} (BibTeX)", "python3-pybtex", lambda folder: by_pybtex(folder / bib)),
        ("bibtexparser {} (BibTeX)", "python3-bibtexparser", lambda folder: by_bibtexparser(folder / bib)),
        ("JabRef {} (RIS)", "jabref", lambda folder: by_jabref(folder / ris)),
    ]


def is_installed(package):
    return subprocess.run(["dpkg-query", "-W", package], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def must_do_all():
    return os.environ.get("CI", "") not in ("", "false")
