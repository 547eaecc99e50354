"""The words of a question that name people, papers, venues and organizations."""

from __future__ import annotations

import pytest

from qabot.profiles.profile import Degree, Paper, Position, Profile, Value
from qabot.questions.people import PeopleTable
from qabot.questions.places import PlaceTable
from qabot.questions.titles import TitleTable
from qabot.sources.source import Span
from qabot.words.fold import fold, romanize, tokens
from qabot.words.organizations import same_organization
from qabot.words.venues import same_venue

SPAN = Span("x.md", 0, 1)


def person(key, name, *aliases, papers=(), organizations=()):
    return Profile(
        id=key,
        sources=(key,),
        name=name,
        aliases=tuple(Value(alias, SPAN) for alias in aliases),
        papers=tuple(
            Paper(title=title, span=SPAN, authors=(name,), venue=venue)
            for title, venue in (p if isinstance(p, tuple) else (p, "") for p in papers)
        ),
        positions=tuple(Position(role="Engineer", organization=place, span=SPAN) for place in organizations),
    )


PEOPLE = PeopleTable.build(
    [
        person("teo", "Teodora Blixen"),
        person("seor", "Seorin Park"),
        person("dohy", "Dohyeon Park"),
        person("JUNE", "JUNSEO KANG"),
        person("bing", "Bing-Wen Ma", "马炳文"),
        person("zed", "zorbek77"),
        person("hand", "ullamarquist"),
        person("grom", "Аркадий Громицкий"),
        person("qiu", "仇亦安"),
        person("mac", "Tobias Emeric Haversham", "Haversham, Tobias Emeric"),
        person("will", "Will Young"),
        person("an", "An He"),
        person("lon", "Long Lu"),
        person("gra", "Grant May"),
        person("mull", "Inés Müller-Ocaña"),
        person("odo", "Brigid O'Dwyer"),
        person("jap", "長谷川 和彦", "kazhasegawa"),
        person("kor", "정하늘"),
        person("kan2", "Minjae Kang"),
        person("tw1", "Vera Lindqvist"),
        person("tw2", "Vera Lindqvist"),
        person("ovs", "Jakov Ostrevski"),
    ]
)


def linked(question, table=PEOPLE):
    return [(m.words, tuple(c.key for c in m.candidates)) for m in table.link(question)]


# -- folding


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Müller", "muller"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Ёлкин", "елкин"),
        ("Громицкий", "громицкий"),
        ("한글", "한글"),
        ("が", "が"),
        ("ＫＡＩＳＴ", "kaist"),
        ("O’Dwyer", "o'dwyer"),
        ("“x”", '"x"'),
        ("Đặng", "dang"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_tokens_keep_places_of_the_original():
    text = "Bing-Wen’s Müller: l'article d'Ana, 马炳文的 zorbek77手下 O'Dwyer's"
    found = tokens(text)
    assert [token.text for token in found] == [
        "bing",
        "wen",
        "muller",
        "l",
        "article",
        "d",
        "ana",
        "马炳文的",
        "zorbek77",
        "手下",
        "o'dwyer",
    ]
    assert [text[token.start : token.end] for token in found] == [
        "Bing",
        "Wen",
        "Müller",
        "l",
        "article",
        "d",
        "Ana",
        "马炳文的",
        "zorbek77",
        "手下",
        "O'Dwyer",
    ]
    assert [token.capital for token in found] == [
        True,
        True,
        True,
        False,
        False,
        False,
        True,
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Громицкий", "gromitskiy"),
        ("仇亦安", "chou yi an"),
        ("민수", "min su"),
        ("しゅんじ", "shunji"),
        ("ジョン", "jon"),
    ],
)
def test_romanize(text, latin):
    assert romanize(text) == latin


# -- forms of names


