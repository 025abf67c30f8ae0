"""The pages on which articles and categories are listed and written."""

from typing import Any

from django.db.models import QuerySet
from django.forms import Select
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    RevisionsUnscheduleView,
    SnippetViewSet,
    UnpublishView,
)

from thidua.common.policy import require
from thidua.publishing import policies
from thidua.publishing.editing.bridge import Bridge, actor_of
from thidua.publishing.editing.deciding import Decide
from thidua.publishing.editing.forms import ArticleForm, CategoryForm
from thidua.publishing.editing.states import state_of, with_states
from thidua.publishing.models import Article, Category

FILED = ("agency", "bloc", "kind", "category", "language", "other_language", "slug")
"""Where an article stands among the others."""


CHOSEN_AMONG = {"category", "other_language"}
"""Chosen from a list that the form limits: the choosers of Wagtail know nothing of agencies."""


def _chosen(name: str) -> FieldPanel:
    return FieldPanel(name, widget=Select) if name in CHOSEN_AMONG else FieldPanel(name)


class TakeDown(UnpublishView):  # type: ignore[misc]  # the bases of Wagtail carry no types
    """Taking a published article off the site: by the standing office."""

    permission_required = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Asks the policy first."""
        article = self.get_object()
        require(policies.may_take_down(actor_of(request.user), article))  # type: ignore[arg-type]
        return super().dispatch(request, *args, **kwargs)


class CallOff(RevisionsUnscheduleView):  # type: ignore[misc]
    """Calling off what was approved for a later day: by the standing office."""

    permission_required = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Asks the policy first."""
        require(policies.may_take_down(actor_of(request.user), self.object))  # type: ignore[arg-type]
        return super().dispatch(request, *args, **kwargs)


class _WithoutChecks:
    """The form of an article without the panel that counts words and faults: it asks a script of Wagtail in the
    preview, which is a page of the portal and has none.
    """

    def get_side_panels(self) -> MediaContainer:
        """State and preview."""
        panels = super().get_side_panels()  # type: ignore[misc]
        return MediaContainer([each for each in panels if not isinstance(each, ChecksSidePanel)])


class Write(_WithoutChecks, CreateView):  # type: ignore[misc]
    """A new article."""


class WriteOn(_WithoutChecks, EditView):  # type: ignore[misc]
    """One that is there."""


class ArticlePages(SnippetViewSet):  # type: ignore[misc]
    """Articles."""

    model = Article
    icon = "doc-full"
    menu_label = _("Bài viết")
    menu_name = "articles"
    menu_order = 100
    add_to_admin_menu = True
    list_display = (
        "title",
        Column("state", label=_("Tình trạng"), accessor=state_of, classname="tds-state"),
        "kind",
        "told_on",
        UpdatedAtColumn(label=_("Sửa lần cuối")),
    )
    list_filter = ("kind", "category")
    search_fields = ("title", "search_title")
    search_backend_name = None
    permission_policy = Bridge("publishing.Article", policies.articles_written_by)
    add_view_class = Write
    edit_view_class = WriteOn
    workflow_action_view_class = Decide
    unpublish_view_class = TakeDown
    revisions_unschedule_view_class = CallOff
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("summary"),
            FieldRowPanel(
                [
                    FieldPanel("told_on", help_text=_("Ngày diễn ra việc được kể; ngày đăng hiện riêng.")),
                    FieldPanel("place"),
                    FieldPanel("byline", help_text=_("Tên, bút danh mà người viết đồng ý nêu; hoặc tên cơ quan.")),
                ]
            ),
            FieldPanel("body"),
            MultiFieldPanel([_chosen(name) for name in FILED], heading=_("Xếp bài vào đâu")),
            FieldPanel("comments_until", help_text=_("Để trống: theo số ngày mà cơ quan đã chọn, kể từ ngày đăng.")),
            PublishingPanel(),
        ],
        base_form_class=ArticleForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """What the person who asks may open."""
        return with_states(policies.articles_written_by(actor_of(request.user)))  # type: ignore[arg-type]


class CategoryPages(SnippetViewSet):  # type: ignore[misc]
    """Categories."""

    model = Category
    icon = "list-ul"
    menu_label = _("Chuyên mục")
    menu_name = "categories"
    menu_order = 310
    add_to_admin_menu = True
    list_display = ("name", "position")
    permission_policy = Bridge("publishing.Category", policies.categories_arranged_by, may=policies.may_arrange)
    copy_view_enabled = False
    edit_handler = ObjectList(
        [FieldPanel("agency"), FieldPanel("name"), FieldPanel("slug"), FieldPanel("position")],
        base_form_class=CategoryForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        """What the person who asks may open."""
        return policies.categories_arranged_by(actor_of(request.user))  # type: ignore[arg-type]
