"""How an editor begins a post, and gets references in and out."""
import json
import subprocess

import support
from support import StoryCase

REFERENCE = "Doe, J., & van der Roe, M. J. (2023). Listening: A trial of #1. A Journal, 7(2), 34–56. https://doi.org/10.1000/listen(1)"
BIBTEX = """@article{key,
  author = {Doe, Jane and {A Study Group}},
  title = {Talking and {LISTENING}},
  journal = {A Journal},
  year = {2022},
  volume = {6},
  number = {1},
  pages = {1--20},
  doi = {10.1000/talk}
}
"""


class WritingCase(StoryCase):
    def cite(self, command, *arguments, **options):
        return subprocess.run([support.binary, "cite", command, *map(str, arguments)], capture_output=True, text=True, check=False,
                              timeout=support.PATIENCE, **options)

    def export(self, *arguments):
        return self.cite("export", *arguments, "--content", self.site.content, "--feeds", self.site.feeds)

    def new(self, *arguments):
        """Begins a post; its path."""
        run = self.site.run("new", *map(str, arguments))
        self.assertEqual(run.returncode, 0, run.stderr)
        path = self.site.content / run.stdout.strip()
        self.assertTrue(path.is_file(), run.stdout)
        return path


class ANewPost(WritingCase):
    def test_has_no_errors_and_stays_unpublished_until_it_is_written(self):
        path = self.new("Listening: a trial", "--citation", REFERENCE, "--topic", "Empathy", "--published", "2024-05")
        self.assertEqual(path.relative_to(self.site.content).as_posix(), "2024/05/listening-a-trial.md")
        check = self.site.run("check")
        self.assertEqual(check.returncode, 0, check.stderr)
        server = self.serve()
        self.assertEqual(server.fetch("/posts/2024-05/listening-a-trial/").status, 404)
        text = path.read_text().replace("draft: true\n", "").replace("## Practice Implications\n", "It helped.\n\n## Practice Implications\n\nListen.\n")
        self.site.save(path, text)
        support.wait_until(lambda: server.fetch("/posts/2024-05/listening-a-trial/").status == 200, "the post is published")
        self.assertIn(b"Listen.", server.fetch("/topics/empathy/feed.atom").body)
        self.assertNotIn(b"Nobody sees", server.fetch("/posts/2024-05/listening-a-trial/").body)

    def test_is_listed_by_check_while_it_is_scheduled(self):
        path = self.new("A title", "--published", "2124-05", "--topic", "empathy", "--citation", REFERENCE)
        path.write_text(path.read_text().replace("draft: true\n", ""))
        check = self.site.run("check")
        self.assertEqual(check.returncode, 0, check.stderr)
        self.assertRegex(check.stderr, r"2124/05/a-title\.md: note: is published at 2124-05-01T0[45]:00:00Z, 2124-05-01 in America/Toronto\n")
        self.assertIn("1 scheduled", check.stderr)

    def test_is_refused_where_there_is_one_and_leaves_it_alone(self):
        path = self.new("A title", "--published", "2024-05", "--topic", "empathy", "--citation", REFERENCE)
        path.write_text("the editor's own words")
        again = self.site.run("new", "A title", "--published", "2024-05", "--topic", "empathy", "--citation", REFERENCE)
        self.assertEqual(again.returncode, 1)
        self.assertIn(str(path), again.stderr)
        self.assertEqual(path.read_text(), "the editor's own words")
        elsewhere = self.site.run("new", "Another", "--published", "2024-05", "--id", "2024-05/a-title")
        self.assertEqual(elsewhere.returncode, 1)
        self.assertIn(str(path), elsewhere.stderr)

    def test_can_be_printed_instead(self):
        before = self.site.files()
        run = self.site.run("new", "A title", "--topic", "empathy", "--citation", REFERENCE, "--stdout")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertTrue(run.stdout.startswith("---\nid: "))
        self.assertEqual(self.site.files(), before)

    def test_names_a_misspelt_topic_and_writes_nothing(self):
        before = self.site.files()
        run = self.site.run("new", "A title", "--topic", "empaty", "--citation", REFERENCE)
        self.assertEqual(run.returncode, 2)
        self.assertIn("did you mean \"empathy\"?", run.stderr)
        self.assertEqual(self.site.files(), before)

    def test_takes_its_citation_from_a_reference_manager(self):
        source = self.folder / "export.bib"
        source.write_text(BIBTEX)
        path = self.new("Talking", "--from", source, "--topic", "empathy")
        written = self.export(path, "--to", "csl")
        self.assertEqual(written.returncode, 0, written.stderr)
        (item,) = json.loads(written.stdout)
        self.assertEqual(item["author"], [{"family": "Doe", "given": "Jane"}, {"literal": "A Study Group"}])
        self.assertEqual((item["DOI"], item["page"], item["issue"]), ("10.1000/talk", "1-20", "1"))

    def test_comes_back_the_same_from_each_format_it_is_written_in(self):
        first = self.new("First", "--citation", REFERENCE, "--topic", "empathy")
        expected = json.loads(self.export(first, "--to", "csl").stdout)
        for form, name in (("bibtex", "a.bib"), ("ris", "a.ris"), ("csl", "a.json")):
            source = self.folder / name
            source.write_text(self.export(first, "--to", form).stdout)
            again = self.new(f"Again from {form}", "--from", source, "--topic", "empathy")
            self.assertEqual(json.loads(self.export(again, "--to", "csl").stdout), expected, form)

    def test_names_what_it_cannot_read_and_takes_the_rest(self):
        source = self.folder / "export.json"
        source.write_text('[{"type": "book", "title": broken},\n {"type": "book", "title": "Silence", "author": [{"family": "Doe"}], "issued": "2019"}]')
        run = self.site.run("new", "Half a file", "--from", str(source), "--topic", "empathy")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("export.json:1:28: warning: expected an item in JSON", run.stderr)
        self.assertIn("Silence", (self.site.content / run.stdout.strip()).read_text(encoding="utf-8"))

    def test_takes_what_pubmed_web_of_science_and_endnote_give_out(self):
        exports = support.ROOT / "tests" / "citation" / "exports"
        for name in ("pubmed.nbib", "web-of-science.ciw", "endnote.enw"):
            path = self.new(f"From {name}", "--from", exports / name, "--topic", "empathy")
            (item,) = json.loads(self.export(path, "--to", "csl").stdout)
            self.assertEqual((item["DOI"], item["page"], item["container-title"]), ("10.1000/jlr0000123", "401-413", "Journal of Listening Research"))

    def test_knows_a_file_by_its_content_where_its_name_says_nothing(self):
        source = self.folder / "savedrecs.txt"
        source.write_text("TY  - JOUR\nAU  - Doe, J.\nPY  - 2022\nTI  - Talking\nJO  - A Journal\nER  - \n")
        self.new("By its content", "--from", source, "--topic", "empathy")

    def test_leaves_a_record_out_that_cannot_be_read_and_names_it(self):
        source = self.folder / "export.ris"
        source.write_text("TY  - JOUR\nER  - \nTY  - JOUR\nAU  - Doe, J.\nPY  - 2022\nTI  - Talking\nJO  - A Journal\nER  - \n")
        run = self.site.run("new", "What is left", "--from", str(source), "--topic", "empathy")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn(f"{source}:1:1: warning: expected a record with tags such as \"TI  - …\", found none; left out", run.stderr)

    def test_without_a_citation_in_the_file_is_not_begun(self):
        source = self.folder / "empty.ris"
        source.write_text("")
        run = self.site.run("new", "A title", "--from", str(source), "--topic", "empathy")
        self.assertEqual(run.returncode, 1)
        self.assertIn(str(source), run.stderr)


