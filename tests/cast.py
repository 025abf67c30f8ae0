"""The named cast. Everyone is invented; each has one role, so that a test reads as a sentence.

The ministry “Bộ Minh họa” has two blocs. Bloc I of six units is where things happen; bloc II is where the stranger
comes from.

| who | role |
| --- | --- |
| Thư (`secretary`) | secretary of bloc I, from the head unit (Văn phòng Bộ) |
| Cúc (`officer`) | emulation officer of the third member, Vụ Kế hoạch |
| Hùng (`head`) | head of the same unit, who signs |
| Oanh (`other_officer`) | officer of the fourth member |
| Thường (`standing`) | standing office of the ministry |
| Giám (`observer`) | observer of the superior over bloc I |
| Ủy (`council_member`) | council member of the ministry |
| Đọc (`reader`) | reader of bloc I |
| Lạ (`stranger`) | officer of a unit of bloc II only |
| Quản (`administrator`) | system administrator: no content without a staff session |
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.contrib.auth.hashers import make_password

from tests.factories.organisations import Told, add_members, make_agency, make_bloc, make_people, make_units
from tests.remembered import actor_of
from thidua.access.models import RoleGrant
from thidua.accounts.models import User
from thidua.common.actor import Actor, Role
from thidua.organisations.models import Agency, Bloc, Person, Unit

YEAR = 2026
PASSWORD = "mat-khau-cua-bai-thu-2026"
UNIT_NAMES = [
    ("van-phong-bo", "Văn phòng Bộ"),
    ("van-phong-dang-doan-the", "Văn phòng Đảng – Đoàn thể"),
    ("vu-ke-hoach", "Vụ Kế hoạch – Tài chính và Hợp tác quốc tế"),
    ("thanh-tra-bo", "Thanh tra Bộ"),
    ("trung-tam-dieu-duong", "Trung tâm Điều dưỡng và Phục hồi chức năng"),
    ("hoi-dong-tru-luong", "Văn phòng Hội đồng Đánh giá trữ lượng khoáng sản quốc gia"),
]


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast: account and person."""

    user: User
    person: Person | None

    def actor(self, now: datetime | None = None) -> Actor:
        """The actor this member is at `now` (default: the middle of the cast's year)."""
        return actor_of(self.user, now or datetime(YEAR, 6, 15, 3, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone and everything."""

    agency: Agency
    units: list[Unit]
    bloc: Bloc
    other_unit: Unit
    other_bloc: Bloc
    secretary: Member
    officer: Member
    head: Member
    other_officer: Member
    standing: Member
    observer: Member
    council_member: Member
    reader: Member
    stranger: Member
    administrator: Member

    @property
    def unit(self) -> Unit:
        """The unit of the officer and the head."""
        return self.units[2]

    def everyone(self) -> dict[str, Member]:
        """Each member by name."""
        return {name: getattr(self, name) for name in self.__slots__ if isinstance(getattr(self, name), Member)}


def make_cast(unit_names: list[tuple[str, str]] = UNIT_NAMES, bloc_numbers: tuple[str, str] = ("I", "II")) -> Cast:
    """Build the cast for 2025 and 2026. A journey may name the six units and the two blocs otherwise."""
    ours, theirs = bloc_numbers
    agency = make_agency(
        "bo-minh-hoa",
        "Bộ Minh họa",
        symbol="BMH",
        place="Hà Nội",
        council_name="Hội đồng Thi đua, Khen thưởng Bộ Minh họa",
        is_illustrative=True,
    )
    *units, other_unit = make_units(agency, [*unit_names, ("vien-nghien-cuu", "Viện Nghiên cứu Minh họa")])
    bloc = make_bloc(agency, "khoi-i", f"Khối Thi đua số {ours}", f"số {ours}", year=YEAR, units=units)
    add_members(bloc, YEAR - 1, units)
    other_bloc = make_bloc(
        agency, "khoi-ii", f"Khối Thi đua số {theirs}", f"số {theirs}", year=YEAR, units=[other_unit]
    )

    members = make_members(
        agency,
        secretary=Part("thu", "Đặng Minh Thư", Role.BLOC_SECRETARY, units[0], bloc, "Chuyên viên"),
        officer=Part("cuc", "Nguyễn Thị Cúc", Role.UNIT_OFFICER, units[2], units[2], "Chuyên viên"),
        head=Part("hung", "Trần Quốc Hùng", Role.UNIT_HEAD, units[2], units[2], "Vụ trưởng"),
        other_officer=Part("oanh", "Lê Kiều Oanh", Role.UNIT_OFFICER, units[3], units[3]),
        standing=Part("thuong", "Phạm Văn Thường", Role.STANDING_OFFICE, other_unit),
        observer=Part("giam", "Hoàng Văn Giám", Role.OBSERVER, other_unit, bloc, "Phó Vụ trưởng"),
        council_member=Part("uy", "Đỗ Thị Ủy", Role.COUNCIL_MEMBER, other_unit),
        reader=Part("doc", "Bùi Văn Đọc", Role.READER, units[4], bloc),
        stranger=Part("la", "Vũ Thị Lạ", Role.UNIT_OFFICER, other_unit, other_unit),
        administrator=Part("quan", "Ngô Văn Quản", Role.ADMINISTRATOR, other_unit),
    )
    return Cast(agency=agency, units=units, bloc=bloc, other_unit=other_unit, other_bloc=other_bloc, **members)


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody of the cast: what he is called, what he may do over what, where he belongs."""

    username: str
    full_name: str
    role: Role
    unit: Unit
    over: Unit | Bloc | None = None
    title: str = ""


def make_members(agency: Agency, **parts: Part) -> dict[str, Member]:
    """Account, person and role of each. Every second test begins with them: a few statements for all together."""
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(
        User(username=each.username, email=f"{each.username}@vi-du.vn", password=password, is_illustrative=True)
        for each in parts.values()
    )
    people = make_people(
        [
            Told(each.unit, each.full_name, each.title, heads_unit=each.role == Role.UNIT_HEAD, user=user)
            for each, user in zip(parts.values(), users, strict=True)
        ]
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(
            agency=agency,
            user=user,
            role=each.role,
            unit=each.over if isinstance(each.over, Unit) else None,
            bloc=each.over if isinstance(each.over, Bloc) else None,
            since=date(2020, 1, 1),
            granted_at=datetime(2020, 1, 1, tzinfo=UTC),
        )
        for each, user in zip(parts.values(), users, strict=True)
    )
    return {name: Member(user, person) for name, user, person in zip(parts, users, people, strict=True)}
