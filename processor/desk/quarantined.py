"""Whoever of the staff has sent a mail that could not be carried out hears so: else they would take it for done."""

from __future__ import annotations

from dataclasses import dataclass

from db import people
from db.people import address_key
from parsers.authentication import refutes_sender
from parsers.message import Message
from processor.desk.correspondence import Correspondence, Occasion, Saying
from processor.desk.register import Filing
from processor.notices import local_time
from processor.rules.permissions import STAFF

KIND = "mail_quarantined"


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Belongs in a unit of work."""

    correspondence: Correspondence

    def tell_sender(self, message: Message, filing: Filing) -> None:
        """
        Not a word of the mail itself, which may be forged; machines and people outside hear nothing.

        It goes to the first address of the directory, a few times a day at most (`processor.desk.caps`).
        """
        addr = address_key(message.sender.addr)
        config = self.correspondence.config
        person = people.find_by_address(addr) if addr else None
        forged = refutes_sender(message.authentication, config.trust.authserv_id)
        if person is None or person.role not in STAFF or forged or message.automation.kind != "none":
            return
        saying = Saying(target=local_time(filing.received_at, config.desk.zone))
        occasion = Occasion(filing.now, filing.item_id, message.message_id, addr)
        self.correspondence.to_staff(KIND, [person], None, saying, occasion)
