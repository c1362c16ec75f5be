"""The files of our mails: those that come with ticketd, those of the desk's own, and both compiled."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import CodeType

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from processor.languages import stand_ins
from processor.text_blocks import FILTERS

ENDING = ".j2"
MAX_FILE_BYTES = 256 * 1024  # of a template; the longest that comes with ticketd has 4 KB
MAX_DEPTH = 2  # folders below each other that are looked into; templates are in the first
SHIPPED = "shipped/"  # before a path: the file that comes with ticketd, though the desk has one of its own
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # BCP 47, as far as languages are written with it
_IGNORED = re.compile(r"\..*|.*~|.*\.(swp|bak|orig|md)")  # what editors leave behind, and notes
# How the name of a file to include ends: from this it is known whether what others wrote is escaped in it.
_INCLUDED = re.compile(r"_.*\.(html|txt|subject)\.j2")


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """place: what people know the file by."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """
    What is wrong with a template.

    Attributes:
        place: its file; line: from 1, 0 when it is not known.
        broken: it cannot be used, and another one stands in for it; False: it is used as it is.
    """

    place: str
    line: int
    reason: str
    broken: bool = True

    def __str__(self) -> str:
        return f"{self.place}{f':{self.line}' if self.line else ''}: {self.reason}"


@cache
def shipped_files() -> Mapping[str, TemplateFile]:
    """Path under templates/emails → what comes with ticketd."""
    return {path: TemplateFile(text, path) for path, text in _walk(files("templates").joinpath("emails"), "")}


def own_files(folder: Path) -> tuple[dict[str, TemplateFile], tuple[Flaw, ...]]:
    """
    The templates of the desk's own in *folder*, by path, and what is wrong with its other files.

    A file whose name begins with _ is for the desk's own templates to include.
    """
    found: dict[str, TemplateFile] = {}
    flaws: list[Flaw] = []
    for path in sorted(_paths_in(folder, flaws)):
        file = folder / path
        text, reason = _read(file, folder) if _is_known(path) else ("", _unknown(path))
        if reason:
            flaws.append(Flaw(str(file), 0, reason))
        else:
            found[path] = TemplateFile(text, str(file))
    return found, tuple(flaws)


class TemplateSet:
    """
    Templates that belong together, each compiled once.

    files: path → template. default: of `processor.languages.WRITTEN`, for what is missing in another language.
    """

    def __init__(self, found: Mapping[str, TemplateFile], default: str) -> None:
        self._files = {_lower(path): file for path, file in found.items()}
        self._folders = {path.partition("/")[0].lower(): path.partition("/")[0] for path in found if "/" in path}
        self._default = default
        self._places = {file.place for file in found.values()}
        self._environment = _environment(_Loader(self._files, default))
        self._compiled: dict[str, tuple[Template, str]] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(self._folders.values()))

    def find(self, name: str, part: str, language: str) -> tuple[Template, str]:
        """
        The template of *name* in *language* or what stands in for it, and the name of the folder that it is in.

        Raises:
            TemplateError
        """
        for tag in stand_ins(language, self._default):
            path = f"{tag}/{name}.{part}{ENDING}"
            if path in self._compiled:
                return self._compiled[path]
            if path in self._files:
                self._compiled[path] = self._environment.get_template(path), self._folders[tag]
                return self._compiled[path]
        raise TemplateNotFound(f"{stand_ins(language, self._default)[-1]}/{name}.{part}{ENDING}")

    def file_of(self, name: str, part: str, language: str) -> str:
        """The place of what `find` gives; that of the default language when there is none."""
        try:
            return self.find(name, part, language)[0].filename or ""
        except TemplateError as error:
            return self.place_of(error, f"{self._default}/{name}.{part}{ENDING}")[0]

    def place_of(self, error: Exception, otherwise: str) -> tuple[str, int]:
        """File and line where *error* came up; *otherwise*: the file when it cannot be told."""
        if isinstance(error, TemplateSyntaxError):
            return error.filename or error.name or otherwise, error.lineno
        place, line, trace = otherwise, 0, error.__traceback__
        while trace:
            if trace.tb_frame.f_code.co_filename in self._places:
                place, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
            trace = trace.tb_next
        return place, line


@cache
def shipped_set(default: str) -> TemplateSet:
    """The one of this process."""
    return TemplateSet(shipped_files(), default)


class _Loader(BaseLoader):
    """What is missing in a language is taken from the one that stands in for it."""

    def __init__(self, found: Mapping[str, TemplateFile], default: str) -> None:
        self._files = found
        self._default = default

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        known = shipped_files() if template.startswith(SHIPPED) else self._files
        for path in self._paths(template.removeprefix(SHIPPED)):
            if file := known.get(path):
                return file.text, file.place, lambda: True
        raise TemplateNotFound(template)

    def _paths(self, template: str) -> Iterator[str]:
        folder, slash, name = template.rpartition("/")
        yield _lower(template)
        if slash:
            yield from (f"{tag}/{name}" for tag in stand_ins(folder, self._default))


def _environment(loader: BaseLoader) -> Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=_is_html,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,  # all of them: there are as many as files
        bytecode_cache=_code(),
    )
    environment.filters.update(FILTERS)
    return environment


class _Code(BytecodeCache):
    """What templates are compiled to: a desk with a few of its own compiles only these once more."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key, bucket.checksum] = bucket.code


