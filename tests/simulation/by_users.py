"""What has to follow from what users write: new problems, further mails, their word on a solution, their orders."""

from __future__ import annotations

from .by_strangers import ask_who, ask_whose, begin, told_who
from .clocks import ENDED, UNKNOWN
from .facts import ROUTED, Deed, Roster, Somebody
from .hours import HOUR
from .scene import Scene
from .town import Written
from .waves import reported

REOPEN_WINDOW = 7 * 24 * HOUR
COORDINATED = frozenset({"urgent", "important"})  # SOP.md §3.1: by a lead
SOLVED = frozenset({"solved", "solved_and_more"})
UNSOLVED = frozenset({"unsolved", "dissatisfied", "unsolved_and_more"})
UNSOLVED_SURELY = UNSOLVED - {"dissatisfied"}
CONTENT = frozenset({"solved", "thanks"})  # to a ticket that is over: kept, and nobody is disturbed
MORE = "_and_more"
HOWEVER_LATE = CONTENT | {"solved_and_more"}  # of the user: a word on the old ticket, and a problem for a new one
OUTCOMES = ("user.confirmed", "user.rejected", "user.reopened")


def opened(scene: Scene, deed: Deed, roster: Roster) -> None:
    if not ask_who(scene, deed):
        scene.apply(deed.facts)
        _take_in(scene, deed, roster)


def _take_in(scene: Scene, deed: Deed, roster: Roster) -> None:
    """It is known who asks."""
    scene.expect("acknowledgement", scene.user, deed.at)
    ask_whose(scene, deed)
    welcome(scene, deed, roster)
    reported(scene, deed, roster)


def welcome(scene: Scene, deed: Deed, roster: Roster) -> None:
    """Those who have to act hear of a ticket that is new to them; who coordinates it hears of that alone."""
    if deed.of(ROUTED) is None:
        scene.fault("nobody was told of the new ticket")
        return
    state, lead, holder = scene.state, scene.person(scene.state.coordinator), scene.person(scene.state.assignee)
    if holder and holder.id in roster.away and roster.present(roster.members(state.team)):
        scene.fault(f"{holder.name} is away and was given it")
    if (state.priority in COORDINATED) != (lead is not None) and roster.present(roster.leads("")):
        scene.fault(f"{state.priority}, and coordinated by {lead.name if lead else 'nobody'}")
    heard = scene.readers(roster)
    if lead and lead != holder:
        scene.expect("coordination", [lead], deed.at)
        heard = [one for one in heard if one != lead]
    scene.expect("new_ticket", heard, deed.at)


def written(scene: Scene, deed: Deed, roster: Roster) -> None:
    """A further mail of the user."""
    if deed.written is None:
        scene.fault("a mail that nobody has written")
    elif scene.state.status != UNKNOWN:
        _heard(scene, deed, deed.written, roster)
    elif told_who(scene, deed):
        _take_in(scene, deed, roster)


def taken_up(scene: Scene, deed: Deed, roster: Roster) -> None:
    """Whose address it is was said about another ticket of it."""
    if scene.state.status != UNKNOWN or scene.facts.owned.get(scene.case.requester) != deed.item:
        scene.fault("it was taken up, although nobody has said whose address it is")
    begin(scene, deed)
    scene.state.claimed = False
    _take_in(scene, deed, roster)


def _heard(scene: Scene, deed: Deed, mail: Written, roster: Roster) -> None:
    """By what they meant and what the ticket was then."""
    meaning, before = mail.meaning, scene.state.status
    own = mail.sender == scene.case.requester
    outcome = _outcome(scene, meaning, deed.at) if own else _outcome_of_others(scene, meaning)
    outcome = "" if mail.forged else outcome  # whoever it is of, somebody reads it, and no more
    _compare(scene, deed, outcome, own=own and not mail.forged)
    if own:
        _compare_offer(scene, deed)
    theirs = own or _is_owner(scene, deed.item, mail)
    asks_back = theirs and before == "resolved" and not outcome and not scene.state.asked_back
    scene.apply(deed.facts)
    if "offer.accepted" in deed.kinds:
        scene.state.end_escalation()
    if outcome == "user.rejected" and meaning in UNSOLVED_SURELY:
        scene.state.solved = False  # what was said to solve it has not: nothing to write up
    if before == "waiting_user" and scene.state.status == before:
        scene.fault("the user has answered, and it still waits for them")
    if outcome:
        _tell_outcome(scene, deed.at, outcome, roster)
    elif before not in ENDED or mail.forged:
        if asks_back:
            scene.expect("verification_question", scene.user, deed.at)
        scene.expect("user_wrote", scene.audience(roster), deed.at)
    if outcome == "user.confirmed" and before == "resolved":
        scene.write_up(deed.at, roster)


def _is_owner(scene: Scene, item: int, mail: Written) -> bool:
    """Who has said before that the address is theirs writes from their other one."""
    addr = scene.case.requester
    return dict(mail.says).get("address") == addr and scene.facts.owned.get(addr, item) < item


