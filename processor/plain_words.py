"""What a notice says when its template cannot be used: plain words, without a word of the sender; pure."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.message import Attachment
from parsers.phrases.reply_line import REPLY_LINE
from processor.fact_lines import text_lines


@dataclass(frozen=True, slots=True)
class Rendered:
    """
    A notice's words.

    Attributes:
        html: None: a text mail.
        inline: images that the page shows, each with its cid.
    """

    subject: str
    text: str
    html: str | None
    inline: tuple[Attachment, ...] = ()


def fallback(name: str, locale: str, number: str, words: str = "") -> Rendered:
    """
    Only an acknowledgement says that something is registered.

    words: of an engineer to a user, or of anybody to the staff; bare words are better than none.
    """
    subject, text = _FALLBACKS[locale]["registered" if name.startswith(_REGISTERED) else "other"]
    tag = f"[{number}] " if number else ""
    body = "".join(f"{line}\n" for line in text_lines(words)) or text.format(number=number)
    return Rendered(tag + subject, f"{REPLY_LINE}\n\n{body}", None)


_REGISTERED = ("acknowledgement", "follow_up")
_FALLBACKS = {
    "zh": {
        "registered": (
            "您的来信已登记",
            "您好：\n\n您的来信已登记，工单号 {number}。\n"
            "如需补充信息，请直接回复本邮件，并保留主题中的 [{number}]。\n",
        ),
        "other": (
            "关于您的来信",
            "您好：\n\n服务台有事通知您，但这封邮件的内容未能正常生成，技术人员会收到报告。\n如有疑问，请直接回复本邮件。\n",
        ),
    },
    "en": {
        "registered": (
            "Your mail has been registered",
            "Hello,\n\nYour mail has been registered as ticket {number}.\n"
            "To add something, please reply to this mail and keep [{number}] in the subject.\n",
        ),
        "other": (
            "About your mail",
            "Hello,\n\nthe help desk has something to tell you, but the text of this mail could not be written;\n"
            "our technicians will see a report. If you have a question, please reply to this mail.\n",
        ),
    },
}
