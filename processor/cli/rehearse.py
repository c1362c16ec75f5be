"""`ticketd rehearse`: what would happen to a mail."""

from __future__ import annotations

from pathlib import Path

import click

from processor.cli.context import Setup, pass_setup


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
@pass_setup
def rehearse(setup: Setup, file: Path, as_json: bool) -> None:
    """The decision on a mail and why, and the mails that would go out; nothing is written or sent."""
    import json

    from processor.app import open_app
    from processor.rehearsal import rehearse as rehearse_mail

    setup.store()  # refuses a database that is not there or not of this version: nothing is to be written
    with open_app(setup.config, setup.environ) as app:
        result = rehearse_mail(app.intake, file.read_bytes(), app.clock())
    if as_json:
        mails = [mail.decode("utf-8", "replace") for mail in result.mails]
        click.echo(json.dumps({**result.line, "ticket": result.ticket, "mails": mails}, ensure_ascii=False))
        return
    for key, value in result.line.items():
        click.echo(f"{key:8} {value}")
    click.echo(f"{'ticket':8} {result.ticket or '-'}")
    for number, mail in enumerate(result.mails, 1):
        click.echo(f"\n── mail {number} of {len(result.mails)} that would go out")
        click.echo(mail.decode("utf-8", "replace").replace("\r\n", "\n"))
    if not result.mails:
        click.echo("No mail would go out.")
