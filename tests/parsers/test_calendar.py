from __future__ import annotations

from parsers.calendar import to_text

INVITATION = """BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
SUMMARY:Look at the printer\\, third
  floor
DTSTART;TZID=Asia/Shanghai:20261102T090000
DTEND;TZID=Asia/Shanghai:20261102T100000
LOCATION:Room 301\\; east
ORGANIZER;CN="Lei, Li":mailto:li@example.org
ATTENDEE;CN=Han;PARTSTAT=NEEDS-ACTION:mailto:han@example.org
ATTENDEE:mailto:desk@desk.example
DESCRIPTION:Bring toner.\\nThanks
BEGIN:VALARM
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def test_an_invitation_says_what_when_where_and_who() -> None:
    assert to_text(INVITATION.replace("\n", "\r\n")) == (
        "Invitation: Look at the printer, third floor\n"
        "When: 2026-11-02 09:00 - 10:00 (Asia/Shanghai)\n"
        "Where: Room 301; east\n"
        "Organizer: Lei, Li <li@example.org>\n"
        "Attendees: Han <han@example.org>, desk@desk.example\n"
        "\n"
        "Bring toner.\nThanks"
    )


def test_a_whole_day_and_utc_times_are_told_as_such() -> None:
    event = "BEGIN:VEVENT\nSUMMARY:x\nDTSTART{}\nEND:VEVENT\n"

    assert "When: 2026-11-02\n" in to_text(event.format(";VALUE=DATE:20261102\nLOCATION:y"))
    assert "When: 2026-11-02 09:00 UTC" in to_text(event.format(":20261102T090000Z"))


def test_an_answer_says_who_accepts() -> None:
    answer = "METHOD:REPLY\nBEGIN:VEVENT\nSUMMARY:x\nATTENDEE;PARTSTAT=DECLINED:mailto:han@example.org\nEND:VEVENT"

    assert to_text(answer) == "Answer to an invitation: x\nAttendees: han@example.org declines"


def test_what_is_no_calendar_has_no_text() -> None:
    assert to_text("hello") == ""
    assert to_text("BEGIN:VCALENDAR\nEND:VCALENDAR") == ""
