"""Searches the corpus: short texts of our own about the platform and this sandbox.

A page is a markdown file `corpus/<slug>.md`; its `#` heading is its title and each `##` section is
one passage. A passage ranks by how many of the query's words it holds, its headings counting most,
and by how rare these words are.
"""

import math
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

FORMATS: Final = ("mdx", "text")
MOST_RESULTS: Final = 5
_HEADING_WEIGHT: Final = 4
_WORD: Final = re.compile(r"[a-z0-9]+")
_MARKUP: Final = re.compile(r"^#+ |^[-*] |`|\*\*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Passage:
    """One section of a page."""

    page: str
    heading: str
    body: str
    slug: str

    @property
    def title(self) -> str:
        """The page's title and the section's."""
        return f"{self.page}: {self.heading}" if self.heading else self.page

    def content(self, form: str) -> str:
        """The section as markdown, or as plain text."""
        markdown = f"## {self.title}\n\n{self.body}"
        return _MARKUP.sub("", markdown) if form == "text" else markdown

    def weight_of(self, word: str) -> int:
        """How much the passage speaks of a word."""
        in_heading = _words(self.title).count(word)
        return in_heading * _HEADING_WEIGHT + min(_words(self.body).count(word), _HEADING_WEIGHT)


def search(query: str) -> list[Passage]:
    """The passages that speak of the query, best first; none when no word of it is known."""
    words = set(_words(query))
    scored = [(_score(passage, words), passage) for passage in passages()]
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
    return [passage for _, passage in best[:MOST_RESULTS]]


def page(slug: str) -> str | None:
    """A whole page of the corpus, None when there is none of that name."""
    found = (text for name, text in _pages() if name == slug)
    return next(found, None)


@cache
def passages() -> tuple[Passage, ...]:
    """Every passage of the corpus, in the order of the pages' names."""
    return tuple(passage for slug, text in _pages() for passage in _split(slug, text))


def _pages() -> list[tuple[str, str]]:
    folder = files("asteroid_sandbox").joinpath("corpus")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".md"))
    return [(name.removesuffix(".md"), folder.joinpath(name).read_text("utf-8")) for name in names]


def _split(slug: str, text: str) -> list[Passage]:
    head, *sections = text.split("\n## ")
    title, _, intro = head.removeprefix("# ").partition("\n")
    found = [Passage(title.strip(), "", intro.strip(), slug)]
    for section in sections:
        heading, _, body = section.partition("\n")
        found.append(Passage(title.strip(), heading.strip(), body.strip(), slug))
    return found


def _score(passage: Passage, words: set[str]) -> float:
    return sum(passage.weight_of(word) * _rarity(word) for word in words)


@cache
def _rarity(word: str) -> float:
    holders = sum(passage.weight_of(word) > 0 for passage in passages())
    return math.log(1 + len(passages()) / holders) if holders else 0.0


def _words(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower())]


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending)
    return word
