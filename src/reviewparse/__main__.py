"""`python -m reviewparse` is the command `reviewparse`."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    try:
        from reviewparse.cli import main

        status = main()
    except KeyboardInterrupt:  # before `main` could answer it
        status = 130
    sys.exit(status)
