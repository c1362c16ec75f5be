"""Reading the files that a desk has written by hand."""

from __future__ import annotations

from pathlib import Path

from processor.errors import ConfigError


def text_of(path: Path, if_missing: str = "") -> str:
    """
    Args:
        if_missing: what to do when there is no such file.

    Raises:
        ConfigError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")  # Notepad begins a file with U+FEFF
    except FileNotFoundError as error:
        raise ConfigError("; ".join(filter(None, (f"{path} cannot be read: it does not exist", if_missing)))) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8; save it with the encoding UTF-8 (not GBK)") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
