"""Review pages, as text, to data that can be trusted."""

from reviewparse.parse import parse

__all__ = ["parse"]
