"""Structured content as text."""

from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.server.rendering import render


def test_the_summary_comes_first_and_the_next_steps_last() -> None:
    text = render("All is well", {"id": "a"}, next_steps=["call b"])
    assert text == "All is well\n\nid: a\n\nNext:\n- call b"


def test_short_items_take_one_line_each() -> None:
    text = render("s", {"items": [{"id": 1, "ok": True}, {"id": 2, "ok": False}]})
    assert "items:\n- id: 1 | ok: true\n- id: 2 | ok: false" in text


def test_nested_objects_are_indented() -> None:
    text = render("s", {"a": {"b": {"c": 1}}, "items": [{"id": 1, "in": {"x": 2}}]})
    assert "a:\n  b:\n    c: 1" in text
    assert "items:\n- id: 1\n  in:\n    x: 2" in text


def test_texts_of_several_lines_keep_their_lines() -> None:
    assert "note: |\n  one\n  two" in render("s", {"note": "one\ntwo"})
    assert "- |\n  one\n  two" in render("s", {"notes": ["one\ntwo"]})


def test_short_lists_of_values_stay_on_one_line() -> None:
    assert 'tags: ["a","b"]' in render("s", {"tags": ["a", "b"]})
    assert "- [[1]]" in render("s", {"rows": [[[1]]]})


def test_empty_lists_and_objects_are_said_to_be_empty() -> None:
    assert render("s", {"items": [], "more": {}}) == "s\n\nitems: none\nmore: {}"


def test_an_empty_object_in_a_list_is_shown() -> None:
    assert "- " in render("s", {"items": [{}, {"a": [1, {"b": 2}]}]})


def test_whole_fields_are_json_letter_by_letter() -> None:
    graph: Json = {"nodes": [{"id": "a", "text": "x\ny"}]}
    text = render("s", {"graph": graph}, whole={"graph"})
    assert 'graph: {"nodes":[{"id":"a","text":"x\\ny"}]}' in text


def test_what_was_cut_is_listed() -> None:
    assert "Cut to fit:\n- items: the first 1 of 2" in render(
        "s", {}, omitted=["items: the first 1 of 2"]
    )