@pytest.mark.parametrize(
    ("question", "words", "key"),
    [
        ("Who advised Teodora Blixen?", "Teodora Blixen", "teo"),
        ("papers of Blixen Teodora", "Blixen Teodora", "teo"),
        ("Which papers are by Blixen, Teodora?", "Blixen, Teodora", "teo"),
        ("Which papers are by Blixen, T.?", "Blixen, T", "teo"),
        ("Where does T. Blixen work?", "T. Blixen", "teo"),
        ("Where does Blixen T work?", "Blixen T", "teo"),
        ("Where does Teodora B. work?", "Teodora B", "teo"),
        ("What did Teodora publish?", "Teodora", "teo"),
        ("What did Blixen publish?", "Blixen", "teo"),
        ("teodora's thesis", "teodora", "teo"),
        ("blixen publications", "blixen", "teo"),
        ("BLIXEN PUBLICATIONS IN JOURNALS", "BLIXEN", "teo"),
        ("Teodoras Blixens Arbeiten", "Teodoras Blixens", "teo"),
        ("Die Arbeiten Blixens", "Blixens", "teo"),
        ("l'article d'Teodora Blixen", "Teodora Blixen", "teo"),
        ("WHO IS JUNSEO KANG", "JUNSEO KANG", "JUNE"),
        ("Junseo Kang's awards", "Junseo Kang", "JUNE"),
        ("Bingwen Ma", "Bingwen Ma", "bing"),
        ("Bing Wen Ma", "Bing Wen Ma", "bing"),
        ("Ma Bing-Wen", "Ma Bing-Wen", "bing"),
        ("B.-W. Ma", "B.-W. Ma", "bing"),
        ("BW Ma", "BW Ma", "bing"),
        ("Tobias Haversham", "Tobias Haversham", "mac"),
        ("T. E. Haversham", "T. E. Haversham", "mac"),
        ("Haversham TE", "Haversham TE", "mac"),
        ("Tobias E. Haversham", "Tobias E. Haversham", "mac"),
        ("Emeric Haversham", "Emeric Haversham", "mac"),
        ("Ines Muller Ocana", "Ines Muller Ocana", "mull"),
        ("Inés Müller", "Inés Müller", "mull"),
        ("Ines Mueller-Ocaña", "Ines Mueller-Ocaña", "mull"),
        ("Brigid O’Dwyer", "Brigid O’Dwyer", "odo"),
        ("brigid odwyer", "brigid odwyer", "odo"),
        ("Where did zorbek77 study?", "zorbek77", "zed"),
        ("zorbek77手下有哪些学生", "zorbek77", "zed"),
        ("Ulla Marquist's papers", "Ulla Marquist", "hand"),
        ("Marquist's papers", "Marquist", "hand"),
    ],
)
def test_name_forms(question, words, key):
    assert linked(question) == [(words, (key,))]


@pytest.mark.parametrize(
    ("question", "words", "key"),
    [
        ("Где работает Аркадий Громицкий?", "Аркадий Громицкий", "grom"),
        ("статьи Громицкого", "Громицкого", "grom"),
        ("статьи Аркадия", "Аркадия", "grom"),
        ("с Аркадием Громицким", "Аркадием Громицким", "grom"),
        ("Where does Arkady Gromitsky work?", "Arkady Gromitsky", "grom"),
        ("Where does Arkadiy Gromitskiy work?", "Arkadiy Gromitskiy", "grom"),
        ("Gromitskij's thesis", "Gromitskij", "grom"),
        ("马炳文的导师是谁", "马炳文", "bing"),
        ("馬炳文的导师是谁", "馬炳文", "bing"),
        ("马老师有哪些论文", "马", "bing"),
        ("炳文的论文", "炳文", "bing"),
        ("仇亦安教授", "仇亦安", "qiu"),
        ("Yian Qiu", "Yian Qiu", "qiu"),
        ("Qiu Yian", "Qiu Yian", "qiu"),
        ("Qiu Yi-An", "Qiu Yi-An", "qiu"),
        ("정하늘의 논문은?", "정하늘", "kor"),
        ("정하늘은 어디서 일하나요?", "정하늘", "kor"),
        ("정하늘 교수님께", "정하늘", "kor"),
        ("하늘이의 논문", "하늘", "kor"),
        ("정 교수님은 누구인가요", "정", "kor"),
        ("Haneul Jung's papers", "Haneul Jung", "kor"),
        ("Jeong Ha-Neul", "Jeong Ha-Neul", "kor"),
        ("Chung Ha Neul", "Chung Ha Neul", "kor"),
        ("박서린의 지도교수는?", "박서린", "seor"),
        ("박서린이 쓴 논문", "박서린", "seor"),
        ("박도현에게", "박도현", "dohy"),
        ("강민재는", "강민재", "kan2"),
        ("長谷川和彦さんの論文", "長谷川和彦", "jap"),
        ("長谷川さんの論文", "長谷川", "jap"),
        ("長谷川先生", "長谷川", "jap"),
        ("長谷川氏は", "長谷川", "jap"),
        ("Kazuhiko Hasegawa", "Kazuhiko Hasegawa", "jap"),
        ("Kaz Hasegawa", "Kaz Hasegawa", "jap"),
    ],
)
def test_names_in_other_scripts(question, words, key):
    assert linked(question) == [(words, (key,))]


