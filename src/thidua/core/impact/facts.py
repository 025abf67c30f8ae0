"""What happened, fact by fact: who was there, each bag, weighing, hand-over, đồng and tree. Sums are never facts.

A fact that nobody knows is None. Facts are only ever added: a later one supersedes an earlier one, or voids it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from enum import StrEnum
from fractions import Fraction

from thidua.core.impact.amounts import Exact, exact
from thidua.core.vietnam.partial_dates import PartialDate


class Kind(StrEnum):
    """What people did together; the names are those of the activities that an installation keeps."""

    CLEAN_UP = "CLEAN_UP"
    TREE_PLANTING = "TREE_PLANTING"
    WORKSHOP = "WORKSHOP"
    TRAINING = "TRAINING"
    STUDY_VISIT = "STUDY_VISIT"
    CHARITY = "CHARITY"
    CULTURE_SPORT = "CULTURE_SPORT"
    CONTEST = "CONTEST"
    OTHER = "OTHER"


class State(StrEnum):
    """Only what was held counts."""

    PLANNED = "PLANNED"
    HELD = "HELD"
    CANCELLED = "CANCELLED"


class Counting(StrEnum):
    """How a number came about, the surest first."""

    COUNTED = "COUNTED"
    """Counted on the spot, or from a list that people signed."""
    STATED = "STATED"
    """Somebody says an exact number; how it was counted is not known."""
    ESTIMATED = "ESTIMATED"
    """A guess: it needs its own low and high, else it is no figure."""


class Condition(StrEnum):
    """What a bag holds besides waste."""

    DRY = "DRY"
    DAMP = "DAMP"
    SOAKED = "SOAKED"
    SANDY = "SANDY"


class Scope(StrEnum):
    """What stood on the scale: all waste of the activity (or of one class), or the things that are listed."""

    WHOLE = "WHOLE"
    PART = "PART"


class Covers(StrEnum):
    """Whom a headcount counts: those without a code, beside the ones scanned; or everyone."""

    WITHOUT_CODE = "WITHOUT_CODE"
    EVERYONE = "EVERYONE"


class Destination(StrEnum):
    """Where waste went."""

    RECYCLED = "RECYCLED"
    COMPOSTED = "COMPOSTED"
    LANDFILLED = "LANDFILLED"
    HAZARDOUS = "HAZARDOUS"


class Harm(StrEnum):
    """What went wrong at an activity, in the words of whoever was there."""

    CUT = "CUT"
    """Cut or pricked: glass, a needle, a tool."""
    HEAT = "HEAT"
    """Faint from sun or heat."""
    FALL = "FALL"
    """Slipped, fell, or something fell on somebody."""
    WATER = "WATER"
    """Caught by water."""
    LOST = "LOST"
    """Somebody was missing, a child among them."""
    OTHER = "OTHER"


class Flow(StrEnum):
    """Which way money went."""

    IN = "IN"
    OUT = "OUT"


_EXACT_FIELDS: dict[type[Fact], tuple[str, ...]] = {}
"""Kind of fact → its fields that hold an exact number, found once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that happened. `code` was made where it was noted and stays the same however often it is sent.

    `noted_at` is the time of the device in the field, `by` the token or person that noted it. `supersedes` is the code
    of the fact that this one corrects; with `is_void` it takes it back and puts nothing in its place.
    """

    code: str
    noted_at: datetime | None = None
    by: str = ""
    supersedes: str = ""
    is_void: bool = False

    def __post_init__(self) -> None:
        kind = type(self)
        if kind not in _EXACT_FIELDS:
            _EXACT_FIELDS[kind] = tuple(each.name for each in fields(kind) if each.type == "Exact | None")
        for name in _EXACT_FIELDS[kind]:
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, exact(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence(Fact):
    """A person was there: scanned, or on the list. Scanned for two organisations it is one person, two memberships."""

    person: str
    organisations: tuple[str, ...] = ()
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount(Fact):
    """People counted and not named; each press of +1 or +5 is one. `organisation` is empty for the whole activity.

    `minutes` is how long each of them was there.
    """

    organisation: str = ""
    covers: Covers = Covers.WITHOUT_CODE
    count: int | None = None
    low: int | None = None
    high: int | None = None
    counting: Counting = Counting.COUNTED
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag(Fact):
    """One bag, or `count` like ones of a paper card. `litres` is the size of a bag, `fill` ¼, ½, ¾ or 1, `weight` kg.

    `weight` is that of all `count`. `is_drawn`: the system chose it for the sample. Natural debris (wood, weed) is
    summed apart. `scheme` is the version that it was sorted by (`VN-75`, later `VN-75@2`); an empty `class_code` is
    waste that was not sorted.
    """

    zone: str = ""
    party: str = ""
    scheme: str = "VN-75"
    class_code: str = ""
    litres: Exact | None = None
    fill: Exact | None = None
    weight: Exact | None = None
    condition: Condition | None = None
    is_drawn: bool = False
    is_natural: bool = False
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulky(Fact):
    """Things too big for a bag; `weight` in kg is that of all `count`."""

    name: str
    count: int | None = 1
    weight: Exact | None = None
    zone: str = ""
    party: str = ""
    is_natural: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing(Fact):
    """A scale read: `gross` and `tare` in kg; the tare of a scale set to zero is 0, an unknown one None.

    `covers` are the codes of bags and bulky things that stood on it (PART); `slip` the number of a weighbridge slip.
    """

    scope: Scope
    gross: Exact | None = None
    tare: Exact | None = None
    slip: str = ""
    scale: str = ""
    covers: tuple[str, ...] = ()
    scheme: str = "VN-75"
    class_code: str = ""
    is_natural: bool = False
    witness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCount(Fact):
    """So many pieces of one item of a versioned list."""

    item: str
    item_list: str = "SHORT"
    version: str = "1"
    count: int | None = None
    low: int | None = None
    high: int | None = None
    counting: Counting = Counting.COUNTED
    zone: str = ""
    bag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WasteHandover(Fact):
    """Waste given to somebody: kg and đồng where they are known; no `destination` is “không rõ đi đâu”."""

    receiver: str
    destination: Destination | None = None
    weight: Exact | None = None
    money: int | None = None
    slip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyMoved(Fact):
    """Money planned or moved, in whole đồng."""

    flow: Flow
    amount: int | None = None
    is_planned: bool = False
    source: str = ""
    slip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planting(Fact):
    """Trees planted together."""

    species: str = ""
    count: int | None = None
    planted_on: date | None = None
    party: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeCheck(Fact):
    """Somebody came back and counted the trees of a planting that live."""

    planting: str
    alive: int | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Fact):
    """A stretch that was worked on. `is_fixed` with `size_limit_mm` makes it a transect that can be compared later.

    `point` is latitude and longitude of its middle in degrees, to some 100 m.
    """

    name: str = ""
    metres: Exact | None = None
    is_fixed: bool = False
    size_limit_mm: int | None = None
    point: tuple[Fraction, Fraction] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Fact):
    """Something that went wrong, or nearly did. No figure comes of it: it is there for those who plan the next time.

    `count` is how many people it befell; `note` what happened and what was done, without anybody's name.
    """

    harm: Harm
    count: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Fact):
    """A number as somebody printed it elsewhere: it stands beside our figure and never adds to it.

    “Hơn 300” has a `low` only, “gần 850” a `high` only, “hàng chục khối” none: then `text` is all there is.
    `chosen_because`: a person chose it among several, and why.
    """

    figure: str
    text: str
    low: Exact | None = None
    value: Exact | None = None
    high: Exact | None = None
    source: str = ""
    url: str = ""
    published_on: date | None = None
    chosen_because: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that took part; it counts only after it has confirmed itself."""

    organisation: str
    role: str = ""
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Credit:
    """The activity counts for a bloc's year."""

    bloc: str
    cycle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFacts:
    """One joint activity with all its facts. `home` is the organisation that keeps the record.

    `merged_into` is the activity that this report turned out to be; taking it away splits them again. `point` is
    latitude and longitude in degrees. `origins` says of a merged record which report told a fact.
    """

    code: str
    kind: Kind
    title: str = ""
    state: State = State.HELD
    held_on: PartialDate = field(default_factory=PartialDate)
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    point: tuple[Fraction, Fraction] | None = None
    home: str = ""
    parties: tuple[Party, ...] = ()
    credits: tuple[Credit, ...] = ()
    movements: tuple[str, ...] = ()
    series: str = ""
    parent: str = ""
    merged_into: str = ""
    facts: tuple[Fact, ...] = field(default=(), repr=False)
    origins: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)

    @property
    def minutes(self) -> int | None:
        """How long it lasted; None where an hour is missing or the end is not after the start."""
        if self.starts_at is None or self.ends_at is None:
            return None
        start, end = (60 * each.hour + each.minute for each in (self.starts_at, self.ends_at))
        return end - start if end > start else None

    @property
    def confirmed(self) -> frozenset[str]:
        """The organisations that count: the home and the parties that confirmed themselves."""
        named = {each.organisation for each in self.parties if each.is_confirmed}
        return frozenset(named | {self.home} if self.home else named)
