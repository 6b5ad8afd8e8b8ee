"""What endpoints of `/api/v1/` have in common, and the one for addresses unknown."""

from typing import Any, NoReturn

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView


class PublicView(APIView):
    """An endpoint for people who are not signed in; tokens are not looked at."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


@extend_schema(exclude=True)
class UnknownAddressView(PublicView):
    """Programs that ask for what is not there are told so in their own language.

    Left to the page tree, they would get the site's page for people.
    """

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotFound
