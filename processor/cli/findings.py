"""How findings are shown: as ✔, ⚠ and ✘ for people, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

import click

from processor.checks import Finding
from processor.cli.exits import Exit

MARKS = {"ok": ("✔", "green"), "warning": ("⚠", "yellow"), "failed": ("✘", "red")}


def show(findings: Iterable[Finding]) -> list[Finding]:
    """Print each as it comes; all of them in the end."""
    shown = []
    for finding in findings:
        mark, colour = MARKS[finding.state]
        click.echo(f"{click.style(mark, fg=colour)} {finding.subject}: {finding.detail}")
        if finding.remedy:
            click.echo(f"    → {finding.remedy}")
        shown.append(finding)
    return shown


def print_json(findings: Iterable[Finding]) -> list[Finding]:
    """One object: {"ok": bool, "checks": [{subject, state, detail, remedy}]}."""
    found = list(findings)
    answer = {"ok": not any_failed(found), "checks": [asdict(finding) for finding in found]}
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    return found


def any_failed(findings: Iterable[Finding]) -> bool:
    return any(finding.state == "failed" for finding in findings)


def status(findings: Iterable[Finding]) -> Exit:
    return Exit.FAILED if any_failed(findings) else Exit.OK
