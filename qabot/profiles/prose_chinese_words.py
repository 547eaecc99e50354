"""What the clauses of Chinese sentences about a life are read with: schools, and what was told before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qabot.profiles.dates import Date
from qabot.profiles.page import Page, Range
from qabot.profiles.tables import simplified

SCHOOL = re.compile(
    r"(?:[\u4e00-\u9fff·（）()A-Za-z&.' -]*?(?:大学|大學|研究院|研究所|公司|实验室|實驗室|科学院(?!大学)|医院|"
    r"学校|分校|理工(?!大学|学院)|"
    r"中心|集团|工務店|機構|博物馆|博物院|天文台|图书馆|美术馆|设计院|出版社|银行|中学|小学|高中(?!毕业|生)|教育局|气象局)(?:\s?[（(](?![^）)]{0,3}(?:博士|硕士|本科|学士|本硕|导师|在读))[\u4e00-\u9fff]{2,4}[）)])?"
    r"(?:\s?[(（][A-Za-z., ]{2,40}[)）])?(?:[\u4e00-\u9fff（）()、&A-Za-z ]*?(?:学院|學院|研究院|"
    r"研究所|研究科|学部|系|部|院|实验室|实验班|中心|学科|専攻|課程)"
    r")?(?:\s?[(（][A-Za-z., ]{2,20}[)）])?|[A-Z][A-Za-z&.'’ -]+(?:University|Institute|College|School|"
    r"Research|Laboratory|Labs?|Tech)(?:[A-Za-z&.' -]*[A-Za-z])?|[\u4e00-\u9fff]{2,8}学院|"
    r"[A-Z]{2,6}(?=[)）]?的?\s?(?:[（(]\d{4}|副?教授|博士|硕士|研究员|攻读|从事|担任)))"
)
_JOINT = re.compile(  # "南京大学和中国科学院自动化研究所联合培养博士生": who trains somebody together
    r"(?:[^，,。\n]*?(?:是|为|由|于|在|就读))?\s*"
    r"([^\W\d_][^，,。；;：:\n]{1,24}?(?:大学|学院|研究院|研究所|实验室|公司|科学院)[^，,。；;：:\n]{0,16}?\s?(?:和|与|及|、|[/&])\s?"
    r"[^\W\d_][^，,。；;：:\n的]{1,30}?(?:大学|学院|研究院|研究所|实验室|公司|科学院|所|院|[A-Za-z]))\s?的?(?=联合培养)"
)
_BEFORE_NAME = re.compile(
    r".*(?:毕业于|就读于?|曾于|任职于|就职于|服务于|"
    r"工作于|供职于|任教于|执教于|受聘于|留学于|获得|取得|获|录取为|"
    r"现为|现任|曾任|曾在|"
    r"来自|加入|入职|攻读|担任|历任|考入|进入|即将|前往|保送至?|录取到|国家公派|公派|派往|访问|赴|先后|是|于|在|"
    r"(?<!华)为|年|月|日(?![立本报])|至今|起|期间|和|从|"
    r"到(?!岸)|被|(?<![主责信胜放])任(?![务何意])|\d)了?\s*(?=[\u4e00-\u9fffA-Z])"
)


class PlainPage(Page):
    """A page whose text is in simplified characters, one for one, and whose words are as printed."""

    def __init__(self, page: Page) -> None:
        self.__dict__.update(page.__dict__)
        self.printed = page
        self.text = simplified(page.text)

    def words(self, start: int, end: int) -> str:
        """The words of a range on one line, in the characters they are printed in."""
        return self.printed.words(start, end)


@lru_cache(maxsize=8)
def plain_page(page: Page) -> Page:
    """The page with its text in simplified characters."""
    return PlainPage(page)


@dataclass(slots=True)
class Told:
    """What the clauses read so far say that may hold for the next ones."""

    date: Date | None = None
    school: Range | None = None
    work: Range | None = None
    left: Range | None = None  # a school somebody left, its degree not told yet
    as_role: Range | None = None  # what "作为访问学生" says somebody was
    without_role: bool = False  # the last clause told where somebody works, not as what
    in_turn: bool = False  # posts held one after another at one place are being listed


def joint_schools(page: Page, clause: Range) -> Range | None:
    """The two schools of one degree, in one: "A大学和B研究所联合培养博士生"."""
    found = _JOINT.match(page.text, *clause)
    return page.trim(*found.span(1)) if found else None


def bare(page: Page, start: int, end: int) -> Range:
    """A school's name without the words before it: "2015年获得西南大学" is "西南大学"."""
    lead = _BEFORE_NAME.match(page.text[start:end])
    if lead and lead.end() < end - start - 1:
        start += lead.end()
    words = page.text[start:end]
    paired = words.count("(") + words.count("（") == words.count(")") + words.count("）")
    return page.trim(start, end, " 的，,*" if paired else " 的，,*（()）")
