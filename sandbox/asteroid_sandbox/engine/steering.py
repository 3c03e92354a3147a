"""Directives that a workflow's author writes to steer a simulated run.

They stand in double brackets anywhere in a node's properties: instructions, a script, a URL, a
request body. Inputs are filled in first, so an input's value can carry a directive too. The run's
log shows the text without them.

    [[take: 90s]]                   the node's actions take this long in all (ms, s, m or h)
    [[fail: reason]]                the node's last action fails; a failure branch is followed
                                    if there is one, else the execution fails with the reason
    [[script-fail: reason]]         an AI Task's script fails; `script_failure_action` decides
    [[ask: question | a | b]]       pauses before the node's last action until a user message
                                    answers (or a resume goes on without one); options optional
    [[confirm: reason]]             waits for confirmation before leaving the node; a resume or
                                    any message confirms, a cancel declines
    [[file: name.csv]]              the node produces a file in `workspace/`
    [[go: Node name]]               leave by the transition to that node
    [[outcome: label]]              the Output node that is reached in the end yields this outcome

`ask`, `confirm` and `file` may be given several times; of the others the first one counts, and
`outcome` is remembered from node to node, the latest winning. Anything that is not understood
(another word, a time that is no time) is left alone.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

_DIRECTIVE: Final = re.compile(
    r"\[\[\s*(fail|script-fail|ask|confirm|take|outcome|go|file)\s*(?::([^\[\]]*))?\]\]",
    re.IGNORECASE,
)
_TIME: Final = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*(ms|s|m|h)", re.ASCII)
_UNITS: Final = {
    "ms": timedelta(milliseconds=1),
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
}


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask the user, with the answers on offer, if any."""

    text: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Steering:
    """The directives of one node; empty strings and None where a directive is absent."""

    fail: str = ""
    script_fail: str = ""
    questions: tuple[Question, ...] = ()
    confirmations: tuple[str, ...] = ()
    take: timedelta | None = None
    outcome: str = ""
    go: str = ""
    files: tuple[str, ...] = ()


def read_steering(text: str) -> Steering:
    """The directives in a text whose inputs have been filled in."""
    given: dict[str, list[str]] = {}
    for name, argument in _DIRECTIVE.findall(text):
        given.setdefault(name.lower(), []).append(argument.strip())
    return Steering(
        fail=_reason(given.get("fail"), "The node was told to fail"),
        script_fail=_reason(given.get("script-fail"), "The script was told to fail"),
        questions=tuple(_question(argument) for argument in given.get("ask", ()) if argument),
        confirmations=tuple(
            reason or "Confirmation is wanted" for reason in given.get("confirm", ())
        ),
        take=_time(next(iter(given.get("take", ())), "")),
        outcome=next(iter(given.get("outcome", ())), ""),
        go=next(iter(given.get("go", ())), ""),
        files=tuple(filter(None, map(_file_name, given.get("file", ())))),
    )


def without_directives(text: str) -> str:
    """The text as the run's log shows it: directives taken out, spaces closed up on each line."""
    lines = _DIRECTIVE.sub("", text).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def _reason(arguments: list[str] | None, default: str) -> str:
    if not arguments:
        return ""
    return arguments[0] or default


def _question(argument: str) -> Question:
    text, *options = (part.strip() for part in argument.split("|"))
    return Question(text, tuple(option for option in options if option))


def _file_name(argument: str) -> str:
    """The last part of a path, so that a file never leaves the run's own folder."""
    name = re.split(r"[/\\]", argument)[-1]
    return "" if name in (".", "..") else name


def _time(argument: str) -> timedelta | None:
    found = _TIME.fullmatch(argument)
    return float(found[1]) * _UNITS[found[2]] if found else None
