"""The page at `/`: what this is, and how to connect."""

import base64
import hashlib
from html import escape

from starlette.responses import HTMLResponse

from asteroid_mcp.web.editors import Editor, editors

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: .25rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .25rem; }
p { margin: .25rem 0 .75rem; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: .5rem;
      padding: .75rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0; }
code { font: .9rem ui-monospace, monospace; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; font-size: .9rem; }
"""


def landing_page(url: str, working_with: str) -> HTMLResponse:
    """Answer the page for the endpoint at `url`; `working_with` names the Asteroid behind it."""
    cards = "\n".join(_card(editor) for editor in editors(url))
    page = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Asteroid MCP server</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>Asteroid MCP server</h1>
<p>Manage browser agents, inspect executions and update workflows from your editor, in your own
words.</p>
<p>It works with {escape(working_with)}. The MCP endpoint is:</p>
<pre><code>{escape(url)}</code></pre>
{cards}
<h2>Then ask</h2>
<p>“Call getContext, then list my agents. Run one, and tell me what happened.”</p>
</main>
<footer>This page is for people. Editors speak to the endpoint above.</footer>
</body>
</html>"""
    return HTMLResponse(page, headers={"Content-Security-Policy": _POLICY})


def _card(editor: Editor) -> str:
    link = (
        f' &middot; <a href="{escape(editor.link)}">install in one click</a>' if editor.link else ""
    )
    where = editor.where[0].upper() + editor.where[1:]
    return (
        f"<h2>{escape(editor.name)}</h2>\n<p>{escape(where)}{link}</p>\n"
        f"<pre><code>{escape(editor.paste)}</code></pre>"
    )


_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; frame-ancestors 'none'"
