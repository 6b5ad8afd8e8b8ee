"""A site to start from: home, topics and authors in Chinese and English."""

import uuid

from django.db import migrations

PAGES = [
    # key, model, slug, show_in_menus, {language: title}
    ("home", ("home", "homepage"), {"zh-hans": "荏苒", "en": "Renran"}),
    ("topics", ("articles", "topicindexpage"), {"zh-hans": "专题", "en": "Topics"}),
    ("authors", ("articles", "authorindexpage"), {"zh-hans": "作者", "en": "Authors"}),
]


def create_page(apps, model, *, path, slug, title, url_path, locale, key, numchild):
    content_type, _made = apps.get_model(
        "contenttypes.ContentType"
    ).objects.get_or_create(app_label=model[0], model=model[1])
    return apps.get_model(*model).objects.create(
        path=path,
        depth=len(path) // 4,
        numchild=numchild,
        title=title,
        draft_title=title,
        slug=slug,
        url_path=url_path,
        content_type=content_type,
        locale=locale,
        translation_key=key,
        live=True,
    )


def create_tree(apps, locale, keys, *, path, slug):
    language = locale.language_code
    (_key, model, titles), *children = PAGES
    home = create_page(
        apps, model, path=path, slug=slug, title=titles[language],
        url_path=f"/{slug}/", locale=locale, key=keys["home"], numchild=len(children),
    )  # fmt: skip
    for number, (key, child_model, child_titles) in enumerate(children, start=1):
        create_page(
            apps, child_model, path=f"{path}{number:04d}", slug=key,
            title=child_titles[language], url_path=f"/{slug}/{key}/", locale=locale,
            key=keys[key], numchild=0,
        )  # fmt: skip
    return home


def found_site(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Locale = apps.get_model("wagtailcore", "Locale")
    Site = apps.get_model("wagtailcore", "Site")
    # Only a fresh database holds nothing but Wagtail's own welcome page.
    if Page.objects.exclude(depth=1).exclude(path="00010001", numchild=0).exists():
        return
    chinese, _made = Locale.objects.get_or_create(language_code="zh-hans")
    english, _made = Locale.objects.get_or_create(language_code="en")
    Site.objects.all().delete()
    Page.objects.filter(path="00010001").delete()
    keys = {key: uuid.uuid4() for key, *_rest in PAGES}
    home = create_tree(apps, chinese, keys, path="00010001", slug="home")
    create_tree(apps, english, keys, path="00010002", slug="home-en")
    Page.objects.filter(depth=1).update(numchild=2, locale=chinese)
    Site.objects.create(
        hostname="localhost", port=80, site_name="荏苒", root_page_id=home.pk,
        is_default_site=True,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_initial"),
        ("articles", "0002_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Going back leaves the pages: they may hold somebody's texts by then.
    operations = [migrations.RunPython(found_site, migrations.RunPython.noop)]
