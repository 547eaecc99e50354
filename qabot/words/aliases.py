"""Further names that a person may be asked for by: what the e-mail address and the author lists of a page give away.

Some pages never print the name of their owner: the address "danny.wong@north.edu" and the author that every paper
shares tell it nevertheless. These names serve to find the person; answers call people as the profile does.
"""

from __future__ import annotations

import re
from collections import Counter

from qabot.profiles.profile import Profile
from qabot.profiles.same import plain, same_person

_ACCOUNT = re.compile(  # of a person, called by two words
    r"(?:linkedin\.com/in|twitter\.com|x\.com|researchgate\.net/profile|facebook\.com)/([a-z]{3,})[-_.]([a-z]{3,})/?(?=[?#]|$)",
    re.I,
)
_SHARE = 0.6  # of the papers that the owner of a page has written


def further_names(profile: Profile) -> tuple[str, ...]:
    """Names that are not among the profile's own, most telling first."""
    known = profile.names()
    found = [*_from_papers(profile), *_from_emails(profile), *_from_links(profile)]
    return tuple(name for name in dict.fromkeys(found) if not any(plain(name) == plain(other) for other in known))


def _from_papers(profile: Profile) -> list[str]:
    """The author of most papers, where the profile is called by a handle that holds a part of that name."""
    if any(" " in name.strip() for name in profile.names()):
        return []
    handle = re.sub(r"[\W\d_]", "", plain(" ".join(profile.names())))
    authors = Counter(author for paper in profile.papers for author in paper.authors)
    named = [paper for paper in profile.papers if paper.authors]
    for author, _ in authors.most_common(3):
        count = sum(any(same_person(author, other) for other in paper.authors) for paper in named)
        parts = [part for part in re.findall(r"[^\W\d_]+", plain(author)) if len(part) >= 4]
        if count >= _SHARE * len(named) and any(part in handle for part in parts):
            return [author]
    return []


def _from_links(profile: Profile) -> list[str]:
    """The name in linkedin.com/in/jun-nakatani, where the page writes its owner's in other letters alone."""
    if any(" " in name.strip() and name.isascii() for name in profile.names()) or profile.name.isascii():
        return []
    handles = (match for link in profile.links if (match := _ACCOUNT.search(link.url)))
    return [f"{match[1].title()} {match[2].title()}" for match in handles]


def _from_emails(profile: Profile) -> list[str]:
    """The name in danny.wong@north.edu, where the family name is the profile's."""
    words = set(re.findall(r"[^\W\d_]+", plain(" ".join(profile.names()))))
    found = []
    for email in profile.emails:
        parts = [part for part in re.split(r"[._]", plain(email.text.split("@")[0])) if part.isalpha()]
        if len(parts) in (2, 3) and len(parts[0]) >= 3 and len(parts[-1]) >= 3 and parts[-1] in words:
            found.append(f"{parts[0].title()} {parts[-1].title()}")
    return found
