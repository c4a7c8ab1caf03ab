"""The tree that is tested, as a number: whoever tests the same files draws the same plans."""
import hashlib
import pathlib
import subprocess

NOT_OURS = {".git", ".cache", "build", "__pycache__", "compile_commands.json"}  # as .gitignore has it, where there is no git


def files_of(root):
    """The paths of the project's files below `root`, relative and in order: those of git and new ones; without git, all."""
    listing = ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(listing, capture_output=True, check=True).stdout if (root / ".git").exists() else None
    except (OSError, subprocess.CalledProcessError):
        names = None
    if names is not None:
        paths = {pathlib.Path(name) for name in names.decode(errors="surrogateescape").split("\0") if name}
    else:
        paths = {path.relative_to(root) for path in root.rglob("*")}
        paths = {path for path in paths if not any(part in NOT_OURS or part.startswith("build-") for part in path.parts)}
    return sorted((path for path in paths if (root / path).is_file()), key=lambda path: path.as_posix())


def seed_of(root):
    """Below a million, from the names and bytes of the project's files: neither times nor the commit's message count."""
    digest = hashlib.sha256()
    for path in files_of(root):
        digest.update(f"{path.as_posix()}\0{hashlib.sha256((root / path).read_bytes()).hexdigest()}\n".encode(errors="surrogateescape"))
    return int(digest.hexdigest(), 16) % 1_000_000
