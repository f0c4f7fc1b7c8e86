"""How fast the library is, beside the other ways to read such a page: `python -m benchmarks` measures and writes a table."""
