"""What is published follows from the files alone: never from the process, the host, the times or the order on disk."""
import os

from support import CODINGS, Site, StoryCase, decode


class ARestart(StoryCase):
    def test_keeps_every_tag_and_every_byte(self):
        wanted = self.wanted_codings()
        first = self.serve()
        before = self.served(first, wanted)
        self.assertEqual(first.stop(), 0)
        self.assert_same(before, self.served(self.serve(), wanted))


class TwoReplicas(StoryCase):
    def test_serve_the_same_bytes_and_fields(self):
        wanted = self.wanted_codings()
        twin = Site.copy_to(self.folder / "elsewhere" / "twin", reverse=True)
        for age, path in enumerate(twin.files()):
            os.utime(path, (86400 * age, 86400 * age))
        self.assert_same(self.served(self.serve(), wanted), self.served(self.serve(site=twin), wanted))


class AnExport(StoryCase):
    def setUp(self):
        super().setUp()
        self.manifest = self.site.export(self.folder / "export")
        self.server = self.serve()

    def test_holds_the_bytes_and_fields_that_are_served(self):
        wanted = {(resource["path"], coding) for resource in self.manifest["resources"]
                  for coding in ("identity", *resource.get("codings", {}))}
        self.served(self.server, wanted)  # until all codings are there
        for resource in self.manifest["resources"]:
            for coding, exported in {"identity": resource, **resource.get("codings", {})}.items():
                answer = self.server.fetch(resource["path"], Accept_Encoding=coding)
                self.assertEqual(answer.body, (self.folder / "export" / exported["file"]).read_bytes(), (resource["path"], coding))
                fields = dict(answer.stable_fields())
                for name, value in exported["headers"].items():
                    self.assertEqual(fields.get(name), value, (resource["path"], coding, name))

    def test_decodes_to_the_same_text_in_every_coding(self):
        codings = set()
        for resource in self.manifest["resources"]:
            identity = (self.folder / "export" / resource["file"]).read_bytes()
            for coding, exported in resource.get("codings", {}).items():
                codings.add(coding)
                coded = (self.folder / "export" / exported["file"]).read_bytes()
                self.assertLess(len(coded), len(identity), exported["file"])
                if resource["path"].count("/") <= 1:  # the site's own documents stand for all; the decoders are slow to start
                    self.assertEqual(decode(coding, coded), identity, exported["file"])
        self.assertEqual(codings, set(CODINGS) - {"identity"})

    def test_made_again_writes_nothing(self):
        times = {path: path.stat().st_mtime_ns for path in (self.folder / "export").rglob("*")}
        self.site.export(self.folder / "export")
        self.assertEqual({path: path.stat().st_mtime_ns for path in (self.folder / "export").rglob("*")}, times)
