"""One target in one process: `python -m fuzz.worker TARGET STATE [--plant FAULT] [libFuzzer's options]`.

What covers new code is kept in `STATE/TARGET/`, and how many inputs were tried in `STATE/TARGET.json`, so that the next
run goes on from there.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["reviewparse"]):
    from fuzz.mutation import mutated, seeds
    from fuzz.promises import CHECKS

from fuzz.planted import FAULTS, plant

SAVED_EVERY = 500
"""So many inputs are tried before their number is written down."""


def main() -> None:
    """Try inputs until a promise is broken, or the options of libFuzzer end it."""
    target, state, *options = sys.argv[1:]
    if options[:1] == ["--plant"]:
        plant(FAULTS[options[1]])
        del options[:2]
    check, folder, figures = CHECKS[target], Path(state) / target, Path(state) / f"{target}.json"
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (folder / f"seed-{number}").write_bytes(seed)
    tried = json.loads(figures.read_text("utf-8")) if figures.exists() else {"inputs": 0, "seconds": 0.0}
    begin, before, inputs = time.monotonic(), dict(tried), 0

    def try_one(data: bytes) -> None:
        nonlocal inputs
        inputs += 1
        if inputs % SAVED_EVERY == 0:
            tried.update(inputs=before["inputs"] + inputs, seconds=before["seconds"] + time.monotonic() - begin)
            figures.write_text(json.dumps(tried), "utf-8")
        check(data)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        return atheris.Mutate(data, most) if chance.random() < 0.1 else mutated(data, most, chance, target)

    defaults = ["-max_len=6000", "-timeout=20", f"-artifact_prefix={state}/broken-{target}-", "-print_final_stats=1"]
    arguments = [sys.argv[0], *defaults, *options, str(folder)]
    atheris.Setup(arguments, try_one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
