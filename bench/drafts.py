"""Drafts of a decision as long as the longest that provinces put up, and their next version."""

import random
from itertools import accumulate

from consultation.reading.tree import Kind, Provision

ARTICLES, CLAUSES_PER_ARTICLE, CLAUSE_LENGTH = 150, 4, 210
TEXT = (
    "và các có của theo quy định được cơ quan tỉnh tổ chức thực hiện trong cho tại nhân dân Ủy ban "
    "cấp trên địa bàn phải không việc về hoặc cá đơn vị sử dụng quản lý đất đai nhà nước hồ sơ "
    "thời hạn ngày làm kể từ nhận đủ hợp lệ Sở Tài nguyên Môi trường Nông nghiệp phát triển nông "
    "thôn huyện xã phường thị trấn trách nhiệm kiểm tra giám sát báo cáo hằng năm trước tháng "
    "kinh phí ngân sách hỗ trợ mức đồng hộ gia đình nghèo cận diện tích mét vuông công trình xây "
    "dựng giấy phép thẩm quyền quyết định phê duyệt dự án đầu tư chủ doanh nghiệp hợp tác vật "
    "liệu chất thải rắn sinh hoạt thu gom vận chuyển xử nước sạch giao thông đường bộ vỉa hè chợ "
    "thương mại dịch vụ du lịch văn hóa thể thao giáo dục y tế lao động trẻ em người cao tuổi"
)
SYLLABLES = TEXT.split()
# Most words have two syllables; a hundred of them are a third of every text.
MANY = 2000
_CHANCE = random.Random(0)
WORDS = [" ".join(_CHANCE.choices(SYLLABLES, k=2)) for _number in range(MANY)]
WEIGHTS = list(accumulate(1 / (rank + 20) for rank in range(MANY)))
FORMULAS = (
    "Chủ trì, phối hợp với các cơ quan có liên quan tổ chức thực hiện.",
    "Báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 12 hằng năm.",
    "Thực hiện các nhiệm vụ khác theo quy định của pháp luật.",
)


def draft(seed: int = 1) -> list[Provision]:
    """150 articles of four clauses, some 140,000 characters; every fifth clause is a formula."""
    chance = random.Random(seed)
    provisions = []
    for number in range(1, ARTICLES + 1):
        article = f"dieu-{number}"
        heading = _words(chance, 40).capitalize()
        provisions.append(Provision(Kind.ARTICLE, str(number), heading, "", "", article))
        for clause in range(1, CLAUSES_PER_ARTICLE + 1):
            formula = chance.random() < 1 / 5
            text = chance.choice(FORMULAS) if formula else _sentence(chance)
            address = f"{article}.khoan-{clause}"
            provisions.append(Provision(Kind.CLAUSE, str(clause), "", text, article, address))
    return provisions


def revised(provisions: list[Provision], changed: int, seed: int = 2) -> list[Provision]:
    """The next version: so many articles changed, one put in near the front, one struck out.

    What follows the new article is renumbered; in each changed article every clause loses some
    words, gets others, and one in ten becomes another one.
    """
    chance = random.Random(seed)
    touched = set(chance.sample(range(2, ARTICLES + 1), changed))
    result = []
    for provision in provisions:
        number = int(provision.address.split(".")[0].removeprefix("dieu-"))
        if number == ARTICLES // 2 and number not in touched:
            continue
        text = _changed(chance, provision.text) if number in touched else provision.text
        result.append(_numbered(provision, number + (number > 1), text))
    added = Provision(Kind.ARTICLE, "2", "Giải thích từ ngữ", _sentence(chance), "", "dieu-2")
    return [*result[: CLAUSES_PER_ARTICLE + 1], added, *result[CLAUSES_PER_ARTICLE + 1 :]]


def _numbered(provision: Provision, number: int, text: str) -> Provision:
    """The same provision in an article of another number."""
    article, _dot, rest = provision.address.partition(".")
    address = provision.address.replace(article, f"dieu-{number}", 1)
    own = provision.number if rest else str(number)
    parent = f"dieu-{number}" if rest else ""
    return Provision(provision.kind, own, provision.heading, text, parent, address)


def _changed(chance: random.Random, text: str) -> str:
    if text and chance.random() < 1 / 10:
        return _sentence(chance)
    words = []
    for word in text.split():
        drawn = chance.random()
        if drawn > 0.04:
            words.append(word)
        if drawn < 0.08:
            words.append(_word(chance))
    return " ".join(words)


def _word(chance: random.Random) -> str:
    return chance.choices(WORDS, cum_weights=WEIGHTS)[0]


def _words(chance: random.Random, length: int) -> str:
    text = _word(chance)
    while len(text) < length:
        text += f" {_word(chance)}"
    return text


def _sentence(chance: random.Random) -> str:
    text = _words(chance, chance.randrange(CLAUSE_LENGTH // 2, 2 * CLAUSE_LENGTH))
    return f"{text.capitalize()}."
