"""
Let atheris look for mails that break the parser: `python -m fuzz FOLDER [options of libFuzzer]`.

The folder keeps what went new ways and may be empty at first. atheris is no dependency of the project: run this with a
Python that has both.
"""

from __future__ import annotations

import sys
import time
from dataclasses import fields, is_dataclass
from pathlib import Path

import atheris
from bench.generate import generate

with atheris.instrument_imports(include=["parsers"]):
    from parsers.message import ParseError
    from parsers.mime import parse_message

DEADLINE_S = 2.0  # process time; watching the branches makes everything about three times slower
SEEDS = 60  # mails of the benchmark's generator: of each program and kind
SEED_BYTES = 6000  # of each: the rest of a file teaches nothing


def look(raw: bytes) -> None:
    """A message whose every text can be stored, or a ParseError; soon."""
    began = time.process_time()
    try:
        message = parse_message(raw)
    except ParseError:
        return
    check_storable(message)
    check_storable(message.html)
    took = time.process_time() - began
    assert took < DEADLINE_S, f"{took:.1f} s for {len(raw)} bytes"


def check_storable(value: object) -> None:
    """No NUL and no lone surrogate in any string, however deep."""
    if isinstance(value, str):
        assert "\0" not in value
        value.encode()
    elif isinstance(value, tuple):
        for item in value:
            check_storable(item)
    elif is_dataclass(value):
        for field in fields(value):
            check_storable(getattr(value, field.name))


def main() -> None:
    folder = Path(sys.argv[1])
    for number, mail in enumerate(generate(SEEDS, seed=1)):
        (folder / f"seed-{number}").write_bytes(mail.raw[:SEED_BYTES])
    atheris.Setup(sys.argv, look)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