class CiteExport(WritingCase):
    def test_finds_a_post_by_id_file_and_address(self):
        post = self.site.simple_posts()[0]
        address = self.site.post_path(post)
        expected = self.export(post).stdout
        self.assertTrue(expected.startswith("@"))
        for name in (address.removeprefix("/posts/").rstrip("/"), address, self.site.base_url() + address.lstrip("/")):
            self.assertEqual(self.export(name).stdout, expected, name)

    def test_of_everything_is_what_the_site_itself_offers(self):
        server = self.serve()
        for form, suffix in (("bibtex", "bib"), ("ris", "ris"), ("csl", "json")):
            for scope, path in (("--all", "/"), ("--topic=empathy", "/topics/empathy/")):
                run = subprocess.run([support.binary, "cite", "export", scope, "--to", form, "--content", self.site.content,
                                      "--feeds", self.site.feeds], capture_output=True, check=False, timeout=support.PATIENCE)
                self.assertEqual(run.returncode, 0, run.stderr)
                self.assertEqual(run.stdout, server.fetch(f"{path}citations.{suffix}").body, f"{path}citations.{suffix}")

    def test_writes_an_article_once_and_every_key_once(self):
        post = self.site.simple_posts()[0]
        run = self.export(post, post, "--all", "--to", "csl")
        keys = [item["id"] for item in json.loads(run.stdout)]
        self.assertEqual(len(keys), len(set(keys)))
        self.assertEqual(len(keys), len(json.loads(self.export("--all", "--to", "csl").stdout)))

    def test_of_an_unknown_post_names_the_nearest_and_writes_nothing(self):
        address = self.site.post_path(self.site.simple_posts()[0]).removeprefix("/posts/").rstrip("/")
        run = self.export(address + "x")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn(f"did you mean \"{address}\"?", run.stderr)

    def test_in_apa_style_can_be_read_again(self):
        printed = self.export("--all", "--to", "apa").stdout
        read = self.cite("parse", input=printed)
        self.assertEqual(read.returncode, 0, read.stderr)
        expected = json.loads(self.export("--all", "--to", "csl").stdout)
        titles = [json.loads(line)["title"] for line in read.stdout.splitlines()]
        self.assertEqual(titles, [item["title"] for item in expected])


class CiteParse(WritingCase):
    def test_answers_each_line_before_the_next_is_written(self):
        with subprocess.Popen([support.binary, "cite", "parse"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            for year in (2001, 2002):
                process.stdin.write(f"Doe, J. ({year}). A title. A Journal, 1, 2–3.\n".encode())
                process.stdin.flush()
                item = json.loads(process.stdout.readline())
                self.assertEqual(item["issued"], {"date-parts": [[year]]})
            process.stdin.close()
            self.assertEqual(process.stdout.read(), b"")
            self.assertEqual(process.wait(support.PATIENCE), 0)

    def test_gives_a_line_for_each_line_and_says_which_could_not_be_read(self):
        run = self.cite("parse", input=f"{REFERENCE}\nno reference\n{REFERENCE}")
        self.assertEqual(run.returncode, 1)
        first, second, third = run.stdout.splitlines()
        self.assertEqual(second, "{}")
        self.assertEqual(first, third)
        self.assertEqual(json.loads(first)["DOI"], "10.1000/listen(1)")
        self.assertRegex(run.stderr, r"^<standard input>:2:1: error: expected ")

    def test_that_cannot_write_ends_with_status_2(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            run = subprocess.run([support.binary, "cite", "parse"], input=REFERENCE, stdout=full, stderr=subprocess.PIPE, text=True,
                                 check=False, timeout=support.PATIENCE)
        self.assertEqual(run.returncode, 2)
        self.assertIn("standard output", run.stderr)
