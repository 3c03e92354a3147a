"""Small pieces of a sentence."""

import pytest

from asteroid_mcp.tools.shared.wording import duration_words, one_line


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (0.44, "0.4 s"),
        (0.99, "1.0 s"),
        (1.2, "1 s"),
        (59.6, "1 min"),
        (60, "1 min"),
        (133, "2 min 13 s"),
        (3600, "1 h"),
        (3_840, "1 h 4 min"),
        (90_000, "25 h"),
    ],
)
def test_a_duration_is_said_in_its_two_largest_units(seconds: float, words: str) -> None:
    assert duration_words(seconds) == words


def test_a_text_is_put_on_one_line() -> None:
    assert one_line("  first\n\n second\tthird ", 100) == "first second third"


def test_a_long_text_ends_in_an_ellipsis_within_its_bound() -> None:
    assert one_line("123456", 6) == "123456"
    assert one_line("1234567", 6) == "12345…"
    assert one_line("1234 678", 6) == "1234…"
