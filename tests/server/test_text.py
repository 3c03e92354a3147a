"""Nothing invisible and nothing secret reaches a model."""

import pytest

from asteroid_mcp.server.text import (
    each_string,
    encodable,
    visible,
    without_nulls,
    without_signatures,
)
from asteroid_mcp.tools.declaration.answer import HIDDEN_MARK


@pytest.mark.parametrize(
    "hidden",
    ["\u202e", "\u2066", "\u200b", "\ufeff", "\x00", "\x1b", "\x85", "\U000e0041", "\ud800"],
)
def test_invisible_characters_are_dropped(hidden: str) -> None:
    assert visible(f"pay{hidden}ment\n\tline") == "payment\n\tline"


def test_letters_of_all_scripts_and_emoji_are_kept() -> None:
    text = "Größe 東京 मराठी 👩‍💻"
    assert visible(text) == text


@pytest.mark.parametrize(
    "query",
    [
        "X-Amz-Signature=abc&X-Amz-Date=1",
        "a=1&sig=abc",
        "token=abc",
        "X-Goog-Signature=abc",
        "Key-Pair-Id=abc",
        "sessionId=abc",
    ],
)
def test_the_query_of_a_signed_url_is_hidden(query: str) -> None:
    text = f"see https://files.example/a/b.pdf?{query} for it"
    assert without_signatures(text) == f"see https://files.example/a/b.pdf?{HIDDEN_MARK} for it"


def test_an_ordinary_query_is_kept() -> None:
    text = "https://shop.example/search?q=token+ring&page=2"
    assert without_signatures(text) == text


def test_strings_are_changed_at_every_depth_and_so_are_keys() -> None:
    value = each_string({"a": ["x", {"b": "x"}], "n": 1}, str.upper)
    assert value == {"A": ["X", {"B": "X"}], "N": 1}


def test_nulls_are_left_out_of_objects_only() -> None:
    assert without_nulls({"a": None, "b": [None, {"c": None}]}) == {"b": [None, {}]}


def test_lone_surrogates_cannot_break_the_answer() -> None:
    assert encodable("a\ud800b") == "ab"