@pytest.mark.parametrize(
    ("question", "words", "key"),
    [
        ("junsoe kang advsior", "junsoe kang", "JUNE"),
        ("jakov ostrevsky phd univeristy", "jakov ostrevsky", "ovs"),
        ("Teodra Blixen", "Teodra Blixen", "teo"),
        ("Teodora Blixn", "Teodora Blixn", "teo"),
        ("Seroin Park", "Seroin Park", "seor"),
        ("Tobais Havershem", "Tobais Havershem", "mac"),
        ("Junsoo Kang", "Junsoo Kang", "JUNE"),
    ],
)
def test_typos(question, words, key):
    assert linked(question) == [(words, (key,))]


def test_a_fuzzy_given_name_alone_links_nobody():
    assert linked("What did Teodra publish?") == []


def test_an_exact_name_beats_a_fuzzy_one():
    table = PeopleTable.build([person("a", "Marlena Koster"), person("b", "Marlene Koster")])
    assert linked("Where does Marlene Koster work?", table) == [("Marlene Koster", ("b",))]
    assert (
        PEOPLE.link("Teodra Blixen")[0].candidates[0].score < PEOPLE.link("Teodora Blixen")[0].candidates[0].score == 1
    )


# -- several people


def test_a_shared_family_name_has_all_its_bearers():
    assert linked("Where does Park work?") == [("Park", ("dohy", "seor"))]
    assert [c.score for c in PEOPLE.link("Where does Park work?")[0].candidates] == [0.7, 0.7]


def test_two_of_one_name_are_both_candidates():
    assert linked("Who is Vera Lindqvist?") == [("Vera Lindqvist", ("tw1", "tw2"))]


def test_a_full_name_suppresses_namesakes():
    assert linked("Seorin Park and Park's students") == [("Seorin Park", ("seor",)), ("Park", ("seor",))]
    assert linked("Are Seorin Park and Dohyeon Park coauthors?") == [
        ("Seorin Park", ("seor",)),
        ("Dohyeon Park", ("dohy",)),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Where does Jisung Park work?",
        "What did Seorin Lee publish?",
        "What did Dohyeon Kang write?",
        "J. Park's papers",
        "Park, J.",
        "Takeshi Hasegawa",
        "Haversham University",
        "the Haversham theorem",
        "Blixen Institute",
    ],
)
def test_another_persons_name_links_nobody(question):
    assert linked(question) == []


@pytest.mark.parametrize(
    "question",
    [
        "will he publish in may?",
        "how long is an article, young researchers ask",
        "he may grant an award",
        "what will they do",
        "which grant is lu",
        "May I ask what he did in May?",
        "Will the grant be long?",
        "Long papers in May 2020",
        "park and ride",
        "The Young Scientist Award",
        "An award he won",
    ],
)
def test_ordinary_words_link_nobody(question):
    assert linked(question) == []


def test_ordinary_words_meant_as_names():
    assert linked("What did Young publish?") == [("Young", ("will",))]
    assert linked("Where does Will Young work?") == [("Will Young", ("will",))]
    assert linked("Grant May's papers") == [("Grant May", ("gra",))]
    assert linked("Where did Prof. Young study?") == [("Young", ("will",))]


def test_a_capitalised_ordinary_word_before_what_is_asked():
    assert linked("Park papers") == [("Park", ("dohy", "seor"))]
    assert linked("Park") == [("Park", ("dohy", "seor"))]
    assert linked("Young papers") == []


def test_months_are_told_from_names():
    assert linked("papers by May and Park") == [("Park", ("dohy", "seor"))]
    assert linked("Has May published since May?") == [("May", ("gra",))]


