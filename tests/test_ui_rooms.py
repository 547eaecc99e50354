"""The rooms of the page without a browser: files offered, locks, kept chats, export, people, network, words."""

from __future__ import annotations

import dataclasses
import json
import re
import string
import sys
import zipfile
from pathlib import Path

import pytest

from qabot.answers.answer import Answer, Citation
from qabot.errors import CorpusError
from qabot.profiles.profile import Degree, Paper, Position, Profile, Value
from qabot.settings import Settings
from qabot.sources.source import Source, Span
from qabot.ui import export, facts, feedback, kept, markup, people, staging, suggest, talk, turns, wish
from qabot.ui.access import Access
from qabot.ui.graph import Drawings, graph_html, network
from qabot.ui.person import person_html
from qabot.ui.quote import whole_html
from qabot.ui.session import SHOWN, Session
from qabot.ui.turns import Turn
from qabot.ui.words import ENGLISH, LANGUAGES, Words, table, words_for

sys.path.append(str(Path(__file__).parent / "browser"))
from fake_bot import MAREN, ChatState, FakeBot  # noqa: E402 - it lies beside the tests that need it most

WHERE = Span("a.md", 0, 3)


def cited(number: int, snippet: str, **more: object) -> Citation:
    start = MAREN.index(snippet)
    values = {"source": "maren-oduya.md", "page": None, "section": "About", "person": "Maren Oduya", **more}
    return Citation(number=number, snippet=snippet, start=start, end=start + len(snippet), **values)


# --- words


def test_every_phrase_stands_in_every_language_with_the_same_places():
    for key, phrases in table().items():
        assert set(phrases) == set(LANGUAGES), key
        places = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in phrases.values()]
        assert all(each == places[0] for each in places), key


def test_every_phrase_that_the_code_says_is_there():
    said = set()
    for path in (Path(people.__file__).parent).glob("*.py"):
        said |= set(re.findall(r"""(?:words|say|ENGLISH|Words\(\))\(\s*["']([a-z_.]+)["']""", path.read_text("utf-8")))
    assert len(said) > 60
    assert said <= set(table()) | {"key"}  # the word of the docstring that explains


def test_the_language_is_the_chosen_one_else_the_first_known_of_the_browser():
    assert words_for("ko", "en") == Words("ko")
    assert words_for("", "fr-FR,fr;q=0.9,ko-KR;q=0.8,en;q=0.7") == Words("ko")
    assert words_for("xx", "fr") == ENGLISH
    assert ENGLISH.many("people.count", 1) == "1 profile"
    assert ENGLISH.many("people.count", 1200) == "1,200 profiles"


# --- wishes and messages


def test_a_wish_goes_there_and_back():
    assert wish.link("person", "a b/ü<.md", "<A>") == '<a href="#wish-person=a%20b%2F%C3%BC%3C.md">&lt;A&gt;</a>'
    assert wish.wished("12/a/b") == "a/b"
    assert wish.wished("") == ""


def test_a_message_is_never_read_as_markdown():
    shown = wish.for_page("say", text="![x](http://evil.example/a.png) <img src=x>\n\n# no")
    assert shown.startswith("<div><code>")
    assert "\n" not in shown
    assert "<img" not in shown
    inner = re.search("<code>(.*)</code>", shown)
    import html

    assert json.loads(html.unescape(inner[1]))["text"] == "![x](http://evil.example/a.png) <img src=x>\n\n# no"


def test_a_block_always_begins_a_block():
    assert markup.block("words") == "<div>words</div>"
    assert markup.block("<code>a</code>") == "<div><code>a</code></div>"
    assert markup.block("<section>a</section>") == "<section>a</section>"
    assert markup.block("") == ""


# --- files offered


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Jane Doe CV (2026).PDF", "Jane Doe CV (2026).pdf"),
        ("../../etc/passwd.md", "passwd.md"),
        ("..\\..\\boot.md", "boot.md"),
        (".hidden.md", "hidden.md"),
        ("a\x00b\n<c>|d.md", "a-b-c-d.md"),
        ("김하린.html", "김하린.html"),
        ("....md", "profile.md"),
        ("no ending", "no ending"),
        ("x" * 300 + ".txt", "x" * 120 + ".txt"),
        ("CON.md", "CON.md"),
    ],
)
def test_names_are_made_safe(given, name):
    assert staging.safe_name(given) == name


def test_very_long_names_in_other_scripts_fit_a_file_system():
    assert len(staging.safe_name("가" * 300 + ".md").encode()) <= 255


