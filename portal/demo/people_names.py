"""Names of people who do not exist, always the same for a number."""

FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Chu",
)  # fmt: skip
MIDDLES = {
    "female": ("Thị", "Thị Thu", "Thị Minh", "Thị Ngọc", "Thị Thanh"),
    "male": ("Văn", "Đức", "Quang", "Hữu", "Xuân"),
}
GIVEN = {
    "female": (
        "An", "Ánh", "Bình", "Chi", "Dung", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Huệ", "Lan",
        "Liên", "Mai", "Nga", "Oanh", "Phương", "Thảo", "Thủy", "Yến",
    ),
    "male": (
        "An", "Bách", "Cường", "Dũng", "Đạt", "Đông", "Hải", "Hiếu", "Hùng", "Khánh", "Long",
        "Minh", "Nam", "Phúc", "Quân", "Sơn", "Thành", "Tiến", "Trung", "Vinh",
    ),
}  # fmt: skip


def name_of(number: int, sex: str) -> str:
    """A full name.

    Args:
        number: any number from 0; nearby ones give different names.
        sex: ``female`` or ``male``.
    """
    family = FAMILIES[number * 7 % len(FAMILIES)]
    middle = MIDDLES[sex][number * 3 % len(MIDDLES[sex])]
    given = GIVEN[sex][number * 11 % len(GIVEN[sex])]
    return f"{family} {middle} {given}"
