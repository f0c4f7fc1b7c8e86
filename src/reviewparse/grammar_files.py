"""The grammar's files: inside the package where it is installed, at the top of the project in a checkout."""

from __future__ import annotations

__all__ = ["read"]


def read(name: str) -> str:
    """The text of the grammar file `name`, such as `"README.md"`.

    Raises `FileNotFoundError` where the grammar has no such file.

    >>> read("README.md").startswith("# ")
    True
    """
    from pathlib import Path
    from pkgutil import get_data

    try:
        data = get_data("reviewparse", f"grammar/{name}")  # unlike a path, right in a zip too
    except OSError:
        data = None
    if data is not None:
        return data.decode("utf-8")
    checkout = Path(__file__).parents[2] / "grammar" / name
    if not checkout.is_file():
        raise FileNotFoundError(f"The grammar of reviewparse has no file {name!r}.")
    return checkout.read_text(encoding="utf-8")
