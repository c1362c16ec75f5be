"""`ticketd preview`."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from processor.cli.context import Setup, pass_setup


@click.command()
@click.argument("folder", metavar="DIR", required=False, type=click.Path(path_type=Path))
@click.option("--locale", default="", metavar="TAG", help="Only this language: zh, en, or one of the desk's own.")
@click.option("--open", "opened", is_flag=True, help="Open the gallery in the browser.")
@click.option("--text", is_flag=True, help="Print every mail as text (Markdown) instead.")
@pass_setup
def preview(setup: Setup, folder: Path | None, locale: str, opened: bool, text: bool) -> None:
    """
    Write every mail that the desk sends into DIR, with made-up contents, as pages for a browser.

    With --config, or a configuration in TICKETD_CONFIG, they are those of your desk: its name, colours, logo, own
    templates; otherwise those of a desk with defaults.
    """
    from processor.gallery.folder import write_gallery
    from processor.gallery.show import editions_of
    from processor.gallery.site import Gallery, gallery_files
    from processor.gallery.tour import tour
    from processor.version import version

    if folder is None and not text:
        raise click.UsageError("Missing argument 'DIR': the folder for the gallery.")
    named = setup.option or setup.environ.get("TICKETD_CONFIG")
    editions = editions_of(setup.config if named else None, locale)
    if folder is None:
        click.echo(tour(editions), nl=False)
        return
    count = write_gallery(folder, gallery_files(Gallery(version(), editions)))
    start, languages = folder / "index.html", ", ".join(each.language for each in editions)
    click.echo(f"{len(editions[0].mails)} mails in {languages}, {count} files: {start}")
    if opened:
        webbrowser.open(start.resolve().as_uri())
