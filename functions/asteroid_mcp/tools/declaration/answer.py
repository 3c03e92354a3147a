"""What a tool answers, before it is bounded, cleaned and written for a client."""

from collections.abc import Mapping
from dataclasses import dataclass

CUT_MARK = "…[cut: "
"""Begins the note that stands where an answer was cut; arguments that carry it are refused."""

HIDDEN_MARK = "[hidden by asteroid-mcp]"
"""Stands where a secret was left out; arguments that carry it are refused."""


@dataclass(frozen=True, slots=True)
class Paged:
    """A list that comes in pages: the field of the data that holds it, and what one item is."""

    rows: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer[Data: Mapping[str, object]]:
    """A tool's answer.

    `summary` is its first line and says what matters most, or, where `paged` is given and the page
    line is written for the tool, what is added to that line; `data` is the structured content;
    `next_steps` name the calls that usually follow; `whole` names the fields of `data` that are
    given back letter by letter, because they are there to be edited; `narrower` says how to ask
    for less if the answer has to be cut; `signed_urls` is true where they were asked for.
    """

    summary: str
    data: Data
    next_steps: tuple[str, ...] = ()
    whole: frozenset[str] = frozenset()
    narrower: str = ""
    signed_urls: bool = False
    paged: Paged | None = None


class Refusal(Exception):
    """A call that cannot be done as asked; the message says why and what to do instead."""
