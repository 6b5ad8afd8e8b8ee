"""The addresses of the site, and one form more that asks for a proof."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils.module_loading import import_string

from accounts.human import HumanVerificationError, human_proof_from, verify_human

PAGE = """{% load static %}<!DOCTYPE html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>form</title>
<link rel="icon" href="{% static 'img/favicon.svg' %}">
<link rel="stylesheet" href="{% static 'css/site/tokens.css' %}">
<link rel="stylesheet" href="{% static 'css/site/base.css' %}">
<link rel="stylesheet" href="{% static 'css/parts/buttons.css' %}">
<link rel="stylesheet" href="{% static 'css/parts/fields.css' %}"></head>
<body><form method="post">{{ form.non_field_errors }}
<div class="field">{{ form.mobile.label_tag }}{{ form.mobile }}</div>
{% include "accounts/human/part.html" %}
<button class="button" id="send">go</button></form></body></html>"""

THANKS = '<link rel="icon" href="/static/img/favicon.svg"><p id="thanks">{}</p>'


class MobileForm(forms.Form):
    mobile = forms.CharField(label="手机号")


def page(request: HttpRequest) -> HttpResponse:
    form = MobileForm(request.POST or None)
    if form.is_valid():
        try:
            verify_human(human_proof_from(form.data), address="127.0.0.1")
        except HumanVerificationError as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponse(THANKS.format(form.cleaned_data["mobile"]))
    template = engines["django"].from_string(PAGE)
    answer = HttpResponse(template.render({"form": form}, request))
    # The strictest policy a site may have: nothing inline, nothing from elsewhere.
    answer["Content-Security-Policy"] = "default-src 'self'"
    return answer


page.csrf_exempt = True  # type: ignore[attr-defined]

urlpatterns = [path("form/", page, name="form"), *import_string("cms.urls.urlpatterns")]
