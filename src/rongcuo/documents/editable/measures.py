"""The measures of GB/T 9704-2012 as Word counts them, and the names of the fonts an office has.

Word's grid differs from the PDF's by a hair: 22 lines of exactly 28.95 pt fill the type area of 225 mm, and 28
characters want a quarter of a point less between them.
"""

from docx.shared import Length, Mm, Pt, RGBColor

SIZE_2, SIZE_3, SIZE_4 = Pt(22), Pt(16), Pt(14)
"""2号, 3号, 4号."""
PITCH = Pt(28.95)
TRACKING = -5
"""Between characters, in twentieths of a point."""
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
WIDTH, HEIGHT = Mm(210), Mm(297)
AREA = Mm(156)
RULE = Mm(170)
"""How wide the double rules of a letter are."""
CHARACTER = Pt(15.75)
"""What one character takes of a line."""
RED = RGBColor(0xE6, 0x00, 0x12)
GREY = RGBColor(0x76, 0x76, 0x76)

FANGSONG, KAITI, HEITI, BIAOSONG, SONGTI = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"


def width_of(text: str, size: Length) -> Length:
    """How wide a line of ``text`` is: letters and digits take half of what a Chinese character takes."""
    return Length(sum(size if ord(sign) > 0x2000 else size // 2 for sign in text))
