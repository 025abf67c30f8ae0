"""How many votes are enough: a share of whom, tested in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from thidua.core.voting.errors import VoteError


class Basis(StrEnum):
    """Of whom a share is taken."""

    MEMBERS = "MEMBERS"
    """All who belong, also the absent (khoản 7 Điều 30 NĐ 98/2023/NĐ-CP: “tổng số thành viên”)."""
    PRESENT = "PRESENT"
    """Those present when voting opened, with the absent ones who wrote."""
    PAPERS = "PAPERS"
    """The papers handed in, blank and invalid ones among them."""


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who could vote. `recused` counts, per option, members who take no part in that item, and those of them present.

    `recused_count` says whether these stay in the number of which a share is taken: no text that we hold says so,
    therefore it is a setting of the meeting; None where nobody is recused.
    """

    members: int
    present: int
    recused: tuple[tuple[str, int, int], ...] = ()
    recused_count: bool | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.present <= self.members:
            raise VoteError("more_present_than_members", {"present": self.present, "members": self.members})
        if self.recused_count is None and any(count for _option, count, _present in self.recused):
            raise VoteError("recused_undecided")

    def recused_from(self, option: str) -> tuple[int, int]:
        """How many take no part in `option`, and how many of these are present."""
        return next(((members, present) for code, members, present in self.recused if code == option), (0, 0))

    def total(self, basis: Basis, option: str, papers: int, slips: int) -> int:
        """The number of which a share of `option` is taken: of `papers` handed in, `slips` say something about it."""
        members, present = (0, 0) if self.recused_count else self.recused_from(option)
        match basis:
            case Basis.MEMBERS:
                return self.members - members
            case Basis.PRESENT:
                return self.present - present
            case Basis.PAPERS:
                return slips if members else papers


@dataclass(frozen=True, slots=True)
class Threshold:
    """At least `share` of those of `basis`; more than it if `is_strict`."""

    share: Fraction
    basis: Basis
    is_strict: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1 or (self.is_strict and self.share == 1):
            raise VoteError("bad_share", {"share": str(self.share)})

    def test(self, votes: int, total: int) -> Test:
        """Whether `votes` of `total` are enough.

        >>> Threshold(Fraction(9, 10), Basis.MEMBERS).test(15, 17).needed
        16
        """
        left, right = self.share.denominator * votes, self.share.numerator * total
        floor, rest = divmod(right, self.share.denominator)
        needed = floor + 1 if self.is_strict or rest else floor
        is_passed = total > 0 and (left > right if self.is_strict else left >= right)
        return Test(self, votes, total, max(needed, 1), is_passed)


@dataclass(frozen=True, slots=True)
class Test:
    """A threshold applied: `votes` of `total`, of which `needed` were needed."""

    __test__ = False

    threshold: Threshold
    votes: int
    total: int
    needed: int
    is_passed: bool
