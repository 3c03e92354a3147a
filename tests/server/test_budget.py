"""An answer is cut to its budget, and what was cut is named."""

import json

from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.server.budget import fit
from asteroid_mcp.tools.declaration.answer import CUT_MARK


def _size(data: dict[str, Json]) -> int:
    return len(json.dumps(data, ensure_ascii=False))


def test_what_fits_is_untouched() -> None:
    data: dict[str, Json] = {"items": [1, 2, 3], "text": "x" * 5_000}
    fitted = fit(data, _size, 10_000)
    assert fitted.data is data
    assert fitted.omitted == ()


def test_a_long_text_is_cut_and_says_how_long_it_was() -> None:
    fitted = fit({"text": "x" * 50_000, "id": "a"}, _size, 10_000)
    assert fitted.data["text"] == "x" * 4_000 + f"{CUT_MARK}text of 50000 characters]"
    assert fitted.data["id"] == "a"
    assert fitted.omitted == ("text: 1 text cut to 4000 characters",)


def test_texts_in_a_list_are_cut_further_until_they_fit() -> None:
    data: dict[str, Json] = {"items": [{"text": "x" * 9_000} for _ in range(20)]}
    fitted = fit(data, _size, 30_000)
    assert _size(fitted.data) <= 30_000
    assert fitted.omitted == ("items[].text: 20 texts cut to 1000 characters",)
    first = json.dumps(fitted.data["items"])
    assert "text of 9000 characters" in first


def test_the_tail_of_a_long_list_is_dropped_and_counted() -> None:
    data: dict[str, Json] = {"items": [{"id": n, "name": "n" * 50} for n in range(1_000)]}
    fitted = fit(data, _size, 10_000)
    items = fitted.data["items"]
    assert isinstance(items, list)
    assert _size(fitted.data) <= 10_000
    assert len(items) > 100
    assert items[0] == {"id": 0, "name": "n" * 50}
    assert fitted.omitted == (f"items: the first {len(items)} of 1000",)


def test_the_original_is_never_changed() -> None:
    data: dict[str, Json] = {"items": [[n] * 10 for n in range(1_000)]}
    fit(data, _size, 5_000)
    assert data["items"] == [[n] * 10 for n in range(1_000)]


def test_nested_lists_are_cut_where_the_weight_is() -> None:
    light: list[Json] = [{"id": n} for n in range(5)]
    data: dict[str, Json] = {"light": light, "heavy": {"rows": list(range(9_000))}}
    fitted = fit(data, _size, 5_000)
    assert fitted.data["light"] == light
    assert [note.split(":")[0] for note in fitted.omitted] == ["heavy.rows"]


def test_what_cannot_be_cut_is_left_as_it_is() -> None:
    data: dict[str, Json] = {f"key{n}": n for n in range(1_000)}
    assert fit(data, _size, 100).data == data
