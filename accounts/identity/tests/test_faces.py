"""Faces: made of what an account holds, without a query."""

from accounts.identity.faces import Face, FacePicture, small_name
from accounts.models import User

LARGE = "/media/avatar_images/2026/11/a.webp"
SMALL = "/media/avatar_images/2026/11/a-96.webp"


def test_a_face_is_name_picture_and_words():
    user = User(
        nickname="林闻", avatar="avatar_images/2026/11/a.webp", bio="走路的人。"
    )

    face = user.face

    pictures = (FacePicture(SMALL, 96), FacePicture(LARGE, 400))
    assert face == Face("林闻", pictures, "走路的人。")
    assert (face.picture, face.side, face.small_picture) == (LARGE, 400, SMALL)
    assert face.srcset == f"{SMALL} 96w, {LARGE} 400w"


def test_without_a_picture_there_is_a_letter():
    face = User(username="linwen").face

    assert face == Face("linwen")
    assert (face.picture, face.small_picture, face.srcset) == (None, None, "")
    assert (face.side, face.letter, face.summary) == (0, "l", "")


def test_a_line_stands_for_the_words():
    assert Face("林闻", words="走路的人。", line="慢慢走").summary == "慢慢走"
    assert Face("林闻", words="走路的人。").summary == "走路的人。"


def test_the_small_picture_lies_beside_the_large_one():
    assert small_name("a/b.c/x.webp") == "a/b.c/x-96.webp"
