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

from asteroid_sandbox.engine.json_values import JsonObject

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

    def weight_of(self, word: str) -> int:
        """How much the passage speaks of a word."""
        in_heading = _words(self.title).count(word)
        return in_heading * _HEADING_WEIGHT + min(_words(self.body).count(word), _HEADING_WEIGHT)


def search(query: str, form: str) -> list[JsonObject]:
    """Results `{title, content, url}`, best first; none when no word of the query is known."""
    words = set(_words(query))
    scored = [(_score(passage, words), passage) for passage in passages()]
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
    return [_result(passage, form) for _, passage in best[:MOST_RESULTS]]


@cache
def passages() -> tuple[Passage, ...]:
    """Every passage of the corpus, in the order of the pages' names."""
    pages = sorted(
        files("asteroid_sandbox").joinpath("corpus").iterdir(), key=lambda page: page.name
    )
    found = [
        passage
        for page in pages
        if page.name.endswith(".md")
        for passage in _split(page.name.removesuffix(".md"), page.read_text("utf-8"))
    ]
    return tuple(found)


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


def _result(passage: Passage, form: str) -> JsonObject:
    content = f"## {passage.title}\n\n{passage.body}"
    if form == "text":
        content = _MARKUP.sub("", content)
    return {
        "title": passage.title,
        "content": content,
        "url": f"https://docs.sandbox.example/{passage.slug}",
    }


def _words(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower())]


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending)
    return word