@pytest.fixture
def folders(tmp_path) -> Settings:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "given").mkdir()
    return Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", max_file_mb=0.001)


def given(settings: Settings, name: str, data: bytes) -> Path:
    path = settings.corpus.parent / "given" / name
    path.write_bytes(data)
    return path


def docx(path: Path, filler: int = 0) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w/>" + b" " * filler)
    return path


def test_files_are_told_apart_by_what_they_would_do(folders):
    (folders.corpus / "same.md").write_bytes(b"# Same")
    (folders.corpus / "old.md").write_bytes(b"# Old")
    (folders.corpus / "folder.md").mkdir()
    (folders.corpus / "uploads").mkdir()
    (folders.corpus / "uploads" / "mine.md").write_bytes(b"# Mine")
    (folders.corpus / "uploads" / "again.md").write_bytes(b"# Again")
    paths = [
        given(folders, name, data)
        for name, data in {
            "new.md": b"# New", "same.md": b"# Same", "OLD.md": b"# Newer", "mine.md": b"# Newer", "again.md": b"# Again", "README.md": b"x", "tool.exe": b"MZ",
            "bare": b"x", "big.txt": b"x" * 1001, "none.txt": b"", "fake.pdf": b"hello", "binary.md": b"a\x00b",
            "png.html": b"\x89PNG\r\n", "utf16.txt": "Ada".encode("utf-16"), "folder.md": b"# F", "real.pdf": b"%PDF-1.7",
        }.items()
    ]  # fmt: skip
    paths += [docx(folders.corpus.parent / "given" / "good.docx")]
    paths += [docx(folders.corpus.parent / "given" / "bomb.docx", 300_000)]
    plan = staging.stage(staging.Plan(), paths, folders)
    assert {one.name: (one.effect, one.reason) for one in plan.staged} == {
        "new.md": ("added", ""),
        "same.md": ("same", ""),
        "OLD.md": ("refused", "a profile of this name was put into the corpus by hand; change it there"),
        "mine.md": ("changed", ""),
        "again.md": ("same", ""),
        "README.md": ("refused", "a README says what a folder is; it is no profile"),
        "tool.exe": ("refused", ".exe is not a format that is read"),
        "bare": ("refused", "its name has no ending that tells the format"),
        "big.txt": ("refused", "0.001 MB, over 0.001 MB"),
        "none.txt": ("refused", "empty"),
        "fake.pdf": ("refused", "not what its ending says"),
        "binary.md": ("refused", "not what its ending says"),
        "png.html": ("refused", "not what its ending says"),
        "utf16.txt": ("added", ""),
        "folder.md": ("refused", "a profile of this name was put into the corpus by hand; change it there"),
        "real.pdf": ("added", ""),
        "good.docx": ("added", ""),
        "bomb.docx": ("refused", "not what its ending says"),
    }
    staging.apply(plan, folders)
    assert sorted(path.name for path in folders.corpus.iterdir()) == [
        "folder.md", "old.md", "same.md", "uploads",
    ]  # fmt: skip
    assert sorted(path.name for path in (folders.corpus / "uploads").iterdir()) == [
        "again.md", "good.docx", "mine.md", "new.md", "real.pdf", "utf16.txt",
    ]  # fmt: skip
    assert (folders.corpus / "old.md").read_bytes() == b"# Old"
    assert (folders.corpus / "uploads" / "mine.md").read_bytes() == b"# Newer"
    assert not any((folders.corpus.parent / "given").iterdir())  # nothing of it stays behind


def test_more_files_than_may_come_at_once_are_refused(folders):
    paths = [given(folders, f"{number}.md", b"# A") for number in range(52)]
    plan = staging.stage(staging.Plan(), paths, folders)
    assert [one.effect for one in plan.staged] == ["added"] * 50 + ["refused"]
    assert plan.staged[-1].reason == "more than 50 files at once"
    few = staging.stage(staging.Plan(), paths, folders.model_copy(update={"max_upload_files": 2}))
    assert [one.effect for one in few.staged] == ["added"] * 2 + ["refused"]


