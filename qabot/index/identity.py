"""`Resolver`: which printed names are one person and which listed papers are one paper, across profiles.

The rules are conservative: two people taken for one is a wrong answer, one person taken for two an incomplete one.

Papers. Two profiles list the same paper if the letters and digits of the titles agree and an author does (family name
and first initial; the owner of a profile is an author of what it lists). A title of fewer than 12 letters needs the
same year besides. Where neither profile prints authors, a title of at least 24 letters and the same year is enough.

People.
1. The owner of a profile is one person; two profiles of the same name are two.
2. Among the authors of a paper that a profile lists, its owner is the one whose name agrees best with the names of the
   profile; if two agree equally well, neither is.
3. Names of one paper in the lists of several profiles are one person if they are the same, or if one abbreviates the
   other and no third fits either.
4. A full name is the owner of a profile if it is a name of this profile alone: the same parts in any order, hyphens
   and spaces aside. If it is the name of several profiles, it is the one that lists the paper too (rule 3), else a
   person apart in each profile that prints it.
5. An abbreviated name ("M. Kim", "Kim, M. S.", or a middle name more or less) is the owner of a profile only if a
   single profile fits and both share a co-author, an advisor or the paper (rule 3); who is shared is told by a full
   name that no two profiles have. Otherwise it is the one full name that the same profile prints among its co-authors,
   advisors and students, if only one fits there and the owner of no other profile does. Otherwise it is a person apart
   in each profile that prints it.
6. Where a given profile and an uploaded one have a name, or fit it, only the given one counts in 4 and 5.
7. A full name that is nobody's profile is one person wherever it is printed; but the same name twice among the
   authors of a paper is two people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from qabot.index.printed import Loose, Printed, printed
from qabot.sources.source import tier_of

SHORT_TITLE, LONG_TITLE = 12, 24  # letters; a character of a script without spaces counts as two


@dataclass(frozen=True, slots=True)
class Owner:
    """The person a profile is about, and the people it names; all names as printed, without academic titles."""

    profile: str  # Profile.id
    names: tuple[str, ...]  # never empty
    advisors: tuple[str, ...] = ()
    students: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A paper as one profile lists it."""

    owner: int  # place of the profile among the owners, from 0
    key: str  # `title_key` of its title
    year: int | None
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """One author of one listing. The owner of the profile has a seat even if no name is printed for them."""

    listing: int
    place: int  # 1-based, 0 if not printed
    person: int
    text: str  # as printed, "" if not


@dataclass(slots=True)
class _Slot:
    """One author of a paper: the places where lists print them, and what is known of them by then."""

    places: dict[int, int] = field(default_factory=dict)  # listing -> place
    names: list[Printed] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)


