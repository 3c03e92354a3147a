from datetime import timedelta

import pytest

from asteroid_sandbox.engine.steering import Question, Steering, read_steering, without_directives


def test_plain_text_steers_nothing() -> None:
    assert read_steering("Go to the portal, [[1, 2]] and [[dance]]") == Steering()


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("[[take: 90s]]", timedelta(seconds=90)),
        ("[[TAKE:1.5 m]]", timedelta(seconds=90)),
        ("[[take: 2h]]", timedelta(hours=2)),
        ("[[take: 250ms]]", timedelta(milliseconds=250)),
        ("[[take: 0s]]", timedelta()),
        ("[[take: soon]]", None),
        ("[[take]]", None),
    ],
)
def test_a_time_has_a_unit(text: str, time: timedelta | None) -> None:
    assert read_steering(text).take == time


def test_reasons_have_a_default() -> None:
    steering = read_steering("[[fail]] [[script-fail]] [[confirm]]")
    assert steering.fail == "The node was told to fail"
    assert steering.script_fail == "The script was told to fail"
    assert steering.confirmations == ("Confirmation is wanted",)


def test_reasons_are_taken_as_written() -> None:
    steering = read_steering("[[fail: no such claim: 7]] [[script-fail: #go is gone]]")
    assert steering.fail == "no such claim: 7"
    assert steering.script_fail == "#go is gone"


def test_questions_may_come_with_options_and_more_than_once() -> None:
    assert read_steering("[[ask: Which plan? | Gold | Silver ||]] [[ask: Sure?]]").questions == (
        Question("Which plan?", ("Gold", "Silver")),
        Question("Sure?", ()),
    )


def test_empty_questions_and_files_are_left_alone() -> None:
    assert read_steering("[[ask]] [[ask: ]] [[file]] [[go]] [[outcome: ]]") == Steering()


def test_of_the_others_the_first_counts() -> None:
    steering = read_steering(
        "[[go: A]] [[go: B]] [[outcome: x]] [[outcome: y]] [[fail: 1]] [[fail]]"
    )
    assert (steering.go, steering.outcome, steering.fail) == ("A", "x", "1")


def test_files_and_confirmations_add_up() -> None:
    steering = read_steering("[[file: a.csv]] [[file: b.txt]] [[confirm: one]] [[confirm: two]]")
    assert steering.files == ("a.csv", "b.txt")
    assert steering.confirmations == ("one", "two")


def test_a_file_is_named_without_folders() -> None:
    text = r"[[file: ../../a.csv]] [[file: b\c.txt]] [[file: ..]] [[file: d/]]"
    assert read_steering(text).files == ("a.csv", "c.txt")


def test_the_shown_text_has_no_directives_and_keeps_its_lines() -> None:
    text = "Log in. [[take: 9s]]\nSend it [[ask: Now? | yes]] off.\n[[fail]]"
    assert without_directives(text) == "Log in.\nSend it off."