def test_what_would_make_the_corpus_too_large_is_refused(folders):
    small = folders.model_copy(update={"max_corpus_mb": 0.001})
    (folders.corpus / "there").mkdir()
    (folders.corpus / "there" / "a.md").write_bytes(b"x" * 600)
    paths = [given(folders, name, b"x" * size) for name, size in (("a.md", 300), ("b.md", 101), ("c.md", 100))]
    plan = staging.stage(staging.Plan(), paths, small)
    assert [(one.name, one.effect) for one in plan.staged] == [
        ("a.md", "added"),
        ("b.md", "refused"),
        ("c.md", "added"),
    ]
    assert plan.staged[1].reason == "no room: with it the profiles would be larger than 0.001 MB"
    (folders.corpus / "meanwhile.md").write_bytes(b"x")
    with pytest.raises(CorpusError, match="larger than 0.001 MB. Delete some profiles, or raise QABOT_MAX_CORPUS_MB."):
        staging.apply(plan, small)
    assert sorted(path.name for path in folders.corpus.iterdir()) == ["meanwhile.md", "there"]


def test_deleting_reaches_only_what_lies_in_the_corpus(folders):
    outside = folders.corpus.parent / "outside.md"
    outside.write_text("keep")
    (folders.corpus / "one.md").write_text("x")
    (folders.corpus / "two").mkdir()
    (folders.corpus / "two" / "cv.md").write_text("x")
    (folders.corpus / "link.md").symlink_to(outside)
    uploads = folders.corpus / "uploads"
    uploads.mkdir()
    for name in ("one.md", "three.md"):
        (uploads / name).write_text("x")
    removed = ("../outside.md", "two", "link.md", "two/cv.md", "absent", "uploads/three.md", "uploads/../one.md")
    staging.apply(staging.Plan(removed=removed), folders)
    assert outside.read_text() == "keep"
    assert sorted(path.name for path in folders.corpus.iterdir()) == ["one.md", "uploads"]
    assert [path.name for path in uploads.iterdir()] == ["one.md"]


def test_uploads_never_go_through_a_link(folders):
    outside = folders.corpus.parent / "outside"
    outside.mkdir()
    (outside / "new.md").write_text("keep")
    (folders.corpus / "uploads").symlink_to(outside)
    plan = staging.stage(staging.Plan(), [given(folders, "new.md", b"# New")], folders)
    with pytest.raises(CorpusError, match="Not a directory"):
        staging.apply(plan, folders)
    staging.apply(staging.Plan(removed=("uploads/new.md",)), folders)
    assert (outside / "new.md").read_text() == "keep"


def test_a_file_that_went_away_is_said(folders):
    path = given(folders, "new.md", b"# New")
    plan = staging.stage(staging.Plan(), [path], folders)
    path.unlink()
    with pytest.raises(CorpusError, match="No such file"):
        staging.apply(plan, folders)


def test_what_changed_in_the_folder_is_seen_before_a_rebuild(folders):
    (folders.corpus / "new.md").write_text("# N")
    assert staging.drift(folders) == staging.Drift(added=("new.md",))
    assert staging.drift(folders.model_copy(update={"corpus": folders.corpus / "absent"})) == staging.Drift()


# --- the lock


def test_who_may_change_the_corpus():
    assert Access.of(Settings(), "127.0.0.1").allows(None)
    assert not Access.of(Settings(), "0.0.0.0").allows(None)
    assert not Access.of(Settings(edit=False, password="p"), "127.0.0.1").allows(None)
    locked = Access("password", "p", pause=0)
    key = locked.unlock("p")
    assert locked.allows(key)
    assert locked.unlock("q") == ""
    assert not any(locked.allows(guess) for guess in (None, "", "p", key + "x", key[:-1]))
    assert not Access("password", "p", pause=0).allows(key)  # another server's key


# --- conversations


def asked(bot: FakeBot, session: Session, question: str) -> Session:
    chat = session.chat(bot)
    answer = chat.ask(question)
    return session.told(turns.answered(bot, session.next_turn, question, answer, state=chat.state))


def test_a_kept_conversation_comes_back_whole():
    bot = FakeBot()
    session = Session(id="c1", scope=("maren-oduya.md",))
    for question in ("Who advises Maren?", "Who advises Harin?"):
        session = asked(bot, session, question)
    session = session.told(turns.told(3, "slow", "Stopped."))
    message = json.loads(_inner(kept.keep(session, 1)))
    assert (message["do"], message["since"], message["title"]) == ("keep", 1, "Who advises Maren?")
    text = json.dumps({"id": message["id"], "scope": message["scope"], "turns": message["turns"]})
    back = kept.restored(text, bot)
    assert [turn.asked for turn in back.turns] == ["Who advises Maren?", "Who advises Harin?", "slow"]
    assert [turn.answer for turn in back.turns] == [turn.answer for turn in session.turns]
    assert [turn.state for turn in back.turns] == [turn.state for turn in session.turns]
    assert [turn.cards for turn in back.turns] == [turn.cards for turn in session.turns]
    assert (back.id, back.scope) == ("c1", ("maren-oduya.md",))
    assert json.loads(_inner(kept.keep(session, 3)))["turns"][0]["said"] == "Stopped."


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"id": 1}', '{"id": "a", "scope": [], "turns": [{}]}', "x" * 7_000_000]
)
def test_what_cannot_be_read_back_is_left(text):
    assert kept.restored(text, FakeBot()) is None


