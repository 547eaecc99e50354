"""What a search finds, in which order, and why."""

import importlib
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from math import log, sqrt
from pathlib import Path

import pytest
from fakes import READERS, WordEmbedder

from qabot.errors import BrokenIndexError, QabotError
from qabot.index import Index, as_langchain, build
from qabot.index.segment import DamagedError
from qabot.settings import Settings

FILLERS = "".join(f"\n\n## F{i}\n\nocean" for i in range(8))


@pytest.fixture
def opened(tmp_path: Path):
    """Give a function: pages by file name -> the index over them."""

    def make(**pages: str) -> Index:
        corpus = tmp_path / "corpus"
        corpus.mkdir()
        for name, text in pages.items():
            (corpus / f"{name}.md").write_text(text, "utf-8")
        build(corpus, tmp_path / "index", embedder=WordEmbedder(), settings=Settings(), read=READERS)
        return Index.open(tmp_path / "index", WordEmbedder())

    return make


def texts(hits) -> list[str]:
    return [hit.chunk.text for hit in hits]


def test_order_is_the_sum_of_reciprocal_ranks(opened):
    # dense ("graph" alone counts): graph, graph robot, graph vision robot, then 0 for the rest, the lowest id first
    # words ("tree" is rarer; else the shorter text): tree speech, graph, graph robot, graph vision robot
    index = opened(
        jane="# Jane\n\n## A\n\ntree speech\n\n## B\n\ngraph vision robot\n\n## C\n\ngraph robot\n\n## D\n\ngraph"
        + FILLERS
    )
    hits = index.search("graph tree", k=4)
    assert [(hit.chunk.text, hit.dense_rank, hit.lexical_rank) for hit in hits] == [
        ("graph", 1, 2),
        ("tree speech", 4, 1),
        ("graph robot", 2, 3),
        ("graph vision robot", 3, 4),
    ]
    assert [hit.score for hit in hits] == [1 / 11 + 1.5 / 12, 1 / 14 + 1.5 / 11, 1 / 12 + 1.5 / 13, 1 / 13 + 1.5 / 14]
    assert [hit.dense for hit in hits] == pytest.approx([1, 0, 1 / sqrt(2), 1 / sqrt(3)], abs=3e-4)  # kept as float16
    # BM25, k1 = 1.2, b = 0.75, over 12 texts of 3 to 5 words: the lead's two count
    average = (8 * 3 + 4 + 5 + 4 + 3) / 12
    tree = log((12 - 1 + 0.5) / (1 + 0.5)) * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 4 / average))
    graph = log((12 - 3 + 0.5) / (3 + 0.5)) * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 3 / average))
    assert [hits[1].lexical, hits[0].lexical] == pytest.approx([tree, graph], rel=1e-6)


def test_a_side_that_did_not_find_a_passage_gives_it_no_score(opened):
    index = opened(jane="# Jane\n\n## A\n\ngraph" + FILLERS)
    last = index.search("graph", k=9)[-1]
    assert (last.chunk.text, last.lexical, last.lexical_rank) == ("ocean", None, None)


def test_people_are_filtered_before_ranking(opened):
    crowd = "".join(f"\n\n## S{i}\n\ngraph {i}" for i in range(300))  # three times as many as are fused
    index = opened(a="# Ann\n\ngraph ocean ocean ocean", b="# Bob" + crowd, c="# Cy\n\nocean graph ocean ocean robot")
    assert {hit.chunk.person for hit in index.search("graph", k=8)} == {"b.md"}
    (hit,) = index.search("graph", k=8, people=["a.md"])
    assert (hit.chunk.person, hit.dense_rank, hit.lexical_rank) == ("a.md", 1, 1)
    hits = index.search("graph", k=8, people=["c.md", "a.md"])  # not neighbours: two ranges
    assert [(hit.chunk.person, hit.dense_rank, hit.lexical_rank) for hit in hits] == [("a.md", 1, 1), ("c.md", 2, 2)]
    hits = index.search("graph", k=301, people=["a.md", "b.md"])
    assert len(hits) == 301
    assert {hit.chunk.person for hit in hits} == {"a.md", "b.md"}


def test_the_name_of_the_person_asked_about_does_not_tell_their_passages_apart(opened):
    index = opened(ann="# Ann Vale\n\n## A\n\nAnn Vale\n\n## B\n\nmuseum", bob="# Bob Moor" + FILLERS)

    def ranks(question, people):
        return {hit.chunk.text: hit.lexical_rank for hit in index.search(question, k=2, people=people)}

    assert ranks("Ann Vale's museum", []) == {"museum": 1, "Ann Vale": 2}
    assert ranks("Ann Vale's museum", ["ann.md"]) == {"museum": 1, "Ann Vale": None}
    assert ranks("Ann Vale", ["ann.md"]) == {"Ann Vale": 1, "museum": 2}  # nothing but the name is asked


