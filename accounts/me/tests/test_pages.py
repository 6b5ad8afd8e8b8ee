"""The own settings, page by page, without a script."""

import io
import re

import pytest
from PIL import Image

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.me.exceptions import AvatarError
from accounts.me.profile import encode_avatar
from accounts.models import Preferences

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]

NUMBER, ADDRESS = "+8613812345678", "linwen@example.com"
PAGES = {
    "profile": "个人资料",
    "avatar": "头像",
    "security": "账号与安全",
    "security/email": "更换邮箱",
    "security/mobile": "更换手机号",
    "security/password": "更改密码",
    "devices": "登录设备",
    "notifications": "通知",
    "privacy": "隐私",
    "blocked": "黑名单",
    "appearance": "语言与外观",
    "data": "我的数据",
    "leave": "注销账号",
}
PROFILE = {"nickname": "林闻", "bio": "", "gender": "", "birthday": "", "city": ""}


def shown(client, page: str) -> str:
    return client.get(f"/me/{page}/").content.decode()


# --- The frame -------------------------------------------------------------------


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_for_who_is_signed_in_and_for_no_cache(
    client, reader, page, language
):
    address = f"{language}/me/{page}/"

    away = client.get(address)
    client.force_login(reader)
    there = client.get(address)

    assert away["Location"] == f"{language}/accounts/login/?next={address}"
    assert there.status_code == 200
    assert "no-store" in there["Cache-Control"]
    assert "private" in there["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in there.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_the_menu_knows_where_one_is(own, page):
    text = shown(own, page)

    [title] = re.findall(r'<h1 class="me__title">\s*(.*?)\s*</h1>', text, re.S)
    menu = text[text.index('<nav class="me__menu"') :]
    here = re.findall(r'href="([^"]+)" aria-current="page"', menu)
    assert title == PAGES[page]
    assert here == [f"/me/{page.split('/')[0]}/"]


@pytest.mark.parametrize("language", ["", "/en"])
def test_me_leads_to_the_profile(own, language):
    answer = own.get(f"{language}/me/")

    assert answer["Location"] == f"{language}/me/profile/"
    assert "public" not in answer["Cache-Control"]


@pytest.mark.parametrize(
    "address", ["avatar/remove/", "devices/1/", "devices/others/", "leave/back/"]
)
def test_a_look_changes_nothing(own, address):
    assert own.get(f"/me/{address}").status_code == 405


# --- Profile and picture ---------------------------------------------------------


def test_a_profile_is_saved(own, send, reader):
    answer = send(
        "profile",
        nickname=" 林\u202e闻 ",
        bio="写字的人。",
        gender="woman",
        birthday="1990-05-01",
        city="杭州",
        website="example.com/linwen",
        username="other",
        email="other@example.com",
    )

    reader.refresh_from_db()
    assert answer["Location"] == "/me/profile/"
    assert "个人资料已保存。" in shown(own, "profile")
    assert "个人资料已保存。" not in shown(own, "profile")
    assert (reader.nickname, reader.city, reader.gender) == ("林闻", "杭州", "woman")
    assert reader.website == "https://example.com/linwen"
    assert (reader.username, reader.email) == ("linwen", ADDRESS)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("birthday", "1899-12-31", "请填写正确的生日。"),
        ("birthday", "2999-01-01", "请填写正确的生日。"),
        ("birthday", "x", None),
        ("website", "javascript:alert(1)", None),
        ("website", "ftp://example.com/", None),
        ("nickname", "字" * 31, None),
        ("bio", "字" * 301, None),
        ("gender", "robot", None),
    ],
)
def test_a_wrong_profile_is_shown_again_with_what_was_typed(
    send, reader, field, value, told
):
    page = send("profile", **{**PROFILE, "city": "杭州", field: value})

    errors = page.context["form"].errors
    assert list(errors) == [field]
    assert told is None or errors[field] == [told]
    assert 'value="杭州"' in page.content.decode()
    reader.refresh_from_db()
    assert reader.city == ""


WRONG = {
    "nickname": ("字" * 31, "最多 30 个字符，现在有 31 个。"),
    "bio": ("字" * 900, "最多 300 个字符，现在有 900 个。"),
    "website": ("不是网址", "请填写正确的网址，例如 https://example.com/。"),
    "birthday": ("x", "请填写正确的日期，例如 1990-05-01。"),
    "gender": ("robot", "没有“robot”这个选项，请从列出的选项里选。"),
}


