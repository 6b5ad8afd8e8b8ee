import factory

from django.contrib.auth.models import Group

from accounts.door.consents import versions_in_force
from accounts.models import User


class UserFactory(factory.django.DjangoModelFactory):
    """A person with the password "renran-test"; `groups=[name]` gives roles."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"reader{n}")
    nickname = factory.Sequence(lambda n: f"读者{n}")
    email = factory.LazyAttributeSequence(
        lambda user, n: f"{user.username if user.username.isascii() else n}@example.com"
    )
    password = factory.django.Password("renran-test")
    agreed_to = factory.LazyFunction(versions_in_force)

    @factory.post_generation
    def groups(self, create: bool, names: list[str] | None, **kwargs: object) -> None:
        if create and names:
            self.groups.add(*(Group.objects.get(name=name) for name in names))