def test_a_forged_conversation_shows_and_does_nothing():
    forged = {"number": 1, "snippet": "<script>x()</script>", "source": "../../etc/passwd", "start": 0, "end": 9,
              "page": None, "section": "<img src=x>", "person": "<b>"}  # fmt: skip
    answer = {
        "text": "<script>x()</script> [1]",
        "citations": [forged],
        "status": "answered",
        "question": "<img src=x>",
    }
    turn = {"asked": "<img src=x>", "answer": answer, "said": "", "seconds": 0, "judged": "", "state": {"asked": "x"}}
    back = kept.restored(json.dumps({"id": "<i>", "scope": ["nobody"], "turns": [turn]}), FakeBot())
    assert back.scope == ()
    shown = back.turns[0].question + back.turns[0].reply + back.sources(1)
    assert not re.search(r"<(script|img|b|i)\b", shown)
    assert "&lt;script&gt;" in shown
    assert back.state is None


def test_a_turn_taken_back_puts_the_state_back():
    bot = FakeBot()
    session = asked(bot, asked(bot, Session(), "Who advises Harin?"), "Who advises Maren?")
    assert session.state == ChatState(("maren-oduya.md",), 2)
    assert session.before(2).state == ChatState(("harin-kim/cv.pdf",), 1)
    assert session.before(1).state is None


def test_a_scope_is_whom_the_chat_is_about():
    bot = FakeBot()
    session = asked(bot, Session(scope=("harin-kim/cv.pdf",)), "Who advises you?")
    assert session.turns[0].answer.people == ("김하린",)
    assert session.state.scope == ("harin-kim/cv.pdf",)
    everyone = dataclasses.replace(session, scope=())
    assert everyone.chat(bot).state.scope == ()  # what an earlier turn was about does not stay


def test_only_the_end_of_a_long_conversation_is_shown():
    session = Session()
    for number in range(SHOWN + 2):
        session = session.told(Turn(f"q{number}", f"Q{number}", f"A{number}"))
    said = [message["content"] for message in session.messages()]
    assert "2 earlier questions" in said[0]
    assert said[1:3] == ["Q2", "A2"]
    assert len(said) == 1 + 2 * SHOWN


def test_the_one_picked_is_asked_about():
    bot = FakeBot()
    session = asked(bot, Session(), "Where is Kim ?")
    assert dict(session.turns[0].choices) == {
        "maren-oduya.md": "Maren Oduya · Institute for Quiet Computing",
        "harin-kim/cv.pdf": "김하린",
    }
    assert talk.picked(bot, session.turns[0], "harin-kim/cv.pdf") == (
        "Where is Kim ?",  # this bot does not tell which words named several
        ChatState(("harin-kim/cv.pdf",), 1, ("harin-kim/cv.pdf",)),
    )


def test_references_run_through_an_exported_conversation():
    one = Answer("A [1] and B [2], not \\[1] nor [3].", (cited(1, "Delft"), cited(2, "Tromsø")), "answered", "q")
    two = Answer("C [1].", (cited(1, "Tromsø", page=4),), "answered", "q2")
    session = Session().told(Turn("q", "Q", "A", one)).told(Turn("q2", "Q", "A", two))
    text = export.as_markdown(session.told(Turn("q3", "Q", "A", said="Stopped.")), ["Maren Oduya"])
    assert text == (
        "# A conversation with qabot\n\nAbout: Maren Oduya\n\n## q\n\nA [1] and B [2], not \\[1] nor [3].\n\n"
        "## q2\n\nC [2].\n\n## q3\n\nStopped.\n\n## References\n\n"
        "1. Maren Oduya, maren-oduya.md, About: “Delft”\n2. Maren Oduya, maren-oduya.md, About: “Tromsø”\n"
    )
    whole = json.loads(export.as_json(session))
    assert [turn["answer"] for turn in whole["turns"]][1] == "C [2]."
    assert [one["snippet"] for one in whole["references"]] == ["Delft", "Tromsø"]


