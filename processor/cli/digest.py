"""`ticketd digest`: the managers' figures, to look at or to send."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from processor.cli.context import Setup, pass_setup
from processor.errors import ProcessorError

if TYPE_CHECKING:
    from processor.digest.period import Period
    from processor.digest.sending import Digests

FORMS = ("day", "week", "month")


@click.command()
@click.option("--preview", is_flag=True, help="Print the mail and send nothing.")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="With --preview: of this day; else of the last working day.")
@click.option("--form", type=click.Choice(FORMS), default="day", show_default=True, help="With --preview.")
@click.option("--team", default="", help="With --preview: of this team; else of the whole desk.")
@click.option("--locale", type=click.Choice(["zh", "en"]), help="With --preview: else the desk's language.")
@click.option("--json", "as_json", is_flag=True, help="With --preview: the figures as one JSON object, times in UTC.")
@pass_setup
def digest(setup: Setup, /, preview: bool, **asked: Any) -> None:
    """
    Queue the digests that are due and that nobody has got yet; each goes out once, so this does no harm.

    With --preview: print what the digest of a day, week or month says.
    """
    from processor.app import CODES, make_digests
    from processor.desk.notifier import Notifier
    from processor.notices import renderer_of

    writer = make_digests(setup.config, Notifier(setup.config, renderer_of(setup.config), CODES.new_token))
    now = datetime.now(UTC)
    if preview:
        _print(setup, writer, asked, now)
    elif asked["day"] or asked["as_json"]:
        raise click.UsageError("--date and --json go with --preview")
    else:
        click.echo(f"{writer.look_after(setup.store(), now)} digests queued")


def _print(setup: Setup, writer: Digests, asked: dict[str, Any], now: datetime) -> None:
    from processor.digest.sending import facts_of

    desk, store = setup.config.desk, setup.store()
    locale = asked["locale"] or desk.locale
    team = _team(setup, asked["team"])
    period = _period(writer, asked["day"], asked["form"], now)
    figures = store.unit(lambda: writer.accounts.figures(period, now, team))
    if asked["as_json"]:
        click.echo(json.dumps(_plain(figures), ensure_ascii=False, default=str))
        return
    mail = writer.notifier.renderer.render("digest", locale, facts_of(desk, figures, "", locale))
    click.echo(f"{mail.subject}\n\n{mail.text}", nl=False)


def _period(writer: Digests, written: str | None, form: str, now: datetime) -> Period:
    from processor.digest import period

    zone, today = writer.accounts.zone, now.astimezone(writer.accounts.zone).date()
    if form == "day":
        day = _day(written) if written else period.last_working_day(writer.accounts.office, today)
        return period.day(day, zone)
    if form == "week":
        return period.week(_day(written) if written else today - timedelta(days=7), zone)
    return period.month(_day(written) if written else today.replace(day=1) - timedelta(days=1), zone)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise click.BadParameter(f'"{written}" is no day; write it as 2026-11-20', param_hint="--date") from error


def _team(setup: Setup, name: str) -> str:
    known = [team.name for team in setup.config.team]
    if name and name not in known:
        raise ProcessorError(
            f'no team is called "{name}"; there are: {", ".join(known) or "none in the configuration"}'
        )
    return name


def _plain(value: object) -> Any:
    """As JSON has it: keys of two parts are joined, times are ISO 8601, spans are seconds."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, dict):
        return {"/".join(key) if isinstance(key, tuple) else str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    return value.isoformat() if isinstance(value, (datetime, date)) else value
