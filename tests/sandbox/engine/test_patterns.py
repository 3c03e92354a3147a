import re

import pytest
from hypothesis import given, strategies as st

from asteroid_sandbox.engine.patterns import MAX_LENGTH, matches, sample


@pytest.mark.parametrize(
    "pattern",
    [
        r"^[A-Z]{2}-\d{4}$",
        r"^\d{3}-\d{2}-\d{4}$",
        r"^(?:yes|no)$",
        r"^(?P<year>\d{4})(-\d\d)?$",
        r"^a*b+c?d{2,}e{0,2}f{0}g{1,3}$",
        r"^a*?b+?c{2}?$",
        r"^[^a-z0-9 ]\W\S\s\D$",
        r"^[]x][^]x][\]\\-]$",
        r"^\x41\u0042\.\$$",
        r"^.{5}$",
        r"^(a|b(c|d))+\b$",
        r"\AabZ\Z|never",
        r"",
        r"^(ab?$|cd)",
        r"^é$",
    ],
)
def test_a_sample_is_matched_by_its_pattern(pattern: str) -> None:
    found = sample(pattern)
    assert found is not None
    assert re.search(pattern, found)


def test_optional_parts_appear_if_that_can_be() -> None:
    assert sample("^a?b*$") == "ab"


def test_optional_parts_are_left_out_if_they_must_be() -> None:
    assert sample(r"^(a$)?b$") == "b"


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        "[",
        r"(?=a)a",
        r"(?!a)b",
        r"(?i)a",
        r"(a)\1",
        r"^a{2000}$",
        r"(a{90}){90}",
        r"^[^\s\S]$",
        r"a$b",
    ],
)
def test_nothing_is_found_for_what_is_bad_or_too_involved(pattern: str) -> None:
    assert sample(pattern) is None


def test_a_bad_pattern_matches_nothing() -> None:
    assert not matches("(", "(")
    assert matches("xay", "a")
    assert not matches("xay", "^a")


@given(st.lists(st.sampled_from([r"\d", "[a-f]", "x", "(ab|c)", ".", r"\."]), max_size=5))
def test_pieces_can_be_joined_and_repeated(pieces: list[str]) -> None:
    pattern = f"^{''.join(f'{piece}{{1,3}}' for piece in pieces)}$"
    found = sample(pattern)
    assert found is not None
    assert re.search(pattern, found)
    assert len(found) <= MAX_LENGTH
