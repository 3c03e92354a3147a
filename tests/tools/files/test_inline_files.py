"""Small files inside arguments."""

import base64

import pytest

from asteroid_mcp.tools.declaration.arguments import BadArguments, read_arguments
from asteroid_mcp.tools.declaration.schema import Schema, schema_of
from asteroid_mcp.tools.declaration.tool import closed
from asteroid_mcp.tools.files.inline_files import InlineFile, InlineFiles, uploads_of

KIB = 1024


def problems_of(*files: InlineFile) -> list[str]:
    with pytest.raises(BadArguments) as refused:
        uploads_of(files)
    return [str(problem) for problem in refused.value.problems]


def test_a_text_is_sent_as_utf_8() -> None:
    (upload,) = uploads_of([{"name": "grüße.txt", "text": "Grüße"}])

    assert upload.name == "grüße.txt"
    assert upload.content == "Grüße".encode()
    assert upload.content_type == "text/plain"


def test_base64_is_sent_decoded() -> None:
    (upload,) = uploads_of([{"name": "a.bin", "base64": base64.b64encode(b"\x00\xff").decode()}])

    assert upload.content == b"\x00\xff"


def test_an_empty_file_is_a_file() -> None:
    assert uploads_of([{"name": "empty.txt", "text": ""}])[0].content == b""


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.csv", "text/csv"),
        ("a.PDF", "application/pdf"),
        ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.yaml", "application/yaml"),
        ("a.tar.gz", "application/octet-stream"),
        ("a.unheard-of", "application/octet-stream"),
        ("none", "application/octet-stream"),
    ],
)
def test_the_content_type_is_guessed_from_the_name(name: str, kind: str) -> None:
    assert uploads_of([{"name": name, "base64": ""}])[0].content_type == kind


def test_a_text_without_a_known_ending_is_plain_text() -> None:
    assert uploads_of([{"name": "NOTES", "text": "x"}])[0].content_type == "text/plain"


def test_the_content_type_that_was_given_wins() -> None:
    (upload,) = uploads_of([{"name": "a.csv", "text": "x", "contentType": "text/tab-separated"}])

    assert upload.content_type == "text/tab-separated"


def test_a_file_needs_exactly_one_content() -> None:
    assert problems_of({"name": "a.txt"}, {"name": "b.txt", "text": "", "base64": ""}) == [
        "files[0]: needs text or base64; has neither",
        "files[1]: needs text or base64; has both",
    ]


def test_what_is_not_base64_is_refused() -> None:
    assert problems_of({"name": "a", "base64": "%%%"}) == [
        "files[0].base64: must be base64 without line breaks"
    ]


def test_half_a_character_is_refused() -> None:
    assert problems_of({"name": "a", "text": "\ud83d"}) == [
        "files[0].text: holds half a character (a lone surrogate)"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "a/b.txt",
        "a\\b.txt",
        ".",
        "..",
        "a\nb",
        "a\x00",
        "\u202etxt.exe",
        "a\u200bb",
        "\ud83d",
    ],
)
def test_a_name_that_could_mislead_is_refused(name: str) -> None:
    (problem,) = problems_of({"name": name, "text": ""})

    assert problem.startswith("files[0].name: ")
    assert problem.isascii()


@pytest.mark.parametrize("name", ["", " a.txt", "a.txt "])
def test_a_name_neither_is_empty_nor_hides_spaces(name: str) -> None:
    assert problems_of({"name": name, "text": ""}) == [
        "files[0].name: must not be empty, nor begin or end with a space"
    ]


def test_a_name_of_more_than_255_characters_is_refused() -> None:
    assert uploads_of([{"name": "a" * 255, "text": ""}])
    assert problems_of({"name": "a" * 256, "text": ""}) == [
        "files[0].name: must have at most 255 characters; has 256"
    ]


def test_a_file_of_more_than_256_kib_is_refused() -> None:
    full = base64.b64encode(b"x" * 256 * KIB).decode()
    more = base64.b64encode(b"x" * (256 * KIB + 1)).decode()

    assert len(uploads_of([{"name": "a", "base64": full}])[0].content) == 256 * KIB
    assert problems_of({"name": "a", "base64": more}, {"name": "b", "text": "ü" * 200 * KIB}) == [
        "files[0].base64: holds 257 KiB; at most 256 KiB may be",
        "files[1].text: holds 400 KiB; at most 256 KiB may be",
    ]


def test_files_of_more_than_1_mib_together_are_refused() -> None:
    files: list[InlineFile] = [{"name": f"{i}", "text": "x" * 250 * KIB} for i in range(5)]

    assert problems_of(*files) == ["files: hold 1250 KiB together; at most 1 MiB may be"]


def test_more_than_ten_files_are_refused() -> None:
    files: list[InlineFile] = [{"name": f"{i}", "text": ""} for i in range(11)]

    assert len(uploads_of(files[:10])) == 10
    assert problems_of(*files) == ["files: must have at most 10 items; has 11"]


def test_two_files_of_one_name_are_refused() -> None:
    assert problems_of({"name": "a", "text": "1"}, {"name": "a", "text": "2"}) == [
        "files: 2 files are named 'a'; each needs its own name"
    ]


def test_every_problem_is_named_at_once() -> None:
    found = problems_of({"name": "a/b", "base64": "?"}, {"name": "c"}, {"name": "c", "text": ""})

    assert [problem.split(":")[0] for problem in found] == [
        "files[0].name",
        "files[0].base64",
        "files[1]",
        "files",
    ]


def test_the_schema_bounds_the_files_and_closes_them_to_other_fields() -> None:
    schema: Schema = {"type": "object", "properties": {"files": schema_of(InlineFiles)}}

    with pytest.raises(BadArguments) as refused:
        read_arguments(
            closed(schema), {"files": [{"name": "", "contentType": "csv", "path": "a"}, {}]}
        )

    assert {problem.where for problem in refused.value.problems} == {
        "files[0].name",
        "files[0].contentType",
        "files[0].path",
        "files[1].name",
    }
