"""`ticketd parse`: what the parser understands of mails, one JSON object a line; reads files and changes nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from parsers.message import Address, Attachment, Bounce, Forwarded, Message
from parsers.mime import parse_message
from processor.mailfiles import read_mails


def message_as_json(id: str, message: Message) -> dict[str, Any]:
    """A message in the words of the command's output."""
    return {
        "id": id,
        "message_id": message.message_id,
        "in_reply_to": list(message.in_reply_to),
        "references": list(message.references),
        "date": message.date.isoformat() if message.date else None,
        "from_addr": message.sender.addr,
        "from_name": message.sender.name,
        "reply_to": _people(message.reply_to),
        "to": _people(message.to),
        "cc": _people(message.cc),
        "subject": message.subject.text,
        "subject_root": message.subject.root,
        "ticket": message.subject.ticket,
        "commands": [{"name": command.name, "value": command.value} for command in message.subject.commands],
        "text": message.text,
        "fresh_text": message.reply.fresh,
        "quoted": message.reply.quoted,
        "signature": message.reply.signature,
        "html": message.html,
        "attachments": [_attachment(found) for found in message.attachments],
        "automation": message.automation.kind,
        "bounce": _bounce(message.bounce) if message.bounce else None,
        "forwarded": _forwarded(message.forwarded) if message.forwarded else None,
        "language": message.language,
        "defects": list(message.defects),
    }


def _people(found: tuple[Address, ...]) -> list[dict[str, str]]:
    return [{"addr": person.addr, "name": person.name} for person in found]


def _attachment(found: Attachment) -> dict[str, Any]:
    return {
        "name": found.name,
        "type": found.content_type,
        "size": found.size,
        "sha256": found.sha256,
        "inline": found.inline,
        "cid": found.cid,
    }


def _bounce(found: Bounce) -> dict[str, Any]:
    return {
        "recipient": next(iter(found.recipients), ""),
        "recipients": list(found.recipients),
        "status": found.status,
        "action": found.action,
        "diagnostic": found.diagnostic,
        "original_message_id": found.original_message_id,
        "permanent": found.permanent,
    }


def _forwarded(found: Forwarded) -> dict[str, Any]:
    return {
        "from_addr": found.sender.addr,
        "from_name": found.sender.name,
        "date": found.date.isoformat() if found.date else None,
        "subject": found.subject,
        "text": found.text,
    }


def parsed_line(id: str, raw: bytes) -> dict[str, Any]:
    """The object for one mail; {"id", "error"} whatever goes wrong with it."""
    try:
        return message_as_json(id, parse_message(raw))
    except Exception as error:  # one mail must not end the others' run; RecursionError and MemoryError are Exceptions
        return {"id": id, "error": f"{type(error).__name__}: {error}"[:500]}


@click.command("parse")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def parse(files: tuple[Path, ...]) -> None:
    """Print what the parser understands of mails (.eml files, folders, mboxes) as JSON lines."""
    failed = False
    for path in files:
        for id, raw in read_mails(path):
            line = parsed_line(id, raw)
            failed = failed or "error" in line
            click.echo(json.dumps(line, ensure_ascii=False))
    if failed:
        sys.exit(1)


if __name__ == "__main__":
    parse()