def same_papers(owners: Sequence[Owner], listings: Sequence[Listing]) -> list[int]:
    """The paper that each listing is of, numbered from 0 in the order they are first listed."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, listing in enumerate(listings):
        groups[listing.key].append(number)
    above = list(range(len(listings)))

    def root(number: int) -> int:
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    for key, group in groups.items():
        if len(group) == 1 or not key:
            continue
        seen: dict[tuple[object, ...], int] = {}
        for number in group:
            for sign in _signs(owners, listings[number]):
                first, second = sorted((root(seen.setdefault(sign, number)), root(number)))
                above[second] = first
    numbers: dict[int, int] = {}
    return [numbers.setdefault(root(number), len(numbers)) for number in range(len(listings))]


def _signs(owners: Sequence[Owner], listing: Listing) -> set[tuple[object, ...]]:
    """Two listings of one title that share any of these are one paper."""
    width = len(listing.key)
    if not listing.key.isascii():
        width += sum(letter >= "\u1100" for letter in listing.key)
    signs: set[tuple[object, ...]] = set()
    if width >= SHORT_TITLE or listing.year:
        for name in (*listing.authors, *owners[listing.owner].names):
            signs.update(printed(name).loose)
    if width < SHORT_TITLE:
        signs = {(sign, listing.year) for sign in signs}
    if not listing.authors and listing.year and width >= LONG_TITLE:
        signs.add(("", listing.year))
    return signs


class Resolver:
    """Tells who is who among the people that profiles name. People are numbers: the owners' first, in their order."""

    def __init__(self, owners: Sequence[Owner], listings: Sequence[Listing]) -> None:
        self.owners, self.listings = owners, listings
        self.papers = same_papers(owners, listings)
        self._own = [[printed(name) for name in owner.names] for owner in owners]
        self._keys = [frozenset(name.key for name in own if name.full) for own in self._own]
        self._numbers: dict[str, int] = {f"profile {owner.profile}": i for i, owner in enumerate(owners)}
        self._printed: Counter[tuple[int, str]] = Counter()
        self._known: dict[int, frozenset[str]] = {}
        self._fits_of: dict[str, set[int]] = {}
        self._near: dict[int, dict[Loose, list[Printed]]] = {}
        self._claims: dict[str, list[int]] = defaultdict(list)
        self._fitting: dict[Loose, list[tuple[int, Printed]]] = defaultdict(list)
        for number in range(len(owners)):
            for key in sorted(self._keys[number]):
                self._claims[key].append(number)
            for name in self._own[number]:
                for loose in name.loose if name.full else ():
                    self._fitting[loose].append((number, name))
        for key, claiming in self._claims.items():
            self._claims[key] = self._given(claiming)

    def seats(self) -> Iterator[Seat]:
        """The authors of every listing, paper by paper."""
        groups: list[list[int]] = [[] for _ in range(max(self.papers, default=-1) + 1)]
        for number, paper in enumerate(self.papers):
            groups[paper].append(number)
        for group in groups:
            slots = self._slots(group)
            taken = {owner for slot in slots for owner in slot.owners}
            # who is written out is known before who is abbreviated
            for slot in sorted(slots, key=lambda slot: not any(name.full for name in slot.names)):
                yield from self._seated(slot, slots, taken)

    def mentioned(self, owner: int, text: str) -> int:
        """The advisor or student that a profile names."""
        name = printed(text)
        profile = self.owners[owner]
        beside = [p for p in map(printed, (*profile.advisors, *profile.students)) if p.key != name.key]
        person = self._person([name], [owner], {owner}, beside)
        return self._count(person, text)

    def people(self) -> Iterator[tuple[int, str, str]]:
        """Number, key and name of everyone met so far. A key stays the same as long as what it rests on does."""
        best: dict[int, tuple[bool, int, str]] = {}
        for (person, text), count in self._printed.items():
            mark = (not printed(text).full, -count, text)
            best[person] = min(best.get(person, mark), mark)
        for key, person in self._numbers.items():
            if person < len(self.owners):
                yield person, key, self.owners[person].names[0]
            elif person in best:
                yield person, key, best[person][2]

    def names(self) -> Iterator[tuple[int, str]]:
        """Everyone met so far with each name printed for them."""
        for person, owner in enumerate(self.owners):
            yield from ((person, name) for name in owner.names if (person, name) not in self._printed)
        yield from self._printed

    def _count(self, person: int, text: str) -> int:
        self._printed[person, text] += 1
        return person

    def _slots(self, group: Sequence[int]) -> list[_Slot]:
        """The authors of one paper: those of several lists that are one person as one slot."""
        slots: list[_Slot] = []
        for number in group:
            listing = self.listings[number]
            names = [printed(author) for author in listing.authors]
            own = self._own_place(listing.owner, names)
            rows = [_Slot({number: place}, [name], []) for place, name in enumerate(names, 1)]
            if own:
                rows[own - 1].owners.append(listing.owner)
            else:
                rows.append(_Slot({number: 0}, [], [listing.owner]))
            row = rows[own - 1]  # without a place: the last
            row.names += [name for name in self._own[listing.owner] if name.full]
            if not slots:
                slots = rows
                continue
            matched = _matched(slots, rows)
            for place, row in enumerate(rows):
                if place in matched:
                    slot = slots[matched[place]]
                    slot.places.update(row.places)
                    slot.names += row.names
                    slot.owners += row.owners
                else:
                    slots.append(row)
        return self._one_each(slots) if len(group) > 1 else slots

    def _one_each(self, slots: list[_Slot]) -> list[_Slot]:
        """One slot for each owner: a profile that lists a paper twice may seem to print its owner at two places."""
        told = {number for slot in slots for number, place in slot.places.items() if place and self._of(slot, number)}
        first: dict[int, _Slot] = {}
        for slot in slots:
            slot.places = {n: place for n, place in slot.places.items() if place or n not in told}
            slot.owners = list(dict.fromkeys(slot.owners))
            for owner in slot.owners:
                known = first.setdefault(owner, slot)
                if known is not slot:
                    own = [number for number in slot.places if self.listings[number].owner == owner]
                    known.places = {**dict.fromkeys(own, 0), **known.places}
                    slot.owners = [other for other in slot.owners if other != owner]
                    slot.places = {n: place for n, place in slot.places.items() if place or n not in own}
        return [slot for slot in slots if slot.places]

    def _of(self, slot: _Slot, number: int) -> bool:
        """Whether a slot is the owner's of the profile that a listing is in."""
        return self.listings[number].owner in slot.owners

    def _own_place(self, owner: int, names: Sequence[Printed]) -> int:
        """The place of a profile's owner among the authors it prints, 0 if it cannot be told."""
        hits = [place for place, name in enumerate(names, 1) if name.full and name.key in self._keys[owner]]
        if not hits:
            exact = {name.parts for name in self._own[owner]}
            hits = [place for place, name in enumerate(names, 1) if name.parts in exact]
        if not hits:
            full = [name for name in self._own[owner] if name.full] or self._own[owner]
            hits = [place for place, name in enumerate(names, 1) if any(name.fits(known) for known in full)]
        return hits[0] if len(hits) == 1 else 0

    def _seated(self, slot: _Slot, slots: Sequence[_Slot], taken: set[int]) -> Iterator[Seat]:
        """The seats of one author. `taken` are the people who have a seat at the paper, each of them in one slot."""
        if len(slot.owners) == 1:
            person = slot.owners[0]
        else:
            mentioning = [self.listings[number].owner for number in slot.places]
            if slot.owners:
                person = self._apart(slot.names[0], mentioning[0])
            else:
                person = self._person(
                    slot.names, mentioning, taken, [n for s in slots if s is not slot for n in s.names]
                )
            if person in taken:  # the same name twice
                number, place = next(iter(slot.places.items()))
                title = self.listings[number].key
                person = self._apart(slot.names[0], mentioning[0], f" {title} {place}")
            taken.add(person)
        for number, place in slot.places.items():
            listing = self.listings[number]
            text = listing.authors[place - 1] if place else ""
            mine = listing.owner if self._of(slot, number) else person
            if text:
                self._count(mine, text)
            yield Seat(number, place, mine, text)

    def _person(
        self,
        names: Sequence[Printed],
        mentioning: Sequence[int],
        taken: set[int],
        beside: Sequence[Printed],
    ) -> int:
        """The person with these names, which are one person's, on the pages of these owners, beside other names."""
        full = [name for name in names if name.full]
        claimed = sorted({owner for name in full for owner in self._claims.get(name.key, ())})
        if len(claimed) > 1 or set(claimed) & taken:
            return self._apart((full or names)[0], mentioning[0])
        if claimed:
            return claimed[0]
        fitting = {owner for name in names for owner in self._fits(name)} - taken
        near = [] if full else self._near_by(names, mentioning)
        if near:
            found = self._owner_or(near[0])
            if len(near) == 1 and found is not None and fitting <= {found} and found not in taken:
                return found
        elif len(fitting) == 1 and self._shares(min(fitting), mentioning, beside):
            return min(fitting)
        return self._number(f"name {full[0].key}") if full else self._apart(names[0], mentioning[0])

    def _given(self, owners: list[int]) -> list[int]:
        """Those of given profiles, or all where these are of uploaded ones: an upload makes nobody's name unsure."""
        return [owner for owner in owners if tier_of(self.owners[owner].profile) == "given"] or owners

    def _owner_or(self, key: str) -> int | None:
        """The one person of a full name, None if several profiles have it."""
        claimed = self._claims.get(key, ())
        if len(claimed) > 1:
            return None
        return claimed[0] if claimed else self._number(f"name {key}")

    def _apart(self, name: Printed, owner: int, more: str = "") -> int:
        return self._number(f"name {' '.join(name.parts)} in {self.owners[owner].profile}{more}")

    def _number(self, key: str) -> int:
        return self._numbers.setdefault(key, len(self._numbers))

    def _fits(self, name: Printed) -> set[int]:
        """Owners whose full name a name fits."""
        if name.text not in self._fits_of:
            near = (pair for loose in name.loose for pair in self._fitting.get(loose, ()))
            self._fits_of[name.text] = set(self._given([owner for owner, known in near if name.fits(known)]))
        return self._fits_of[name.text]

    def _near_by(self, names: Sequence[Printed], mentioning: Sequence[int]) -> list[str]:
        """Keys of the full names printed by the same profiles that all of these names fit."""
        keys: set[str] = set()
        for owner in mentioning:
            near = self._full_names_near(owner)
            found = [known for name in names for loose in name.loose for known in near.get(loose, ())]
            keys.update(known.key for known in found if all(name.fits(known) for name in names))
        return sorted(keys)

    def _full_names_near(self, owner: int) -> dict[Loose, list[Printed]]:
        """The full names that a profile prints, its owner's aside."""
        if owner not in self._near:
            near: dict[Loose, list[Printed]] = defaultdict(list)
            for name in dict.fromkeys(self._people_around(owner)):
                for loose in name.loose if name.full and name.key not in self._keys[owner] else ():
                    near[loose].append(name)
            self._near[owner] = near
        return self._near[owner]

    def _shares(self, owner: int, mentioning: Sequence[int], beside: Sequence[Printed]) -> bool:
        """Whether somebody who stands beside a name is known to this owner, or one advisor is theirs and the page's."""
        if owner not in self._known:
            near = {name.key for name in self._people_around(owner) if name.full}
            self._known[owner] = frozenset(near - self._keys[owner])
        around = {name.key for name in beside if name.full}.union(*(self._keys[other] for other in mentioning))
        # a name of several profiles is no evidence: it may be another's
        if any(len(self._claims.get(key, ())) < 2 for key in around & self._known[owner]):
            return True
        mine = self._advisors(owner)
        return any(not mine.isdisjoint(self._advisors(other)) for other in mentioning)

    def _advisors(self, owner: int) -> set[str]:
        named = {name.key for name in map(printed, self.owners[owner].advisors) if name.full}
        return {key for key in named if len(self._claims.get(key, ())) < 2}

    def _people_around(self, owner: int) -> Iterator[Printed]:
        profile = self.owners[owner]
        yield from map(printed, (*profile.advisors, *profile.students))
        for number in self._listed_by[owner]:
            yield from map(printed, self.listings[number].authors)

    @cached_property
    def _listed_by(self) -> list[list[int]]:
        numbers: list[list[int]] = [[] for _ in self.owners]
        for number, listing in enumerate(self.listings):
            numbers[listing.owner].append(number)
        return numbers


