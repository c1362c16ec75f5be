"""The command `ticketd`. It imports nothing before it is called: child processes import this module again."""

from __future__ import annotations


def main() -> None:
    from processor.cli import ticketd

    ticketd(prog_name="ticketd")


if __name__ == "__main__":
    main()