def test_feedback_is_one_line_about_one_answer(tmp_path):
    answer = Answer("A [1] [2]", (cited(1, "Delft"), cited(2, "Tromsø")), "answered", "understood")
    feedback.note(tmp_path / "new", "wrong", "asked", answer)
    feedback.note(tmp_path / "new", "citation", "asked", answer, 2)
    rows = [json.loads(line) for line in (tmp_path / "new" / feedback.FILE).read_text("utf-8").splitlines()]
    assert [(row["verdict"], [c["snippet"] for c in row["citations"]]) for row in rows] == [
        ("wrong", ["Delft", "Tromsø"]),
        ("citation", ["Tromsø"]),
    ]
    assert set(rows[0]) == {"at", "verdict", "question", "understood", "status", "answer", "citations"}


def test_verdicts_fill_no_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(feedback, "MOST", 30_000)
    cited = tuple(Citation(number, "x" * 90_000, "a.md", 0, 90_000, None, "", "Ada") for number in range(1, 400))
    for _ in range(2):
        try:
            feedback.note(tmp_path, "helpful", "y" * 90_000, Answer("z" * 90_000, cited[:1], "answered", "q" * 90_000))
        except OSError as error:
            assert error.strerror == "File too large"
    rows = (tmp_path / feedback.FILE).read_text("utf-8").splitlines()
    assert len(rows) == 1 and len(rows[0]) < 81_000
    monkeypatch.setattr(feedback, "MOST", 10**9)
    feedback.note(tmp_path, "helpful", "y", Answer("z", cited, "answered", "q"))
    assert len(json.loads((tmp_path / feedback.FILE).read_text("utf-8").splitlines()[1])["citations"]) == 100


def test_a_search_reads_so_many_characters():
    from qabot.profiles.profile import Profile

    one = Profile(id="a", sources=("a",), name="Ada Berg")
    assert people.fits(one, "berg " * 40 + "nobody")
    assert not people.fits(one, "berg " * 38 + "nobody")


def test_a_huge_kept_conversation_comes_back_in_part(monkeypatch):
    bot = FakeBot()
    one = {"number": 1, "snippet": "Maren", "source": "maren-oduya.md", "start": 0, "end": 5, "page": None, "section": "",
           "person": "Maren"}  # fmt: skip
    answer = {"text": "[1]", "citations": [one] * 3, "status": "answered", "question": "q"}
    turn = {"asked": "q", "answer": answer, "said": "", "seconds": 0, "judged": "", "state": None}
    monkeypatch.setattr(kept, "TURNS", 4)
    monkeypatch.setattr(kept, "CITED", 7)
    session = kept.restored(json.dumps({"id": "f", "scope": [], "turns": [turn] * 9}), bot)
    assert [len(turn.answer.citations) for turn in session.turns] == [0, 1, 3, 3]


def test_suggestions_are_answered_and_say_something_new():
    class Bot(FakeBot):
        def ask(self, question: str) -> Answer:
            known = {"Where does Maren Oduya work?": "There.", "What is Maren Oduya's latest paper?": "Same."}
            text = known.get(question, "")
            return Answer(text, (), "answered" if text else "not_stated", question)

    bot = Bot()
    turn = turns.answered(bot, 1, "q", Answer("Same.", (), "answered", "q", ("Maren Oduya",)))
    assert suggest.follow_ups(bot, turn) == ("Where does Maren Oduya work?",)
    assert suggest.follow_ups(bot, turn, frozenset(("Where does Maren Oduya work?",))) == ()
    empty = Answer("Not said.", (), "not_stated", "q")
    turn = turns.answered(bot, 1, "q", empty, state=ChatState(("maren-oduya.md",)))
    assert suggest.follow_ups(bot, turn) == ("Where does Maren Oduya work?", "What is Maren Oduya's latest paper?")


# --- people


def person(name: str, **more: object) -> Profile:
    return Profile(id=f"{name}.md", sources=(f"{name}.md",), name=name, **more)


def paper(title: str, *authors: str, year: int | None = None) -> Paper:
    return Paper(title=title, span=WHERE, authors=authors, year=year)