def test_names_like():
    assert [(c.key, c.score) for c in PEOPLE.names_like("Park, S.")] == [("seor", 0.9)]
    assert [c.key for c in PEOPLE.names_like("Park")] == ["dohy", "seor"]
    assert PEOPLE.names_like("Nobody Inparticular") == []


# -- names of strangers


def strangers(question, known=()):
    return PEOPLE.unlinked_names(question, PEOPLE.link(question), lambda word: word in known)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Where does Jisung Park work?", ["Jisung Park"]),
        ("Who is Alvar Quistgaard?", ["Alvar Quistgaard"]),
        ("Did Seorin Park work with Alvar Quistgaard?", ["Alvar Quistgaard"]),
        ("What does Professor Quistgaard teach?", ["Quistgaard"]),
        ("What does Dr. Quistgaard teach?", ["Quistgaard"]),
        ("Где работает Фрол Бурдыкин?", ["Фрол Бурдыкин"]),
        ("李建国教授的论文有哪些", ["李建国"]),
        ("홍길동 교수님의 논문은?", ["홍길동"]),
        ("佐藤健太さんの論文", ["佐藤健太"]),
        ("Is Edvard Jordan here?", ["Edvard Jordan"]),
        ("Seorin Lee's thesis", ["Seorin Lee"]),
        ("李建国是谁", ["李建国"]),
        ("홍길동은 누구인가요?", ["홍길동"]),
    ],
)
def test_strangers_are_named(question, names):
    assert strangers(question) == names


@pytest.mark.parametrize(
    "question",
    [
        "How Do Vision Transformers Work",
        "Who has lived in New York?",
        "What happened in March April and May?",
        "Who won the Best Paper Award?",
        "South Korea and United States",
        "Which papers appeared in Physical Review?",
        "Who studies Graph Neural Networks?",
        "지도교수님은 누구인가요?",
        "他的导师教授是谁",
        "大学教授有哪些",
        "Where does Seorin Park work?",
        "who is alvar quistgaard",
        "Who Works On Deep Learning",
        "Which PhD Students Work Here?",
        "Who studied at Bowling Green?",
        "Does she know Monte Carlo methods?",
        "주저자는 누구인가요?",
    ],
)
def test_no_strangers(question):
    assert strangers(question) == []


def test_words_of_the_corpus_are_no_strangers():
    assert strangers("Who knows Fluxion Bortle?") == ["Fluxion Bortle"]
    assert strangers("Who knows Fluxion Bortle?", known={"fluxion", "bortle"}) == []


# -- papers

TITLES = TitleTable.build(
    [
        person(
            "a",
            "Teodora Blixen",
            papers=[
                "QuietQuant: Noise-Shaped Rounding for Post-Training Compression of Transformers",
                "TORN: Tree-Ordered Retrieval of Notes with Contrastive Pretraining",
                "How Do Marmots Hibernate?",
                "Learning",
                "Deep Learning: A Review",
                "Robust Peer Ranking with Contrastive Pretraining",
                "Glaciers Move Like Crowds: Granular Models of Ice Streams",
                "Sampling Theories of Marmot Vocalisation",
            ],
        ),
        person(
            "b",
            "Arkady Gromitsky",
            papers=[
                "Few-shot birdsong detection via graduated twin branch feature merging (GTBFM)",
                "基于自回归原型的鸟鸣检测方法",
                "A comparison between torsional and non-torsional gravity theories",
                "Faroese dative-nominative agreement in gradient models",
                "Glaciers Move Like Crowds: Granular Models of Ice Streams",
            ],
        ),
    ]
)


def papers(question, *, asked=False, people=()):
    return [(m.words, [c.key for c in m.candidates]) for m in TITLES.link(question, people=people, paper_asked=asked)]


@pytest.mark.parametrize("quotes", ['""', "“”", "‘’", "''", "«»", "„“", "《》", "「」", "『』"])
def test_quoted_titles(quotes):
    question = f"Where did {quotes[0]}How Do Marmots Hibernate?{quotes[1]} appear?"
    assert papers(question) == [("How Do Marmots Hibernate?", ["a#2"])]
    assert TITLES.link(question, paper_asked=False)[0].candidates[0].score == 1.0