def _matched(slots: Sequence[_Slot], rows: Sequence[_Slot]) -> dict[int, int]:
    """Rows of one more list with the slots they are: where the names agree, and no other row or slot fits."""
    found: dict[int, int] = {}
    rounds: tuple[Callable[[_Slot], Iterable[object]], ...] = (_full_keys, _loose)
    for signs in rounds:
        by_sign: dict[object, list[int]] = defaultdict(list)
        done = set(found.values())
        for number, slot in enumerate(slots):
            for sign in signs(slot) if number not in done else ():
                by_sign[sign].append(number)
        hits: dict[int, list[int]] = {}
        for number, row in enumerate(rows):
            if number not in found:
                near = {slot for sign in signs(row) for slot in by_sign.get(sign, ())}
                hits[number] = [slot for slot in sorted(near) if _agree(slots[slot], row)]
        times = Counter(slot for several in hits.values() for slot in several)
        found |= {row: several[0] for row, several in hits.items() if len(several) == 1 == times[several[0]]}
    return found


def _full_keys(slot: _Slot) -> set[str]:
    return {name.key for name in slot.names if name.full}


def _loose(slot: _Slot) -> set[Loose]:
    return {loose for name in slot.names for loose in name.loose}


def _agree(slot: _Slot, row: _Slot) -> bool:
    return any(a.fits(b) for a in slot.names for b in row.names)
