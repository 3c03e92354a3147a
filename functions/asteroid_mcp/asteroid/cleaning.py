"""Makes a line of Asteroid's own words fit to be shown: it may echo all that was sent to it."""

import re
import unicodedata

DETAIL_LENGTH = 300
_REMOVED = "[removed]"

_URL = re.compile(r"(?P<scheme>https?://)(?:[^\s/?#@]+@)?(?P<place>[^\s?#]*)[?#]\S*", re.IGNORECASE)
_URL_USER = re.compile(r"(?P<scheme>https?://)[^\s/?#@]+@", re.IGNORECASE)
_AUTHORIZATION = re.compile(r"\b(?P<scheme>Bearer|Basic)\s+[\w.~+/=-]{8,}", re.IGNORECASE)
_ASSIGNMENT = re.compile(
    r"\b(?P<name>[\w-]*(?:key|token|secret|password|signature))=[^\s&]+", re.IGNORECASE
)
_LONG_WORD = re.compile(r"[\w.~+=-]{24,}", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def clean(text: str, *, hide: str = "", length: int = DETAIL_LENGTH) -> str:
    """`text` as one line of at most `length` characters.

    Control and direction characters, URL queries, key-like strings and `hide` are taken out.
    """
    line = _one_line(text)
    if hide:
        line = line.replace(hide, _REMOVED)
    line = _URL.sub(r"\g<scheme>\g<place>", line)
    line = _URL_USER.sub(r"\g<scheme>", line)
    line = _AUTHORIZATION.sub(rf"\g<scheme> {_REMOVED}", line)
    line = _ASSIGNMENT.sub(rf"\g<name>={_REMOVED}", line)
    line = _LONG_WORD.sub(_without_keys, line)
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def _one_line(text: str) -> str:
    # Category C holds control, format (where the direction marks are), surrogate and private ones.
    visible = ("" if unicodedata.category(c)[0] == "C" and not c.isspace() else c for c in text)
    return " ".join("".join(visible).split())


def _without_keys(match: re.Match[str]) -> str:
    word = _UUID.sub("", match[0])
    mixed = re.search(r"[0-9]", word) and re.search(r"[A-Za-z]", word)
    return _REMOVED if mixed and len(word) >= 24 else match[0]
