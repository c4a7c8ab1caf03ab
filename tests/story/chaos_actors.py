"""Who works on content/ and feeds/ at once: an editor and rsync. Git and a fool have files of their own.

Each is a thread that takes a step, waits a little and takes another. A step may fail, as where somebody has just moved the
folder away; `mend` leaves whole files behind, whatever happened.
"""
import contextlib
import os
import shutil
import subprocess
import threading
import time

from chaos_site import LAST_YEAR, Place
from support import PATIENCE


class Actor(threading.Thread):
    pace = 9  # steps for each second of the plan: as many as it takes where nothing else runs
    pause = (0.005, 0.1)  # seconds between two steps

    def __init__(self, world):
        super().__init__(name=type(self).__name__.lower())
        self.world, self.site = world, world.site
        self.chance = world.random(self.name)
        self.planned = max(1, round(self.pace * world.seconds))
        world.planned += self.planned

    def steps(self):
        """(weight, step) for each thing it does; a step gives a word on what it did."""
        raise NotImplementedError

    def mend(self):
        """Makes whole what it may have left broken; called when nobody acts any more."""

    def run(self):
        weights, steps = zip(*self.steps())
        for number in range(self.planned):
            self.chance = self.world.random(f"{self.name}/{number}")
            if self.world.over.wait(self.chance.uniform(*self.pause)):
                break
            self.world.wait_for_a_server()
            step = self.chance.choices(steps, weights)[0]
            self.world.note(self.name, f"{step.__name__} …")
            try:
                what = step()
                self.world.note(self.name, f"{step.__name__} {what or 'done'}")
            except (OSError, subprocess.SubprocessError) as error:
                self.world.note(self.name, f"failed {step.__name__}: {error}")
            except Exception as error:  # a mistake in the test itself
                self.world.fail(f"{self.name} broke in {step.__name__}: {error!r}")
            self.world.step_is_done()

    def nap(self, longest):
        self.world.over.wait(self.chance.uniform(0, longest))

    def next_text(self, name, **front):
        """The next version of a post."""
        place = self.world.places[name]
        place.version += 1
        return place.text(**front)

    def write_slowly(self, path, text):
        """Truncates, and writes in pieces, with pauses, before it closes."""
        cut = self.chance.randrange(1, len(text))
        with path.open("w") as file:
            self.nap(0.05)
            file.write(text[:cut])
            file.flush()
            self.nap(0.3)
            file.write(text[cut:])

    def save_by_rename(self, path, text):
        self.site.save(path, text)


class Editor(Actor):
    """Saves as editors do. What he saves is whole, and each version comes after the one before."""

    def steps(self):
        return [(6, self.saves_by_rename), (5, self.saves_as_vim_does), (3, self.saves_in_place), (2, self.saves_with_a_link), (2, self.saves_with_a_gap),
                (2, self.saves_nothing_new), (1, self.schedules), (1, self.renames_the_site), (1, self.adds_or_removes_a_bundle),
                (1, self.saves_a_bundle_with_a_gap)]

    def save(self, how, kind="edited"):
        name = self.chance.choice(self.world.names(kind))
        path, text = self.world.path(name), self.next_text(name)
        version = self.world.places[name].version
        with self.world.gap(name) if kind == "edited" else contextlib.nullcontext():
            how(path, text)
        self.world.saved(name, version)
        return f"{name}v{version}"

    def saves_by_rename(self):
        return self.save(self.save_by_rename, self.chance.choice(["forward", "edited"]))

    def saves_in_place(self):
        return self.save(self.write_slowly)

    def saves_as_vim_does(self):
        return self.save(self.write_as_vim)

    def write_as_vim(self, path, text):
        """With 'backup' in its usual way: the file is renamed, written anew under its name, and the old one removed."""
        swap, backup = path.with_name(f".{path.name}.swp"), path.with_name(f"{path.name}~")
        swap.write_bytes(b"b0VIM 9.0\0" + self.chance.randbytes(50))
        probe = path.with_name("4913")
        probe.write_text("")
        probe.unlink()
        with self.world.root_lock:  # a folder that went away now would take the only copy with it
            path.rename(backup)
            with path.open("w") as file:
                file.write(text)
                os.fsync(file.fileno())
            backup.unlink()
            swap.unlink()

    def saves_with_a_link(self):
        """As tools do that write into a file without a name: linked into place beside, then renamed."""
        def write(path, text):
            hidden, beside = path.with_name(".unnamed"), path.with_name(f"{path.name}.part")
            hidden.write_text(text)
            beside.unlink(missing_ok=True)
            os.link(hidden, beside)
            hidden.unlink()
            beside.rename(path)
        return self.save(write, "forward")

    def saves_with_a_gap(self):
        """The old file is away for longer than a disk usually needs for the new one."""
        def write(path, text):
            with self.world.root_lock:
                path.unlink()
                self.nap(0.5)
                self.save_by_rename(path, text)
        return self.save(write)

    def saves_a_bundle_with_a_gap(self):
        path = self.site.feeds / "bundles" / "therapeutic-relationship.yaml"
        with self.world.root_lock, self.world.bundle_lock, self.world.gap(path.stem):
            text = path.read_text()
            path.unlink()
            self.nap(0.5)
            self.save_by_rename(path, text)

    def saves_nothing_new(self):
        path = self.world.path(self.chance.choice(self.world.names("forward", "edited")))
        self.save_by_rename(path, path.read_text())

    def schedules(self):
        """A post that is due in a moment; the oldest of them goes."""
        posts = sorted((self.site.content / f"{LAST_YEAR}" / "10").glob("due-*.md"))
        if len(posts) > 5:
            posts[0].unlink()
        number = len(self.world.due)
        place = Place(f"due-{number:04}", LAST_YEAR, 10, ["alliance"], "quantitative")
        moment = int(time.time()) + self.chance.randint(2, 5)
        self.world.due[place.name] = moment
        path = self.site.content / place.file
        path.parent.mkdir(exist_ok=True)
        self.save_by_rename(path, place.text(published=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))))

    def renames_the_site(self):
        self.world.site_version += 1
        how = self.chance.choice([self.save_by_rename, self.write_slowly, self.write_as_vim])
        version = self.world.site_version
        how(self.site.feeds / "site.yaml", self.world.site_yaml())
        self.world.saved("site", version)
        return f"site-v{version}"

    def adds_or_removes_a_bundle(self):
        path = self.site.feeds / "bundles" / "passing.yaml"
        if path.exists() and self.chance.random() < 0.6:
            path.unlink()
        else:
            self.save_by_rename(path, f"title: Passing {self.chance.random()}\nselect:\n  topics: [empathy]\n")

    def mend(self):
        for name in self.world.names("forward", "edited"):
            self.site.save(self.world.path(name), self.world.places[name].text())
        self.site.save(self.site.feeds / "site.yaml", self.world.site_yaml())


