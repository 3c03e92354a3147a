"""A tool's answer as a client gets it."""

from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.server.results import finished
from asteroid_mcp.tools.declaration.answer import CUT_MARK, HIDDEN_MARK, Answer

_SIGNED = "https://files.example/a?X-Amz-Signature=abc"


def test_text_and_structured_content_each_hold_everything() -> None:
    answer = Answer(summary="Two", data={"items": [{"id": "a"}, {"id": "b"}]}, next_steps=("go",))
    result = finished(answer, 60_000)
    assert result.structured == {
        "summary": "Two",
        "items": [{"id": "a"}, {"id": "b"}],
        "nextSteps": ["go"],
    }
    assert result.text == "Two\n\nitems:\n- id: a\n- id: b\n\nNext:\n- go"
    assert not result.is_error


def test_nulls_are_left_out() -> None:
    result = finished(Answer(summary="s", data={"a": None, "b": {"c": None}}), 60_000)
    assert result.structured == {"summary": "s", "b": {}}


def test_signed_urls_are_hidden_unless_they_were_asked_for() -> None:
    hidden = finished(Answer(summary="s", data={"url": _SIGNED}), 60_000)
    shown = finished(Answer(summary="s", data={"url": _SIGNED}, signed_urls=True), 60_000)
    assert hidden.text.endswith(f"https://files.example/a?{HIDDEN_MARK}")
    assert _SIGNED in shown.text
    assert "abc" not in str(hidden.structured)


def test_whole_fields_come_back_letter_by_letter() -> None:
    graph: Json = {"nodes": [], "note": None, "text": "a\u200bb"}
    result = finished(
        Answer(summary="s", data={"graph": graph}, whole=frozenset({"graph"})), 60_000
    )
    assert result.structured is not None
    assert result.structured["graph"] == graph


def test_both_forms_keep_to_the_budget_and_name_what_was_cut() -> None:
    rows = [{"id": n, "text": "word " * 40} for n in range(2_000)]
    result = finished(Answer(summary="s", data={"rows": rows}, narrower="ask for less"), 20_000)
    assert result.structured is not None
    assert len(result.text) <= 20_000
    assert len(str(result.structured)) <= 21_000
    assert result.structured["omitted"] == [
        f"rows: the first {len(_rows(result.structured))} of 2000",
        "ask for less",
    ]
    assert "Cut to fit:\n- rows: the first" in result.text


def _rows(structured: dict[str, Json]) -> list[Json]:
    rows = structured["rows"]
    assert isinstance(rows, list)
    return rows


def test_a_cut_text_carries_the_mark_that_arguments_refuse() -> None:
    result = finished(Answer(summary="s", data={"text": "x" * 90_000}), 20_000)
    assert CUT_MARK in result.text
