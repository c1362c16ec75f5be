"""How one ticket goes: what its user and its engineers do. Named scripts cover each branch; the rest is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import Literal

Accepting = Literal["soon", "late", "very_late", "never"]
Asked = Literal["soon", "late", "never"]
Drafts = Literal["ok", "words", "ignore", "unclear"]

MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True, slots=True)
class Script:
    """
    Attributes:
        category, priority: of the problem as its user describes it; "" for any.
        accept: how soon somebody accepts; plan: what they do then, in order, until it is resolved.
        drafts: how drafts of progress mails are answered. feedback: whether a specialist answers in time.
        asked: when the user answers questions.
        verdicts: what the user says to each solution, one after the other; "" for silence.
        reminded: what they say to the reminder of a solution.
        offered: what they say to an article that is offered to them.
        afterwards: (seconds after the closing, meaning) of a mail to a ticket that is over.
        unasked: (seconds after the acknowledgement, deed) that the user does by themself.
        rescue: whether a lead who hears of a neglected ticket does something.
        copied: somebody else gets copies.
    """

    name: str
    category: str = ""
    priority: str = ""
    accept: Accepting = "soon"
    plan: tuple[str, ...] = ("resolve",)
    drafts: Drafts = "ok"
    feedback: Literal["kept", "broken"] = "kept"
    asked: Asked = "soon"
    verdicts: tuple[str, ...] = ("solved",)
    reminded: str = ""
    asked_back: str = "solved"
    offered: str = ""
    afterwards: tuple[tuple[int, str], ...] = ()
    unasked: tuple[tuple[int, str], ...] = ()
    rescue: bool = True
    copied: bool = False
    languages: tuple[str, ...] = field(default=("zh", "en"))


SCRIPTS: tuple[Script, ...] = (
    Script("quick", "software", "important"),
    Script("urgent at any hour", "hardware", "urgent", plan=("progress", "resolve")),
    Script("accepted late", "business", "general", accept="late", plan=("progress", "resolve")),
    Script("nobody accepts, the lead steps in", "hardware", "important", accept="never"),
    Script("nobody ever does anything", "consultation", "general", accept="never", rescue=False),
    Script("drafts are sent with ok", "business", "general", plan=("wait", "wait", "progress", "resolve")),
    Script("drafts are written anew", "hardware", "general", plan=("wait", "wait", "resolve"), drafts="words"),
    Script("drafts are ignored", "software", "important", plan=("wait", "wait", "wait", "resolve"), drafts="ignore"),
    Script("drafts are answered unclearly", "software", "general", plan=("wait", "wait", "resolve"), drafts="unclear"),
    Script("asked and answered", "hardware", "general", plan=("ask", "progress", "resolve")),
    Script("asked and answered late", "business", "important", plan=("ask", "resolve"), asked="late"),
    Script("asked and never answered", "software", "general", plan=("ask", "wait", "resolve"), asked="never"),
    Script("escalated, feedback kept", "hardware", "important", plan=("escalate:team", "wait")),
    Script("escalated, feedback broken", "software", "urgent", plan=("escalate:team", "wait"), feedback="broken"),
    Script("escalated to a person", "business", "important", plan=("accept", "escalate:person", "wait")),
    Script("the form comes back", "hardware", "general", plan=("escalate:incomplete", "wait")),
    Script("another time is promised", "software", "important", plan=("escalate:team", "feedback", "wait")),
    Script("snoozed", "consultation", "general", plan=("snooze:6h", "progress", "resolve")),
    Script("on hold", "hardware", "general", plan=("hold", "wait", "unhold", "resolve")),
    Script("a date is set", "business", "important", plan=("due:3h", "progress", "wait", "resolve")),
    Script("handed to a colleague", "hardware", "important", plan=("assign:person", "progress", "resolve")),
    Script("handed to another team", "software", "general", plan=("assign:team", "resolve")),
    Script("taken over", "business", "general", plan=("takeover", "resolve")),
    Script("more urgent than it seemed", "consultation", "general", plan=("priority:urgent", "progress", "resolve")),
    Script("less urgent than it seemed", "hardware", "urgent", plan=("priority:general", "resolve")),
    Script("another category", "software", "important", plan=("category", "resolve")),
    Script("a plain answer", "consultation", "general", plan=("answer", "wait", "resolve")),
    Script("a note", "hardware", "general", plan=("note", "progress", "resolve")),
    Script("read along", "software", "general", plan=("watch", "answer", "resolve"), unasked=((2 * HOUR, "info"),)),
    Script("rejected once", "hardware", "important", verdicts=("unsolved", "solved")),
    Script("rejected twice", "software", "urgent", verdicts=("unsolved", "unsolved", "solved")),
    Script("solved, but too slow", "business", "general", verdicts=("dissatisfied", "solved")),
    Script("unsure, then solved", "software", "general", verdicts=("unsure",), asked_back="solved"),
    Script("unsure, then silent", "software", "general", verdicts=("unsure",), asked_back=""),
    Script("thanks and nothing else", "consultation", "general", verdicts=("thanks",), asked_back="unsolved"),
    Script("more news instead of a word", "hardware", "general", verdicts=("info",), asked_back="solved"),
    Script("silence to the end", "software", "important", verdicts=("",)),
    Script("silence until the reminder", "hardware", "general", verdicts=("",), reminded="solved"),
    Script("the reminder is rejected", "business", "general", verdicts=("", "solved"), reminded="unsolved"),
    Script("confirmed after it lapsed", "software", "general", verdicts=("",), afterwards=((DAY, "solved"),)),
    Script("rejected after it lapsed", "software", "general", verdicts=("", "solved"), afterwards=((DAY, "unsolved"),)),
    Script("solved, and a new problem", "hardware", "general", verdicts=("solved_and_more",)),
    Script("not solved, and a new problem", "software", "general", verdicts=("unsolved_and_more", "solved")),
    Script("a new problem after closing", "software", "general", afterwards=((2 * DAY, "solved_and_more"),)),
    Script("back within the window", "hardware", "important", verdicts=("solved",), afterwards=((3 * DAY, "info"),)),
    Script("thanks after closing", "consultation", "general", afterwards=((DAY, "thanks"),)),
    Script("back after the window", "business", "general", afterwards=((9 * DAY, "unsolved"),)),
    Script("thanks after the window", "business", "general", afterwards=((9 * DAY, "thanks"),)),
    Script("urged", "hardware", "general", accept="late", unasked=((HOUR, "urge"), (2 * HOUR, "urge"))),
    Script("withdrawn", "software", "general", accept="late", unasked=((30 * MINUTE, "withdraw"),)),
    Script("written to after withdrawal", "software", "general", unasked=((600, "withdraw"), (9000, "info"))),
    Script("more news", "hardware", "important", accept="late", unasked=((HOUR, "info"), (5 * HOUR, "info"))),
    Script("closed by the engineer", "software", "general", plan=("progress", "close")),
    Script("cancelled by the engineer", "consultation", "general", plan=("cancel",)),
    Script("reopened by the engineer", "hardware", "general", plan=("resolve", "reopen", "progress", "resolve")),
    Script("resolved and closed", "hardware", "general", plan=("resolve", "close"), verdicts=("",)),
    Script("somebody gets copies", "business", "important", plan=("ask", "answer", "resolve"), copied=True),
    Script("split by the engineer", "hardware", "general", plan=("split", "progress", "resolve")),
    Script("resolved by mistake", "hardware", plan=("resolve", "undo", "progress", "resolve"), verdicts=("", "solved")),
    Script("urgent by mistake", "consultation", "general", plan=("priority:urgent", "undo", "progress", "resolve")),
    Script("given away by mistake", "software", "general", plan=("assign:team", "undo", "resolve")),
    Script("closed by mistake", "hardware", "general", plan=("progress", "close", "undo", "resolve")),
    Script("asked by mistake", "business", "important", plan=("ask", "undo", "resolve"), asked="never"),
    Script("escalated by mistake", "hardware", "important", plan=("escalate:person", "undo", "wait", "resolve")),
    Script("reported twice", "hardware", "general", plan=("wait", "resolve"), unasked=((HOUR, "again"),)),
    Script("reported by two", "hardware", plan=("wait", "progress", "undo", "resolve"), unasked=((HOUR, "too"),)),
    Script("reported by two, not solved", "software", verdicts=("unsolved", "solved"), unasked=((600, "too"),)),
    Script(
        "reported by two, and closed too early",
        "software",
        "general",
        plan=("wait", "close", "undo", "close", "reopen", "resolve"),
        unasked=((HOUR, "too"),),
    ),
    Script("merged by mistake", "software", "general", plan=("merge", "undo", "resolve")),
    Script("merged into another", "business", "general", plan=("progress", "merge"), unasked=((9 * HOUR, "info"),)),
    Script("nonsense first", "software", "general", plan=("nonsense", "resolve")),
)

TWIN = Script("twin", plan=("merge",), rescue=False)
_STEPS = (
    "accept", "progress", "ask", "answer", "note", "wait", "snooze:6h", "hold", "unhold", "due:3h", "assign:person",
    "assign:team", "takeover", "priority:urgent", "priority:important", "priority:general", "category",
    "escalate:team", "escalate:person", "escalate:incomplete", "feedback", "watch", "split", "undo", "merge",
)  # fmt: skip
_WEIGHTS = (3, 8, 4, 3, 1, 8, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 3, 1)
_VERDICTS = ("solved", "unsolved", "dissatisfied", "unsure", "thanks", "info", "solved_and_more", "")
_AFTER = ("solved", "unsolved", "thanks", "info", "solved_and_more", "unsure")


def drawn(rng: Random) -> Script:
    """A script of a random ticket, of everyday behaviour mostly."""
    plan = tuple(rng.choices(_STEPS, _WEIGHTS, k=rng.choice((0, 0, 1, 1, 2, 3, 4))))
    end = rng.choices(("resolve", "close", "wait"), (18, 1, 1))[0]
    return Script(
        name="drawn",
        category=rng.choice(("hardware", "software", "business", "consultation")),
        priority=rng.choices(("urgent", "important", "general"), (2, 5, 6))[0],
        accept=rng.choices(("soon", "late", "very_late", "never"), (12, 4, 2, 1))[0],
        plan=(*plan, end),
        drafts=rng.choice(("ok", "words", "ignore", "ignore", "unclear")),
        feedback=rng.choice(("kept", "broken")),
        asked=rng.choices(("soon", "late", "never"), (6, 3, 2))[0],
        verdicts=tuple(rng.choices(_VERDICTS, (10, 3, 1, 2, 1, 1, 1, 5), k=3)),
        reminded=rng.choices(("", "solved", "unsolved", "unsure"), (6, 3, 1, 1))[0],
        asked_back=rng.choice(("solved", "unsolved", "")),
        offered=rng.choice(("solved", "unsolved", "thanks", "solved_and_more", "")),
        afterwards=((rng.randrange(HOUR, 12 * DAY), rng.choice(_AFTER)),) if rng.random() < 0.2 else (),
        unasked=((rng.randrange(600, 3 * DAY), rng.choice(("info", "urge", "withdraw", "again", "too"))),)
        if rng.random() < 0.2
        else (),
        rescue=rng.random() < 0.8,
        copied=rng.random() < 0.1,
    )


def script_for(number: int, rng: Random) -> Script:
    """Each named script once, and then mostly drawn ones."""
    if number < len(SCRIPTS):
        return SCRIPTS[number]
    return replace(rng.choice(SCRIPTS)) if rng.random() < 0.25 else drawn(rng)


def outage_script(rng: Random) -> Script:
    """Of somebody who reports what many report; nobody takes it up before a lead has decided."""
    early = rng.randrange(600, HOUR), "withdraw"  # before all have reported
    later = rng.randrange(600, 9 * HOUR), rng.choice(("info", "urge"))
    return Script(
        "outage",
        accept="never",
        plan=(*rng.choices(("progress", "wait", "answer"), (3, 3, 1), k=rng.randrange(4)), "resolve"),
        drafts=rng.choice(("ok", "words", "ignore")),
        verdicts=tuple(rng.choices(("solved", "unsolved", ""), (5, 2, 1), k=3)),
        unasked=rng.choices(((), (later,), (early,)), (7, 2, 1))[0],
    )
