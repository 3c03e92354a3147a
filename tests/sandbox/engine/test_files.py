import csv
import io
import json

from asteroid_sandbox.engine.files import content_for, mime_type_of


def test_a_csv_holds_the_values_as_a_row_under_their_names() -> None:
    content = content_for("out.csv", {"b": 2, "a": "x, y"}).decode()
    assert list(csv.reader(io.StringIO(content))) == [["a", "b"], ["x, y", "2"]]


def test_a_csv_without_values_still_has_a_row() -> None:
    rows = list(csv.reader(io.StringIO(content_for("out.csv", {}).decode())))
    assert rows[0] == ["note"]
    assert "simulated" in rows[1][0]


def test_a_json_file_holds_the_values() -> None:
    assert json.loads(content_for("out.json", {"a": [1]})) == {"a": [1]}


def test_any_other_file_says_that_it_is_simulated() -> None:
    content = content_for("report.pdf", {"a": 1}).decode()
    assert "simulated" in content
    assert "a: 1" in content


def test_mime_types_follow_the_name() -> None:
    assert mime_type_of("a.csv") == "text/csv"
    assert mime_type_of("a.what") == "application/octet-stream"
