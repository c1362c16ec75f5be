"""All samples, in the order of the procedure: what the gallery shows and docs/mails.md is made of; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from processor.gallery.procedure import MOMENTS, Moment
from processor.gallery.scene import Scene
from processor.gallery.scenes_outcome import STAFF_AFTERWARDS
from processor.gallery.scenes_staff import STAFF_AT_WORK
from processor.gallery.scenes_users import TO_USERS_SCENES
from processor.gallery.stage import Mail, Stage
from processor.gallery.texts import T
from processor.notices import UNVERIFIED

SCENES: tuple[Scene, ...] = (*TO_USERS_SCENES, *STAFF_AT_WORK, *STAFF_AFTERWARDS)


@dataclass(frozen=True, slots=True)
class Shown:
    """A mail in its place of the procedure; when: it is sent."""

    moment: Moment
    when: T
    mail: Mail


def samples(stage: Stage) -> tuple[Shown, ...]:
    """Every mail as *stage* has it, in the order of the procedure; the usual one before what is special."""
    return tuple(Shown(moment, when, stage.mail(scene)) for moment, when, scene in _in_order(SCENES))


def _in_order(scenes: Sequence[Scene]) -> Iterator[tuple[Moment, T, Scene]]:
    for moment in MOMENTS:
        for name, when in moment.mails.items():
            for scene in scenes:
                if scene.name.removesuffix(UNVERIFIED) == name:
                    yield moment, when, scene


def missing(names: Sequence[str]) -> tuple[str, ...]:
    """Which of *names* (of notices) have no scene, or no place in the procedure."""
    shown = {scene.name for _, _, scene in _in_order(SCENES)}
    return tuple(name for name in names if name not in shown)