def test_sections_are_filtered_before_ranking(opened):
    page = "# {}\n\n## Papers\n\ngraph robot\n\n## Awards\n\ngraph prize {}"
    index = opened(a=page.format("Ann", 1), b=page.format("Bob", 2))
    hits = index.search("graph", k=8, sections=["awards"])
    assert [(hit.chunk.person, hit.chunk.text, hit.dense_rank) for hit in hits] == [
        ("a.md", "graph prize 1", 1),
        ("b.md", "graph prize 2", 2),
    ]
    assert texts(index.search("graph", k=8, people=["b.md"], sections=["awards"])) == ["graph prize 2"]
    assert len(index.search("graph", k=8, sections=["awards", "papers"])) == 4
    assert index.search("graph", k=8, sections=["talks"]) == []


def test_the_same_text_of_one_person_comes_once_and_takes_one_rank(opened):
    page = "# {}\n\n## Selected\n\ngraph\n\n## Papers\n\ngraph\n\n## More\n\ngraph\n\n## Other\n\ngraph robot"
    index = opened(a=page.format("Ann"), b=page.format("Bob"))
    hits = index.search("graph", k=8)
    assert [(hit.chunk.id, hit.chunk.person, hit.chunk.text, hit.dense_rank) for hit in hits] == [
        (0, "a.md", "graph", 1),
        (0, "b.md", "graph", 2),
        (3, "a.md", "graph robot", 3),
        (3, "b.md", "graph robot", 4),
    ]
    hits = index.search("graph", k=8, people=["b.md"], sections=["papers", "more"])
    assert [(hit.chunk.id, hit.chunk.kind) for hit in hits] == [(1, "papers")]  # the first that passes the filter


def test_the_first_of_the_same_texts_stands_for_the_one_that_was_found(opened):
    index = opened(a="# Ann\n\n## Papers\n\nrobot\n\n## More on graph\n\nrobot")
    assert [(hit.chunk.id, hit.dense) for hit in index.search("graph robot", k=8)] == [(0, pytest.approx(1, abs=1e-3))]


def test_what_faiss_pads_with_is_dropped(opened):
    index = opened(a="# Ann\n\ngraph", b="# Bob\n\nrobot", c="# Cy\n\nocean")
    hits = index.search("graph", k=100)
    assert [hit.chunk.person for hit in hits] == ["a.md", "b.md", "c.md"]
    assert [hit.chunk.person for hit in index.search("graph", k=100, people=["a.md", "c.md"])] == ["a.md", "c.md"]
    assert [hit.chunk.person for hit in index.search("graph", k=100, people=["b.md"])] == ["b.md"]


def test_ties_go_to_the_lower_id(opened):
    index = opened(**{name: f"# {name}\n\nrobot {name}" for name in "dbca"})
    assert [hit.chunk.person for hit in index.search("robot", k=3)] == ["a.md", "b.md", "c.md"]


def test_nothing_asked_or_nobody_there_finds_nothing(opened):
    index = opened(a="# Ann\n\ngraph")
    assert index.search("", k=5) == index.search(" \n", k=5) == index.search("graph", k=0) == []
    assert index.search("graph", k=5, people=["nobody.md"]) == []
    assert texts(index.search("graph", k=5, people=["nobody.md", "a.md"])) == ["graph"]


@pytest.mark.parametrize(
    ("question", "person"),
    [("신경망을 연구하는 사람", "a.md"), ("東京の大学", "b.md"), ("сети", "c.md"), ("muller", "d.md"), ("翔", "b.md")],
)
def test_other_scripts_are_found_by_their_words(opened, question, person):
    index = opened(
        a="# 박시환\n\n그래프 신경망 연구",
        b="# 大谷翔\n\n東京大学",
        c="# Иванов\n\nНейронные сети",
        d="# Hans Müller\n\nhi",
        e="# E\n\nocean",
        f="# F\n\nocean",
    )
    assert [hit.chunk.person for hit in index.search(question, k=6) if hit.lexical_rank == 1] == [person]


@pytest.mark.parametrize("question", ['"', "NEAR(", "*", "a OR b", "') --", "terms : x", "\0"])
def test_query_syntax_is_only_text(opened, question):
    index = opened(a="# Ann\n\ngraph")
    assert [hit.lexical_rank for hit in index.search(question, k=5)] == [None]


def test_profiles_sources_and_passages_come_back_by_name(opened):
    index = opened(b="# Bob\n\nrobot", a="# Ann\n\ngraph\n\n## Papers\n- one")
    assert index.people == ("a.md", "b.md")
    assert [profile.name for profile in index.profiles()] == ["Ann", "Bob"]
    assert index.profile("b.md") is index.profiles()[1]
    assert index.source("a.md").text == "Ann\n\ngraph\n\nPapers\none"
    assert [(c.id, c.text) for c in index.chunks("a.md")] == [(0, "graph"), (1, "one")]
    assert [(c.id, c.text) for c in index.chunks("b.md")] == [(0, "robot")]
    assert index.chunks("nobody") == []
    assert (index.manifest.people, index.manifest.chunks, index.manifest.model) == (2, 3, "words")
    with pytest.raises(QabotError, match="no profile 'c.md'"):
        index.profile("c.md")
    with pytest.raises(QabotError, match="no source 'c.md'"):
        index.source("c.md")


