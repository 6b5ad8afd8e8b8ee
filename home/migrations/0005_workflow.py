"""The workflow 编辑审核 on everything authors write: editors approve."""

from django.db import migrations

NAME = "编辑审核"


def create_workflow(apps, schema_editor):
    get = apps.get_model
    # Wagtail's sample workflow asks for a group that this site does not have.
    get("wagtailcore.Workflow").objects.all().delete()
    get("wagtailcore.Task").objects.all().delete()
    content_type, _made = get("contenttypes.ContentType").objects.get_or_create(
        app_label="articles", model="editorialreview"
    )
    task = get("articles.EditorialReview").objects.create(
        name=NAME, content_type=content_type, active=True
    )
    task.groups.add(get("auth.Group").objects.get(name="编辑"))
    workflow = get("wagtailcore.Workflow").objects.create(name=NAME, active=True)
    get("wagtailcore.WorkflowTask").objects.create(
        workflow=workflow, task=task, sort_order=0
    )
    for page in get("articles.AuthorIndexPage").objects.all():
        get("wagtailcore.WorkflowPage").objects.create(
            workflow=workflow, page_id=page.pk
        )


def remove_workflow(apps, schema_editor):
    get = apps.get_model
    get("wagtailcore.Workflow").objects.filter(name=NAME).delete()
    get("articles.EditorialReview").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [("home", "0004_roles"), ("articles", "0001_initial")]

    operations = [migrations.RunPython(create_workflow, remove_workflow)]