def test_a_quoted_title_is_found_where_the_question_says_more_of_others():
    others = [
        "Violet Moss Clocks",
        "Amber Tidal Gates",
        "Silent Copper Kites",
        "Paper Lantern Rivers",
        "Early Birch Songs",
    ]
    table = TitleTable.build([person("a", "Xi Ro", papers=[*others, "Sea Ice"])])
    question = f'Is "Sea Ice" like {", ".join(others)}?'
    found = table.link(question, paper_asked=False)
    assert [mention.candidates[0].key for mention in found] == ["a#5", "a#0", "a#1", "a#2", "a#3", "a#4"]


@pytest.mark.parametrize(
    ("question", "words", "keys"),
    [
        ("when did how do marmots hibernate appear", "how do marmots hibernate", ["a#2"]),
        ("Where did 'TORN' appear?", "TORN", ["a#1"]),
        ("Where did 'Glaciers Move Like Crowds' appear?", "Glaciers Move Like Crowds", ["a#6", "b#4"]),
        ("Who wrote Glaciers Move Like Crowds?", "Glaciers Move Like Crowds", ["a#6", "b#4"]),
        ("Who are the authors of QuietQuant?", "QuietQuant", ["a#0"]),
        ("who wrote quietquant", "quietquant", ["a#0"]),
        ("Who is the TORN author?", "TORN", ["a#1"]),
        ("GTBFM authors", "GTBFM", ["b#0"]),
        ("who wrote graduatd twin brnach feture merging", "graduatd twin brnach feture merging", ["b#0"]),
        ("'Robust Peer Rankng with Contrastve Pretraining'", "Robust Peer Rankng with Contrastve Pretraining", ["a#5"]),
        ("基于自回归原型的鸟鸣检测发表在哪", "基于自回归原型的鸟鸣检测", ["b#1"]),
        ("《基于自回归原型》的作者是谁", "基于自回归原型", ["b#1"]),
    ],
)
def test_titles(question, words, keys):
    assert papers(question) == [(words, keys)]


def test_the_same_paper_on_two_profiles_scores_the_same():
    (mention,) = TITLES.link("'Glaciers Move Like Crowds'", paper_asked=False)
    assert [(c.key, c.score) for c in mention.candidates] == [("a#6", 0.97), ("b#4", 0.97)]
    (mention,) = TITLES.link("'Glaciers Move Like Crowds'", people=["b"], paper_asked=False)
    assert [c.key for c in mention.candidates] == ["b#4", "a#6"]


@pytest.mark.parametrize(
    ("question", "words", "keys"),
    [
        ("where did the paper on faroese agreement get published", "faroese agreement", ["b#3"]),
        (
            "Where was the article comparing torsional and non-torsional gravity theories published?",
            "torsional and non-torsional gravity theories",
            ["b#2"],
        ),
        ("Which journal took the ice streams article?", "ice streams", ["a#6", "b#4"]),
        ("那篇关于鸟鸣检测的论文发在哪", "鸟鸣检测", ["b#1"]),
    ],
)
def test_descriptions_of_a_paper(question, words, keys):
    assert papers(question, asked=True) == [(words, keys)]


def test_a_description_names_a_paper_only_when_a_paper_is_asked_for():
    assert papers("who works on faroese agreement") == []
    assert papers("How many papers on faroese agreement?", asked=True) == []


def test_a_described_paper_of_the_person_named():
    question = "her preprint on sampling, what does it say?"
    assert papers(question, asked=True) == []
    assert papers(question, asked=True, people=["a"]) == [("sampling", ["a#7"])]


@pytest.mark.parametrize(
    "question",
    [
        "Has she worked on deep learning?",
        "Does she do learning on networks?",
        "the torn page",
        "Which of her papers did not appear at EMNLP?",
    ],
)
def test_ordinary_words_link_no_paper(question):
    assert papers(question) == []