@pytest.mark.parametrize("count", [1, 5])
def test_what_is_wrong_is_counted_and_said_as_a_person_would(send, count):
    wrong = dict(list(WRONG.items())[:count])
    page = send(
        "profile", **PROFILE | {name: typed for name, (typed, _) in wrong.items()}
    )

    assert page.context["form"].errors == {
        name: [told] for name, (_, told) in wrong.items()
    }
    told = f"还没有保存：下面有 {count} 处需要改一改。"
    assert told in page.content.decode()


def picture(side: int = 500) -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (side, side), "#28486b").save(file, "PNG")
    return SimpleUploadedFile("me.png", file.getvalue(), "image/png")


def test_a_picture_is_uploaded_shown_and_removed(own, send, reader):
    send("avatar", avatar=picture())

    reader.refresh_from_db()
    assert reader.avatar.name.endswith(".webp")
    assert f'src="{reader.avatar.url}"' in shown(own, "avatar")
    send("avatar/remove")
    reader.refresh_from_db()
    assert reader.avatar.name == ""


TOO_MANY = "这张图片的像素太多了，请先缩小到 6400 万像素以内。"


def encoded(mode: str, size: tuple[int, int], kind: str = "PNG") -> bytes:
    result = io.BytesIO()
    Image.new(mode, size).save(result, kind)
    return result.getvalue()


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("I;16", "PNG"), ("CMYK", "JPEG"), ("P", "GIF"), ("LA", "PNG"), ("1", "PNG")],
)
def test_every_kind_of_picture_can_be_a_face(mode, kind):
    file = SimpleUploadedFile("me", encoded(mode, (30, 20), kind))

    encoded_sizes = {
        side: Image.open(io.BytesIO(content)).size
        for side, content in encode_avatar(file).items()
    }
    assert encoded_sizes == {96: (96, 96), 400: (400, 400)}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
@pytest.mark.parametrize("length", range(0, 200, 13))
def test_a_cut_face_is_refused_and_nothing_else(kind, length):
    raw = encoded("RGB", (60, 40), kind)

    with pytest.raises(AvatarError):
        encode_avatar(SimpleUploadedFile("me", raw[: min(length, len(raw) // 2)]))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<svg/>", "这张图片打不开，请换一张 JPG、PNG、WebP、GIF 或 AVIF 图片。"),
        (b"", "这个文件是空的。"),
        (b"x" * (5 * 1024 * 1024 + 1), "图片太大了，请选一张 5 MB 以内的。"),
        (encoded("1", (20_000, 20_000)), TOO_MANY),
        (encoded("1", (9_000, 8_000)), TOO_MANY),
    ],
)
def test_what_is_no_picture_is_refused(send, reader, content, told):
    page = send("avatar", avatar=SimpleUploadedFile("me.png", content, "image/png"))

    assert page.context["form"].errors["avatar"] == [told]
    reader.refresh_from_db()
    assert not reader.avatar


# --- Choices ---------------------------------------------------------------------


def test_choices_are_kept_and_leave_the_others_alone(own, send, reader):
    send("appearance", language="zh-hans", theme="dark")
    send("privacy", shows_gender="on", is_searchable="on")

    chosen = Preferences.objects.get(user=reader)
    assert (chosen.theme, chosen.shows_gender) == ("dark", True)
    assert (chosen.is_searchable, chosen.shows_city) == (True, False)
    assert "已保存。" in shown(own, "privacy")


def test_a_look_leaves_no_row(own):
    for page in ("notifications", "privacy", "appearance"):
        shown(own, page)

    assert not Preferences.objects.exists()


def test_a_language_leads_to_the_page_in_it(own, send):
    answer = send("appearance", language="en", theme="dark")

    assert answer["Location"] == "/en/me/appearance/"
    chosen = Preferences.objects.get()
    assert (chosen.language, chosen.theme) == ("en", "dark")
    page = own.get("/en/me/appearance/").content.decode()
    assert " data-saved" in page
    assert " data-saved" not in own.get("/en/me/appearance/").content.decode()


def test_a_language_that_is_not_there_is_refused(send):
    page = send("appearance", language="tlh", theme="dark")

    assert list(page.context["form"].errors) == ["language"]
