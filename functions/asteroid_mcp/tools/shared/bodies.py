"""Request bodies out of a tool's arguments."""


def given(**fields: object) -> dict[str, object]:
    """Answer the fields that were given, which are those that are not None."""
    return {name: value for name, value in fields.items() if value is not None}
