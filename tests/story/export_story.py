"""What becomes of files where there is no room for them: exports, new posts, imports."""
import subprocess

import support
from support import StoryCase

REFERENCE = "Doe, J. (2023). Listening. A Journal, 7(2), 34–56."


class AFullDisk(StoryCase):
    def setUp(self):
        super().setUp()
        self.disk = self.folder / "disk"
        self.disk.mkdir()
        support.need("mount a small disk", lambda: support.works("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", self.disk), self)
        self.addCleanup(subprocess.run, ["umount", "--lazy", self.disk], check=False)

    def export(self, folder):
        """Without the codings, which take most of the time and are files as any other."""
        run = self.site.run("export", str(folder))
        self.assertEqual(run.returncode, 0, run.stderr)

    def resize(self, size):
        subprocess.run(["mount", "-o", f"remount,size={size}", self.disk], check=True)

    def fill(self):
        with (self.disk / "filling").open("wb", buffering=0) as file:
            try:
                while file.write(bytes(4096)):
                    pass
            except OSError:
                pass

    @staticmethod
    def files(folder):
        return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def test_is_told_by_an_export_with_the_file_and_leaves_no_part_of_one(self):
        self.export(self.folder / "whole")
        whole = self.files(self.folder / "whole")
        target = self.disk / "export"
        run = self.site.run("export", str(target))
        self.assertEqual(run.returncode, 2)
        self.assertRegex(run.stderr, rf"(?m)^{target}/\S+: error: expected room for it, found a full disk$")
        there = self.files(target)
        self.assertEqual({path: bytes for path, bytes in there.items() if whole.get(path) != bytes}, {}, "whole or not at all")
        self.assertLess(len(there), len(whole))
        self.resize("16m")
        self.export(target)
        self.assertEqual(self.files(target), whole)

    def test_keeps_the_export_before_as_it_was(self):
        self.resize("16m")
        self.export(self.disk / "export")
        before = self.files(self.disk / "export")
        definitions = self.site.feeds / "site.yaml"
        definitions.write_text(definitions.read_text().replace("base_url: ", "base_url: https://elsewhere.example/ # "))
        self.fill()
        self.assertEqual(self.site.run("export", str(self.disk / "export")).returncode, 2)
        self.assertEqual(self.files(self.disk / "export").keys(), before.keys())
        (self.disk / "filling").unlink()
        self.export(self.disk / "export")
        self.export(self.folder / "fresh")
        self.assertEqual(self.files(self.disk / "export"), self.files(self.folder / "fresh"))

    def test_is_told_of_a_new_post_and_an_import(self):
        self.resize("16m")
        content = self.disk / "content"
        support.Site.copy_to(self.disk)
        before = self.files(content)
        source = self.folder / "post.md"
        source.write_text("---\ntitle: A Post\ndate: 2019-03-04\n---\nText.\n")
        self.fill()
        for command in (["new", "A title", "--published", "2024-05", "--topic", "empathy", "--citation", REFERENCE], ["import", source, "--topic", "empathy"]):
            run = subprocess.run([support.binary, *command, "--content", content, "--feeds", self.site.feeds],
                                 capture_output=True, text=True, check=False, timeout=support.PATIENCE)
            self.assertEqual(run.returncode, 2, run.stderr)
            self.assertRegex(run.stderr, rf"(?m)^{content}/20\d\d/\d\d/\S+\.md: error: expected room for it, found a full disk$")
            self.assertEqual(self.files(content), before)
