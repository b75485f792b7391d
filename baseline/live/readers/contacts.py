"""Reads the setting `alternate_contacts`: the contacts of every active account."""

from __future__ import annotations

from baseline.live.compare import plain
from baseline.live.observed import Observed, Question, State
from baseline.runtime.settings import alternate_contacts


def read_alternate_contacts(question: Question) -> Observed:
    """Read the contacts: the management account's are the property, each member's a state."""
    found = alternate_contacts.read(question.clients.session, question.desired)
    own = found.pop(question.clients.account, {})
    return Observed(
        properties={"Contacts": {kind: contact for kind, contact in own.items() if contact}},
        states=tuple(
            State(f"contacts of account {account}", plain(question.desired["Contacts"]), contacts)
            for account, contacts in found.items()
        ),
    )