# -- venues


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Physical Review D", "Phys. Rev. D"),
        ("PRD", "Physical Review D 98 (2018) 045010"),
        ("IEEE TNSE", "Transactions on Network Science and Engineering"),
        ("IEEE Transactions on Network Science and Engineering", "IEEE TNSE"),
        ("EMNLP 2023 main", "Findings of EMNLP"),
        ("EMNLP", "Findings of the Association for Computational Linguistics: EMNLP 2023"),
        ("NIPS", "NeurIPS"),
        ("ICML", "ICML'23"),
        ("NeurIPS", "Advances in Neural Information Processing Systems 35"),
        ("PRL", "Physical Review Letters"),
        ("PRL", "Pattern Recognition Letters"),
        (
            "EACL",
            "Proceedings of the 9th Meeting of the European Chapter of the Association for Computational Linguistics",
        ),
        ("CVPR", "IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"),
        ("Eur. Phys. J. C", "EPJC"),
        ("Journal of Northern Psychology Students", "J. North. Psychol. Students"),
        ("AAAI", "Proceedings of the AAAI Conference on Artificial Intelligence"),
        ("CVPR Workshops", "CVPR 2023 Workshop on Tiny Things"),
    ],
)
def test_same_venue(one, other):
    assert same_venue(one, other)
    assert same_venue(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("EACL", "ACL"),
        ("TACL", "ACL"),
        ("CVPR", "CVPR Workshop"),
        ("Nature", "Nature Physics"),
        ("Physical Review D", "Physical Review B"),
        ("Physical Review Letters", "Pattern Recognition Letters"),
        ("Pattern Recognition", "CVPR"),
        ("ICCV", "ECCV"),
        ("BioScience", "Science"),
        (
            "ACL",
            "Proceedings of the 9th Meeting of the European Chapter of the Association for Computational Linguistics",
        ),
    ],
)
def test_other_venue(one, other):
    assert not same_venue(one, other)
    assert not same_venue(other, one)


PLACES = PlaceTable.build(
    [
        person(
            "a",
            "Teodora Blixen",
            papers=[("T", "ICLR 2021"), ("U", "Journal of Northern Psychology Students"), ("V", "Science")],
            organizations=[
                "NAVER AI Lab",
                "Tree Systems Lab, Korea Advanced Institute of Science and Technology (KAIST)",
                "Quorvex Research Inc.",
            ],
        ),
        person(
            "b",
            "Arkady Gromitsky",
            organizations=[
                "University of Michigan",
                "Hanyang University",
                "Vellmar University",
                "Shenzhen University",
                "Northern Institute for Ocean Physics",
            ],
        ),
    ]
)


def places(question):
    return [(m.kind, m.words, m.candidates[0].key) for m in PLACES.link(question)]


@pytest.mark.parametrize(
    ("question", "words", "key"),
    [
        ("Did she publish at ICLR?", "ICLR", "ICLR"),
        ("papers at iclr", "iclr", "ICLR"),
        ("Has he published at NeurIPS?", "NeurIPS", "NeurIPS"),
        ("CVPR2023 papers", "CVPR", "CVPR"),
        ("Which EACL papers?", "EACL", "EACL"),
        ("CVPR workshop papers", "CVPR workshop", "CVPR Workshop"),
        ("What appeared in Phys. Rev. D?", "Phys. Rev. D", "PRD"),
        ("What appeared in Physical Review D?", "Physical Review D", "PRD"),
        (
            "Transactions on Network Science and Engineering papers",
            "Transactions on Network Science and Engineering",
            "TNSE",
        ),
        (
            "papers in Journal of Northern Psychology Students",
            "Journal of Northern Psychology Students",
            "journal northern psychology students",
        ),
        ("What appeared in Science?", "Science", "science"),
    ],
)
def test_venues(question, words, key):
    assert places(question) == [("venue", words, key)]


def test_an_abbreviation_of_two_journals_is_ambiguous():
    (mention,) = PLACES.link("How many PRL papers?")
    assert [(c.key, c.score) for c in mention.candidates] == [
        ("Pattern Recognition Letters", 1.0),
        ("Physical Review Letters", 1.0),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "small micro cells in nature",
        "the date of the science talk",
        "computer vision and pattern theory",
        "a meta analysis of apple trees",
        "he will hit a bit",
        "transactions and letters",
    ],
)
def test_ordinary_words_are_no_places(question):
    assert places(question) == []


