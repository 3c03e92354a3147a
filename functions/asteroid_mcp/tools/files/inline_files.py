"""Small files that come inside a tool call's arguments, as text or as base64."""

import base64
import mimetypes
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated, NotRequired, TypedDict

from asteroid_mcp.asteroid.bodies import Upload
from asteroid_mcp.tools.declaration.arguments import BadArguments, Problem
from asteroid_mcp.tools.declaration.schema import About

MAX_FILES = 10
MAX_NAME_CHARACTERS = 255
MAX_FILE_BYTES = 256 * 1024
MAX_TOTAL_BYTES = 1024 * 1024
_MAX_BASE64_CHARACTERS = 4 * -(-MAX_FILE_BYTES // 3)

_OFFICE = "application/vnd.openxmlformats-officedocument"
_KINDS_BEYOND_MIMETYPES = {
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".ps1": "text/plain",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}


class FileName(TypedDict):
    """What a file is called."""

    name: Annotated[
        str,
        About(
            description="The file's name, without folders.",
            example="orders.csv",
            min_length=1,
            max_length=MAX_NAME_CHARACTERS,
        ),
    ]


class FileContent(TypedDict):
    """The content of a file: exactly one of `text` and `base64`."""

    text: NotRequired[
        Annotated[
            str,
            About(
                description="The content of a text file. Give either text or base64.",
                max_length=MAX_FILE_BYTES,
            ),
        ]
    ]
    base64: NotRequired[
        Annotated[
            str,
            About(
                description="The content in base64, at most 256 KiB once decoded.",
                max_length=_MAX_BASE64_CHARACTERS,
            ),
        ]
    ]
    contentType: NotRequired[
        Annotated[
            str,
            About(
                description="Its media type, if its name does not tell.",
                example="text/csv",
                pattern=r"^[!-~]+/[ -~]+$",
                max_length=255,
            ),
        ]
    ]


class InlineFile(FileName, FileContent):
    """A file with its content."""


type InlineFiles = Annotated[
    list[InlineFile],
    About(
        description="The files, each with its content: at most 256 KiB each and 1 MiB together.",
        min_items=1,
        max_items=MAX_FILES,
    ),
]


def content_of(file: FileContent, where: str) -> bytes:
    """Answer the content, of at most 256 KiB. Raises BadArguments, with paths below `where`."""
    content = _content(file)
    if problems := [*_content_problems(file, content, where)]:
        raise BadArguments(problems)
    return content or b""


def uploads_of(files: Sequence[InlineFile]) -> list[Upload]:
    """Answer the files as they are sent on; at most 256 KiB each and 1 MiB together.

    Raises BadArguments that names every problem, at paths such as `files[1].base64`.
    """
    contents = [_content(file) for file in files]
    problems = [*_problems_of_each(files, contents), *_problems_together(files, contents)]
    if problems:
        raise BadArguments(problems)
    return [
        Upload(file["name"], content or b"", file.get("contentType") or _content_type(file))
        for file, content in zip(files, contents, strict=True)
    ]


def _content(file: FileContent) -> bytes | None:
    """Answer the content, or None where it is not given in a form that can be read."""
    if ("text" in file) == ("base64" in file):
        return None
    try:
        if "text" in file:
            return file["text"].encode()
        return base64.b64decode(file["base64"], validate=True)
    except ValueError:
        return None


def _problems_of_each(
    files: Sequence[InlineFile], contents: Sequence[bytes | None]
) -> Iterator[Problem]:
    for index, (file, content) in enumerate(zip(files, contents, strict=True)):
        where = f"files[{index}]"
        for what in _name_problems(file["name"]):
            yield Problem(f"{where}.name", what)
        yield from _content_problems(file, content, where)


def _content_problems(file: FileContent, content: bytes | None, where: str) -> Iterator[Problem]:
    if content is None:
        yield _unreadable(file, where)
    elif len(content) > MAX_FILE_BYTES:
        kind = "text" if "text" in file else "base64"
        yield Problem(f"{where}.{kind}", f"holds {_kib(len(content))}; at most 256 KiB may be")


def _problems_together(
    files: Sequence[InlineFile], contents: Sequence[bytes | None]
) -> Iterator[Problem]:
    if len(files) > MAX_FILES:
        yield Problem("files", f"must have at most {MAX_FILES} items; has {len(files)}")
    total = sum(len(content or b"") for content in contents)
    if total > MAX_TOTAL_BYTES:
        yield Problem("files", f"hold {_kib(total)} together; at most 1 MiB may be")
    for name, count in Counter(file["name"] for file in files).items():
        if count > 1:
            yield Problem("files", f"{count} files are named {name!a}; each needs its own name")


def _name_problems(name: str) -> Iterator[str]:
    if len(name) > MAX_NAME_CHARACTERS:
        yield f"must have at most {MAX_NAME_CHARACTERS} characters; has {len(name)}"
    if "/" in name or "\\" in name or name in {".", ".."}:
        yield f"must be a file's name without folders; got {name[:60]!a}"
    if any(unicodedata.category(character).startswith("C") for character in name):
        yield f"holds a control or another invisible character; got {name[:60]!a}"
    if not name or name != name.strip():
        yield "must not be empty, nor begin or end with a space"


def _unreadable(file: FileContent, where: str) -> Problem:
    if ("text" in file) == ("base64" in file):
        has = "both" if "text" in file else "neither"
        return Problem(where, f"needs text or base64; has {has}")
    if "text" in file:
        return Problem(f"{where}.text", "holds half a character (a lone surrogate)")
    return Problem(f"{where}.base64", "must be base64 without line breaks")


def _content_type(file: InlineFile) -> str:
    kind, compression = _kinds().guess_type(file["name"])
    if compression:
        return "application/octet-stream"
    return kind or ("text/plain" if "text" in file else "application/octet-stream")


@cache
def _kinds() -> mimetypes.MimeTypes:
    kinds = mimetypes.MimeTypes()
    for ending, kind in _KINDS_BEYOND_MIMETYPES.items():
        kinds.add_type(kind, ending)
    return kinds


def _kib(size: int) -> str:
    return f"{-(-size // 1024)} KiB"
