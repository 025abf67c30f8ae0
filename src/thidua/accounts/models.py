"""Users: somebody who can sign in, and nothing more. Who he is lies in organisations, what he may do in access."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower


class AccountManager(UserManager["User"]):
    """Django's, without staff and superusers: this product has neither."""

    use_in_migrations = False

    def create_user(
        self, username: str, email: str | None = None, password: str | None = None, **fields: object
    ) -> "User":
        """Make a user; without a password he cannot sign in until he sets one."""
        user = self.model(
            username=self.model.normalize_username(username), email=self.normalize_email(email) or "", **fields
        )
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # of untyped models
    """An account. `is_illustrative` marks the invented accounts of a demo installation.

    Rights come from the roles in `access` alone: what the mixin adds is asked for by the editing system and stays
    empty, and nobody is a superuser.
    """

    username = models.CharField(max_length=60, unique=True, validators=[UnicodeUsernameValidator()])
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    is_illustrative = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="username_once_whatever_the_case"),
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="nobody_is_superuser"),
        ]

    def __str__(self) -> str:
        return self.username


class Tries(models.Model):
    """How often a password or code was wrong lately under one key, and until when the key is locked.

    A key is a keyed hash (of a name with a machine's address, of a user): what was typed is never kept.
    """

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "tries"
        indexes = [models.Index(fields=["first_at"])]

    def __str__(self) -> str:
        return f"{self.failures} since {self.first_at}"
