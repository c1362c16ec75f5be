"""The whole play: a new scene is a new `Line` in one of the acts."""

from __future__ import annotations

from processor.demo.play_staff import STAFF_ACT
from processor.demo.play_users import USERS_ACT
from processor.demo.script import Line

PLAY: tuple[Line, ...] = (*USERS_ACT, *STAFF_ACT)
