"""Where a chunk begins and ends."""

from itertools import pairwise

import pytest
from fakes import WordEmbedder, profile_of, source_of
from hypothesis import given, settings
from hypothesis import strategies as st

from qabot.index import Chunk, chunks_of, embed_text
from qabot.profiles.profile import Paper, Profile, Section
from qabot.sources.source import Block, Source, Span

COUNT = WordEmbedder().count_tokens  # words, and two marks


def cut(written: str, limit: int = 200, **facts) -> list[Chunk]:
    source = source_of(written)
    profile = profile_of("jane.md", [source])
    profile = Profile(**{**{name: getattr(profile, name) for name in Profile.__slots__}, **facts})
    chunks = chunks_of(profile, [source], COUNT, limit)
    assert all(source.text[c.start : c.end] == c.text for c in chunks)
    assert all(COUNT(embed_text(c)) <= limit for c in chunks)
    assert [c.id for c in chunks] == list(range(len(chunks)))
    return chunks


def test_a_chunk_says_whose_it_is_and_where_it_stands():
    assert cut("# Jane Roe\n\n## Papers\n- On graphs\n- On robots") == [
        Chunk(
            id=0,
            person="jane.md",
            name="Jane Roe",
            source="jane.md",
            start=17,
            end=36,
            section="Jane Roe › Papers",
            text="On graphs\nOn robots",
            kind="papers",
            lead="Jane Roe — Papers",
        )
    ]


def test_what_is_embedded_begins_with_name_and_section():
    (chunk,) = cut("# Jane Roe\n\n## Work\n\n### Labs\n\nShe leads one.")
    assert embed_text(chunk) == "Jane Roe — Work › Labs\nShe leads one."


def test_small_neighbours_of_one_section_are_joined_up_to_the_limit_and_no_further():
    # the lead "Jane" and the two marks leave room for seven words
    chunks = cut("# Jane\n- a b c\n- d e f\n- g h\n- i j k l m", limit=10)
    assert [c.text for c in chunks] == ["a b c\nd e f", "g h\ni j k l m"]


def test_signs_between_the_parts_count_too():
    text = "Jane\n* a b\n* c d\n* e f\n* g h"
    items = tuple(Block("item", at, at + 3, 1) for at in range(7, 26, 6))
    source = Source("jane.md", "text", text, (Block("heading", 0, 4, 1), *items))
    profile = Profile(id="jane.md", sources=("jane.md",), name="Jane")
    for limit, parts in ((8, ["Jane\n* a b", "c d\n* e f", "g h"]), (6, ["Jane\n* a b", "c d", "e f", "g h"])):
        assert [c.text for c in chunks_of(profile, [source], COUNT, limit)] == parts


def test_sections_are_never_joined():
    chunks = cut("# Jane\n\n## Papers\n- a\n\n## Awards\n- b")
    assert [(c.section, c.text) for c in chunks] == [("Jane › Papers", "a"), ("Jane › Awards", "b")]


def test_an_entry_stays_with_the_items_nested_in_it():
    chunks = cut("# Jane\n- a b\n  - c\n  - d\n- e f\n  - g\n    - h", limit=10)
    assert [c.text for c in chunks] == ["a b\nc\nd", "e f\ng\nh"]


def test_an_entry_too_long_for_one_chunk_is_cut_between_its_items_first():
    chunks = cut("# Jane\n- a b c d\n  - e f g h\n  - i j k l\n- m", limit=10)
    assert [c.text for c in chunks] == ["a b c d", "e f g h", "i j k l\nm"]


def test_a_long_paragraph_is_cut_after_a_sentence():
    chunks = cut("# Jane\n\nShe studies large graphs. She builds robots too. She sings.", limit=10)
    assert [c.text for c in chunks] == ["She studies large graphs.", "She builds robots too. She sings."]


def facts(written: str, *entries: str) -> tuple[Paper, ...]:
    text = source_of(written).text
    starts = [text.index(entry) for entry in entries]
    return tuple(
        Paper(title="", span=Span("jane.md", a, a + len(entry))) for a, entry in zip(starts, entries, strict=True)
    )


def test_a_fact_spread_over_paragraphs_is_one_entry():
    written = "# Jane\n\nOn graphs\n\nJ. Roe, ICML\n\nOn robots\n\nJ. Roe, ACL"
    entries = ["On graphs\n\nJ. Roe, ICML", "On robots\n\nJ. Roe, ACL"]
    assert [c.text for c in cut(written, limit=10)] == ["On graphs\n\nJ. Roe, ICML\n\nOn robots", "J. Roe, ACL"]
    assert [c.text for c in cut(written, limit=10, papers=facts(written, *entries))] == entries


