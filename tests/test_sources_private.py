"""Telephone numbers and streets are covered where files become text, sign for sign; other numbers stay."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.settings import Settings
from qabot.sources import Mark, Source, read_source
from qabot.sources.child import ChildReader
from qabot.sources.private import COVER, covered

# Invented numbers: zeros, or those set aside for fiction. "[" and "]" stand around what must be covered.
COVERED = """
Phone: [+82-2-000-0000]
Tel. [02) 000-0000]
Tel: [(02) 000-0000]
Mobile: [010-0000-0000]
[010.0000.0000]
T: [+49 (0) 551 00-00000]
[+49 551 0000000]
Cell phone number: [555 555 0199]
[(617) 555-0199]
[617-555-0199]
[617.555.0199]
[+1 (617) 555-0199 ext. 12]
[0049 551 00 00000]
Tél. : [01 00 00 00 00]
[06.00.00.00.00]
电话：[010-00000000]
手机: [13800000000]
[138-0000-0000]
[(86) 10-0000-0000]
電話 [03-0000-0000]
Тел.: [8 (495) 000-00-00]
[(11) 90000-0000]
전화번호 [02-000-0000]
연락처: [010 0000 0000]
Phone | [+44 (0)20 0000 0000]
WhatsApp [+91 90000 00000]
Tel/Fax: [0551-000000]
[12 Elm Street], Springfield
[1600 Larch Parkway]
[450 Old Larch Way], Springfield, CA 94305
[221B Larch Street], London
[Larchstraße 5], 37073 Göttingen
[Am Lärchenberg 11]
[Kurt-Larch-Allee 12]
[Calle Larga 5], Madrid
[C/ Jordi Larga, 29], Barcelona
[Via Larice 9], Trento
[24 rue Mélèze], 75005 Paris
[45 rue d'Ulme]
[Rua da Praia 100]
[ul. Modrzewia 2], Warszawa
[ул. Лесная, д. 5]
서울특별시 [관악구 낙엽로 1]
[291 Nagyeop-ro], Yuseong-gu
[7-3-1 Karamatsu, Bunkyo-ku], Tokyo
[东城区落叶松路95号]
[30 Luoyesong Road], Beijing
[Lärkgatan 12]
""".strip().split("\n")
KEPT = """
2019 - 2021
2015.03 - 2017.02
01.02.2019 - 03.04.2020
06.09.2012-31.03.2015
03/2018-05/2019
Mobile 2019, 2020
Mobile: 2019-2021
Mobile Computing 2014
ORCID: 0000-0002-1825-0097
ISBN 978-3-16-148410-0
ISBN: 0-306-40615-2
ISSN 0162-8828
arXiv:2301.12345
doi:10.1109/TPAMI.2019.2912345
https://example.org/10.1145/3292500.3330701
pp. 1234-1240
vol. 45 (11) 1234-1240, 2019
Nature 521 (7553), 436-444
Grant No. 61872012
NRF-2021R1A2C1234567
IITP-2021-0-01341
US Patent 10,123,456
Patent No. 10-2019-0123456
EP 0 123 456 789
PMID: 31234567
GPA: 4.13/4.3 (95.1/100)
Room 512, Building 301
37073 Göttingen
Cambridge, MA 02139
In 2020 Wall Street fell
2008 Main Street Finance
Journal of Machine Learning Research 21(140):1-67
Sesame Street and 3 others
5 Way Classification
The 2019 Place Recognition Challenge
2021 Drive Dataset
+10.5 points, +3.2%
a gain of +1.2345678
0.12 0.34 0.56 0.78
CVPR 2020, 1234-1243
2018 Street View Dataset
Learning via Graph 3 ways
Cours de physique 3
Terms taught: Spring 2023, Spring 2024
Smith et al., 45
고속도로 2020
丝绸之路 100 号角
SemEval-2020 Task 11
ada@tromsby.edu
""".strip().split("\n")


def text_of(text: str) -> str:
    return covered(Source("a", "text", text, ())).text


@pytest.mark.parametrize("written", COVERED)
def test_numbers_and_streets_are_covered_sign_for_sign(written):
    before, inside = written.split("[")
    inside, after = inside.split("]")
    cover = "".join(sign if sign.isspace() else COVER for sign in inside)
    assert text_of(f"x\n{before}{inside}{after}\ny") == f"x\n{before}{cover}{after}\ny"


def test_a_label_may_stand_in_the_line_above():
    assert text_of("Phone\n555 0100 99") == f"Phone\n{COVER * 3} {COVER * 4} {COVER * 2}"


def test_numbers_one_below_the_other_are_all_covered():
    lines = ("(617) 555-0199", "010-0000-0000", "06 00 00 00 00", "617-555-0199")
    assert not re.search(r"\d", text_of("\n\n".join(lines)))


@pytest.mark.parametrize("text", KEPT)
def test_other_numbers_stay(text):
    assert text_of(f"x\n{text}\ny") == f"x\n{text}\ny"


def test_a_link_that_calls_leads_nowhere():
    source = Source(
        "a", "html", "Call 55501 or us", (), (Mark("link", 5, 10, "tel:+4755501"), Mark("link", 14, 16, "/us"))
    )
    found = covered(source)
    assert found.text == f"Call {COVER * 5} or us"
    assert [mark.target for mark in found.marks] == ["", "/us"]


PAGE = "# Ada Berg\n\nPhone: +47 00 00 00 00, ada@tromsby.edu\n\n12 Elm Street, Tromsby\n"


def test_reading_covers_unless_the_settings_show(tmp_path):
    path = tmp_path / "ada.md"
    path.write_text(PAGE, "utf-8")
    hidden, shown = (read_source(path, settings=Settings(show_contact=show)) for show in (False, True))
    assert hidden.text == "Ada Berg\n\nPhone: ███ ██ ██ ██ ██, ada@tromsby.edu\n\n██ ███ ██████, Tromsby"
    assert shown.text == "Ada Berg\n\nPhone: +47 00 00 00 00, ada@tromsby.edu\n\n12 Elm Street, Tromsby"
    assert (hidden.blocks, hidden.marks) == (shown.blocks, shown.marks)


def test_the_child_covers_as_well(tmp_path):
    path = tmp_path / "ada.md"
    path.write_text(PAGE, "utf-8")
    with ChildReader() as child:
        assert "+47" not in child.read(path, tmp_path, Settings()).text
    with ChildReader() as child:
        assert "+47 00 00 00 00" in child.read(path, tmp_path, Settings(show_contact=True)).text


@given(st.text("0123456789 +-().\nTel:StreetAvR日路号로가 █", max_size=200))
def test_whatever_is_covered_keeps_its_place(text):
    found = text_of(text)
    assert len(found) == len(text)
    assert all(new == old or (new == COVER and not old.isspace()) for new, old in zip(found, text, strict=True))
