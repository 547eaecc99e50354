"""Who wrote with whom: a network over all profiles, laid out here and drawn by `page.js`; the same as a list."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from qabot.profiles.profile import Profile
from qabot.profiles.same import name_parts, same_person
from qabot.ui import markup, wish
from qabot.ui.words import ENGLISH, Words

DRAWN = 150  # people in the drawing, at most
WIDER = 1.6  # how much wider than high the drawing is
CROWD = 30  # a paper with more authors ties nobody: a consortium is no collaboration


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody in the network. `profile` is a Profile.id, "" for one who is only named."""

    key: str
    name: str
    profile: str


@dataclass(frozen=True, slots=True)
class Network:
    """People and how many papers two of them wrote together, by places in `nodes` (lower one first)."""

    nodes: tuple[Node, ...]
    ties: dict[tuple[int, int], int]


def network(profiles: Sequence[Profile]) -> Network:
    """The owners of profiles in their order, then their co-authors; people who share a name form are one.

    A paper that two profiles list counts once.
    """
    owners = [Node(f"profile {profile.id}", profile.name, profile.id) for profile in profiles]
    by_name: dict[tuple[str, ...], list[int]] = {}
    for place, profile in enumerate(profiles):
        for name in profile.names():
            by_name.setdefault(tuple(sorted(name_parts(name))), []).append(place)
    nodes, places = list(owners), dict[tuple[str, ...], int]()
    papers: dict[str, set[int]] = {}
    for own, profile in enumerate(profiles):
        for paper in profile.papers:
            if not 1 < len(paper.authors) <= CROWD:
                continue
            known = papers.setdefault(" ".join(name_parts(paper.title)) or paper.title, {own})
            known.add(own)
            for name in paper.authors:
                if not any(same_person(name, mine) for mine in profile.names()):
                    known.add(_place(name, nodes, places, by_name))
    ties = Counter(pair for people in papers.values() for pair in combinations(sorted(people), 2))
    return Network(tuple(nodes), dict(ties))


def _place(
    name: str, nodes: list[Node], places: dict[tuple[str, ...], int], owners: dict[tuple[str, ...], list[int]]
) -> int:
    key = tuple(sorted(name_parts(name)))
    if len(set(owners.get(key, ()))) == 1:
        return owners[key][0]
    if key not in places:
        places[key] = len(nodes)
        nodes.append(Node(" ".join(key) or name, name, ""))
    return places[key]


class Drawings:
    """The last network and its drawing: they stay until the profiles change."""

    def __init__(self) -> None:
        self._of: tuple[list[Profile], Network, Network, str] | None = None

    def of(self, profiles: Sequence[Profile]) -> tuple[Network, Network, str]:
        """The network, the part that is drawn, and the data of the drawing."""
        kept = self._of
        if kept and len(kept[0]) == len(profiles) and all(a is b for a, b in zip(kept[0], profiles, strict=True)):
            return kept[1:]
        whole = network(profiles)
        drawn = _best(whole)
        data = json.dumps(_data(drawn)) if whole.ties else ""
        self._of = list(profiles), whole, drawn, data
        return whole, drawn, data


def graph_html(profiles: Sequence[Profile], words: Words = ENGLISH, drawings: Drawings | None = None) -> str:
    """The network as data for the drawing, and as a list of each person's co-authors."""
    whole, drawn, data = (drawings or Drawings()).of(profiles)
    title = f"<h2>{markup.text(words('graph.head'))}</h2>"
    if not whole.ties:
        return markup.block(f'<section>{title}<p class="note">{markup.text(words("graph.none"))}</p></section>')
    note = words("graph.note")
    tied = len({place for pair in whole.ties for place in pair})
    if len(drawn.nodes) < tied:
        note += " " + words("graph.cut", shown=len(drawn.nodes), all=f"{tied:,}")
    return markup.block(
        f'<section>{title}<p class="note">{markup.text(note)}</p>'
        f'<code class="graph-data">{markup.text(data)}</code>'
        f"<details><summary>{markup.text(words('graph.list'))}</summary>{_list(whole, words)}</details></section>"
    )