def test_a_long_paragraph_of_facts_is_cut_where_one_begins():
    written = "# Jane\n\na b c. d e\nf g h i j"
    assert [c.text for c in cut(written, limit=10)] == ["a b c. d e", "f g h i j"]
    entries = ["a b c.", "d e\nf g h i j"]
    assert [c.text for c in cut(written, limit=10, papers=facts(written, *entries))] == entries


def test_a_heading_alone_is_kept_only_where_no_sub_section_carries_it():
    chunks = cut("# Jane, who sings\n\n## Prizes\n\n## Papers\n- a")
    assert [(c.text, c.lead) for c in chunks] == [
        ("Prizes", "Jane, who sings — Prizes"),
        ("a", "Jane, who sings — Papers"),
    ]


def test_a_long_heading_does_not_crowd_the_text_out():
    heading = "one two three four five six"
    chunks = cut(f"# Jane\n\n## {heading}\n\n### Labs\n- a", limit=15)
    assert [(c.section, c.lead, c.text) for c in chunks] == [
        (f"Jane › {heading}", "Jane", heading),  # too long for a lead, so it is a text of its own
        (f"Jane › {heading} › Labs", "Jane — Labs", "a"),
    ]


def test_text_outside_every_section_is_not_lost():
    source = source_of("before\n\n# Head\n\nafter")
    section = Section("", "Head", ("Head",), Span("jane.md", 8, 12))
    profile = Profile(id="jane.md", sources=("jane.md",), name="Jane", sections=(section,))
    assert [c.text for c in chunks_of(profile, [source], COUNT, 50)] == ["before", "Head", "after"]


def test_sources_follow_one_another_and_ids_go_on():
    sources = [source_of("# Jane\n\none", "jane/a.md"), source_of("# CV\n\ntwo", "jane/b.md")]
    chunks = chunks_of(profile_of("jane", sources), sources, COUNT, 50)
    assert [(c.id, c.source, c.text, c.name) for c in chunks] == [
        (0, "jane/a.md", "one", "Jane"),
        (1, "jane/b.md", "two", "Jane"),
    ]


LINES = st.lists(
    st.sampled_from(
        [
            "# H",
            "## Two words",
            "- item of text",
            "  - nested",
            "| row | cell |",
            "",
            "A sentence. And more",
            "長い文。",
        ]
    )
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(LINES, st.integers(8, 40))
def test_every_word_is_in_a_chunk_or_in_the_headings_over_one(lines, limit):
    written = "\n".join(lines)
    if not written.strip():
        return
    source = source_of(written)
    chunks = chunks_of(profile_of("jane.md", [source]), [source], COUNT, limit)
    assert [(c.start, c.end) for c in chunks] == sorted((c.start, c.end) for c in chunks)
    assert all(a.end <= b.start for a, b in pairwise(chunks))
    assert all(c.text == source.text[c.start : c.end] == c.text.strip() != "" for c in chunks)
    covered = {i for c in chunks for i in range(c.start, c.end)}
    titles = {title for c in chunks for title in c.section.split(" › ")}
    for block in source.blocks:
        words = {i for i in range(block.start, block.end) if not source.text[i].isspace()}
        assert words <= covered or (block.kind == "heading" and source.quote(block) in titles)


def test_a_huge_page_without_a_space_is_cut_in_a_few_seconds():
    text = "字" * 100_000
    source = Source("a.txt", "text", text, (Block("paragraph", 0, len(text)),))
    profile = Profile(id="a.txt", sources=("a.txt",), name="A")
    chunks = chunks_of(profile, [source], lambda words: len(words) + 2, 102)
    assert "".join(c.text for c in chunks) == text
    assert {len(c.text) for c in chunks[:-1]} == {98}  # 102 less the marks, the lead "A" and the line break


@pytest.mark.parametrize("kind", ["paragraph", "pre", "row", "field", "item"])
def test_a_million_characters_in_one_block_are_all_kept(kind):
    text = " ".join(["word"] * 20_000)
    source = Source("a.txt", "text", text, (Block(kind, 0, len(text)),))
    chunks = chunks_of(Profile(id="a", sources=("a.txt",), name="A"), [source], COUNT, 200)
    assert sum(len(c.text.split()) for c in chunks) == 20_000
