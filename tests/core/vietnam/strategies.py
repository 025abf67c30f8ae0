"""Vietnamese text for property tests."""

import unicodedata

from hypothesis import strategies as st

from thidua.core.vietnam.syllables import _ONSETS, _TONED_RIMES, is_syllable

SYLLABLES = sorted({onset + rime for onset in _ONSETS for rime in _TONED_RIMES if is_syllable(onset + rime)})

syllables = st.sampled_from(SYLLABLES)
words = st.tuples(syllables, st.sampled_from([str, str.upper, str.capitalize])).map(lambda pair: pair[1](pair[0]))
names = st.lists(words, min_size=1, max_size=5).map(" ".join)
forms = st.sampled_from(["NFC", "NFD"])
ordinary_tokens = st.sampled_from(
    [
        "2024",
        "m×n",
        "5 µm",
        "±0,5",
        "20 °C",
        "m²",
        "«",
        "»",
        "–",
        "“",
        "”",
        "§ 5",
        "©",
        "®",
        "An¹",
        "½",
        "3×4",
        "·",
        "…",
    ]
)
texts = st.tuples(st.lists(words | ordinary_tokens, max_size=12).map(" ".join), forms).map(
    lambda pair: unicodedata.normalize(pair[1], pair[0])
)