def _best(whole: Network) -> Network:
    """The part that is drawn: owners who wrote with somebody, then the co-authors with most ties and papers."""
    degree, papers = Counter[int](), Counter[int]()
    for (one, other), count in whole.ties.items():
        for place in (one, other):
            degree[place] += 1
            papers[place] += count
    order = sorted(degree, key=lambda at: (not whole.nodes[at].profile, -degree[at], -papers[at], whole.nodes[at].name))
    kept = {old: new for new, old in enumerate(sorted(order[:DRAWN]))}
    ties = {(kept[a], kept[b]): n for (a, b), n in whole.ties.items() if a in kept and b in kept}
    return Network(tuple(whole.nodes[old] for old in kept), ties)


def _data(drawn: Network) -> dict[str, object]:
    """What `page.js` draws: places are -1..1."""
    at = _places(drawn)
    return {
        "nodes": [
            [node.name, node.profile, round(at[place][0], 3), round(at[place][1], 3)]
            for place, node in enumerate(drawn.nodes)
        ],
        "ties": [[a, b, count] for (a, b), count in drawn.ties.items()],
    }


def _places(drawn: Network) -> dict[int, tuple[float, float]]:
    """Where everyone stands, -1..1: each group of people tied together in a box of its own, side by side in rows."""
    import networkx  # type: ignore[import-untyped]  # late: 0.3 s, and only who opens the tab needs it

    web = networkx.Graph()
    web.add_nodes_from(range(len(drawn.nodes)))
    web.add_weighted_edges_from((a, b, 1 + n**0.5) for (a, b), n in drawn.ties.items())
    groups = sorted(networkx.connected_components(web), key=lambda group: (-len(group), min(group)))
    sides = [len(group) ** 0.5 + 0.6 for group in groups]
    wide = max(sides[0], (sum(side * side for side in sides) * WIDER) ** 0.5)
    at: dict[int, tuple[float, float]] = {}
    for top, left, row_width, height, number in _shelves(sides, wide):
        inner = networkx.spring_layout(
            web.subgraph(sorted(groups[number])), seed=7, k=2.6 / len(groups[number]) ** 0.5, iterations=120
        )
        middle = left + sides[number] / 2 + (wide - row_width) / 2
        reach = sides[number] * 0.42
        for place, (x, y) in inner.items():
            at[place] = (middle + float(x) * reach, top + height / 2 + float(y) * reach)
    across, down = ([spot[axis] for spot in at.values()] for axis in (0, 1))
    return {place: (_within(x, across), _within(y, down)) for place, (x, y) in at.items()}


def _within(value: float, all_values: Sequence[float]) -> float:
    low, high = min(all_values), max(all_values)
    return 2 * (value - low) / (high - low) - 1 if high > low else 0.0


def _shelves(sides: Sequence[float], wide: float) -> list[tuple[float, float, float, float, int]]:
    """Squares in rows no wider than `wide`: top, left, width of the row, its height, and which square."""
    rows: list[list[int]] = [[]]
    for number, side in enumerate(sides):
        if rows[-1] and sum(sides[other] for other in rows[-1]) + side > wide * 1.001:
            rows.append([])
        rows[-1].append(number)
    placed, top = [], 0.0
    for row in rows:
        left, width, height = 0.0, sum(sides[number] for number in row), max(sides[number] for number in row)
        for number in row:
            placed.append((top, left, width, height, number))
            left += sides[number]
        top += height
    return placed


def _list(whole: Network, words: Words) -> str:
    rows = []
    for place, node in enumerate(whole.nodes):
        if not node.profile:
            continue
        with_them = sorted(
            ((count, whole.nodes[b if a == place else a]) for (a, b), count in whole.ties.items() if place in (a, b)),
            key=lambda found: (-found[0], found[1].name),
        )
        names = ", ".join(f"{other.name} ({count})" for count, other in with_them)
        if names:
            rows.append(
                f'<tr><th scope="row" dir="auto">{wish.link("person", node.profile, node.name)}</th>'
                f'<td dir="auto">{markup.text(names)}</td></tr>'
            )
    return (
        f'<table><thead><tr><th scope="col">{markup.text(words("people.name"))}</th>'
        f'<th scope="col">{markup.text(words("graph.with"))} ({markup.text(words("graph.papers"))})</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
