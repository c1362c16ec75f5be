"""Bytes of a mail in, frozen values out: no I/O, no clock, no database."""
