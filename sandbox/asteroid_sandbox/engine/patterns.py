"""A string that matches a regular expression, for the expressions that schemas use.

Understood are literals, classes, escapes, anchors, groups, alternatives and repetitions.
Look-around and back-references are not: nothing is found for them.
"""

import re
import string
from typing import Final

MAX_LENGTH: Final = 1_000

_ALPHABET: Final = "4aA-_. @/:,#+" + string.printable
_ESCAPE: Final = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_CLASS: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_GROUP: Final = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")
_TIMES: Final = re.compile(r"(?:([*+?])|\{(\d{1,5})(,?)(\d{0,5})\})[?+]?")
_EMPTY: Final = frozenset({"^", "$", r"\b", r"\B", r"\A", r"\Z"})


class _BeyondUsError(Exception):
    """The expression uses something that is not understood, or its matches are too long."""


def sample(pattern: str) -> str | None:
    """A string in which the pattern is found; None for a bad or too involved pattern."""
    try:
        expression = re.compile(pattern)
        found = [_Reader(pattern, eager=eager).read() for eager in (True, False)]
    except (re.error, _BeyondUsError):
        return None
    return next((candidate for candidate in found if expression.search(candidate)), None)


def matches(value: str, pattern: str) -> bool:
    """Whether a pattern is found in a string; a bad pattern is found in none."""
    try:
        return re.search(pattern, value) is not None
    except re.error:
        return False


class _Reader:
    """Reads an expression once, writing down a match of it on the way."""

    def __init__(self, pattern: str, *, eager: bool) -> None:
        self._rest = pattern
        self._eager = eager

    def read(self) -> str:
        """The match; `eager` gives optional parts one appearance, else they are left out."""
        return self._alternatives()

    def _alternatives(self) -> str:
        branches = [self._sequence()]
        while self._take("|"):
            branches.append(self._sequence())
        return branches[0]

    def _sequence(self) -> str:
        parts = []
        while self._rest and self._rest[0] not in "|)":
            parts.append(self._repeated())
        return "".join(parts)

    def _repeated(self) -> str:
        part, times = self._atom(), self._times()
        if len(part) * times > MAX_LENGTH:
            raise _BeyondUsError
        return part * times

    def _times(self) -> int:
        found = _TIMES.match(self._rest)
        if not found:
            return 1
        self._rest = self._rest[found.end() :]
        sign, low, comma, high = found.groups()
        least = int(low) if low else int(sign == "+")
        most = MAX_LENGTH if sign or (comma and not high) else int(high or low)
        return least or min(most, int(self._eager))

    def _atom(self) -> str:
        if found := _GROUP.match(self._rest):
            self._rest = self._rest[found.end() :]
            inner = self._alternatives()
            self._take(")")
            return inner
        if self._rest[0] == "(":
            raise _BeyondUsError
        return _character(self._cut())

    def _cut(self) -> str:
        found = _CLASS.match(self._rest) or _ESCAPE.match(self._rest)
        size = found.end() if found else 1
        atom, self._rest = self._rest[:size], self._rest[size:]
        return atom

    def _take(self, mark: str) -> bool:
        taken = self._rest.startswith(mark)
        self._rest = self._rest[len(mark) :] if taken else self._rest
        return taken


def _character(atom: str) -> str:
    if atom in _EMPTY:
        return ""
    if re.fullmatch(r"\\\d", atom):
        raise _BeyondUsError
    candidates = (letter for letter in _ALPHABET + atom if re.fullmatch(atom, letter, re.DOTALL))
    try:
        return next(candidates)
    except StopIteration:
        raise _BeyondUsError from None
