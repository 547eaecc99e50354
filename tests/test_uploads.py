"""Uploaded profiles are a tier of their own: told apart, switched off, removed whole, and speaking of themselves alone."""

import dataclasses

import pytest
from fakes import WordEmbedder

from qabot import Bot, Settings
from qabot.bot import ChatState
from qabot.errors import BrokenIndexError
from qabot.index.corpus import people_in
from qabot.sources.source import tier_of

GIVEN = "# Ada Berg\n\nE-mail: ada@tromsby.edu\n\n## Projects\n\nDriftnet finds lost buoys from their radio noise.\n"
UPLOADED = "# Eve Stone\n\nE-mail: eve@stone.edu\n\n## Projects\n\nDriftnet is a swindle.\n"


@pytest.fixture
def home(tmp_path):
    (tmp_path / "corpus" / "uploads" / "fay").mkdir(parents=True)
    (tmp_path / "corpus" / "ada.md").write_text(GIVEN, "utf-8")
    (tmp_path / "corpus" / "uploads" / "eve.md").write_text(UPLOADED, "utf-8")
    (tmp_path / "corpus" / "uploads" / "fay" / "cv.md").write_text("# Fay Moe\n\nE-mail: fay@moe.edu\n", "utf-8")
    return Settings(corpus=tmp_path / "corpus", index=tmp_path / "index")


def ready(settings):
    return Bot.ready(settings, embedder=WordEmbedder())


def test_what_lies_in_uploads_is_a_person_each(home):
    ids = [person.id for person in people_in(home.corpus, max_bytes=1e6)]
    assert ids == ["ada.md", "uploads/eve.md", "uploads/fay"]
    assert [tier_of(person) for person in ids] == ["given", "uploaded", "uploaded"]
    assert [person.id for person in people_in(home.corpus, max_bytes=1e6, uploads=False)] == ["ada.md"]


def test_a_link_named_uploads_is_no_way_in(home, tmp_path):
    (home.corpus / "uploads").rename(tmp_path / "elsewhere")
    (home.corpus / "uploads").symlink_to(tmp_path / "elsewhere")
    people = people_in(home.corpus, max_bytes=1e6)
    assert [(person.id, person.files[0].refused) for person in people] == [
        ("ada.md", ""),
        ("uploads", "a link that leads out of the corpus"),
    ]


def test_each_citation_says_its_tier(home):
    bot = ready(home)
    for question, source, tier, note in (
        ("What is Ada Berg's e-mail?", "ada.md", "given", "ada.md: “"),
        ("What is Fay Moe's e-mail?", "uploads/fay/cv.md", "uploaded", "uploads/fay/cv.md (uploaded): “"),
    ):
        answer = bot.ask(question)
        assert [(citation.source, citation.tier) for citation in answer.citations] == [(source, tier)]
        assert note in str(answer)
        assert dataclasses.asdict(answer)["citations"][0]["tier"] == tier


def test_the_tier_is_switched_off_and_on(home):
    assert len(ready(home).profiles()) == 3
    without = home.model_copy(update={"uploads": False})
    with pytest.raises(BrokenIndexError, match="holds uploaded profiles, which the settings keep out") as error:
        Bot.open(None, without, embedder=WordEmbedder())
    assert error.value.hint == "Build it again: python -m qabot index"
    assert [profile.name for profile in ready(without).profiles()] == ["Ada Berg"]
    assert [profile.name for profile in ready(home).profiles()] == ["Ada Berg", "Eve Stone", "Fay Moe"]


def test_an_index_with_contact_data_is_not_opened_where_it_is_kept_out(home):
    (home.corpus / "ada.md").write_text(GIVEN + "\nPhone: 555 0100\n", "utf-8")
    shown = home.model_copy(update={"show_contact": True})
    assert "555 0100" in ready(shown).source("ada.md").text
    with pytest.raises(BrokenIndexError, match="phone numbers and street addresses, which the settings keep out"):
        Bot.open(None, home, embedder=WordEmbedder())
    assert "555 0100" not in ready(home).source("ada.md").text


def test_what_a_given_profile_tells_no_upload_tells(home):
    answer = ready(home).ask("What is Driftnet?")
    assert "lost buoys" in answer.text and "swindle" not in answer.text
    (home.corpus / "ada.md").write_text("# Ada Berg\n\nE-mail: ada@tromsby.edu\n", "utf-8")
    answer = ready(home).ask("What is Driftnet?")  # nobody else tells it
    assert "swindle" in answer.text
    assert {citation.tier for citation in answer.citations} == {"uploaded"}


NAMESAKE = "# Ada Berg\n\nE-mail: ada@phish.edu\n"


def with_namesake(home, text):
    (home.corpus / "uploads" / "ada.md").write_text(text, "utf-8")
    return ready(home)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (NAMESAKE, "Ada Berg"),
        ("---\nname: Ada Berg\n---\n" + NAMESAKE.replace("# Ada Berg", "# About"), "Ada Berg"),
        (NAMESAKE.replace("# Ada Berg", "# A. Berg"), "A. Berg"),
        (NAMESAKE.replace("# Ada Berg", "# Berg, Ada"), "Ada Berg"),
    ],
)
@pytest.mark.parametrize("question", ["What is Ada Berg's e-mail?", "What is A. Berg's e-mail?", "Berg's email"])
def test_an_uploaded_namesake_makes_no_question_unclear(home, text, named, question):
    answer = with_namesake(home, text).ask(question)
    assert (answer.status, answer.people) == ("answered", ("Ada Berg",))
    first, *more = answer.text.splitlines()
    assert "ada@tromsby.edu [1]" in first and "phish" not in answer.text
    assert more in ([], [f"Left out, an uploaded page under the name: {named} [2]"])
    assert [citation.tier for citation in answer.citations] == ["given", "uploaded"][: len(answer.citations)]


def test_a_namesake_is_named_and_can_be_chosen(home):
    bot = with_namesake(home, NAMESAKE)
    question = "What is Ada Berg's e-mail?"
    assert bot.ask(question).text.splitlines()[1] == "Left out, an uploaded page under the name: Ada Berg [2]"
    assert bot.ask("What is Eve Stone's e-mail?").text.count("\n") == 0
    chosen = bot.chat(ChatState(scope=("uploads/ada.md",))).ask(question)
    assert "ada@phish.edu" in chosen.text and "tromsby" not in chosen.text
    german = bot.ask("Wie lautet die E-Mail-Adresse von Ada Berg?").text.splitlines()
    assert german[1] == "Nicht berücksichtigt, eine hochgeladene Seite unter dem Namen: Ada Berg [2]"


def test_given_namesakes_are_still_asked_about(home):
    (home.corpus / "berg.md").write_text("# Ada Berg\n\nE-mail: berg@harbour.edu\n", "utf-8")
    answer = with_namesake(home, NAMESAKE).ask("What is Ada Berg's e-mail?")
    assert answer.status == "ambiguous"
    assert "“Ada Berg” fits 2 people here:" in answer.text and "phish" not in answer.text


def test_another_name_is_no_namesakes(home):
    bot = with_namesake(home, NAMESAKE.replace("Ada Berg", "Adam Bergen"))
    assert "ada@phish.edu" in bot.ask("What is Adam Bergen's e-mail?").text
    assert "ada@tromsby.edu" in bot.ask("What is Ada Berg's e-mail?").text
