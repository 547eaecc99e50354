"""Words of a question to meaning: cues, languages, years, names that agree."""

import pytest

from qabot.profiles.same import same_person
from qabot.questions.lexicon import Lexicon, language_of, plain
from qabot.questions.query import Years
from qabot.questions.times import years_of
from qabot.words import regions


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Where does Ada Berg work?", "en"),
        ("ada berg email", "en"),
        ("김민수의 지도교수는 누구인가요?", "ko"),
        ("Which journal took 김민수's paper?", "en"),
        ("他的博士导师是谁？", "zh"),
        ("指導教員は誰ですか？", "ja"),
        ("Wo hat sie promoviert?", "de"),
        ("Où travaille-t-elle et avec qui ?", "fr"),
        ("¿Dónde estudió y cuándo?", "es"),
        ("Где он работает?", "ru"),
    ],
)
def test_language_of_a_question(question, language):
    assert language_of(question) == language


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("papers in 2015", Years(2015, 2015)),
        ("papers from 2021", Years(2021, 2021)),
        ("between 2017 and 2019", Years(2017, 2019)),
        ("2017-2019", Years(2017, 2019)),
        ("since 2020", Years(2020, None)),
        ("after 2020", Years(2021, None)),
        ("before 2020", Years(None, 2019)),
        ("until 2020", Years(None, 2020)),
        ("in the last five years", Years(2022, 2026)),
        ("over the past 3 years", Years(2024, 2026)),
        ("2020년 이후", Years(2020, None)),
        ("2020年以前", Years(None, 2019)),
        ("seit 2020", Years(2020, None)),
        ("no year here", None),
    ],
)
def test_years_of_a_question(text, years):
    assert years_of(text, today=2026)[0] == years


def test_years_know_their_range():
    assert 2020 in Years(2020, None)
    assert 2019 not in Years(2020, None)
    assert None not in Years(None, None)


def meanings(text, language="en"):
    return {cue.meaning for cue in Lexicon.load().relations[language].find(plain(text))}


@pytest.mark.parametrize(
    ("text", "language", "meaning"),
    [
        ("who advises her", "en", "advisor"),
        ("list the co-authors", "en", "coauthor"),
        ("research interests", "en", "interest"),
        ("Wer hat sie betreut", "de", "advisor"),
        ("지도교수", "ko", "advisor"),
        ("他的导师", "zh", "advisor"),
        ("受賞歴", "ja", "award"),
        ("научный руководитель", "ru", "advisor"),
    ],
)
def test_cues_of_relations(text, language, meaning):
    assert meaning in meanings(text, language)


def test_longer_cues_hide_shorter_ones():
    assert meanings("phd student of") == {"advisor"}
    assert "education" not in meanings("phd student of")


def test_a_cue_is_a_whole_word():
    assert meanings("the networks of coworkers") == set()


@pytest.mark.parametrize(
    ("word", "meaning"), [("advsior", "advisor"), ("publicaitons", "paper"), ("univeristy", "place")]
)
def test_misspelt_cues(word, meaning):
    assert meaning in Lexicon.load().relations["en"].near(word)


def test_words_of_the_lexicon_are_words_and_never_truth_values():
    stop = Lexicon.load().stop["en"]
    assert {"no", "on", "yes"} <= stop
    assert "false" not in stop and "true" not in stop


def test_plain_keeps_every_position():
    for text in ("Łódź Ünïcode “q” İstanbul ﬁ", "한글 漢字 Ё"):
        assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Minsoo Kim", "Kim, Minsoo", True),
        ("Minsoo Kim", "M. Kim", True),
        ("Minsoo Kim", "Kim, M.", True),
        ("Si-hwan Park", "Sihwan Park", True),
        ("Gang-Feng Ma", "Ma Gang-Feng", True),
        ("Jane A. Doe", "Jane Doe", True),
        ("王 烨", "王烨", True),
        ("Minsoo Kim", "Mina Kim", False),
        ("Minsoo Kim", "Minsoo Park", False),
        ("J. Kim", "Minsoo Kim", False),
        ("", "Minsoo Kim", False),
    ],
)
def test_names_that_agree(one, other, same):
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_a_region_is_looked_for_before_the_pattern_for_all_of_them_is_compiled():
    named = [name for name in regions._labels() if name.isascii()]
    unseen = [name for name in named if not regions._may_name(f"who is in {name.replace('*', 'n').rstrip('$')}?")]
    assert len(named) > 500
    assert unseen == []
    assert not regions._may_name("what is the idea of her thesis?")
    assert [each.label for each in regions.named("who worked in japan and in south korea?")] == ["Japan", "South Korea"]
