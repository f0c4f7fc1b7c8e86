"""The fuzz harness: its promises hold for its seeds and for what once broke them, and it sees what it has to see."""

from __future__ import annotations

import random
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest
from fuzz.__main__ import broken_by
from fuzz.mutation import mutated, seeds
from fuzz.planted import FAULTS
from fuzz.promises import CHECKS
from fuzz.words import lost_words

from reviewparse import CriticReview, CriticSection, Line, ReviewPage

FINDINGS = sorted((Path(__file__).parents[2] / "fuzz" / "findings").glob("*/*"))


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_finding(path: Path) -> None:
    """An input that once broke a promise breaks none any more."""
    CHECKS[path.parent.name](path.read_bytes())


def test_findings_are_there() -> None:
    """Each target has inputs to replay."""
    assert {path.parent.name for path in FINDINGS} == CHECKS.keys()


@pytest.mark.parametrize("target", CHECKS)
def test_seeds_and_what_is_made_of_them(target: str) -> None:
    """All promises hold for the seeds, and for some of what is made of them."""
    chance = random.Random(2010)
    for data in seeds(target):
        CHECKS[target](data)
    for _ in range(100):
        CHECKS[target](mutated(chance.choice(seeds(target)), 6000, chance, target))


def test_lost_words() -> None:
    """A word is lost where no value, no unrecognized line and no printed phrase has it."""
    reviews = (CriticReview(publication="Lone Gull", text="It floats."),)
    page = ReviewPage((CriticSection(score=1007, reviews=reviews),), (Line(9, "Fog"),))
    assert lost_words("Metascore 1,007 Lone GullKim It floats, or sinks. Fog 2014", page) == ["Kim", "sinks", "2014"]


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each planted fault breaks a promise, for a seed or for one of some thousand inputs that are made of the seeds."""
    fault, chance = FAULTS[name], random.Random(7)
    module = import_module(f"reviewparse.{fault.module}")
    monkeypatch.setattr(module, fault.name, fault.change(getattr(module, fault.name)))
    given = seeds(fault.target)
    made = (mutated(chance.choice(given), 2500, chance, fault.target) for _ in range(6000))
    assert any(broken_by(fault.target, data) for data in chain(given, made))


def test_there_are_ten_faults() -> None:
    """At least ten faults are planted, and each target has to find one."""
    assert len(FAULTS) >= 10
    assert {fault.target for fault in FAULTS.values()} == CHECKS.keys()
