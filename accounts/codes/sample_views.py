"""Development only: how each mail looks, in either language."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.letters import SAMPLES, render_letter


def letters(request: HttpRequest) -> HttpResponse:
    samples = [(name, make().subject) for name, make in SAMPLES.items()]
    return render(request, "accounts/letters.html", {"samples": samples})


def letter(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    if name not in SAMPLES:
        raise Http404
    message = render_letter(SAMPLES[name](), to="linwen@example.com")
    if kind == "text":
        text = f"Subject: {message.subject}\n\n{message.body}"
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
    html, _kind = message.alternatives[0]
    return HttpResponse(str(html))
