"""An index of several segments answers as one that was built at once; updates write what changed, and no more."""

import importlib
import random
import shutil
from collections import Counter
from math import log
from pathlib import Path

import numpy as np
import pytest
from fakes import READERS, VOCABULARY, WordEmbedder

from qabot.errors import BrokenIndexError
from qabot.index import Index, build
from qabot.index.postings import Collected, merged
from qabot.index.store import open_generation, read_manifest
from qabot.index.terms import stored
from qabot.settings import Settings

DRAFT, SEGMENT, VECTORS = (importlib.import_module(f"qabot.index.{name}") for name in ("draft", "segment", "vectors"))
RARE = [*VOCABULARY, "tree", "trees", "studies", "studied", "Müller", "그래프", "신경망", "東京大学", "moss", "salt"]
QUESTIONS = [
    "graph",
    "graph robot trees",
    "who studied the ocean of music",
    "muller salt",
    "신경망",
    "대",
    "京",
    "moss",
]


class Place:
    """A corpus and an index in a temporary folder."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.index = folder / "corpus", folder / "index"
        self.corpus.mkdir()
        self.embedder = WordEmbedder()

    def build(self, index: Path | None = None):
        self.embedder.embedded.clear()
        return build(self.corpus, index or self.index, embedder=self.embedder, settings=Settings(), read=READERS)

    def open(self, index: Path | None = None) -> Index:
        return Index.open(index or self.index, self.embedder)

    def segments(self) -> list[str]:
        folder = self.index / (self.index / "CURRENT").read_text().strip()
        return [segment.name for segment in read_manifest(folder).segments]

    def put(self, name: str, draw: random.Random, sections: int = 3) -> None:
        heads = draw.sample(["Papers", "Talks", "Awards", "More"], sections)
        parts = [" ".join(draw.choices(RARE, k=draw.randint(1, 6))) for _ in heads]
        text = "".join(f"\n\n## {head}\n\n{part}" for head, part in zip(heads, parts, strict=True))
        (self.corpus / name).write_text(f"# {name[0].upper()} {draw.choice(RARE)}{text}", "utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def seen(index: Index) -> list:
    """What a user could tell two indexes apart by."""
    told: list = [index.people, index.profiles(), [index.chunks(person) for person in index.people]]
    told += [index.source(path) for profile in index.profiles() for path in profile.sources]
    some = index.people[::3]
    for question in QUESTIONS:
        told += [index.search(question, k=k) for k in (1, 4, 30)]
        told += [index.search(question, k=5, people=some), index.search(question, k=5, without=some)]
        told += [index.search(question, k=5, sections=["papers", "awards"])]
        told += [index.search(question, k=5, people=some, sections=["talks"], without=some[:2])]
    return told


def counted(index: Index) -> list[dict]:
    """What the tables of all segments count together, and the keys that may be a typo away from others."""
    sums: list[Counter] = [Counter(), Counter()]
    for key, n in index._snapshot.ask("SELECT key, n FROM tally"):
        sums[0][key] += n
    for *key, n in index._snapshot.ask("SELECT lookup, result, label, score, n FROM place"):
        sums[1][tuple(key)] += n
    near = {(short, key) for short, key in index._snapshot.ask("SELECT key, word FROM near") if sums[0][key]}
    return [*({key: n for key, n in each.items() if n} for each in sums), near]


@pytest.mark.parametrize("seed", range(6))
def test_updates_give_what_a_build_at_once_gives(place, tmp_path, monkeypatch, seed):
    draw = random.Random(seed)
    monkeypatch.setattr(DRAFT, "SMALL", draw.choice([0, 8, 40]))
    monkeypatch.setattr(DRAFT, "AT_ONCE", draw.choice([5, 1000]))
    monkeypatch.setattr(importlib.import_module("qabot.index.scopes"), "FEW", draw.choice([3, 4096]))
    monkeypatch.setattr(importlib.import_module("qabot.index.index"), "DEPTH", 10)  # fewer than there are
    monkeypatch.setattr(VECTORS, "FEW", draw.choice([0, 2048]))
    names = [f"{letter}{number}.md" for letter in "abcdefgh" for number in range(5)]
    for name in names[:20]:
        place.put(name, draw)
    several = 0
    for step in range(12):
        for name in draw.sample(names, draw.choice([1, 1, 2, 12])):
            path = place.corpus / name
            if path.exists() and draw.random() < 0.4:
                path.unlink()
            else:
                place.put(name, draw)
        if draw.random() < 0.3:
            (place.corpus / draw.choice(names)).write_bytes(b"\0")  # what cannot be read
        place.build()
        several = max(several, len(place.segments()))
        if step % 4 == 3:
            place.build(tmp_path / f"once{step}")
            once = place.open(tmp_path / f"once{step}")
            assert seen(place.open()) == seen(once)
            assert counted(place.open()) == counted(once)
    assert several > 1


def test_one_changed_profile_leaves_the_large_segment_as_it_is(place, monkeypatch):
    draw = random.Random(1)
    for number in range(60):
        place.put(f"{number:02}.md", draw)
    place.build()
    (large,) = place.segments()
    files = {path: path.stat().st_mtime_ns for path in (place.index / large).iterdir()}
    place.put("07.md", draw)
    place.embedder.embedded.clear()
    report = place.build()
    assert (report.changed, len(report.unchanged), report.people) == (("07.md",), 59, 60)
    assert len(place.embedder.embedded) <= 3
    assert place.segments()[0] == large
    assert len(place.segments()) == 2
    assert {path: path.stat().st_mtime_ns for path in (place.index / large).iterdir()} == files
    monkeypatch.setattr(DRAFT, "ERASED", 100)
    (place.corpus / "08.md").unlink()
    place.build()
    assert place.segments()[0] == large
    assert len(place.segments()) == 2  # the small one was written again, with what is gone
    assert place.open().manifest.people == 59


def test_what_is_taken_away_does_not_lie_about(place):
    draw = random.Random(11)
    for number in range(60):
        place.put(f"{number:02}.md", draw)
    (place.corpus / "07.md").write_text("# Eve\n\nzanzibar")
    place.build()
    (place.corpus / "07.md").unlink()
    place.build()
    files = [path for name in place.segments() for path in (place.index / name).iterdir()]
    assert files and not any(b"zanzibar" in path.read_bytes() for path in files)


def test_segments_stay_few_and_the_large_one_is_rarely_written(place, monkeypatch):
    monkeypatch.setattr(DRAFT, "SMALL", 4)
    written = []
    finish = DRAFT.SegmentWriter.finish
    monkeypatch.setattr(DRAFT.SegmentWriter, "finish", lambda self: (written.append(self.rows), finish(self))[1])
    draw = random.Random(2)
    for number in range(150):
        place.put(f"{number:03}.md", draw)
        place.build()
        assert len(place.segments()) <= 6
    assert place.open().manifest.chunks == 450
    assert sum(written) < 450 * 12  # each passage was written fewer than 12 times; at each update it would be 75


def test_what_is_changed_again_and_again_does_not_pile_up(place):
    draw = random.Random(3)
    for number in range(20):
        place.put(f"{number:02}.md", draw)
    for _ in range(30):
        place.put("03.md", draw)
        place.put("04.md", draw)
        place.build()
    snapshot = open_generation(place.index).snapshot
    assert sum(len(part.segment.rows) for part in snapshot.parts) <= 1.5 * place.open().manifest.chunks
    assert place.open().manifest.chunks == sum(len(place.open().chunks(person)) for person in place.open().people)


def test_what_an_older_segment_says_of_somebody_does_not_come_back(place):
    draw = random.Random(4)
    for number in range(60):
        place.put(f"{number:02}.md", draw)
    place.build()
    (place.corpus / "05.md").write_text("# Eve\n\nzanzibar")
    place.build()
    (place.corpus / "05.md").unlink()
    place.build()
    for number in range(60, 100):  # enough to have all written again
        place.put(f"{number}.md", draw)
        place.build()
    assert "05.md" not in place.open().people
    assert all(hit.lexical is None for hit in place.open().search("zanzibar", k=5))
    current = [place.index / name for name in place.segments()]
    assert not any(b"zanzibar" in path.read_bytes() for folder in current for path in folder.iterdir())


def test_an_open_index_keeps_its_answers_and_a_later_one_takes_over_its_segments(place):
    draw = random.Random(5)
    for number in range(60):
        place.put(f"{number:02}.md", draw)
    place.build()
    first = place.open()
    before = seen(first)
    place.put("00.md", draw)
    place.build()
    second = place.open()
    parts = [[part.segment for part in index._snapshot.parts] for index in (first, second)]
    assert parts[1][0] is parts[0][0]
    after = seen(second)
    assert after != before
    for name in "xyz":
        place.put(f"{name}.md", draw)
        place.build()
    shutil.rmtree(place.index)
    assert seen(first) == before
    assert seen(second) == after


@pytest.mark.parametrize("file", ["arrays.bin", "store.sqlite", "vectors.f16", "ivf.faiss"])
def test_nothing_is_parsed_before_all_of_it_is_verified(place, monkeypatch, file):
    monkeypatch.setattr(VECTORS, "EXACT", 100)
    draw = random.Random(6)
    for number in range(60):
        place.put(f"{number:02}.md", draw)
    place.build()
    path = place.index / place.segments()[0] / file
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)

    def parsed(*arguments, **options):
        raise AssertionError("parsed")

    for module, name in (("segment", "read_arrays"), ("connections", "opened"), ("segment", "Nearest")):
        monkeypatch.setattr(importlib.import_module(f"qabot.index.{module}"), name, parsed)
    with pytest.raises(BrokenIndexError, match=f"{file} is damaged"):
        place.open()


def test_a_damage_is_seen_while_the_segment_is_open_even_if_no_time_tells_it(place, monkeypatch):
    draw = random.Random(10)
    for number in range(5):
        place.put(f"{number:02}.md", draw)
    place.build()
    monkeypatch.setattr(SEGMENT, "_stamp", lambda path: (1, 2, 3, *[path.stat().st_mtime_ns // 10**10 * 10**10] * 2))
    monkeypatch.setattr(SEGMENT, "JUST_NOW", 20 * 10**9)  # a clock that ticks every 10 s
    first = place.open()
    path = place.index / place.segments()[0] / "arrays.bin"
    with path.open("r+b") as file:
        file.write(b"\xff")
    with pytest.raises(BrokenIndexError, match="arrays.bin is damaged"):
        place.open()
    assert first.people


# -- many rows


@pytest.mark.parametrize("grouped", [1000, 10])  # lists found one by one, and by groups of them
def test_many_rows_are_searched_by_lists_and_scored_by_themselves(tmp_path, monkeypatch, grouped):
    monkeypatch.setattr(VECTORS, "GROUPED", grouped)
    draw = np.random.default_rng(0)
    centres = draw.standard_normal((50, 32))
    rows = centres[draw.integers(50, size=5000)] + 0.4 * draw.standard_normal((5000, 32))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)
    VECTORS.write_ivf(tmp_path / "ivf.faiss", rows)
    near, exact = VECTORS.Nearest(rows, tmp_path / "ivf.faiss"), VECTORS.Nearest(rows, None)
    found = 0
    for query in rows[:100].astype(np.float32):
        best = [nearest.near(query, 10, None) for nearest in (near, exact)]
        top = [set(ids[np.argsort(-near.scores(ids, query))][:10].tolist()) for ids in best]
        found += len(top[0] & top[1])
    assert found >= 950  # of 1000
    mask = np.zeros(5000, bool)
    mask[::7] = True
    assert all(row % 7 == 0 for row in near.near(rows[3].astype(np.float32), 10, mask).tolist())


@pytest.mark.parametrize("masked", [False, True])
def test_few_rows_are_looked_through_with_the_same_result(monkeypatch, masked):
    draw = np.random.default_rng(3)
    rows = draw.standard_normal((300, 32))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)
    rows[40:60] = rows[0]  # as near as each other
    mask = np.arange(300) % 3 > 0 if masked else None
    query = rows[0].astype(np.float32)
    for limit in (1, 5, 30, 1000):
        found = []
        for few in (0, 2048):
            monkeypatch.setattr(VECTORS, "FEW", few)
            ids = VECTORS.Nearest(rows, None).near(query, limit, mask)
            scores = VECTORS.Nearest(rows, None).scores(ids, query)
            best = np.sort(scores)[::-1][: min(limit, len(scores))][-1]
            found.append(sorted(ids[scores >= best].tolist()))
        assert found[0] == found[1]
        assert len(found[0]) >= min(limit, 300 if mask is None else int(mask.sum()))


def test_an_index_with_lists_finds_the_same_people(place, tmp_path, monkeypatch):
    draw = random.Random(7)
    for number in range(80):
        place.put(f"{number:02}.md", draw)
    place.build(tmp_path / "exact")
    monkeypatch.setattr(VECTORS, "EXACT", 100)
    monkeypatch.setattr(VECTORS, "PROBES", 1000)  # all lists
    place.build()
    assert "ivf.faiss" in {path.name for path in (place.index / place.segments()[0]).iterdir()}
    place.put("03.md", draw)
    place.build()
    place.build(tmp_path / "exact2")
    assert [name for name in place.segments() if (place.index / name / "ivf.faiss").exists()] == place.segments()[:1]
    assert len(place.segments()) == 2
    monkeypatch.setattr(DRAFT, "ERASED", 100)
    (place.corpus / "04.md").unlink()
    place.build()
    for question in QUESTIONS:
        hits = place.open().search(question, k=20)
        assert "04.md" not in {hit.chunk.person for hit in hits}
        assert [hit.dense_rank for hit in hits if hit.dense_rank == 1] == [1]


# -- postings


def test_postings_merged_in_pieces_are_those_collected_at_once(monkeypatch):
    postings = importlib.import_module("qabot.index.postings")
    monkeypatch.setattr(postings, "AT_ONCE", 50)
    draw = random.Random(8)
    texts = [" ".join(draw.choices(RARE, k=draw.randint(0, 9))) for _ in range(60)]
    live = np.array([draw.random() < 0.7 for _ in range(30)])

    def collected(some):
        of = Collected()
        for text in some:
            of.add(text)
        return of.arrays()

    pieces = merged([(collected(texts[:30]), live), (collected(texts[30:]), None)])
    whole = collected([text for text, lives in zip(texts[:30], live, strict=True) if lives] + texts[30:])
    assert {name: (of.tolist(), of.dtype) for name, of in pieces.items()} == {
        name: (of.tolist(), of.dtype) for name, of in whole.items()
    }


def test_common_terms_are_passed_over_without_losing_a_row(monkeypatch):
    postings = importlib.import_module("qabot.index.postings")
    draw = np.random.default_rng(9)
    words = [f"w{i}" for i in range(300)]
    shares = 1 / np.arange(1, 301)
    likely = shares / shares.sum()
    texts = [" ".join(draw.choice(words, size=draw.integers(5, 40), p=likely)) for _ in range(1500)]
    halves = []
    for some in (texts[:1100], texts[1100:]):
        collected = Collected()
        for text in some:
            collected.add(text)
        halves.append(collected.arrays())
    dead = [(100, 120), (700, 900)]
    parts = [postings.Held(halves[0], dead), postings.Held(halves[1], [])]
    live = np.ones(1100, bool)
    for a, b in dead:
        live[a:b] = False
    scopes = [postings.Scope(mask=live), postings.Scope()]
    alive = [Counter(text.split()) for number, text in enumerate(texts) if number >= 1100 or live[number]]
    rows = [number for number in range(1500) if number >= 1100 or live[number]]
    average = sum(of.total() for of in alive) / len(alive)
    holding = Counter(word for of in alive for word in of)
    passed = []
    added = postings.Held.added
    monkeypatch.setattr(postings.Held, "added", lambda self, *more: (passed.append(1), added(self, *more))[1])
    for _ in range(40):
        asked = list(draw.choice(words, size=6, replace=False, p=likely))
        keys = postings_keys(asked)
        found = postings.best(list(zip(parts, scopes, strict=True)), parts, keys, 10)
        scored = [
            (score, row + base)
            for (at, of), base in zip(found, (0, 1100), strict=True)
            for row, score in zip(at.tolist(), of.tolist(), strict=True)
        ]
        expected = []
        for words_of, row in zip(alive, rows, strict=True):
            score = 0.0
            for term in asked:
                idf = max(log((len(alive) - holding[term] + 0.5) / (holding[term] + 0.5)), 1e-6)
                times = words_of[term]
                score += idf * 2.2 * times / (times + 1.2 * (0.25 + 0.75 * words_of.total() / average))
            expected.append((score, row))
        expected.sort(key=lambda of: (-of[0], of[1]))
        scored.sort(key=lambda of: (-of[0], of[1]))
        assert [score for score, _ in scored[:10]] == pytest.approx([score for score, _ in expected[:10]], rel=1e-5)
        least = expected[9][0] * (1 + 1e-5)
        assert {row for score, row in expected if score > least} <= {row for _, row in scored}
    assert len(passed) > 10


def postings_keys(words: list[str]) -> list[int]:
    return [key for word in words for key in stored(word)[0]]
