"""The fool, who does to content/ and feeds/ whatever can be done to files."""
import contextlib
import os
import pathlib
import shutil
import socket
import time

from chaos_actors import Actor
from chaos_site import LAST_YEAR, kind_of

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{letter}: &{letter} [{', '.join([f'*{before}'] * 9)}]\n" for before, letter in zip("abcdefghi", "bcdefghij"))
QUEUE_LIMIT = pathlib.Path("/proc/sys/fs/inotify/max_queued_events")


def queue_limit():
    """How many events of inotify wait for a process at most, system-wide."""
    return int(QUEUE_LIMIT.read_text())


class Fool(Actor):
    """Breaks posts of the kind "kept", but never removes them; does what he likes to the loose ones; leaves litter everywhere."""

    pace = 8
    pause = (0.005, 0.12)

    def __init__(self, world, may_flood=True):
        super().__init__(world)
        self.may_flood = may_flood
        self.litter = 0
        self.broken = set()

    def steps(self):
        return [(12, self.breaks_a_post), (8, self.repairs_a_post), (8, self.rewrites_a_loose_post), (4, self.deletes_a_loose_post),
                (4, self.puts_something_in_the_place_of_a_post), (5, self.leaves_litter), (3, self.moves_a_folder_away_and_back),
                (2, self.renames_a_folder), (1, self.exchanges_folders), (2, self.locks_a_folder), (2, self.breaks_definitions),
                (1, self.withdraws_a_topic), (0.5, self.moves_the_root_away), (0.5, self.empties_the_root), (0.3 * self.may_flood, self.floods_the_queue)]

    # Posts that stay where they are, broken or whole.

    def breaks_a_post(self):
        name = self.chance.choice(self.world.names("kept"))
        how = self.chance.choice([self.cut, self.with_noughts, self.with_bad_utf8, self.with_a_bomb, self.huge, self.locked, self.emptied,
                                  self.with_an_unknown_topic, self.with_an_id_of_another, self.slowly_broken])
        path = self.world.path(name)
        self.broken.add(name)
        path.chmod(0o644)
        how(path, name)
        return f"{name}v{self.world.places[name].version} {how.__name__}"

    def repairs_a_post(self):
        name = self.chance.choice(sorted(self.broken) or self.world.names("kept"))
        path = self.world.path(name)
        path.chmod(0o644)
        self.chance.choice([self.save_by_rename, self.write_slowly])(path, self.next_text(name))
        self.broken.discard(name)
        return f"{name}v{self.world.places[name].version}"

    def cut(self, path, name):
        text = self.next_text(name)
        path.write_text(text[:self.chance.randrange(text.index("\n---\n"))])  # within the front matter: no post yet

    def with_noughts(self, path, name):
        self.spoil(path, name, bytes(self.chance.randint(1, 5000)))

    def with_bad_utf8(self, path, name):
        self.spoil(path, name, b"\xff\xc0\xed\xa0\x80")

    def spoil(self, path, name, rubbish):
        """Between two words, so that a server that puts up with it still serves a whole post."""
        words = self.next_text(name).encode().split(b" ")
        words.insert(self.chance.randrange(1, len(words)), rubbish)
        path.write_bytes(b" ".join(words))

    def with_a_bomb(self, path, name):
        self.save_by_rename(path, self.next_text(name).replace("---\n", f"---\n{BOMB}", 1))

    def huge(self, path, name):
        with path.open("r+") as file:
            file.truncate(100 * 2**20)

    def locked(self, path, name):
        path.chmod(0)

    def emptied(self, path, name):
        path.write_bytes(b"")

    def with_an_unknown_topic(self, path, name):
        self.save_by_rename(path, self.next_text(name, topics="[no-such-topic]"))

    def with_an_id_of_another(self, path, name):
        other = self.world.places[self.chance.choice(self.world.names("guarded")[4:])]  # whose path comes first
        self.save_by_rename(path, self.next_text(name, id=other.address[len("/posts/"):-1]))

    def slowly_broken(self, path, name):
        self.write_slowly(path, "---\ntitle: [\n---\n" + self.next_text(name))

    # Posts that come and go.

    def any_loose(self):
        name = self.chance.choice(self.world.names("loose"))
        return name, self.world.path(name)

    def clear(self, path):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    def rewrites_a_loose_post(self):
        name, path = self.any_loose()
        path.parent.mkdir(exist_ok=True)
        if not path.is_file() or path.is_symlink():
            self.clear(path)
        front = self.chance.choice([{}, {}, {"aliases": f"[old/{name}]"}, {"draft": "true"}, {"topics": "[passing]"},
                                    {"withdrawn": "{ date: 2020-01-01, reason: Because }"}, {"updated": f"{LAST_YEAR}-10-10"},
                                    {"retraction": "{ date: 2020-01-01, note: Retracted }"}])
        self.chance.choice([self.save_by_rename, self.write_slowly])(path, self.next_text(name, **front))
        return name

    def deletes_a_loose_post(self):
        name, path = self.any_loose()
        self.clear(path)
        return name

    def puts_something_in_the_place_of_a_post(self):
        name, path = self.any_loose()
        self.clear(path)
        self.put_something(path)
        return name

    def leaves_litter(self):
        self.litter += 1
        folder = self.chance.choice([self.site.content / f"{LAST_YEAR}" / "12", self.site.content / "2014" / "03", self.site.content, self.site.feeds])
        names = [f"litter-{self.litter % 40}.md".encode(), b"bad-\xff-%d.md" % (self.litter % 9), b"line\nbreak.md", b".#lock.md", b"#auto.md#",
                 b"%d" % self.litter, b"post.MD", b"Thumbs.db", b"a" * 250 + b".md"]
        path = pathlib.Path(os.fsdecode(os.path.join(os.fsencode(folder), self.chance.choice(names))))
        self.clear(path)
        if self.chance.random() < 0.7:
            self.put_something(path)
        return repr(path.name)

    def put_something(self, path):
        """What is no post, under the name of one."""
        self.chance.choice([self.fifo, self.unix_socket, self.looping_links, self.link_out, self.link_nowhere, self.folder_called_so,
                            self.duplicate, self.large, self.noise])(path)

    def fifo(self, path):
        os.mkfifo(path)

    def unix_socket(self, path):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            with socket.socket(socket.AF_UNIX) as listening:
                listening.bind(f"/proc/self/fd/{folder}/{path.name}"[:107])
        finally:
            os.close(folder)

    def looping_links(self, path):
        path.symlink_to(path.name)
        (path.parent / "loop").unlink(missing_ok=True)
        (path.parent / "loop").symlink_to(".")

    def link_out(self, path):
        path.symlink_to(self.chance.choice(["/etc/passwd", "../../../../etc/hostname", "/proc/self/mem", "/dev/zero"]))

    def link_nowhere(self, path):
        path.symlink_to("nothing.md")

    def folder_called_so(self, path):
        path.mkdir()
        (path / "inside.md").write_text("no post")

    def duplicate(self, path):
        """A second file with an id that a post has whose path comes first."""
        if kind_of(path.stem) != "loose" and path.is_relative_to(self.site.content / f"{LAST_YEAR}"):
            other = self.world.places[self.chance.choice(self.world.names("guarded"))]
            path.with_name(f"zz-{self.litter % 9}.md").write_text(other.text(9999, id=other.address[len("/posts/"):-1]))

    def large(self, path):
        with path.open("w") as file:
            file.truncate(100 * 2**20)

    def noise(self, path):
        path.write_bytes(self.chance.randbytes(self.chance.randint(1, 100_000)))

    # Folders, and the trees themselves.

    def loose_folder(self):
        return self.site.content / self.chance.choice(["2014", "2015"]) / f"{self.chance.randint(1, 12):02}"

    def moves_a_folder_away_and_back(self):
        folder, away = self.loose_folder(), self.world.folder / "away"
        folder.rename(away)
        self.nap(0.3)
        away.rename(folder)
        return folder.name

    def renames_a_folder(self):
        self.loose_folder().rename(self.loose_folder())  # works where the other is empty or not there

    def exchanges_folders(self):
        one, other, between = self.loose_folder(), self.loose_folder(), self.site.content / "2014" / "between"
        one.rename(between)
        with contextlib.suppress(OSError):
            other.rename(one)
        between.rename(other if not other.exists() else one)

    def locks_a_folder(self):
        folder = self.chance.choice([self.site.content / f"{LAST_YEAR}" / "11", self.loose_folder()])
        folder.chmod(0)
        self.nap(0.5)
        folder.chmod(0o755)
        return folder.name

    def breaks_definitions(self):
        path = self.site.feeds / self.chance.choice(["topics.yaml", "research-types.yaml"])
        whole = path.read_text()
        ways = ["cut", "empty", "bomb", "noughts", "locked", "slow"]
        how = self.chance.choice(ways + ["removed"] * (path.name == "topics.yaml"))  # a site may do without types of research
        try:
            if how == "locked":
                path.chmod(0)
            elif how == "removed":
                path.unlink()
            elif how == "slow":
                self.write_slowly(path, whole)
            else:
                path.write_bytes({"cut": whole[:len(whole) // 2].rpartition(":")[0].encode(), "empty": b"", "bomb": BOMB.encode(),
                                  "noughts": bytes(300)}[how])
            self.nap(0.4)
        finally:
            with contextlib.suppress(OSError):
                path.chmod(0o644)
            self.save_by_rename(path, whole)
        return how

    def withdraws_a_topic(self):
        self.save_by_rename(self.site.feeds / "topics.yaml", self.world.topics_yaml(self.chance.random() < 0.7))

    def moves_the_root_away(self, root=None):
        root = root or self.chance.choice([self.site.content, self.site.feeds])
        away = root.with_name("away")
        with self.world.root_lock:
            root.rename(away)
            time.sleep(self.chance.uniform(0, 1.5))
            away.rename(root)
        return root.name

    def empties_the_root(self):
        """An empty folder stands where a disk was mounted."""
        away = self.site.content.with_name("away")
        with self.world.root_lock:
            self.site.content.rename(away)
            self.site.content.mkdir()
            time.sleep(self.chance.uniform(0, 1.5))
            shutil.rmtree(self.site.content)
            away.rename(self.site.content)

    def floods_the_queue(self):
        """More events than the kernel remembers, while the server does not read them."""
        events = queue_limit()
        folder = self.site.content / "2014"
        files = [folder / "flood-0", folder / "flood-1"]
        with self.world.frozen_server():
            for number in range(events + 100):
                path = files[number % 2]
                path.touch() if number < 2 else path.chmod(0o600 + number // 2 % 2)
        for path in files:
            path.unlink()
        return f"{events} events"

    def mend(self):
        away = self.site.content.with_name("away")
        for folder in [self.site.content / f"{LAST_YEAR}" / "11", *self.site.content.glob("201[45]/*")]:
            if folder.is_dir() and not folder.is_symlink():
                folder.chmod(0o755)
        if away.exists():
            raise AssertionError("a tree is still away")
        for path in self.site.content.glob("201[45]/*/loose-*.md"):  # also where a folder of another name came to
            self.clear(path)
        for name in self.world.names("kept", "loose"):
            path = self.world.path(name)
            path.parent.mkdir(exist_ok=True)
            self.site.save(path, self.world.places[name].text())
        self.site.save(self.site.feeds / "topics.yaml", self.world.topics_yaml(True))
