"""Small labelled mails for the learned side of triage, made of parts so that there are enough of them."""

from __future__ import annotations

from itertools import product

from parsers.triage.learning import Example

# label → (things, what is wrong with them); words that the shipped rules do not know decide
TOPICS = {
    "hardware": (("kiosk Zebra", "plotterstand", "Lötkolben", "门铃"), ("squeaks", "smells burnt", "有异响")),
    "software": (
        ("Quillpad", "Nimbus client", "画图板"),
        ("quits by itself", "asks for a key", "弹窗", "wants a plugin"),
    ),
    "business": (
        ("Ledgerly", "freight desk", "积分商店"),
        ("shows old figures", "drops lines", "少了一行", "rounds up"),
    ),
}


def examples(topics: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = TOPICS) -> list[Example]:
    """Twenty-four of each label, none twice."""
    return [
        Example(f"{thing} {wrong}", f"{since} the {thing} {wrong}. Please have a look.", label, {})
        for label, (things, wrongs) in topics.items()
        for since in ("Since Monday", "今天上午")
        for thing, wrong in product(things, wrongs)
    ]
