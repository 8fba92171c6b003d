"""The alphabets of languages: which letters count as letters of their own, and in which order.

Source: CLDR's collations. A language without a row sorts by its script's default: the Latin
alphabet with accents ignored, or the order of Unicode, in which most scripts stand by their own
alphabet (Burmese, Khmer, Devanagari and its kin, Ethiopic, Hangul, Greek, Hebrew).
"""

from __future__ import annotations

from typing import Final

LATIN: Final = "a b c d e f g h i j k l m n o p q r s t u v w x y z"

ALPHABETS: Final = {
    "az": "a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v w y z",
    "bs": "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž",
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
    "da": "a b c d e f g h i j k l m n o p q r s t u v w x y z æ ø å",
    "es": "a b c d e f g h i j k l m n ñ o p q r s t u v w x y z",
    "fil": "a b c d e f g h i j k l m n ñ ng o p q r s t u v w x y z",
    "ha": "a b ɓ c d ɗ e f g h i j k ƙ l m n o p q r s t u v w x y ƴ z",
    "ig": "a b c d e f g h i ị j k l m n ṅ o ọ p q r s t u ụ v w x y z",
    "ku": "a b c ç d e ê f g h i î j k l m n o p q r s ş t u û v w x y z",
    "mh": "a ā b c d e f g h i j k l ļ m m̧ n ņ n̄ o o̧ ō p q r s t u ū v w x y z",
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "ro": "a ă â b c d e f g h i î j k l m n o p q r s ș t ț u v w x y z",
    "sq": "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v w x xh y z zh",
    "sv": "a b c d e f g h i j k l m n o p q r s t u v w x y z å ä ö",
    "tr": "a b c ç d e f g ğ h ı i j k l m n o ö p q r s ş t u ü v w x y z",
    "vi": "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z",
    "yo": "a b c d e ẹ f g gb h i j k l m n o ọ p q r s ṣ t u v w x y z",
    "be": "а б в г д е ё ж з і й к л м н о п р с т у ў ф х ц ч ш ы ь э ю я",
    "bg": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ь ю я",
    "mk": "а б в г д ѓ е ж з ѕ и ј к л љ м н њ о п р с т ќ у ф х ц ч џ ш",
    "ru": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
    "sr": "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш",
    "uk": "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
    "ar": "ء ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي",
    "ckb": "ء ا ب پ ت ج چ ح خ د ر ڕ ز ژ س ش ع غ ف ڤ ق ک گ ل ڵ م ن و ۆ ھ ە ی ێ",
    "fa": "ء ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی",
    "ps": "ء ا ب پ ت ټ ث ج چ ځ څ ح خ د ډ ذ ر ړ ز ژ ږ س ش ښ ص ض ط ظ ع غ ف ق ک ګ ل م ن ڼ و ه ی ې",
    "ur": "ء ا ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن ں و ہ ھ ی ے",
}
"""By language. A letter of several characters ("dž", "m̧") counts as one."""

SAME_ALPHABET: Final = {
    "ceb": "fil", "fi": "sv", "hr": "bs", "ilo": "fil", "kmr": "ku", "nb": "da", "nn": "da",
    "no": "da", "sk": "cs", "sr-Latn": "bs", "ku-Arab": "ckb", "tl": "fil",
}  # fmt: skip

_PERSIAN: Final = {"ة": "ه", "ى": "ی", "ي": "ی", "ٱ": "ا", "ك": "ک", "ە": "ه"}
SAME_LETTERS: Final = {
    "ar": {"ة": "ت", "ى": "ي", "ٱ": "ا", "ک": "ك", "ی": "ي", "ہ": "ه", "ھ": "ه"},
    "ckb": {"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ھ", "ٱ": "ا"},
    "fa": _PERSIAN,
    "ps": {**_PERSIAN, "ۍ": "ی", "گ": "ګ"},
    "ur": {**_PERSIAN, "ه": "ہ", "ة": "ہ", "ە": "ہ"},
}
"""By language: letters written in more than one way, and the letter they count as.

Forms of alef and letters with hamza need no row: Unicode decomposes them.
"""

FOREIGN_LETTERS: Final = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "þ": "th", "ð": "d",
    "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ə": "e", "ɛ": "e", "ɔ": "o", "ŋ": "n",
}  # fmt: skip
"""Letters Unicode does not decompose, and what they count as outside their own alphabet."""

UPPER_CASE: Final = {"az": {"i": "İ", "ı": "I"}, "tr": {"i": "İ", "ı": "I"}}
"""Capitals that are not Unicode's default."""

SCRIPT_NAMES: Final = {
    "Arab": "ARABIC", "Armn": "ARMENIAN", "Beng": "BENGALI", "Cyrl": "CYRILLIC",
    "Deva": "DEVANAGARI", "Ethi": "ETHIOPIC", "Geor": "GEORGIAN", "Grek": "GREEK",
    "Gujr": "GUJARATI", "Guru": "GURMUKHI", "Hang": "HANGUL", "Hans": "CJK", "Hant": "CJK",
    "Hebr": "HEBREW", "Khmr": "KHMER", "Knda": "KANNADA", "Kore": "HANGUL", "Laoo": "LAO",
    "Latn": "LATIN", "Mlym": "MALAYALAM", "Mymr": "MYANMAR", "Orya": "ORIYA", "Sinh": "SINHALA",
    "Syrc": "SYRIAC", "Taml": "TAMIL", "Telu": "TELUGU", "Thaa": "THAANA", "Thai": "THAI",
    "Tibt": "TIBETAN",
}  # fmt: skip
"""What Unicode's names of a script's letters begin with (ISO 15924 code: first word)."""

NO_ARTICLE: Final = (
    "الله", "التزام", "التقاء", "التماس", "التحاق", "التهاب", "التفات", "التباس", "الكترون",
)  # fmt: skip
"""Arabic words whose first two letters look like the article and are not."""

PINYIN: Final = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"),
    (0xB8C1, "g"), (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"),
    (0xC4C3, "n"), (0xC5B6, "o"), (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"),
    (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"), (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
"""Codes of GB 2312 from which on its common characters are read with a first letter (pinyin)."""
PINYIN_END: Final = 0xD7F9
"""The last code of the common characters; after it the standard goes by radicals."""

HANGUL_INITIALS: Final = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
"""The index letter of each of the 19 initial consonants, tense ones with the plain."""
