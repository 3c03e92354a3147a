from typing import NotRequired, TypedDict

import pytest

from asteroid_mcp.asteroid import routes
from asteroid_mcp.asteroid.answers import Answer
from asteroid_mcp.asteroid.errors import UpstreamBroken
from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.asteroid.reading import read, read_list, read_page, read_text
from asteroid_mcp.asteroid.route import Route


class Part(TypedDict):
    id: str


class Thing(TypedDict):
    id: str
    count: NotRequired[int]
    share: NotRequired[float]
    open: NotRequired[bool]
    parts: NotRequired[list[Part]]
    extra: NotRequired[JsonObject]
    anything: NotRequired[Json]


def answer(body: Json, route: Route = routes.GET_EXECUTION) -> Answer:
    return Answer(route, 200, body)


@pytest.mark.parametrize(
    "body",
    [
        {"id": "1"},
        {"id": "1", "count": None, "parts": None},
        {"id": "1", "count": 3, "share": 1, "open": False, "parts": [{"id": "2", "new": True}]},
        {"id": "1", "share": 0.5, "extra": {"a": [1]}, "anything": [None]},
        {"id": "1", "added later": {"deep": []}},
    ],
)
def test_what_fits_is_kept_whole_with_what_is_unknown(body: JsonObject) -> None:
    assert read(answer(body), Thing) == body


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ([], "the answer is not an object"),
        (None, "the answer is not an object"),
        ({}, "the answer lacks id"),
        ({"id": None}, "id has the wrong type"),
        ({"id": 7}, "id has the wrong type"),
        ({"id": "1", "count": True}, "count has the wrong type"),
        ({"id": "1", "count": 1.5}, "count has the wrong type"),
        ({"id": "1", "share": "1"}, "share has the wrong type"),
        ({"id": "1", "open": 1}, "open has the wrong type"),
        ({"id": "1", "parts": {}}, "parts has the wrong type"),
        ({"id": "1", "parts": [{"id": "2"}, {}]}, "parts lacks id"),
        ({"id": "1", "extra": []}, "extra has the wrong type"),
    ],
)
def test_what_does_not_fit_is_named_without_its_value(body: Json, reason: str) -> None:
    with pytest.raises(UpstreamBroken) as broken:
        read(answer(body), Thing)
    assert (broken.value.reason, broken.value.status) == (reason, 200)
    assert not broken.value.outcome_unknown


def test_a_change_that_is_answered_with_nonsense_may_have_been_made() -> None:
    with pytest.raises(UpstreamBroken) as broken:
        read(answer({}, routes.EXECUTE_AGENT), Thing)
    assert broken.value.outcome_unknown


@pytest.mark.parametrize("body", [{}, "text", [{"id": "1"}, {}]])
def test_a_list_must_be_a_list_of_what_fits(body: Json) -> None:
    with pytest.raises(UpstreamBroken):
        read_list(answer(body), Thing)


@pytest.mark.parametrize(
    "body",
    [
        [],
        {"items": [], "page": 1, "pageSize": 20},
        {"items": {}, "page": 1, "pageSize": 20, "total": 0},
        {"items": [{}], "page": 1, "pageSize": 20, "total": 1},
    ],
)
def test_a_page_must_have_its_numbers_and_items_that_fit(body: Json) -> None:
    with pytest.raises(UpstreamBroken):
        read_page(answer(body), Thing)


def test_items_are_put_in_our_words_before_they_are_judged() -> None:
    def renaming(item: Json) -> Json:
        return {"id": item}

    page: JsonObject = {"items": ["1"], "page": 1, "pageSize": 20, "total": 1, "next": None}
    assert read_page(answer(page), Thing, renaming) == {**page, "items": [{"id": "1"}]}
    assert read_list(answer(["1"]), Thing, renaming) == [{"id": "1"}]
    assert read(answer("1"), Thing, renaming) == {"id": "1"}


def test_a_sentence_must_be_a_sentence() -> None:
    assert read_text(answer("Done.")) == "Done."
    with pytest.raises(UpstreamBroken):
        read_text(answer({"message": "Done."}))
