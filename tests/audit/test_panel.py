"""“Lịch sử” on the page of any thing."""

from django.template import Context, Template

from tests.cast import Cast
from thidua.audit.services import record
from thidua.common.actor import Actor

TEMPLATE = Template("{% load audit_tags %}{% history 'organisations.bloc' pk %}")


def panel(actor: Actor, pk: int) -> str:
    return TEMPLATE.render(Context({"actor": actor, "pk": pk}))


def test_it_tells_what_was_done_to_the_thing(cast: Cast) -> None:
    record(
        cast.secretary.actor(),
        "bloc.renamed",
        cast.bloc,
        agency=cast.agency.pk,
        before={"name": "Khối <I>"},
        after={"name": "Khối Thi đua số I"},
    )
    record(cast.secretary.actor(), "bloc.renamed", cast.other_bloc, agency=cast.agency.pk, after={"name": "Khác"})
    shown = panel(cast.officer.actor(), cast.bloc.pk)

    assert "Đổi tên khối" in shown
    assert "Đặng Minh Thư" in shown
    assert "Khối &lt;I&gt;" in shown
    assert "Khác" not in shown
    assert "/nhat-ky/" not in shown
    assert f"/nhat-ky/?thing=organisations.bloc:{cast.bloc.pk}" in panel(cast.standing.actor(), cast.bloc.pk)


def test_it_is_short_and_says_when_there_is_more(cast: Cast, count_queries) -> None:
    assert "Chưa có việc nào" in panel(cast.officer.actor(), cast.bloc.pk)
    for number in range(12):
        record(
            cast.secretary.actor(), "bloc.renamed", cast.bloc, agency=cast.agency.pk, after={"name": f"Tên {number}"}
        )
    actor = cast.officer.actor()

    assert panel(actor, cast.bloc.pk).count("Đổi tên khối") == 10
    assert "10 việc gần nhất" in panel(actor, cast.bloc.pk)
    assert count_queries(lambda: panel(actor, cast.bloc.pk)) == 1
