"""What the edge answers when it refuses: problem details (RFC 9457)."""

from http import HTTPStatus

from starlette.responses import JSONResponse


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """Answer a refusal with its reason and the next step in `detail`."""
    title = HTTPStatus(status).phrase
    return JSONResponse(
        {"type": "about:blank", "title": title, "status": status, "detail": detail},
        status_code=status,
        headers=headers,
        media_type="application/problem+json",
    )
