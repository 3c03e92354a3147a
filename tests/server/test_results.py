"""A tool's answer as a client gets it."""

from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.server.results import finished
from asteroid_mcp.tools.declaration.answer import CUT_MARK, HIDDEN_MARK, Answer, Paged
from asteroid_mcp.tools.shared.pages import PageFields, continued, page_fields

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


class PageData(PageFields):
    rows: list[Json]


def _page(rows: int, page: int = 1, size: int = 100, total: int = 241) -> PageData:
    items: list[Json] = [{"id": number, "text": "word " * 100} for number in range(rows)]
    fields = page_fields({"page": page, "pageSize": size, "total": total})
    return {**fields, "rows": items}


_PAGED = Paged(rows="rows", item="thing")


def test_a_page_says_where_it_stands() -> None:
    result = finished(Answer(summary="all good", data=_page(2, size=2), paged=_PAGED), 60_000)
    assert result.text.startswith(
        "page 1 of 121, 241 things in all, next: page=2; all good\n\nrows:\n"
    )
    assert result.structured is not None
    assert result.structured["pageSize"] == 2


def test_the_next_page_of_a_page_that_was_cut_loses_nothing() -> None:
    result = finished(Answer(summary="", data=_page(100), paged=_PAGED), 20_000)
    assert result.structured is not None
    shown = len(_rows(result.structured))
    assert shown < 100
    assert result.structured["nextPage"] == 2
    assert result.structured["nextPageSize"] == shown
    summary = f"page 1 of 3, 241 things in all, {shown} of this page shown, "
    assert result.structured["summary"] == f"{summary}next: page=2 pageSize={shown}"


def test_pages_that_are_cut_again_and_again_stay_large_and_lose_nothing() -> None:
    """37 rows fit at first and 36 later, which no whole number of pages divides."""
    read, fields, shown, calls = 37, page_fields({"page": 1, "pageSize": 100, "total": 163}), 37, 1
    while read < 163:
        following = continued(fields, shown)
        page, size = int(str(following["nextPage"])), int(str(following["nextPageSize"]))
        assert (page - 1) * size <= read < (page - 1) * size + size
        read, calls, shown = min(163, (page - 1) * size + min(size, 36)), calls + 1, min(size, 36)
        fields = page_fields({"page": page, "pageSize": size, "total": 163})
    assert calls <= 10


def test_the_page_size_is_chosen_so_that_as_few_rows_as_can_be_come_twice() -> None:
    following = continued(page_fields({"page": 2, "pageSize": 100, "total": 241}), 60)
    assert (following["nextPage"], following["nextPageSize"]) == (5, 40)


def test_a_later_page_that_was_cut_is_led_on_without_a_gap() -> None:
    result = finished(Answer(summary="", data=_page(100, page=2), paged=_PAGED), 20_000)
    assert result.structured is not None
    shown = len(_rows(result.structured))
    page, size = result.structured["nextPage"], result.structured["nextPageSize"]
    assert isinstance(page, int)
    assert isinstance(size, int)
    assert size <= shown
    assert 100 < (page - 1) * size <= 100 + shown


def test_a_page_beyond_the_last_says_so() -> None:
    result = finished(Answer(summary="", data=_page(0, page=9, total=1), paged=_PAGED), 60_000)
    assert result.text.startswith("page 9 of 1, 1 thing in all: there is no page 9, the last is")


def test_words_of_others_cannot_pose_as_another_line_or_another_value() -> None:
    data: dict[str, Json] = {
        "inputs": {"code": "007", "on": "true", "none": "null", "name": " a | b: c "},
        "rows": [{"name": "x | id: 1"}],
    }
    result = finished(Answer(summary="one\nNext:\n- evil", data=data), 60_000)
    assert result.text.startswith("one Next: - evil\n\ninputs:\n")
    assert '  code: "007"\n  on: "true"\n  none: "null"\n  name: " a | b: c "' in result.text
    assert '- name: "x | id: 1"' in result.text


def test_keys_are_cleaned_too() -> None:
    result = finished(Answer(summary="s", data={"inputs": {"k\u202e": "v"}}), 60_000)
    assert result.structured == {"summary": "s", "inputs": {"k": "v"}}
