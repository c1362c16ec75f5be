"""What the mails to managers may say: blocks of figures in words. Templates of other mails never get to see them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from processor.compose import clean_line
from processor.fact_lines import clean_lines

FULL_BAR = 8  # signs of the longest bar in the text part: three with their names fit into a line
BAR = "▇"
# Of the marks around a line, a cell and a bar in templates/emails/digest.html.j2.
LINE_BYTES, CELL_BYTES, BAR_BYTES = 80, 210, 800


@dataclass(frozen=True, slots=True)
class Bar:
    """name: of the row. parts: (what and how many, share of the longest bar in percent)."""

    name: str
    parts: tuple[tuple[str, int], ...]

    def as_dict(self) -> dict[str, object]:
        """sign: the bar as text; width: in percent."""
        return {
            "name": clean_line(self.name),
            "parts": tuple(
                {"said": clean_line(said), "width": width, "sign": BAR * -(-width * FULL_BAR // 100)}
                for said, width in self.parts
            ),
        }


@dataclass(frozen=True, slots=True)
class Block:
    """
    A part of a digest under one title; what is empty is left out.

    Attributes:
        lines: sentences. rows: of a table, with *columns* as its head. items: a list, each line about one thing.
    """

    title: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    items: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()

    @property
    def weight(self) -> int:
        """About how many bytes it has as a page."""
        texts = [(*self.lines, *self.items), tuple(cell for row in (self.columns, *self.rows) for cell in row)]
        marked = zip(texts, (LINE_BYTES, CELL_BYTES), strict=True)
        return sum(len(escape(text).encode()) + mark for found, mark in marked for text in found) + BAR_BYTES * sum(
            len(bar.parts) for bar in self.bars
        )

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.rows or self.items or self.bars)

    def as_dict(self) -> dict[str, object]:
        return {
            "title": clean_line(self.title),
            "lines": clean_lines(self.lines),
            "columns": self.columns,
            "rows": tuple(tuple(map(clean_line, row)) for row in self.rows),
            "items": clean_lines(self.items),
            "bars": tuple(bar.as_dict() for bar in self.bars),
        }


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """
    Attributes:
        heading: of the subject: what it is and the figures of which one asks first.
        about: days and scope.
        blocks: what matters first comes first.
        to_act: how the reader can act by an answer.
        files: names of what comes with the mail.
        number, words: a digest is about no ticket, and quotes nobody at its head.
    """

    desk_name: str
    heading: str
    about: str
    reader: str = ""
    signature: str = ""
    blocks: tuple[Block, ...] = ()
    to_act: str = ""
    files: tuple[str, ...] = ()
    number: str = ""
    words: str = ""

    @property
    def weight(self) -> int:
        """About how many bytes the blocks have as a page."""
        return sum(block.weight for block in self.blocks)

    def as_dict(self, locale: str) -> dict[str, object]:
        return {
            "desk_name": clean_line(self.desk_name),
            "heading": clean_line(self.heading),
            "about": clean_line(self.about),
            "reader": clean_line(self.reader),
            "signature": self.signature.strip(),
            "blocks": tuple(block.as_dict() for block in self.blocks),
            "to_act": clean_line(self.to_act),
            "files": clean_lines(self.files),
            "number": "",
        }


DIGEST_SAMPLES = (
    DigestFacts(
        desk_name="IT 服务台",
        heading="日报：新增 5，解决 3，未结 12，超时 1",
        about="2026-11-20 周五，全部团队",
        reader="陈静",
        signature="IT 服务台\n分机 8000",
        blocks=(
            Block(
                "要点", items=("1 项承诺已超时，仍待处理", "TS-20261120-004 打印机 <卡纸>（重要，李雷）：应于 … 前响应")
            ),
            Block("未结工单", ("共 12 张",), ("类别", "紧急", "合计"), (("硬件", "1", "3"), ("软件", "0", "2"))),
            Block("近 14 天", bars=(Bar("11-20 周五", (("收 5", 50), ("结 3", 30), ("未结 10", 100))),)),
        ),
        to_act="直接回复本邮件即可处理，每行一项，例如：TS-20261120-004 → 李雷",
        files=("figures.csv",),
    ),
    DigestFacts(
        "Help Desk", "Daily digest: 0 new", "2026-11-20 Fri, all teams", blocks=(Block("What matters", items=("-",)),)
    ),
)
