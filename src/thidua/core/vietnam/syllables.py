"""Whether a word is spelt as a Vietnamese syllable: enough to tell good text from text in another encoding."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from thidua.core.vietnam.alphabet import TONES, VOWELS

_ONSETS: Final = frozenset(
    " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x".split(" ")  # noqa: SIM905 - a table is read in rows
)

_RIMES: Final = """
a ai ao au ay am an ang anh ac ach ap at
ăm ăn ăng ăc ăp ăt
âu ây âm ân âng âc âp ât
e eo em en eng ec ep et
ê êu êm ên êng ênh êc êch êp êt
i ia iu im in ing inh ic ich ip it iêu iêm iên iêng iêc iêp iêt
o oi om on ong oc op ot oa oai oao oay oam oan oang oanh oac oach oap oat oăm oăn oăng oăc oăt
oe oeo oem oen oet oong ooc
ô ôi ôm ôn ông ôc ôp ôt ôông
ơ ơi ơm ơn ơp ơt
u ua ui um un ung uc up ut uôi uôm uôn uông uôc uôt uây uân uâng uât uê uênh uêch uêt uơ
uy uya uyu uyn uyp uyt uynh uych uyên uyêt
ư ưa ưi ưu ưm ưng ưc ưt ươi ươu ươm ươn ương ươc ươp ươt
y yn yt ynh ych yêu yêm yên yêng yêt
""".split()  # noqa: SIM905 - a table is read in rows

_OPEN_TO_BOTH_STYLES: Final = ("oa", "oe", "uy")
_STOPS: Final = ("c", "ch", "p", "t")
_STOP_TONES: Final = (TONES[0], *TONES[4:])
_LONGEST_ONSET: Final = 3


@lru_cache(maxsize=1 << 14)
def is_syllable(word: str) -> bool:
    """Whether the word is one Vietnamese syllable in Unicode, whatever its capitals and its composition.

    Both placements of the tone (hoà, hòa) are good. Which onset stands
    before which vowel (k, c) is not asked, and a tone forgotten before c, ch, p, t is forgiven.
    """
    small = unicodedata.normalize("NFC", word).lower()
    return any(small[:length] in _ONSETS and small[length:] in _TONED_RIMES for length in range(_LONGEST_ONSET + 1))


def _toned(rime: str) -> Iterator[str]:
    tones = _STOP_TONES if rime.endswith(_STOPS) else TONES
    for place in _tone_places(rime):
        for tone in tones:
            yield unicodedata.normalize("NFC", rime[: place + 1] + tone + rime[place + 1 :])


def _tone_places(rime: str) -> tuple[int, ...]:
    """The places of the vowels that may carry the tone."""
    vowels = len(rime) - len(rime.lstrip(VOWELS))
    marked = [place for place in range(vowels) if rime[place] in "ăâêôơ"]
    if marked:
        return (marked[-1],)
    if rime.startswith(_OPEN_TO_BOTH_STYLES) and vowels == 2:
        return (0, 1)
    if vowels == 3 or rime.startswith("oo"):
        return (1,)
    return (0,)


_TONED_RIMES: Final = frozenset(toned for rime in _RIMES for toned in _toned(rime))
