"""A maker of profiles that does what the sources say; its child has loaded what it needs before it is timed."""

from collections.abc import Sequence

from misbehaving import ORDERS

from qabot.profiles.profile import Profile
from qabot.profiles.reading import profiles
from qabot.sources.source import Source


def make(person: str, sources: Sequence[Source]) -> bytes:
    """Do what the sources say, then give a profile without facts."""
    for source in sources:
        order, _, value = source.text.partition(" ")
        ORDERS.get(order, str)(value)
    return profiles().dump_json(Profile(id=person, sources=tuple(s.path for s in sources), name=person))