def test_facts_in_a_line():
    one = person(
        "Ada",
        positions=(
            Position(role="Postdoc", organization="Fjord Lab", span=WHERE, start="2021-03", current=True),
            Position(role="Intern", organization="", span=WHERE, end="2019"),
        ),
        papers=(Paper(title="T", span=WHERE, venue_short="ICML 2024", year=2024, honours=(Value("Oral", WHERE),)),),
    )
    lines = [
        (fact.text, fact.note) for group in ("positions", "papers") for fact in facts.facts_of(one, group, ENGLISH)
    ]
    assert lines == [("Postdoc, Fjord Lab", "since 2021-03"), ("Intern", "until 2019"), ("T", "ICML 2024 · Oral")]


def test_a_timeline_is_in_order_and_ends_this_year_where_it_lasts():
    one = person(
        "Ada",
        positions=(Position(role="Postdoc", organization="L", span=WHERE, start="2021-03", current=True),),
        education=(
            Degree(degree="BSc", organization="U", span=WHERE, end="2017"),
            Degree(degree="?", organization="U", span=WHERE),
            Degree(degree="odd", organization="U", span=WHERE, start="2020", end="2010"),
        ),
    )
    assert [(row.label, row.first, row.last, row.lasts) for row in facts.stretches(one, 2026)] == [
        ("BSc, U", 2017, 2017, False),
        ("Postdoc, L", 2021, 2026, True),
    ]


def test_a_persons_page_counts_papers_by_year():
    one = person("Ada <b>", papers=(paper("A", year=2020), paper("B", year=2022), paper("C", year=2022), paper("D")))
    shown = person_html(one, lambda path: Source(path, "text", "abc def", ()), this_year=2026)
    found = re.findall(
        '<span class="pile">(.*?)</span><span class="count">(.*?)</span><span class="year">(.*?)<', shown
    )
    assert [(pile.count("<span>"), count, year) for pile, count, year in found] == [
        (1, "1", "2020"),
        (0, "", "2021"),
        (2, "2", "2022"),
    ]
    assert "1 without a year" in shown
    assert "Ada &lt;b&gt;" in shown
    assert "<mark>abc</mark> def" in shown


def test_a_whole_source_is_shown_at_its_words():
    bot = FakeBot()
    start = MAREN.index("Delft")
    shown = whole_html(f"{start}-{start + 5}-maren-oduya.md", bot.source, ENGLISH)
    assert "<mark>Delft</mark>" in shown
    for wrong in ("", "1-2-absent.md", "x-2-maren-oduya.md", "maren-oduya.md", "1-2-../maren-oduya.md"):
        assert "not in the index" in whole_html(wrong, bot.source, ENGLISH)
    long = Source("a.md", "text", "word " * 100_000, ())
    shown = whole_html("250000-250004-a.md", lambda path: long, ENGLISH)
    assert "of 500,000 characters are shown" in shown
    assert len(shown) < 210_000


def test_people_are_told_apart_in_the_network_and_a_shared_paper_counts_once():
    ada = person("Ada Berg", papers=(paper("Maps", "Ada Berg", "Bo Lindqvist", "C. Rao"), paper("Alone", "Ada Berg")))
    bo = person(
        "Bo Lindqvist",
        papers=(paper("MAPS", "A. Berg", "B. Lindqvist", "C. Rao"), paper("Ice", "Bo Lindqvist", "Ada Berg")),
    )
    crowd = person("Cy", papers=(paper("Huge", *(f"Person {number}" for number in range(40))),))
    found = network([ada, bo, crowd])
    names = [node.name for node in found.nodes]
    assert names[:3] == ["Ada Berg", "Bo Lindqvist", "Cy"]
    ties = {(names[a], names[b]): count for (a, b), count in found.ties.items()}
    assert ties[("Ada Berg", "Bo Lindqvist")] == 2
    assert ties[("Ada Berg", "C. Rao")] == 1
    assert not any("Cy" in pair for pair in ties)


def test_the_drawing_is_the_same_every_time_and_kept_while_the_profiles_stay():
    bot = [person("Ada Berg", papers=(paper("Maps", "Ada Berg", "Bo Lindqvist"),))]
    drawings = Drawings()
    first = drawings.of(bot)
    assert drawings.of(list(bot)) is not first
    assert drawings.of(bot)[2] is first[2]
    assert graph_html(bot) == graph_html(bot)
    data = json.loads(first[2])
    assert [node[:2] for node in data["nodes"]] == [["Ada Berg", "Ada Berg.md"], ["Bo Lindqvist", ""]]
    assert data["ties"] == [[0, 1, 1]]
    assert "No profile names a co-author." in graph_html([person("Ada Berg")])


def _inner(message: str) -> str:
    import html

    return html.unescape(re.search("<code>(.*)</code>", message)[1])