@cache
def _code() -> _Code:
    """The one of this process."""
    return _Code()


def _is_html(path: str | None) -> bool:
    return path is not None and path.endswith(".html.j2")  # jinja2's select_autoescape does not know this ending


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(ENDING):
            yield path + entry.name, entry.read_text(encoding="utf-8")


def _lower(path: str) -> str:
    """Tags of languages are the same in any case; names of templates are not."""
    folder, slash, name = path.rpartition("/")
    return folder.lower() + slash + name


def _paths_in(folder: Path, flaws: list[Flaw]) -> Iterator[str]:
    """The files below *folder* but for those of editors and of version control; *flaws* get folders that are closed."""

    def closed(error: OSError) -> None:
        flaws.append(Flaw(str(error.filename), 0, f"cannot be read: {error.strerror}"))

    for place, folders, names in os.walk(folder, onerror=closed, followlinks=True):
        inside = Path(place).relative_to(folder)
        deeper = len(inside.parts) < MAX_DEPTH  # a link may lead back to where it is
        folders[:] = [each for each in folders if deeper and not each.startswith(".")]
        yield from ((inside / name).as_posix() for name in names if not _IGNORED.fullmatch(name))


def _read(file: Path, folder: Path) -> tuple[str, str]:
    """Text, and what is wrong. A link out of *folder* is refused: it would put any file of the desk into mails."""
    try:
        if not file.resolve(strict=True).is_relative_to(folder.resolve()):
            return "", "is a link to a file outside of the folder; put a copy there"
        if not file.is_file():
            return "", "is no file"
        if file.stat().st_size > MAX_FILE_BYTES:
            return "", f"is larger than {MAX_FILE_BYTES // 1024} KB, which no template has to be"
        return file.read_text(encoding="utf-8-sig"), ""
    except UnicodeDecodeError:
        return "", "is not UTF-8; save it with the encoding UTF-8 (not GBK)"
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        return "", f"cannot be read: {getattr(error, 'strerror', None) or error}"


def _is_known(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    if _INCLUDED.fullmatch(name):
        return not folder or _TAG.fullmatch(folder) is not None
    if not folder:
        return path in _names_at_the_top()
    return _TAG.fullmatch(folder) is not None and name in _names_in_folders()


def _unknown(path: str) -> str:
    folder, _, name = path.rpartition("/")
    if name.startswith("_"):
        return "does not say what it is included in; end its name with .html.j2, .txt.j2 or .subject.j2"
    known = {*_names_in_folders(), *(set() if folder else _names_at_the_top())}
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    if not close:
        return "no mail is made of it"
    tag = folder.replace("_", "-")
    home = "" if not folder and close[0] in _names_at_the_top() else f"{tag if _TAG.fullmatch(tag) else 'zh'}/"
    return f"no mail is made of it; did you mean {home}{close[0]}?"


@cache
def _names_in_folders() -> frozenset[str]:
    return frozenset(path.rpartition("/")[2] for path in shipped_files() if "/" in path)


@cache
def _names_at_the_top() -> frozenset[str]:
    return frozenset(path for path in shipped_files() if "/" not in path)
