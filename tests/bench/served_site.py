"""A site whose main feed is as large as a blog's, and as hard to compress: 60 KB, 15 KB with gzip.

The posts of ./generate repeat a few sentences; real prose does not. Here the words are made up, and common and rare
ones come as often as in any language (Zipf's law).
"""
import pathlib
import random
import shutil

ROOT = pathlib.Path(__file__).resolve().parents[2]
POSTS = 12
SYLLABLES = [first + vowel + last for first in "bcdfglmnprstv" for vowel in "aeiou" for last in ("", "n", "r", "s")]


def prose(chance, words, weights, count):
    text = " ".join(chance.choices(words, weights, k=count))
    return text[0].upper() + text[1:] + "."


def write(folder):
    """Writes content/ and feeds/ into `folder`, the same every time."""
    chance = random.Random(15)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(6000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    shutil.copytree(ROOT / "feeds", folder / "feeds", dirs_exist_ok=True)
    content = folder / "content" / "2024" / "05"
    content.mkdir(parents=True, exist_ok=True)
    for number in range(POSTS):
        paragraphs = [" ".join(prose(chance, words, weights, chance.randint(8, 24)) for _ in range(6)) for _ in range(4)]
        (content / f"study-{number:02}.md").write_text(
            f"---\ntitle: \"{prose(chance, words, weights, 6)[:-1]}\"\npublished: 2024-05-{number + 1:02}\ntopics: [empathy]\n---\n" +
            "\n\n".join([*paragraphs[:3], "## Practice Implications", paragraphs[3]]) + "\n")