# -- organizations


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NAVER", "NAVER AI Lab"),
        ("University of Michigan", "University of Michigan, Ann Arbor"),
        ("KAIST", "Korea Advanced Institute of Science and Technology (KAIST)"),
        ("KAIST", "Tree Systems Lab, KAIST"),
        ("한양대학교", "Hanyang University"),
        ("경희대학교", "Kyung Hee University"),
        ("深圳大学", "Shenzhen University"),
        ("华中农业大学", "Huazhong Agricultural University"),
        ("沈阳工业大学", "Shenyang University of Technology"),
        ("北京外国语大学", "Beijing Foreign Studies University"),
        ("横浜国立大学", "Yokohama National University"),
        ("和歌山大学", "Wakayama University"),
        ("강원대학교", "Kangwon National University"),
        ("Tsinghua University", "清华大学计算机系"),
        ("University of California, Santa Cruz", "UC Santa Cruz"),
        ("Univ. of Rostock", "Universität Rostock"),
        ("University of Rostock, Germany", "University of Rostock"),
        ("МФТИ", "Moscow Institute of Physics and Technology"),
        ("서울대", "SNU"),
        ("University of Oslo", "Oslo University"),
        ("McGill", "McGill University"),
        ("ETH", "ETH Zürich"),
        ("Samsung", "Samsung Research America"),
        ("Google", "Google DeepMind"),
        ("Harvard Medical School", "Harvard University"),
        ("Quorvex", "Quorvex Research Inc."),
    ],
)
def test_same_organization(one, other):
    assert same_organization(one, other)
    assert same_organization(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("University of Michigan", "University of Michigan–Dearborn"),
        ("University of Michigan", "University of Michigan-Dearborn"),
        ("University of Michigan", "Michigan State University"),
        ("University of California, Santa Cruz", "University of California, Berkeley"),
        ("Department of Computer Science, KAIST", "Department of Computer Science, MIT"),
        ("Boston", "Boston University"),
        ("山东大学", "Shandong University of Science and Technology"),
        ("南京大学", "Nanjing Normal University"),
        ("沈阳大学", "Shenyang University of Technology"),
        ("NTU", "NTNU"),
        ("MIT", "MIPT"),
        ("Beijing Normal University", "Peking University"),
        ("University of Washington", "Washington University"),
        ("Michigan", "University of Michigan"),
    ],
)
def test_other_organization(one, other):
    assert not same_organization(one, other)
    assert not same_organization(other, one)


@pytest.mark.parametrize(
    ("question", "words", "key"),
    [
        ("Who is at KAIST?", "KAIST", "Korea Advanced Institute of Science and Technology"),
        ("Does she work at naver?", "naver", "NAVER"),
        ("position at Google", "Google", "Google"),
        ("Was he at Quorvex?", "Quorvex", "quorvex"),
        ("Did he study at Vellmar?", "Vellmar", "vellmar university"),
        ("Which degree was earned at Michigan?", "Michigan", "University of Michigan"),
        ("한양대학교에서 공부한 사람은?", "한양대학교", "Hanyang University"),
        ("深圳大学的研究者", "深圳大学", "shenzhen university"),
        ("Кто учился в МФТИ?", "МФТИ", "Moscow Institute of Physics and Technology"),
        (
            "Who was at the University of Michigan–Dearborn?",
            "University of Michigan–Dearborn",
            "university michigan dearborn",
        ),
        ("Who was at Foo Bar University?", "Foo Bar University", "foo bar university"),
        ("Is he a professor at ETH?", "ETH", "ETH Zurich"),
        ("Who was at NIOP?", "NIOP", "northern institute ocean physics"),
    ],
)
def test_organizations(question, words, key):
    assert places(question) == [("organization", words, key)]


def test_degrees_bring_organizations():
    degree = Degree(degree="PhD", organization="Univ. of Trellmark", span=SPAN)
    table = PlaceTable.build([Profile(id="c", sources=("c",), name="C", education=(degree,))])
    (mention,) = table.link("Who studied at the University of Trellmark?")
    assert (mention.words, [(c.label, c.score) for c in mention.candidates]) == (
        "University of Trellmark",
        [("Univ. of Trellmark", 1.0)],
    )


def test_empty_tables():
    assert PeopleTable.build([]).link("Who is Jane Roe?") == []
    assert TitleTable.build([]).link("the paper on 'graphs'", paper_asked=True) == []
    assert PlaceTable.build([]).link("") == []
    assert PeopleTable.build([]).link("") == []
