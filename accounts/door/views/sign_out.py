from typing import Any

from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.current import find_user


class SignOutView(LogoutView):
    """Signs out on POST; a GET shows the button for it, so links work too."""

    http_method_names = ["get", "post", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if find_user(request) is None:
            return redirect("/")
        return render(request, "accounts/logout.html")
