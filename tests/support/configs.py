"""Configurations for tests: SQLite and a Maildir unless told otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from processor.config import Config, load

Table = Mapping[str, Any]


def make_config(folder: Path, environ: Mapping[str, str] | None = None, **overrides: Any) -> Config:
    """
    A configuration read from a file in *folder*, as the daemon would read it.

    Args:
        overrides: sections; each is laid over the default one: `smtp={"port": 2525}`. A section of None is left out.
            `mailbox` is one table, or a list of whole tables. A `Maildir` is made at folder/maildir.
    """
    return load(write_config(folder, **overrides), environ or {})


def write_config(folder: Path, name: str = "ticketd.toml", **overrides: Any) -> Path:
    """The file that `make_config` reads."""
    for part in ("new", "cur", "tmp"):
        (folder / "maildir" / part).mkdir(parents=True, exist_ok=True)
    tables = _defaults(folder)
    for section, override in overrides.items():
        default = tables.pop(section, {})
        if isinstance(override, list):
            tables[section] = override
        elif override is not None:
            tables[section] = {**default, **override}
    path = folder / name
    path.write_text("\n".join(_tables(tables)), encoding="utf-8")
    return path


def password_file(folder: Path, password: str = "secret", name: str = "password") -> str:
    """A file as password_file wants it; its path."""
    path = folder / name
    path.write_text(f"{password}\n", encoding="utf-8")
    path.chmod(0o600)
    return str(path)


def _defaults(folder: Path) -> dict[str, Any]:
    return {
        "desk": {"name": "IT 服务台", "address": "support@example.org"},
        "mailbox": {"name": "support", "url": f"maildir:{folder.absolute()}/maildir", "poll_every_s": 1},
        "smtp": {"host": "127.0.0.1", "port": 25, "tls": "none"},
        "database": {"url": "sqlite:///ticketd.sqlite3"},
    }


def _tables(tables: Mapping[str, Any]) -> list[str]:
    lines: list[str] = []
    for name, content in tables.items():
        if name == "mailbox" or isinstance(content, list):
            for table in content if isinstance(content, list) else [content]:
                lines += [f"[[{name}]]", *_keys(table)]
        else:
            lines += [f"[{name}]", *_keys(content)]
    return lines


def _keys(table: Table) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in table.items() if value is not None]


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_keys(value)) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(str(value) if isinstance(value, Path) else value, ensure_ascii=False)
