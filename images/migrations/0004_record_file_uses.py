"""Pages that are there already: which files they show is in the reference index."""

from django.db import migrations

BATCH = 1_000


def record(apps, schema_editor):
    index = apps.get_model("wagtailcore", "ReferenceIndex")
    kinds = {
        "image": ("images", "customimage"),
        "document": ("wagtaildocs", "document"),
    }
    for kind, (app, model) in kinds.items():
        rows = index.objects.filter(
            to_content_type__app_label=app, to_content_type__model=model
        )
        pages = rows.filter(
            base_content_type__app_label="wagtailcore",
            base_content_type__model="page",
        )
        frame = rows.filter(
            base_content_type__app_label="home",
            base_content_type__model="sitesettings",
        )
        ids = set(apps.get_model(app, model).objects.values_list("pk", flat=True))
        _record_pages(apps, kind, pages, ids)
        _record_frame(apps, kind, frame, ids)


def _record_pages(apps, kind, rows, ids):
    use = apps.get_model("images", "FileUse")
    known = set(
        apps.get_model("wagtailcore", "Page").objects.values_list("pk", flat=True)
    )
    free = _free_blocks(apps)
    shown: dict[tuple[int, int], bool] = {}
    paths = rows.values_list("object_id", "to_object_id", "content_path")
    for page_id, file_id, path in paths.iterator():
        key = (int(page_id), int(file_id))
        if key[0] in known and key[1] in ids:
            shown[key] = shown.get(key, True) and _is_gated(free.get(key[0]), path)
    new = (
        use(page_id=page_id, is_gated=is_gated, **{f"{kind}_id": file_id})
        for (page_id, file_id), is_gated in shown.items()
    )
    use.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)


def _record_frame(apps, kind, rows, ids):
    use = apps.get_model("images", "FileUse")
    files = {int(pk) for pk in rows.values_list("to_object_id", flat=True)}
    new = [use(**{f"{kind}_id": pk}) for pk in sorted(files & ids)]
    use.objects.bulk_create(new, batch_size=BATCH)


def _free_blocks(apps):
    """Of each article the blocks before the mark; none without a mark."""
    articles = apps.get_model("articles", "ArticlePage").objects
    free = {pk: set() for pk in articles.values_list("pk", flat=True)}
    marked = articles.filter(rendering__has_mark=True)
    for pk, blocks in marked.values_list("pk", "rendering__blocks").iterator():
        free[pk] = {block["id"] for block in blocks or ()}
    return free


def _is_gated(free, path):
    field, _dot, rest = path.partition(".")
    return free is not None and field == "body" and rest.partition(".")[0] not in free


class Migration(migrations.Migration):
    dependencies = [
        ("images", "0003_file_uses"),
        ("articles", "0004_editorial_review"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(record, migrations.RunPython.noop)]
