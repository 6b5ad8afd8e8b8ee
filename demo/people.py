"""The accounts of the demo site. In development only: their password is public."""

from django.contrib.auth.models import Group

from wagtail.models import Locale

from accounts.door.consents import current_versions, record_consents
from accounts.me.profile import set_avatar
from accounts.models import User
from accounts.staff import roles
from articles.models import AuthorPage
from articles.services import open_notebook
from demo.pictures import avatar
from demo.read import Author

PASSWORD = "renran-demo"  # noqa: S105 printed at every start of `make run`
# The account `author` belongs to the writer with drafts and a text in review.
LOGIN_OF = {"zhixing": "author"}
ACCOUNTS = {
    "admin": ("站长", None),
    "editor": ("责任编辑", roles.EDITORS),
    "reader": ("读者小满", None),
}


def login_of(username: str) -> str:
    """The account name of the library's person `username`."""
    return LOGIN_OF.get(username, username)


def load_accounts() -> None:
    """Make admin, editor and reader; existing accounts stay as they are."""
    for username, (nickname, role) in ACCOUNTS.items():
        user = _account(username, nickname)
        if role is not None:
            user.groups.add(Group.objects.get(name=role))
    User.objects.filter(username="admin").update(is_staff=True, is_superuser=True)


def load_author(author: Author) -> AuthorPage:
    """The author page of one writer, published; the account has picture and words."""
    user = _account(login_of(author.username), author.name)
    page = open_notebook(user=user).author
    if page.live and user.bio:
        return page
    user.bio = author.bio
    user.save(update_fields=["bio"])
    set_avatar(user=user, file=avatar(author.avatar))
    page.slug = author.slug
    page.save_revision(user=user).publish()
    return AuthorPage.objects.get(pk=page.pk, locale=Locale.get_default())


def _account(username: str, nickname: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User.objects.create_user(
            username, f"{username}@example.com", PASSWORD, nickname=nickname
        )
        user.email_verified_at = user.date_joined
        user.save(update_fields=["email_verified_at"])
        record_consents(user=user, versions=current_versions())
    return user
