"""Small pieces of a sentence."""

import json
from collections.abc import Sequence

_NAME_CHARACTERS = 80


def one_line(text: str, at_most: int) -> str:
    """Answer the text on one line, shortened with an ellipsis to so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= at_most else f"{line[: at_most - 1].rstrip()}…"


def duration_words(seconds: float) -> str:
    """Say how long something took: "0.4 s", "45 s", "2 min 13 s", "1 h 4 min"."""
    if seconds < 1:
        return f"{round(seconds, 1)} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def counted(items: Sequence[object], what: str) -> str:
    """Say how many there are: "no files", "1 file", "2 files"."""
    return f"{len(items) or 'no'} {what}{'' if len(items) == 1 else 's'}"


def quoted(text: str, at_most: int = _NAME_CHARACTERS) -> str:
    """Answer words of somebody's in quotes, on one line, so that they cannot pose as ours."""
    return json.dumps(one_line(text, at_most), ensure_ascii=False)
