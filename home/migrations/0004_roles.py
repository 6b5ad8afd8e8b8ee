"""The groups of the roles with their rights in the admin."""

from django.db import migrations

PAGE_RIGHTS = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
ADMIN = ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
# Who moderates or pays out has no right of Wagtail's that says so.
WORKS_FOR_SITE = ("accounts", "user", "work_for_site", "Works for the site")
SUBMISSION_RIGHTS = [
    ("articles", "submission", "view_submission", "Can view 投稿"),
    ("articles", "submission", "change_submission", "Can change 投稿"),
]
ROLES = {
    "作者": [ADMIN],
    "专题编辑": [ADMIN, *SUBMISSION_RIGHTS],
    "编辑": [
        ADMIN,
        *SUBMISSION_RIGHTS,
        ("articles", "authorpage", "trust_author",
         "Can let authors publish without review"),
        ("articles", "topicpage", "edit_any_topic",
         "Can decide on submissions to any topic"),
        ("home", "sitesettings", "change_sitesettings", "Can change 站点设置"),
        ("wagtailredirects", "redirect", "add_redirect", "Can add redirect"),
        ("wagtailredirects", "redirect", "change_redirect", "Can change redirect"),
        ("wagtailredirects", "redirect", "delete_redirect", "Can delete redirect"),
        ("wagtail_localize", "translation", "submit_translation",
         "Can submit translations"),
    ],
    "社区管理员": [ADMIN, WORKS_FOR_SITE],
    "财务": [ADMIN, WORKS_FOR_SITE],
}  # fmt: skip
LIBRARY_RIGHTS = [
    (app, model, f"{action}_{model}", f"Can {action} {name}")
    for app, model, name in (
        # Wagtail asks for rights on its own image model, whatever the site uses.
        ("wagtailimages", "image", "image"),
        ("wagtaildocs", "document", "document"),
    )
    for action in ("add", "change", "delete", "choose")
]


def get_permission(apps, app_label, model, codename, name):
    content_type, _made = apps.get_model(
        "contenttypes.ContentType"
    ).objects.get_or_create(app_label=app_label, model=model)
    permission, _made = apps.get_model("auth.Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return permission


def create_roles(apps, schema_editor):
    Group = apps.get_model("auth.Group")
    Group.objects.filter(name__in=("Editors", "Moderators")).delete()
    for name, rights in ROLES.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.add(*(get_permission(apps, *right) for right in rights))
    give_editors_everything(apps, Group.objects.get(name="编辑"))


def give_editors_everything(apps, editors):
    root = apps.get_model("wagtailcore.Page").objects.get(depth=1)
    for action in PAGE_RIGHTS:
        right = get_permission(
            apps, "wagtailcore", "page", f"{action}_page", f"Can {action} page"
        )
        apps.get_model("wagtailcore.GroupPagePermission").objects.get_or_create(
            group=editors, page=root, permission=right
        )
    library = apps.get_model("wagtailcore.Collection").objects.get(depth=1)
    for right in LIBRARY_RIGHTS:
        apps.get_model("wagtailcore.GroupCollectionPermission").objects.get_or_create(
            group=editors,
            collection=library,
            permission=get_permission(apps, *right),
        )


def remove_roles(apps, schema_editor):
    apps.get_model("auth.Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_first_site"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("images", "0001_initial"),
        ("accounts", "0001_initial"),
    ]

    operations = [migrations.RunPython(create_roles, remove_roles)]