class Rsync(Actor):
    """Copies from elsewhere what somebody edits there."""

    pace = 3
    pause = (0.05, 0.4)

    def __init__(self, world):
        super().__init__(world)
        self.source = world.folder / "copied-from"
        self.target = self.site.content / "2016"
        shutil.copytree(self.target, self.source)
        self.fleeting = 0

    def steps(self):
        return [(5, self.copies), (2, self.copies_into_place), (1, self.copies_all_again), (1, self.copies_the_definitions)]

    def edit_the_source(self):
        for name in self.chance.sample(self.world.names("rsync"), self.chance.randint(1, 4)):
            (self.source / self.world.places[name].file.partition("/")[2]).write_text(self.next_text(name))
        old = sorted(self.source.rglob("fleeting-*.md"))
        if old and self.chance.random() < 0.5:
            self.chance.choice(old).unlink()
        if len(old) < 8:
            self.fleeting += 1
            place = Place(f"fleeting-{self.fleeting:04}", 2016, self.chance.randint(1, 12), ["empathy"], "quantitative")
            path = self.source / place.file.partition("/")[2]
            path.parent.mkdir(exist_ok=True)
            path.write_text(place.text())

    def rsync(self, *options):
        with self.world.root_lock, self.world.gap(*self.world.names("rsync")):  # it would make a content/ of its own where there is none
            subprocess.run(["rsync", "-a", "--delete", "--checksum", *options, f"{self.source}/", f"{self.target}/"],
                           check=True, capture_output=True, timeout=PATIENCE)

    def copies(self):
        self.edit_the_source()
        self.rsync(*self.chance.choice([[], ["--delay-updates"], ["--delete-after"], ["--backup"], ["--whole-file"]]))

    def copies_into_place(self):
        self.edit_the_source()
        self.rsync("--inplace", *self.chance.choice([[], ["--no-whole-file"], ["--bwlimit=200"]]))

    def copies_all_again(self):
        """As after a clone: the same bytes under new times."""
        for path in self.source.rglob("*.md"):
            os.utime(path)
        self.rsync("--ignore-times")

    def copies_the_definitions(self):
        source = self.world.folder / "bundle"
        source.mkdir(exist_ok=True)
        (source / "copied.yaml").write_text(f"title: Copied {self.chance.random()}\nselect:\n  topics: [anxiety]\n")
        with self.world.root_lock:
            subprocess.run(["rsync", "-a", f"{source}/", f"{self.site.feeds}/bundles/"], check=True, capture_output=True, timeout=PATIENCE)

    def mend(self):
        self.rsync()
