"""The legal mark is found in every way XMP writes it, and nothing else with it."""

import io
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from images.intake.labels import IPTC, LONGEST, RDF, TC260, label_in, label_of
from images.tests import samples

HEAD = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about=""'
    f' xmlns:TC260="{TC260}" xmlns:Iptc4xmpExt="{IPTC}">'
)
FOOT = "</rdf:Description></rdf:RDF></x:xmpmeta>"


def packet(*marks: str) -> bytes:
    """As this site writes it."""
    return f"{HEAD}{''.join(marks)}{FOOT}".encode()


def aigc(value: str) -> str:
    return f"<TC260:AIGC>{escape(value)}</TC260:AIGC>"


def source(value: str) -> str:
    return f"<Iptc4xmpExt:DigitalSourceType>{value}</Iptc4xmpExt:DigitalSourceType>"


def foreign(description: str, prefix: str = "a") -> str:
    """As others write it, with prefixes of their own."""
    return (
        f'<r:RDF xmlns:r="{RDF}" xmlns:{prefix}="{TC260}" xmlns:i="{IPTC}"'
        f' xmlns:exif="http://ns.adobe.com/exif/1.0/">{description}</r:RDF>'
    )


@pytest.mark.parametrize(
    "written",
    [
        "<r:Description><a:AIGC>是</a:AIGC></r:Description>",
        "<r:Description><a:AIGC>\n  是\n</a:AIGC></r:Description>",
        '<r:Description a:AIGC="是"/>',
        '<r:Description a:AIGC="是" exif:GPSLatitude="39,54.2N"/>',
        '<r:Description><a:AIGC r:resource="是"/></r:Description>',
        "<r:Description><a:AIGC><r:Alt><r:li>是</r:li></r:Alt></a:AIGC>"
        "<exif:UserComment>林文</exif:UserComment></r:Description>",
    ],
    ids=["text", "lines", "attribute", "beside a place", "resource", "list"],
)
def test_a_mark_is_found_however_it_is_written(written):
    assert label_of(foreign(written)) == packet(aigc("是"))


@pytest.mark.parametrize(
    "around", ["{}", "\ufeff{}", '<?xpacket begin=""?>{}', "  {}\0"]
)
@pytest.mark.parametrize("kind", [str, str.encode])
def test_what_stands_around_a_packet_does_not_matter(around, kind):
    xmp = kind(around.format(foreign('<r:Description a:AIGC="是"/>')))

    assert label_of(xmp) == packet(aigc("是"))


def test_both_marks_are_kept_in_one_order():
    one = f'<r:Description i:DigitalSourceType="{samples.SOURCE}" a:AIGC="1"/>'
    two = (
        f"<r:Description><a:AIGC>1</a:AIGC><i:DigitalSourceType"
        f' r:resource="{samples.SOURCE}"/></r:Description>'
    )

    found = {label_of(foreign(each)) for each in (one, two)}

    assert found == {packet(source(samples.SOURCE), aigc("1"))}


@pytest.mark.parametrize(
    "xmp",
    [
        None,
        b"",
        "",
        "no packet at all",
        "<",
        "><",
        "<x:xmpmeta>",
        b"\xff\xfe<\x00x\x00/\x00>\x00",
        foreign("<r:Description/>"),
        foreign('<r:Description a:aigc="1" AIGC="1"/>'),
        foreign('<r:Description a:AIGC=""/>'),
        foreign("<r:Description><a:AIGC>  </a:AIGC></r:Description>"),
        f'<r:RDF xmlns:r="{RDF}" xmlns:a="{TC260}other/"><r:D a:AIGC="1"/></r:RDF>',
    ],
)
def test_where_there_is_no_mark_there_is_no_packet(xmp):
    assert label_of(xmp) == b""


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "笑笑笑笑"><!ENTITY b "&a;&a;&a;&a;">]>'
    f'<r:RDF xmlns:r="{RDF}" xmlns:a="{TC260}"><a:AIGC>&b;</a:AIGC></r:RDF>'
)
OUTSIDE = BOMB.replace('"笑笑笑笑"', 'SYSTEM "file:///etc/passwd"')


@pytest.mark.parametrize("xmp", [BOMB, OUTSIDE], ids=["bomb", "file"])
def test_a_packet_with_entities_says_nothing(xmp):
    assert label_of(xmp) == b""


@pytest.mark.parametrize("length", [1, LONGEST, LONGEST + 1])
def test_a_mark_longer_than_any_law_asks_is_dropped(length):
    kept = packet(aigc("荏" * length)) if length <= LONGEST else b""

    assert label_of(foreign(f"<a:AIGC>{'荏' * length}</a:AIGC>")) == kept
    assert label_of(None, "荏" * length) == kept


def test_a_long_mark_does_not_take_the_other_along():
    xmp = foreign(
        f'<r:Description a:AIGC="{"x" * (LONGEST + 1)}" i:DigitalSourceType="s"/>'
    )

    assert label_of(xmp) == packet(source("s"))


def test_the_mark_in_the_packet_comes_before_the_plain_one():
    marked = foreign('<r:Description a:AIGC="inside"/>')

    assert label_of(marked, "outside") == packet(aigc("inside"))
    assert label_of(foreign("<r:Description/>"), "outside") == packet(aigc("outside"))
    assert label_of("broken <", "outside") == packet(aigc("outside"))


# What XML can write and an XML reader gives back as it was.
values = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=60,
).filter(lambda value: value == value.strip())


@given(value=values)
def test_a_packet_of_this_site_stays_as_it_is(value):
    once = label_of(None, value)

    assert once == packet(aigc(value))
    assert label_of(once) == once
    assert label_of(once.decode()) == once


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("\x00是\x0b", "是"),
        (" 是\r\n", "是"),
        ("是\r\n的", "是\n的"),
        ("\ufffe是", "是"),
    ],
)
def test_what_xml_cannot_hold_does_not_cost_the_mark(said, kept):
    once = label_of(None, said)

    assert once == label_of(once) == packet(aigc(kept))


@given(plain=st.text(max_size=40))
def test_no_note_of_a_picture_makes_a_packet_nobody_can_read(plain):
    once = label_of(None, plain)

    assert label_of(once) == once


@pytest.mark.parametrize("kind", samples.FORMATS)
def test_of_a_whole_file_both_marks_are_told(kind):
    file = io.BytesIO(samples.talkative(kind))

    with Image.open(file) as picture:
        label = label_in(picture, file)

    assert label == packet(source(samples.SOURCE), aigc(samples.AIGC))


@pytest.mark.parametrize("kind", samples.FORMATS)
def test_a_picture_that_was_drawn_by_hand_has_no_label(kind):
    file = io.BytesIO(samples.encoded(kind))

    with Image.open(file) as picture:
        assert label_in(picture, file) == b""