def _outcome(scene: Scene, meaning: str, at: int) -> str:
    """What the user's word makes of it; "" for nothing but a mail that somebody reads."""
    state = scene.state
    if state.status == "resolved":
        return "user.confirmed" if meaning in SOLVED else "user.rejected" if meaning in UNSOLVED else ""
    if _answers_offer(scene) and meaning in SOLVED:
        return "user.confirmed"
    if state.status != "closed":
        return ""
    unanswered, content = state.verdict == "unanswered", meaning in CONTENT | SOLVED
    if at - state.closed_at > REOPEN_WINDOW and meaning not in HOWEVER_LATE:
        scene.fault(f"“{meaning}” came after the window and was added")
    if content:
        return "user.confirmed" if meaning in SOLVED and unanswered else ""
    return "user.rejected" if meaning in UNSOLVED and unanswered else "user.reopened"


def _outcome_of_others(scene: Scene, meaning: str) -> str:
    """Of those who take part: that it is not solved counts, to close it is for its user alone."""
    if scene.state.status == "resolved":
        return "user.rejected" if meaning in UNSOLVED_SURELY else ""
    return "user.reopened" if scene.state.status == "closed" and meaning not in CONTENT else ""


def _compare(scene: Scene, deed: Deed, outcome: str, *, own: bool) -> None:
    """What the desk has understood."""
    meaning = deed.written.meaning if deed.written else ""
    done = next((kind for kind in OUTCOMES if kind in deed.kinds), "")
    if done != outcome:
        scene.fault(f"“{meaning}” is {outcome or 'nothing'} and was taken as {done or 'nothing'}")
    heard = outcome == "user.confirmed" or scene.state.status in ("resolved", "closed")
    more = meaning.endswith(MORE) and heard and outcome != "user.reopened"
    split = "user.split" in deed.kinds
    if (own and more) != split and not (own and more and _was_told_before(scene, deed)):
        scene.fault(f"“{meaning}”: a further problem {'is missing' if more else 'that nobody has'}")


def _was_told_before(scene: Scene, deed: Deed) -> bool:
    """
    A further problem has a ticket that is still open: the same words open no second one.

    Whether they are the same the oracle does not read.
    """
    begins = deed.facts[0].id
    numbers = {fact.detail["number"] for fact in scene.case.facts if fact.kind == "user.split" and fact.id < begins}
    parts = (case for case in scene.facts.cases.values() if case.number in numbers)
    moves = (
        [fact.changes["status"][1] for fact in part.facts if fact.id < begins and "status" in fact.changes]
        for part in parts
    )
    return any(not became or became[-1] not in ENDED for became in moves)


def _answers_offer(scene: Scene) -> bool:
    """An article was offered that may have helped, nobody has solved it, and no others wait for it."""
    leads = scene.state.parent == scene.case.id
    return bool(scene.state.offer) and not leads and scene.state.status in ("registered", "accepted", "in_progress")


def _compare_offer(scene: Scene, deed: Deed) -> None:
    meaning, wanted = deed.written.meaning if deed.written else "", ""
    if _answers_offer(scene) and not (deed.written and deed.written.forged):
        wanted = "offer.accepted" if meaning in SOLVED else "offer.refused" if meaning in UNSOLVED_SURELY else ""
    done = next((kind for kind in deed.kinds if kind.startswith("offer.")), "")
    if done != wanted:
        scene.fault(f"“{meaning}” to an offer is {wanted or 'nothing'} and was taken as {done or 'nothing'}")


def _tell_outcome(scene: Scene, at: int, outcome: str, roster: Roster) -> None:
    match outcome:
        case "user.confirmed":
            scene.expect("closed_thanks", scene.user, at)
            scene.expect("confirmed", scene.audience(roster), at)
        case "user.rejected":
            scene.expect("reopened", [*scene.user, *scene.state.reporters], at)
            scene.expect("rejected", scene.with_leads(roster), at)
        case "user.reopened":
            scene.expect("reopened", [*scene.user, *scene.state.reporters], at)
            scene.expect("user_reopened", scene.with_leads(roster), at)


def urged(scene: Scene, roster: Roster) -> list[Somebody]:
    """Who hears that somebody is in a hurry."""
    return [*scene.readers(roster), *roster.leads(scene.state.team)]


def ordered_by_user(scene: Scene, deed: Deed, roster: Roster) -> None:
    """To be helped sooner, or not at all."""
    state = scene.state
    assert deed.written is not None
    scene.expect("user_receipt", [deed.written.sender], deed.at)
    if "command.refused" in deed.kinds:
        if "urge" in deed.written.orders and scene.facts.items[deed.item].status == "command":
            scene.fault("a reason was given, and nobody reads it")
        return
    told = scene.people(state.assignee, state.coordinator, *state.watchers)
    scene.apply(deed.facts)
    if "command.urge" in deed.kinds:
        scene.expect("urged", urged(scene, roster), deed.at)
    if "command.cancel" in deed.kinds:
        state.withdraw_escalation()
        scene.expect("user_cancelled", told, deed.at)
        scene.expect("cancelled", state.reporters, deed.at)
