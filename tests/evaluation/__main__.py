"""
Measure how well mails are read: `make eval CORPORA=FOLDER`.

The folder holds mails, what is known of them, and a script `score.py` that judges a command: it calls
`COMMAND FILE...`, reads one JSON object a mail, and writes its judgement with `--json`. The libraries are judged in the
same run on the same mails, each on the sources that ask for what it gives. Prints Markdown.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path

from . import tables
from .fields import FIELDS, PEER_CHECKS
from .scoring import Record, score
from .speed import MAILS, ROUNDS, benchmark_mails, measure

ROOT = Path(__file__).resolve().parents[2]
TICKETD = [str(ROOT / ".venv" / "bin" / "ticketd"), "parse"]
PEER_PYTHON = ROOT / ".venv-eval" / "bin" / "python"


def main(arguments: Sequence[str]) -> None:
    corpora = Path(arguments[0]).resolve() if arguments and arguments[0] else None
    if trouble := missing(corpora):
        print(trouble, file=sys.stderr)
        sys.exit(2)
    assert corpora
    judged = {tables.OURS: _judge(tables.OURS, partial(score, corpora, TICKETD))}
    for name, checks in PEER_CHECKS.items():
        sources = asking(judged[tables.OURS], checks)
        command = [str(PEER_PYTHON), str(Path(__file__).with_name("peers.py")), name]
        judged[name] = _judge(name, partial(score, corpora, command, sources)) if sources else []
    _report(judged)


def missing(corpora: Path | None, peers: Path = PEER_PYTHON) -> str:
    """What has to be there first; "" when nothing is missing."""
    if corpora is None:
        return "Say where the mails are: make eval CORPORA=FOLDER"
    if not (corpora / "score.py").is_file():
        return f"{corpora} holds no score.py, which judges a command on the mails of a folder."
    return "" if peers.exists() else "The libraries to measure beside are not installed: .ci/eval-env installs them."


def asking(records: Iterable[Record], checks: Iterable[str]) -> set[str]:
    """The sources with a check that counts among *checks*."""
    return {record.source for record in records if record.whole(set(checks)) is not None}


def _judge(name: str, run: Callable[[], list[Record]]) -> list[Record]:
    print(f"{name} ...", file=sys.stderr, flush=True)
    return run()


def _report(judged: tables.Judged) -> None:
    mine = judged[tables.OURS]
    speed = measure(benchmark_mails())
    _section(f"Reading mail, measured {datetime.now(UTC):%Y-%m-%d}", [_versions()])
    _section("Aims", tables.aims(mine, speed.ratio))
    _section("Beside the libraries", tables.peer_table(judged))
    _section("Sources", tables.whole_table(mine, judged["mail-parser"]))
    for field in FIELDS:
        _section(field.title, tables.field_table(field, judged))
    _section("What stays wrong", tables.wrong(mine))
    line = (
        f"`parse_message` {speed.ours_ms:.2f} ms a mail, `email.message_from_bytes` {speed.floor_ms:.2f} ms: "
        f"{speed.ratio:.2f} ×; with the safe HTML, made when asked for, {speed.shown_ratio:.2f} × "
        f"({MAILS} mails of the benchmark, medians of {ROUNDS} rounds by turns, process time)"
    )
    _section("Speed", [line])


def _versions() -> str:
    """Those of .venv-eval, which this process does not run in."""
    site = next(PEER_PYTHON.parents[1].glob("lib/python*/site-packages"))
    found = (next(iter(metadata.distributions(name=name, path=[str(site)]))) for name in PEER_CHECKS)
    return "Beside " + ", ".join(f"{name} {dist.version}" for name, dist in zip(PEER_CHECKS, found, strict=True)) + "."


def _section(title: str, lines: Iterable[str]) -> None:
    print(f"\n### {title}\n", *lines, sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
