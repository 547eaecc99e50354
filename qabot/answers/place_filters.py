"""The conditions of places: what appeared at a venue, what is at an organization."""

from __future__ import annotations

import re

from qabot.answers.filters import Test
from qabot.profiles.profile import Paper
from qabot.questions.knowledge import Knowledge
from qabot.questions.lexicon import Lexicon, plain
from qabot.words.entries import Entry
from qabot.words.names import word_set
from qabot.words.organizations import initials
from qabot.words.regions import is_region, shows


def venue_filter(venue: str, knowledge: Knowledge) -> Test:
    """Passes what appeared at a venue, however it is printed."""
    places = knowledge.places

    def test(entry: Entry) -> bool:
        if not isinstance(entry.fact, Paper):
            return plain(venue) in entry.words
        return any(
            places.same_venue(venue, printed) for printed in (entry.fact.venue, entry.fact.venue_short) if printed
        )

    return test


def organization_filter(organization: str, knowledge: Knowledge, asked: str = "", *, loose: bool = False) -> Test:
    """Passes what is at an organization; `asked` is how the question calls it, a part of its name where `loose`."""
    places, short = knowledge.places, initials(organization).lower()
    names = [plain(organization), *([short] if short and short not in word_set("ordinary", "words") else ())]
    cut = plain(organization.removesuffix("大学").removesuffix("大學")) if loose and not organization.isascii() else ""

    small = [name for name in names if any(name in words for words in Lexicon.load().stop.values())]  # "MIT", "mit"

    if is_region(organization):
        return lambda entry: shows(organization, entry.words, plain(entry.organization))

    as_asked = None
    if asked and (loose or len(asked.split()) > 1):  # "Imperial College" of "Imperial College's Institute"
        before = r"(?<!\w)" if loose else r"(?:^|(?<=[,;(:|\n])\s*|\b(?:at|of|from|to|the|in|and|by)\s+)"
        as_asked = re.compile(rf"{before}{re.escape(plain(asked))}(?!\w|-|\s+(?:of|at|for)\b)")

    def test(entry: Entry) -> bool:
        if len(cut) > 1 and cut != plain(organization) and cut in entry.words:
            return True  # "李勇（清华电子）"
        if as_asked is not None and as_asked.search(entry.words):
            return True
        if entry.organization and places.same_organization(organization, entry.organization):
            return True
        words = entry.words
        if entry.organization and len({cue.meaning for cue in Lexicon.load().degrees.find(words)}) > 1:
            words = plain(entry.label)  # a sentence that tells of other degrees and their places too
        elif entry.organization and (named := plain(entry.organization)) not in words:
            words = f"{words} | {named}"  # printed above the post, in a line of its own
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for name in names if name not in small):
            return True
        return any(re.search(rf"(?<!\w){re.escape(name.upper())}(?!\w)", entry.label) for name in small)

    return test
