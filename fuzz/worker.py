"""One target in one process: `python -m fuzz.worker TARGET STATE [--plant FAULT] [libFuzzer's options]`.

What covers new code is kept in `STATE/TARGET/`, and how many inputs were tried in `STATE/TARGET.json`, so that the next
run goes on from there.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["reviewparse"]):
    from fuzz.mutation import mutated, seeds
    from fuzz.promises import CHECKS

from fuzz import kind_of
from fuzz.planted import FAULTS, plant

LONGEST = 2500
"""So many bytes an input has at most: what breaks a parser is short, and short inputs are many."""
SAVED_EVERY = 500
"""So many inputs are tried before their number is written down."""


def main() -> None:
    """Try inputs until a promise is broken, or the options of libFuzzer end it."""
    target, state, *options = sys.argv[1:]
    planted = options[:1] == ["--plant"]
    if planted:
        plant(FAULTS[options[1]])
        del options[:2]
    check, folder, figures = CHECKS[target], Path(state) / target, Path(state) / f"{target}.json"
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (folder / f"seed-{number}").write_bytes(seed)
    tried = json.loads(figures.read_text("utf-8")) if figures.exists() else {"inputs": 0, "seconds": 0.0}
    begin, before, inputs = time.monotonic(), dict(tried), 0
    broken: set[str] = set()

    def try_one(data: bytes) -> None:
        nonlocal inputs
        inputs += 1
        if inputs % SAVED_EVERY == 0:
            tried.update(inputs=before["inputs"] + inputs, seconds=before["seconds"] + time.monotonic() - begin)
            figures.write_text(json.dumps(tried), "utf-8")
        try:
            check(data)
        except Exception as error:
            kind = kind_of(error)
            if kind not in broken:
                broken.add(kind)
                name = hashlib.sha256(data).hexdigest()[:12]
                Path(state, f"broken-{target}-{name}").write_bytes(data)
            if planted:
                figures.write_text(json.dumps({"inputs": inputs, "seconds": time.monotonic() - begin}), "utf-8")
                raise

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        return atheris.Mutate(data, most) if chance.random() < 0.1 else mutated(data, most, chance, target)

    defaults = [
        f"-max_len={LONGEST}",
        "-timeout=60",
        f"-artifact_prefix={state}/broken-{target}-",
        "-print_final_stats=1",
    ]
    arguments = [sys.argv[0], *defaults, *options, str(folder)]
    atheris.Setup(arguments, try_one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
