import unicodedata

import pytest
from hypothesis import given, strategies as st

from asteroid_mcp.asteroid.cleaning import DETAIL_LENGTH, clean


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Profile name is taken.", "Profile name is taken."),
        ("two\r\nlines\tand  spaces ", "two lines and spaces"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("safe\u202egnp.exe\u2066\u200b", "safegnp.exe"),
        ("see https://x.example/a/b?sig=1&key=2 now", "see https://x.example/a/b now"),
        ("see https://x.example/a#token", "see https://x.example/a"),
        ("at https://me:pw@x.example/a", "at https://x.example/a"),
        ("at https://me:pw@x.example/a?b", "at https://x.example/a"),
        ("sent Bearer abc.def-ghi_jkl", "sent Bearer [removed]"),
        ("bad api_key=abc and token=x", "bad api_key=[removed] and token=[removed]"),
        ("key ast_0123456789abcdef01234567 is bad", "key [removed] is bad"),
        ("jwt eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "jwt [removed]"),
        (
            "No execution 3f2b8c1e-0d4a-4b6f-9c7d-1e2f3a4b5c6d.",
            "No execution 3f2b8c1e-0d4a-4b6f-9c7d-1e2f3a4b5c6d.",
        ),
        ("internationalization-of-everything", "internationalization-of-everything"),
        ("password must not be empty", "password must not be empty"),
    ],
)
def test_a_sentence_is_shown_without_what_could_harm(said: str, shown: str) -> None:
    assert clean(said) == shown


def test_the_callers_own_credential_is_hidden_however_short_it_is() -> None:
    assert clean("Key s3cr3t is unknown", hide="s3cr3t") == "Key [removed] is unknown"


def test_a_long_sentence_is_cut_with_a_sign_of_it() -> None:
    shown = clean("word " * 100)
    assert len(shown) <= DETAIL_LENGTH
    assert shown.endswith("word…")


@given(st.text())
def test_any_text_becomes_one_bounded_line_without_invisible_characters(said: str) -> None:
    shown = clean(said)
    assert len(shown) <= DETAIL_LENGTH
    assert all(unicodedata.category(c)[0] != "C" for c in shown)
    assert shown == " ".join(shown.split())
