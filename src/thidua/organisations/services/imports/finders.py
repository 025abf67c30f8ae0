"""Names in a table → units and people. One way for every table: an unknown name is a finding with the nearest names,
a name of two is a question."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import lru_cache

from django.utils.translation import gettext as _

from thidua.common.tables.plans import Option, Question, Row, RowPlan, ask, wrong
from thidua.common.tables.reading import Finding
from thidua.core.vietnam.dates import format_date
from thidua.core.vietnam.names import fold
from thidua.organisations.models import Person, Unit

_NEAREST = 3


class UnitFinder:
    """Finds units by any of their names: in force, short, former, or an alias; accents and capitals do not matter."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = {unit.pk: unit for unit in units}
        self.by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units.values():
            for name in unit.search_key.split("\n"):
                self.by_name[name].append(unit)
        self._nearest: Callable[[str], tuple[str, ...]] = lru_cache(maxsize=1000)(self._look_near)

    def named(self, text: str) -> list[Unit]:
        """All units of that name; when one of them lives, only those that live."""
        found = self.by_name.get(fold(text), [])
        return [unit for unit in found if unit.ended_on is None] or found

    def find(self, row: Row, column: str, text: str, title: str, *, key: str = "unit") -> Unit | RowPlan:
        """The unit, or the plan of a row that cannot go on: wrong, or a question answered under `key`."""
        found = self.named(text)
        if len(found) == 1:
            return found[0]
        if not found:
            near = self._nearest(fold(text))
            remedy = _("Sửa tên trong tệp, hoặc thêm đơn vị hay tên gọi khác trên hệ thống.")
            if near:
                names = ", ".join(f"“{name}”" for name in near)
                remedy = _("Có phải là {names}?").format(names=names) + " " + remedy
            return wrong(row, title, Finding(column, _("Không thấy đơn vị “{name}”.").format(name=text), remedy))
        answer = row.answers.get(key, "")
        chosen = [unit for unit in found if str(unit.pk) == answer]
        if chosen:
            return chosen[0]
        options = tuple(Option(str(unit.pk), describe_unit(unit)) for unit in found)
        question = _("Có {count} đơn vị gọi là “{name}”. Là đơn vị nào?").format(count=len(found), name=text)
        return ask(row, title, Question(key, question, options))

    def _look_near(self, folded: str) -> tuple[str, ...]:
        near = get_close_matches(folded, self.by_name, n=_NEAREST, cutoff=0.6)
        return tuple(dict.fromkeys(self.by_name[name][0].name for name in near))


class PersonFinder:
    """Finds people by their full name among those given, told apart by their unit."""

    def __init__(self, people: Iterable[tuple[Person, str]]) -> None:
        self.by_name: dict[str, list[tuple[Person, str]]] = defaultdict(list)
        for person, place in people:
            self.by_name[person.search_key].append((person, place))

    def find(self, row: Row, column: str, text: str, title: str, *, key: str = "person") -> Person | RowPlan:
        """The person, or the plan of a row that cannot go on."""
        alike = self.by_name.get(fold(text), [])
        exact = [each for each in alike if each[0].full_name.casefold() == text.casefold()]
        found = exact or alike
        if len(found) == 1:
            return found[0][0]
        if not found:
            remedy = _("Sửa tên trong tệp, hoặc thêm người này trên hệ thống trước.")
            return wrong(row, title, Finding(column, _("Không thấy người tên “{name}”.").format(name=text), remedy))
        answer = row.answers.get(key, "")
        chosen = [person for person, _place in found if str(person.pk) == answer]
        if chosen:
            return chosen[0]
        options = tuple(Option(str(person.pk), describe_person(person, place)) for person, place in found)
        question = _("Có {count} người tên “{name}”. Là người nào?").format(count=len(found), name=text)
        return ask(row, title, Question(key, question, options))


def describe_unit(unit: Unit) -> str:
    """Enough to tell namesakes apart: what is above it, and whether it has ended."""
    words = unit.name
    if unit.parent is not None:
        words = _("{unit}, thuộc {parent}").format(unit=words, parent=unit.parent.name)
    if unit.ended_on is not None:
        words = _("{unit} (đã kết thúc {day})").format(unit=words, day=format_date(unit.ended_on))
    return words


def describe_person(person: Person, place: str) -> str:
    """Enough to tell namesakes apart: birth and unit."""
    if person.born_on is not None:
        born = _("sinh {day}").format(day=format_date(person.born_on))
    elif person.born_year is not None:
        born = _("sinh năm {year}").format(year=person.born_year)
    else:
        born = _("chưa biết ngày sinh")
    return ", ".join(part for part in (person.full_name, born, place) if part)
