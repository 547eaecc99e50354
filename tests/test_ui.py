"""The page's pure parts: what text becomes on its way to the browser. No browser, no server, no model."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from qabot.answers.answer import Citation
from qabot.errors import QabotError
from qabot.profiles.profile import Degree, Paper, Profile, Value
from qabot.sources.source import Source, Span
from qabot.ui import card, markup, quote
from qabot.ui.examples import NOTHING_YET, example_questions
from qabot.ui.session import KEEP, Session
from qabot.ui.turns import Turn
from qabot.ui.words import Words

EMPTY = Words()("sources.empty")


class Page(HTMLParser):
    """What a browser makes of HTML: its tags, its attributes, its text, and the text of each <mark>."""

    def __init__(self, markup_: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.marks: list[str] = []
        self.words = ""
        self.pieces: list[str] = []
        self._open = False
        self.feed(markup_)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag == "mark":
            self._open = True
            self.marks.append("")

    def handle_endtag(self, tag):
        if tag == "mark":
            self._open = False

    def handle_data(self, data):
        self.words += data
        self.pieces += [data.strip()] * bool(data.strip())
        if self._open:
            self.marks[-1] += data


def citation(text: str, snippet: str, *, number: int = 1, **more: object) -> Citation:
    start = text.index(snippet)
    values = {"source": "a.md", "page": None, "section": "About", "person": "Ada Nkemelu", **more}
    return Citation(number=number, snippet=snippet, start=start, end=start + len(snippet), **values)


def only(text: str):
    return lambda path: Source(path, "text", text, ())


# --- cutting the text around a snippet


def test_context_is_cut_between_words():
    text = "one two three four five six seven"
    start, end = text.index("four"), text.index("four") + 4
    left, right = quote.reach(text, start, end, around=7)
    assert (text[left:start], text[end:right]) == ("three ", " five")


def test_context_reaches_the_ends_of_a_short_text():
    assert quote.reach("one two three", 4, 7) == (0, 13)


def test_context_at_a_gap_keeps_the_whole_reach():
    text = "aa bb cc dd ee"
    assert quote.reach(text, 6, 8, around=3) == (3, 11)


def test_context_in_a_script_without_spaces_is_cut_between_characters():
    text = "가" * 500 + "나다" + "라" * 500
    assert quote.reach(text, 500, 502) == (300, 702)


def test_context_never_cuts_into_the_snippet():
    text = "x" * 300 + "SNIP" + "y" * 300
    left, right = quote.reach(text, 300, 304, around=10)
    assert left <= 300 <= 304 <= right
    assert text[left:300] == "x" * 10


# --- cards and the sources pane


def test_marked_words_are_the_snippet_exactly():
    snippet = 'A *star*, _x_ | pipe | <b>no</b> $x_1$ &lt; "quoted"\n\n  # not a heading'
    text = f"Before <i>it</i>.\n{snippet}\nAfter it."
    (made,) = card.cards([citation(text, snippet)], only(text))
    page = Page(card.pane(3, "Why?", [made]))
    assert page.marks == [snippet]
    assert f"Before <i>it</i>.\n{snippet}\nAfter it." in page.words
    known = {"section", "h2", "h3", "p", "div", "article", "span", "blockquote", "mark", "a"}
    assert set(page.tags) == known


def test_pane_is_one_line_so_that_markdown_reads_none_of_it():
    text = "one\n\n    code\n\n# heading\n"
    (made,) = card.cards([citation(text, "code")], only(text))
    shown = card.pane(1, "a\n\nb", [made])
    assert "\n" not in shown
    assert shown.startswith("<section>")


def test_pane_says_number_person_section_file_and_page():
    text = "She leads the Fjord Lab."
    found = citation(text, "Fjord Lab", number=7, source="ada/cv.pdf", page=12, section="Posts")
    shown = card.pane(4, "q", card.cards([found], only(text), lambda path: "2026-03-01"))
    assert ("id", "src-4-7") in Page(shown).attributes
    assert Page(shown).pieces == [
        *("Sources", "for “q”", "Ada Nkemelu", "ada/cv.pdf", "file of 2026-03-01", "7", "Posts", "page 12"),
        *("She leads the", "Fjord Lab", ".", "Whole source", "Wrong citation", "Back to the answer"),
    ]


def test_citations_of_one_file_stand_together_in_the_order_of_the_answer():
    text = "one two three"
    cited = [citation(text, "one", number=1), citation(text, "two", number=2, source="b.md")]
    cited.append(citation(text, "three", number=3))
    shown = card.pane(1, "q", card.cards(cited, only(text)))
    assert re.findall('<span class="file">([^<]*)</span>', shown) == ["a.md", "b.md"]
    assert re.findall('id="src-1-([0-9])"', shown) == ["1", "3", "2"]


def test_ellipses_stand_only_where_the_text_goes_on():
    text = "word " * 100 + "HERE" + "\n \n"
    (made,) = card.cards([citation(text, "HERE")], only(text))
    assert (made.quote.cut_before, made.quote.cut_after) == (True, False)
    shown = re.search("<blockquote[^>]*>(.*)</blockquote>", card.pane(1, "q", [made]))
    assert shown and shown[1].startswith("…word ")
    assert shown[1].count("…") == 1


@pytest.mark.parametrize("now", ["another text", None])
def test_when_the_file_has_changed_the_card_shows_the_snippet_alone(now):
    def source(path: str) -> Source:
        if now is None:
            raise QabotError("gone")
        return Source(path, "text", now, ())

    found = citation("the old text", "old")
    (made,) = card.cards([found], source)
    assert made == card.Card(found, quote.Quote("old"))
    assert Page(card.pane(1, "q", [made])).marks == ["old"]


def test_pane_before_and_without_sources():
    assert "numbers" not in card.pane(0, "", ())
    assert EMPTY in Page(card.pane(0, "", ())).words
    assert "This answer quotes no profile." in card.pane(2, "q", ())


# --- answers


def test_markers_link_to_the_source_of_their_turn():
    shown = markup.answer("First [1], then [2].", [1, 2], turn=5)
    assert re.findall(r'<a class="cite" href="([^"]*)"[^>]*>([^<]*)</a>', shown) == [
        ("#src-5-1", "[1]"),
        ("#src-5-2", "[2]"),
    ]


def test_only_markers_of_citations_become_links():
    assert "<a" not in markup.answer(r"See [3], \[1\] and array[10].", [1], turn=5)
    assert Page(markup.answer(r"See [3], \[1\].", [1], turn=5)).words.strip() == "See [3], [1]."


def test_an_answer_on_its_way_has_no_links():
    assert "<a" not in markup.live("First [1].", [1], "answered")


def test_bold_and_lists_are_all_the_markdown_there_is():
    shown = markup.answer("**Papers**:\n\n- one [1]\n- two", [1], turn=1)
    assert [tag for tag in Page(shown).tags if tag != "div"] == ["p", "strong", "ul", "li", "a", "li"]


@pytest.mark.parametrize(
    "words",
    [
        "<script>window.x = 1</script>",
        '<img src=x onerror="alert(1)">',
        "![beacon](http://evil.example/a.png)",
        "[press](javascript:alert(1))",
        "[press](http://evil.example/)",
        "[press]: http://evil.example/",
        "<http://evil.example/>",
        "http://evil.example/",
        "# not a heading",
        "Title\n---",
        "    not code",
        "`not code` and ```not code```",
        "a *star*, an _underscore_, __two__ and ~~strike~~",
        "| a | b |\n|---|---|\n| c | d |",
        "$x_1$ and $$y^2$$ and \\(z\\)".replace("\\(", "(").replace("\\)", ")"),
        "&lt;b&gt; &amp; &copy; &#60;",
        "> not a quotation",
        "{{constructor}} ${window.x = 1}",
        '<a href="#src-1-1" id="src-1-1" style="position:fixed">x</a>',
        "<svg/onload=alert(1)><iframe src=//evil.example><form action=//evil.example><style>*{}</style>",
    ],
)
def test_text_shows_as_it_stands(words):
    for shown in (markup.answer(words, []), markup.question(words), markup.problem(QabotError(words, words))):
        page = Page(shown)
        assert set(page.tags) <= {"div", "p", "strong", "br"}
        assert {name for name, _ in page.attributes} <= {"class", "dir"}
        assert words.strip().replace("\n", "") in page.words.replace("\n", "")


def test_block_keeps_to_its_list_even_where_escaping_was_forgotten():
    hostile = (
        '<p onclick="x()" style="position:fixed" id="log">a<img src=//evil.example><script>b</script>'
        '<a href="javascript:c">d</a><a href="//evil.example">e</a><form><input></form><iframe></iframe></p>'
    )
    page = Page(markup.block(hostile))
    assert set(page.tags) <= {"p", "a"}
    assert "javascript" not in markup.block(hostile)
    assert {name for name, _ in page.attributes} <= {"href", "rel"}


def test_status_is_said_in_plain_words():
    assert Page(markup.reply("No phone number.", [], 1, "not_stated")).words.startswith("Not stated in the profile")
    assert Page(markup.reply("Yes.", [], 1, "answered")).words.strip() == "Yes."


def test_a_question_keeps_its_lines_and_a_huge_one_is_cut():
    assert Page(markup.question("one\r\n\r\ntwo")).words == "one\n\ntwo"
    assert len(Page(markup.question("x" * 100_000)).words) == markup.SHOWN_QUESTION + 2


def test_pieces_grow_between_words_outside_bold_and_end_whole():
    words = "Ada is **advised by Bo** and [1] " * 40
    pieces = markup.pieces(words)
    assert pieces[-1] == words
    assert 8 <= len(pieces) <= markup.PIECES
    assert all(
        later.startswith(earlier) and later != earlier for earlier, later in zip(pieces, pieces[1:], strict=False)
    )
    assert all(piece.count("**") % 2 == 0 and piece[-1] == " " for piece in pieces[:-1])


@pytest.mark.parametrize("words", ["", "word", "가나다", "a b"])
def test_pieces_of_a_short_text(words):
    assert markup.pieces(words)[-1] == words
    assert len(markup.pieces(words)) <= 3


# --- the conversation


def test_session_keeps_turns_and_their_sources():
    found = citation("the old text", "old")
    session = Session().asking("q <1>")
    assert [m["role"] for m in session.messages()] == ["user"]
    assert Page(session.messages()[0]["content"]).words == "q <1>"
    shown = card.Card(found, quote.Quote("old"))
    session = session.told(Turn("q1", "Q1", "A1", cards=(shown,))).told(Turn("q2", "Q2", "A2"))
    assert [m["content"] for m in session.messages()] == ["Q1", "A1", "Q2", "A2"]
    assert session.next_turn == 3
    assert 'id="src-1-1"' in session.sources(1)
    assert "This answer quotes no profile." in session.sources(2)
    for missing in (0, 3, -1):
        assert EMPTY in html.unescape(session.sources(missing))


def test_a_very_long_conversation_lets_old_sources_go():
    shown = card.Card(citation("text", "text"), quote.Quote("text"))
    session, turn = Session(), Turn("q", "Q", "A", cards=(shown,))
    for _ in range(KEEP + 2):
        session = session.told(turn)
    assert [bool(kept.cards) for kept in session.turns] == [False, False] + [True] * KEEP


# --- example questions


def person(name: str, **facts: object) -> Profile:
    return Profile(id=name, sources=(f"{name}.md",), name=name, **facts)


WHERE = Span("a", 0, 1)


def test_examples_are_about_different_people_and_what_they_hold():
    people = [
        person("Ada", papers=(Paper(title="T", span=WHERE, year=2020),), interests=(Value("maps", WHERE),)),
        person("Bo", interests=(Value("kelp", WHERE),)),
        person("Cy", education=(Degree(degree="PhD", organization="U", span=WHERE),)),
    ]
    assert example_questions(people) == (
        "What is Ada's latest paper?",
        "Who works on kelp?",
        "Who is Cy?",
        "Where did Cy study?",
    )


def test_where_little_is_known_examples_ask_who_people_are():
    people = [person(name) for name in ("Ada", "Bo", "Cy", "Di", "Ed")]
    assert example_questions(people) == ("Who is Ada?", "Who is Bo?", "Who is Cy?", "Who is Di?")


def test_examples_without_profiles():
    assert example_questions([]) == NOTHING_YET


# --- looks


def test_text_is_readable_on_its_ground():
    css = files("qabot.ui").joinpath("page.css").read_text(encoding="utf-8")
    schemes = re.findall(r"\{([^}]*--qa-paper:[^}]*)\}", css)
    assert len(schemes) == 2  # light, dark
    for block in schemes:
        colours = dict(re.findall(r"--qa-([a-z-]+): (#[0-9a-f]{6});", block))
        for ink, grounds in {
            "ink": ("paper", "sheet", "tint", "alarm-tint"),
            "soft": ("paper", "sheet"),
            "accent": ("paper", "sheet", "tint"),
            "mark-ink": ("mark",),
        }.items():
            for ground in grounds:
                assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, by WCAG 2."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_what_follows_a_list_stands_below_it():
    shown = markup.answer("**Ada**\n- one\n- two\n**Bo**\n- three\nThe same.", ())
    assert "".join(shown.split("&#10;")) == (
        '<div class="answer" dir="auto"><p><strong>Ada</strong></p><ul><li>one</li><li>two</li></ul>'
        "<p><strong>Bo</strong></p><ul><li>three</li></ul><p>The same.</p></div>"
    )
