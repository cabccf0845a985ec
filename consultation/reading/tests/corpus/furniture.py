"""What stands around the provisions of an official letter: letterhead, signature, recipients."""

from consultation.reading.tests.corpus.builder import Xml, bold, centred, row, table


def letterhead(number: str = "/2026/QĐ-UBND") -> Xml:
    """The table at the top: issuing body, country and motto, number, place and date."""
    return table(
        row(
            [centred(bold("ỦY BAN NHÂN DÂN")), centred(bold("TỈNH BẮC NINH"))],
            [
                centred(bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
                centred(bold("Độc lập - Tự do - Hạnh phúc")),
            ],
        ),
        row([centred(f"Số:        {number}")], [centred("Bắc Ninh, ngày     tháng     năm 2026")]),
    )


def signature() -> Xml:
    """The table at the end: recipients on the left, the signing body on the right."""
    return table(
        row(
            [
                "Nơi nhận:",
                "- Như Điều 3;",
                "- Cục Kiểm tra văn bản QPPL (Bộ Tư pháp);",
                "- Lưu: VT, TH.",
            ],
            [
                centred(bold("TM. ỦY BAN NHÂN DÂN")),
                centred(bold("KT. CHỦ TỊCH")),
                centred(bold("PHÓ CHỦ TỊCH")),
                "",
                centred("(Đã ký)"),
                "",
                centred(bold("Nguyễn Văn An")),
            ],
        )
    )


SIGNATURE_LINES = [
    "Nơi nhận:",
    "- Như Điều 3;",
    "1. Sở Tư pháp;",
    "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "Nguyễn Văn An",
]
