"""`ticketd triage`: why a mail is judged as it is, how good the judging is, and learning from corrections."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from processor.cli.context import Setup, pass_setup
from processor.errors import ProcessorError

if TYPE_CHECKING:
    from parsers.triage import Model, Rules, Verdict
    from parsers.triage.evaluation import Labelled
    from processor.config import Config, Triage

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LABELS = click.Choice(["category", "priority", "orig.label"])

FIGURES = ("label", "n_train", "n_test", "macro_f1", "accuracy", "ece", "threshold", "auto_share", "auto_precision")

Row = dict[str, Any]


@click.group()
def triage() -> None:
    """Category and priority: why, how well, and learning from corrections."""


@triage.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
@pass_setup
def explain(setup: Setup, file: Path, as_json: bool) -> None:
    """What a mail (.eml) is judged to be, how sure that is, and by which words; nothing is written."""
    from db.people import address_key
    from parsers.mime import parse_message
    from parsers.triage import judge, signals_of

    message = parse_message(file.read_bytes())
    settings = _settings(setup)
    vip = address_key(message.sender.addr) in map(address_key, settings.vip)
    signals = signals_of(message, vip=vip, form=_form(message.reply.fresh))
    verdict = judge(signals, _rules(settings), _model(setup), settings.sure_from)
    if as_json:
        click.echo(json.dumps(_with_sureness(verdict), ensure_ascii=False))
        return
    for kind, label, confidence, sure, instead in (
        ("category", verdict.category, verdict.confidence, verdict.sure, "the default"),
        (
            "priority",
            verdict.priority,
            verdict.priority_confidence,
            verdict.priority_sure,
            "the default if more urgent",
        ),
    ):
        click.echo(f"{kind:9} {label:13} {confidence:4.0%}  {'sure' if sure else f'unsure: {instead} is taken'}")
    click.echo(f"{'by':9} {verdict.source}")
    for reason in verdict.reasons:
        click.echo(f"{'because':9} {reason}")


@triage.command()
@click.argument("test", type=FILE)
@click.option("--train", type=FILE, help="Rows to learn from, in memory; without it the rules alone are measured.")
@click.option("--label", type=LABELS, default="category", show_default=True, help="What is to be found.")
@click.option(
    "--precision", type=click.FloatRange(0, 1), default=0.90, show_default=True, help="Wanted above the threshold."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
@pass_setup
def evaluate(setup: Setup, test: Path, train: Path | None, label: str, precision: float, as_json: bool) -> None:
    """Figures on labelled rows (JSON lines with subject, text and labels); nothing is written."""
    from parsers.triage.evaluation import Task
    from parsers.triage.evaluation import evaluate as measure

    if label == "orig.label" and train is None:
        raise click.UsageError("the rules know nothing of orig.label: name rows to learn from with --train")
    rows = list(_labelled(test, label))
    if not rows:
        raise ProcessorError(f"{test}: no row has a {label}")
    task = Task(label, precision, _rules(_settings(setup)))
    figures: Row = {"label": label, **measure(list(_labelled(train, label)) if train else [], rows, task)}
    if as_json:
        click.echo(json.dumps({key: figures[key] for key in (*FIGURES, "per_label")}, ensure_ascii=False))
        return
    for key in FIGURES:
        click.echo(f"{key:15} {figures[key]}")
    for name, score in figures["per_label"].items():
        click.echo(f"  {name}: " + ", ".join(f"{key} {value}" for key, value in score.items()))


@triage.command()
@click.argument("rows", type=click.File(encoding="utf-8"), default="-")
@pass_setup
def predict(setup: Setup, rows: TextIO) -> None:
    """A verdict a line for rows (JSON lines with subject and text) of a file or the standard input."""
    from parsers.triage import Signals, judge
    from parsers.triage.evaluation import typed

    settings = _settings(setup)
    rules, model = _rules(settings), _model(setup)
    for row in _rows(rows, rows.name):
        language = "zh" if str(row.get("lang") or "zh").startswith("zh") else "en"
        signals = Signals(_text(row, "subject"), typed(_text(row, "text")), language=language)
        click.echo(json.dumps(_as_json(judge(signals, rules, model, settings.sure_from)), ensure_ascii=False))


@triage.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@pass_setup
def train(setup: Setup, as_json: bool) -> None:
    """Learn anew from the tickets that engineers have corrected; used only where it beats the rules on them."""
    from dataclasses import asdict
    from datetime import UTC, datetime

    from processor.triage import train as learn

    settings = setup.config.triage
    for trained in learn(setup.store(), settings, _rules(settings), datetime.now(UTC)):
        if as_json:
            click.echo(json.dumps(asdict(trained), ensure_ascii=False))
            continue
        line = f"{trained.kind:9} {trained.size} corrected tickets: {trained.outcome}"
        shown = (
            f"{key} {trained.figures[key]:.3f}" for key in ("macro_f1", "rules_f1", "ece") if key in trained.figures
        )
        click.echo(", ".join((line, *shown)))


def _config(setup: Setup) -> Config | None:
    """The configuration, where there is one; judging and measuring need none."""
    from processor.config import find_config
    from processor.errors import ConfigError

    try:
        find_config(setup.option, setup.environ)
    except ConfigError:
        return None
    return setup.config


def _settings(setup: Setup) -> Triage:
    from processor.config import Triage

    config = _config(setup)
    return config.triage if config else Triage()


def _rules(settings: Triage) -> Rules:
    from processor.triage import desk_rules

    return desk_rules(settings)


def _model(setup: Setup) -> Model:
    """What the desk has learned; nothing without a configuration or before its database is made."""
    from parsers.triage import Model
    from processor.triage import learned_model

    config = _config(setup)
    if config is None or _is_still_to_be_made(config.database.url):
        return Model()
    return learned_model(setup.store(), config.triage)


def _is_still_to_be_made(url: str) -> bool:
    return url.startswith("sqlite:") and not Path(url.removeprefix("sqlite:///")).exists()


def _form(text: str) -> tuple[tuple[str, str], ...]:
    from parsers.forms import read_form

    return tuple(read_form(text).values.items())


def _labelled(path: Path, label: str) -> Iterator[Labelled]:
    """The rows that have such a label."""
    from parsers.triage.evaluation import Labelled, typed

    with path.open(encoding="utf-8") as lines:
        for row in _rows(lines, str(path)):
            value = (row.get("orig") or {}).get("label") if label == "orig.label" else row.get(label)
            if value:
                yield Labelled(_text(row, "subject"), typed(_text(row, "text")), str(value))


def _rows(lines: TextIO, name: str) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ProcessorError(f"{name}, line {number}: no JSON ({error})") from error
        if not isinstance(row, dict):
            raise ProcessorError(f'{name}, line {number}: no object such as {{"subject": "…", "text": "…"}}')
        yield row


def _text(row: Row, key: str) -> str:
    return str(row.get(key) or "")


def _as_json(verdict: Verdict) -> Row:
    return {
        "category": verdict.category,
        "confidence": round(verdict.confidence, 4),
        "priority": verdict.priority,
        "priority_confidence": round(verdict.priority_confidence, 4),
        "reasons": list(verdict.reasons),
        "source": verdict.source,
    }


def _with_sureness(verdict: Verdict) -> Row:
    return {**_as_json(verdict), "sure": verdict.sure, "priority_sure": verdict.priority_sure}


if __name__ == "__main__":
    sys.exit(triage())
