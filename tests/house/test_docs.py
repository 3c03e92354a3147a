"""Docs that are generated cannot lie: they are checked against what they are generated from."""

from pathlib import Path

import pytest
from scripts.generate_docs import PAGES, renewed

from asteroid_mcp.settings import ALL_SETTINGS
from asteroid_mcp.web.editors import editors

_ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("page", PAGES)
def test_the_generated_parts_are_up_to_date(page: str) -> None:
    text = (_ROOT / page).read_text("utf-8")
    assert renewed(text) == text, "run make docs"


def test_every_setting_is_documented() -> None:
    text = (_ROOT / "docs/settings.md").read_text("utf-8")
    assert all(f"| `{setting.name}` |" in text for setting in ALL_SETTINGS)


def test_the_readme_connects_each_editor_as_the_server_itself_says() -> None:
    readme = (_ROOT / "README.md").read_text("utf-8")
    for editor in editors("http://127.0.0.1:3000/mcp"):
        assert editor.paste in readme