def test_every_passage_is_the_source_at_its_span(opened):
    index = opened(a="# Ann\n\ngraph of 그래프\n\n- one\n  - two", b="# Bob\n\n## Papers\n- x\n- y")
    for person in index.people:
        for chunk in index.chunks(person):
            assert index.source(chunk.source).text[chunk.start : chunk.end] == chunk.text


def test_eight_threads_get_what_one_gets(opened):
    index = opened(a="# Ann\n\ngraph robot" + FILLERS, b="# Bob\n\nrobot speech" + FILLERS)
    questions = ["graph", "robot", "speech ocean", "신경망"] * 50
    alone = [index.search(question, k=5) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda question: index.search(question, k=5), questions)) == alone


def test_words_are_looked_up_while_the_model_computes(opened, monkeypatch):
    index, begun = opened(a="# Ann\n\ngraph robot", b="# Bob\n\nocean"), threading.Event()
    usual = index._lexical
    monkeypatch.setattr(index, "_lexical", lambda *asked: begun.set() or usual(*asked))
    monkeypatch.setattr(index._embedder, "query", lambda text: begun.wait(10) and WordEmbedder().query(text))
    (hit,) = index.search("robot", k=1)
    assert (hit.chunk.text, hit.dense_rank, hit.lexical_rank) == ("graph robot", 1, 1)


def test_where_no_thread_is_free_the_one_that_asks_looks_words_up(opened, monkeypatch):
    index, held, asking = opened(a="# Ann\n\ngraph robot", b="# Bob\n\nocean"), threading.Event(), []
    usual = index._lexical
    with ThreadPoolExecutor(1) as pool:
        monkeypatch.setattr(index, "_beside", pool)
        monkeypatch.setattr(index, "_lexical", lambda *asked: asking.append(threading.get_ident()) or usual(*asked))
        pool.submit(held.wait, 10)
        (hit,) = index.search("robot", k=1)
        held.set()
    assert (hit.chunk.text, hit.dense_rank, hit.lexical_rank) == ("graph robot", 1, 1)
    assert asking == [threading.get_ident()]


def test_who_asks_while_another_does_has_no_helper(opened, monkeypatch):
    index, asking = opened(a="# Ann\n\ngraph robot", b="# Bob\n\nocean"), []
    usual = index._lexical
    monkeypatch.setattr(index, "_lexical", lambda *asked: asking.append(threading.get_ident()) or usual(*asked))
    with index._alone:
        (during,) = index.search("robot", k=1)
    (after,) = index.search("robot", k=1)
    assert during == after
    assert asking[0] == threading.get_ident() != asking[1]


def test_what_fails_beside_the_model_fails_the_search(opened, monkeypatch):
    index = opened(a="# Ann\n\ngraph robot")

    def broken(*_):
        raise DamagedError("s-1 cannot be read.", "Build it again.")

    monkeypatch.setattr(importlib.import_module("qabot.index.index"), "best", broken)
    with pytest.raises(DamagedError, match="s-1 cannot be read"):
        index.search("robot", k=1)


def test_an_index_of_another_model_is_refused_with_both_names(opened, tmp_path):
    opened(a="# Ann\n\ngraph")
    with pytest.raises(BrokenIndexError) as refused:
        Index.open(tmp_path / "index", WordEmbedder("other"))
    assert "model words (13 dimensions)" in refused.value.message
    assert "this bot uses other (13 dimensions)" in refused.value.message
    assert "python -m qabot index" in refused.value.hint


def test_langchain_gets_documents_and_vectors(opened):
    from qabot.index import ProfileRetriever

    index = opened(a="# Ann\n\n## Papers\n\ngraph robot", b="# Bob\n\ngraph")
    (document,) = ProfileRetriever(index=index, k=3, people=["a.md"]).invoke("graph")
    assert (document.id, document.page_content) == ("a.md:13-24", "graph robot")
    assert {name: document.metadata[name] for name in ("source", "start_index", "person", "section")} == {
        "source": "a.md",
        "start_index": 13,
        "person": "a.md",
        "section": "Ann › Papers",
    }
    embeddings = as_langchain(WordEmbedder())
    assert embeddings.embed_query("graph") == [1.0] + [0.0] * 12
    assert embeddings.embed_documents(["graph", "robot"]) == [[1.0] + [0.0] * 12, [0.0, 1.0] + [0.0] * 11]


def test_importing_the_room_brings_no_heavy_library():
    code = (
        "import sys, qabot.index; qabot.index.SentenceTransformersEmbedder();"
        "print(sorted({'numpy', 'faiss', 'torch', 'langchain_core', 'langchain_text_splitters', 'tokenizers',"
        " 'sentence_transformers'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
