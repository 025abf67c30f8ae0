"""What Wagtail asks about rights, answered by our policies. It has no other source of rights: nobody is a superuser,
no group grants anything.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.images import permissions
from wagtail.models import Collection
from wagtail.permission_policies.base import BasePermissionPolicy

from thidua.access.actors import build_actor
from thidua.accounts.models import User
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.policy import Answer
from thidua.publishing import policies

Visible = Callable[[Actor], QuerySet[Any]]
May = Callable[[Actor], Answer]
KEPT = "_editing_actor"
"""Where a user who was loaded for one request keeps his actor."""
WRITE = frozenset({"add", "change", "view", "choose"})
"""What somebody may do with his own articles, photographs and categories. Not among them: publish (only an approval
publishes), lock, unlock, delete."""


def actor_of(user: User) -> Actor:
    """The actor that a signed-in user is now."""
    if not hasattr(user, KEPT):
        setattr(user, KEPT, build_actor(user, clock.now()))
    actor: Actor = getattr(user, KEPT)
    return actor


class Editor:
    """The part of the sign-in that says who comes into the editing system at all."""

    def authenticate(self, request: object, **credentials: object) -> None:
        """Signs nobody in."""

    def has_perm(self, user: User, permission: str, thing: object = None) -> bool:
        """Whether the user writes for the public site."""
        is_door = permission == "wagtailadmin.access_admin"
        return is_door and user.is_active and policies.may_write(actor_of(user)).allowed


class Bridge(BasePermissionPolicy):  # type: ignore[misc]  # the base of Wagtail carries no types
    """The answers for one model: which rows a user sees, which of them he changes, who comes here at all."""

    def __init__(
        self, model: type[Model] | str, visible: Visible, *, changed: Visible | None = None, may: May | None = None
    ) -> None:
        super().__init__(model)
        self.visible, self.changed = visible, changed or visible
        self.may = may or policies.may_write

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the user may do this to some rows."""
        return action in WRITE and user.is_active and self.may(actor_of(user)).allowed

    def user_has_permission_for_instance(self, user: User, action: str, instance: Model) -> bool:
        """Whether the user may do this to one row."""
        if not self.user_has_permission(user, action):
            return False
        rows = self.changed if action == "change" else self.visible
        return instance.pk is None or bool(rows(actor_of(user)).filter(pk=instance.pk).exists())

    def instances_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> QuerySet[Any]:
        """The rows on which the user may do one of the actions."""
        may = self.user_has_any_permission(user, actions)
        found: QuerySet[Any] = self.visible(actor_of(user)) if may else self.model._default_manager.none()
        return found

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        """Nobody is looked up by his rights: who is asked is told by “Việc cần làm”."""
        return User.objects.none()

    def collections_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> QuerySet[Any]:
        """Photographs are kept apart by agency; they all lie in the one collection that Wagtail asks for."""
        found: QuerySet[Any] = Collection.objects.filter(depth=1)
        return found if self.user_has_any_permission(user, actions) else found.none()

    def collections_user_has_permission_for(self, user: User, action: str) -> QuerySet[Any]:
        """The same for one action."""
        return self.collections_user_has_any_permission_for(user, [action])


def keep_photos_apart() -> None:
    """Called first of all when the program starts: forms and views of Wagtail take the answers when they are loaded."""
    permissions.permission_policy = Bridge("publishing.Photo", policies.photos_of, changed=policies.photos_changed_by)
