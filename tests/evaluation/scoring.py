"""Run the scoring script of a folder of mails on a command, and read what it judged."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BATCH = 100  # mails a call of the command
TIMEOUT_S = 10  # for one mail; some libraries need minutes for one long line
ADVISORY = frozenset(("signature", "bounce_permanent", "bounce_status"))  # judged, but a record can be whole without


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    right: bool
    note: str  # found and expected, in the script's words; "" when right


@dataclass(frozen=True, slots=True)
class Record:
    """One mail as judged; answered unless the command died, hung or printed an error; automation as it said."""

    source: str
    id: str
    answered: bool
    checks: tuple[Check, ...]
    automation: str = "none"

    def whole(self, among: Collection[str] | None = None) -> bool | None:
        """Whether every check that counts (of those *among*) is right; None where there is none."""
        counted = [
            check.right
            for check in self.checks
            if check.name not in ADVISORY and (among is None or check.name in among)
        ]
        return all(counted) if counted else None


def score(corpora: Path, command: Sequence[str], sources: Collection[str] = ()) -> list[Record]:
    """What *command* understands of the mails of *sources* (of all of them where none is named)."""
    with tempfile.TemporaryDirectory(prefix="ticketd-eval-") as folder:
        judged = Path(folder) / "judged.jsonl"
        call = [sys.executable, str(corpora / "score.py"), "--command", shlex.join(command), "--json", str(judged)]
        call += ["--batch", str(BATCH), "--timeout", str(TIMEOUT_S)]
        if sources:
            call += ["--sources", ",".join(sorted(sources))]
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
        with judged.open(encoding="utf-8") as lines:
            return records(lines)


def records(lines: Iterable[str]) -> list[Record]:
    return [_record(json.loads(line)) for line in lines if line.strip()]


def _record(found: dict[str, Any]) -> Record:
    checks = tuple(Check(name, bool(right), note) for name, right, note in found["judged"])
    said = next((row["automation"] for row in found["out"] if row and row.get("automation")), "none")
    return Record(found["source"], found["id"], not found["faults"], checks, said)
