"""Which keys of a head say who may see the post, by the words they are made of.

`hideInList`, `hidden_from_home` and `is-hidden` are "hide" with little words around it;
`hideComments` is about a part of the page. Keys come as stems: small letters and
simplified signs, without blanks and dashes. What stands deep inside a head, not near the
post (see `said.py`), counts by words alone that mean nothing else.
"""

import re

# Longer keys are looked through for words, but not taken apart
MAX_KEY = 60


def _made_of(*words: str) -> re.Pattern[str]:
    return re.compile("".join(f"(?:{part})" for part in words))


LITTLE = (
    r"(?:is|be|to|in|on|from|of|for|the|this|my|all|only|posts?|articles?|pages?|blog|entry"
    r"|site|content|text|home|lists?|index|search|feed|rss|results?|collections|archives"
    r"|save|as|mark|set|use|need|needs|require|required|view|read|should|wp|dg|eleventy"
    r"|robots|sitemap|是否|文章|本文|全文|设为|启用|需要|访问|阅读|查看|首页|列表)*"
)
UNLOCKS = r"passw(?:or)?ds?|passwort|passphrase|passcode|passkey|pwd|secretkey|密码|口令|密钥|访问码"
MAY_UNLOCK = r"pass(?:es)?|keys|pincode|accesscode|viewcode"
# Said of a post, and of hardly anything else
CLOSED = (
    r"drafts?|private|privately|encrypt(?:ed|ion)?|secret|(?:un|de)list(?:ed)?|unpublish(?:ed)?"
    r"|noindex|protected|restricted|草稿|下书|加密|私密|私有|非公开|不公开|未公开|保密"
    r"|仅自己|自己可见|仅我"
)
# Said of parts of a page as well
HIDDEN = (
    r"hide|hidden|invisible|disabled?|lock|locked|隐藏|隐身|锁定|上锁|不可见"
    r"|headless|deleted|trash|trashed|wip|archived|ignored?|excluded?|onlyme|justme"
    r"|(?:members?|subscribers?|paid|friends?|login|fans?)only|仅好友|仅会员|会员可见"
)
NOT = r"not|non|no|un|dont|donot|doesnot|never|skip|不|未|非|别|勿|不要|禁止|不再"
OPEN = r"publish(?:ed)?|public|publicly|visible|listed|公开|可见|发布|发表|上线"
BEFORE = r"(?:is|be|to|has|been|should|posts?|articles?|pages?|blog|wp|dg|site|是否|文章|本文|对外)*"
AFTER = r"(?:posts?|articles?|pages?|blog|site|与否)*"
LISTED = r"index|lists?|search|feed|rss|home(?:page)?|sitemap|show|display|render|显示|展示|收录"
SHOWN = (
    r"show|shown|display|displayed|enabled?|active|live|online|ready|render|rendered"
    r"|article|permalink|outputs?|build|search|searchable|searchindex|pagefind|feed|rss"
    r"|indexed|indexable|listable|sitemap|显示|展示|收录|启用|渲染"
)
PLACES = (
    r"(?:in|on|at|from|to|the|home|lists?|pages?|posts?|articles?|index|search|feed|rss"
    r"|blog|site|首页|列表|文章)*"
)
STATE = (
    r"status|state|visibility|access(?:level|rights?)?|audience|privacy|permissions?"
    r"|view(?:er|able)s?(?:by|to)?|visible(?:to|for|by)|readable(?:by|to)|shared?with"
    r"|whocan(?:see|view|read)|状态|可见性|可见度|(?:可见|公开)(?:范围|人群|对象|程度)|权限"
    r"|谁可以看|谁能看"
)
PART = (
    r"toc|tableofcontents|catalog|outline|title|subtitle|heading|header|footer|sidebar|aside"
    r"|nav|navbar|navigation|menu|breadcrumbs?|comments?|meta|metadata|summary|excerpt"
    r"|description|author|authors|avatar|profile|bio|date|dates|time|updated|lastmod"
    r"|readingtime|wordcount|count|cover|images?|img|thumb|thumbnails?|banner|hero|picture"
    r"|photos?|background|share|sharing|shares?buttons?|social|sns|likes?|copyright|license"
    r"|tags?|category|categories|series|related|pager|pagination|prev|next|edit|link|links"
    r"|url|ads?|reward|donate|qrcode|scroll|scrollbar|math|code|lang|languages?|buttons?"
    r"|badge|icon|logo|number|views|目录|大纲|标题|评论|封面|图片|作者|日期|时间|侧栏|导航"
    r"|菜单|版权|标签|分类|摘要|分享|点赞|页脚|页眉|广告"
)
AND = r"(?:the|is|posts?|pages?|articles?|and|on|in)*"

_SECRET = _made_of(LITTLE, f"{UNLOCKS}|{MAY_UNLOCK}", LITTLE)
_HAS_PASSWORD = re.compile(UNLOCKS)
_CLOSED = _made_of(LITTLE, f"{CLOSED}|{HIDDEN}", LITTLE)
_HAS_CLOSED = re.compile(rf"(?!unpublish(?:date|at|on|time))(?:{CLOSED})")
_HAS_HIDDEN = re.compile(r"hide|hidden|[密隐私锁]")
_NOT_OPEN = _made_of(
    BEFORE, NOT, "(?:be|to|yet|in|on|for)*", f"{OPEN}|{LISTED}", LITTLE
)
_PART = re.compile(
    rf"(?:(?:is|should|dg)*(?:{HIDDEN})(?:the|posts?|pages?|articles?)*(?:(?:{PART}){AND})+"
    rf"|(?:(?:{PART}){AND})+(?:{HIDDEN}))"
)
_ASKS = _made_of(LITTLE, r"login|signin|auth|authentication|登录|登陆", LITTLE)
_OPEN = _made_of(BEFORE, OPEN, AFTER)
_SHOWN = _made_of(BEFORE, SHOWN, PLACES)
_STATE = _made_of(BEFORE, r"publish|发布|访问|阅读|", STATE)


def _fits(pattern: re.Pattern[str], key: str) -> bool:
    return len(key) <= MAX_KEY and pattern.fullmatch(key) is not None


def is_secret(key: str, is_near: bool) -> bool:
    """A password: nobody reads the post without it."""
    return _HAS_PASSWORD.search(key) is not None or (is_near and _fits(_SECRET, key))


def is_private(key: str, is_near: bool) -> bool:
    """Not for everybody when it says yes."""
    if _HAS_CLOSED.search(key):
        return True
    return is_near and (_is_named_private(key) or _is_hidden(key))


def _is_named_private(key: str) -> bool:
    if _fits(_PART, key):
        return False
    return _fits(_CLOSED, key) or _fits(_NOT_OPEN, key)


def _is_hidden(key: str) -> bool:
    return _HAS_HIDDEN.search(key) is not None and not _fits(_PART, key)


def asks_who(key: str, is_near: bool) -> bool:
    """For those who have signed in when it says so; `login` may be a name as well."""
    return is_near and _fits(_ASKS, key)


def is_public(key: str, is_near: bool) -> bool:
    """Not for everybody unless it says yes, or when."""
    return is_near and _fits(_OPEN, key)


def is_shown(key: str, is_near: bool) -> bool:
    """Not for everybody when it says no."""
    return is_near and _fits(_SHOWN, key)


def is_moment(key: str, is_near: bool) -> bool:
    """The moment it was published; without one it was not."""
    return is_near and key == "publishedat"


def is_state(key: str, is_near: bool) -> bool:
    return is_near and _fits(_STATE, key)


def is_build(key: str, is_near: bool) -> bool:
    return is_near and key == "build"


def is_robots(key: str, is_near: bool) -> bool:
    return is_near and key == "robots"


def is_sitemap(key: str, is_near: bool) -> bool:
    return is_near and key == "sitemap"


def is_kind(key: str, is_near: bool) -> bool:
    """What a post is, which may be a draft."""
    kinds = ("layout", "type", "posttype", "kind", "stage", "phase")
    return is_near and key in (*kinds, "category", "categories", "类型", "分类", "阶段")


def names_secret(key: str) -> bool:
    """Whether a line of text that begins with `key` may give a password away."""
    return _fits(_SECRET, key)


def names_visibility(key: str) -> bool:
    """Whether a line of text that begins with `key` may be of a head that hides."""
    return (
        _fits(_SECRET, key)
        or _is_named_private(key)
        or _fits(_OPEN, key)
        or _fits(_STATE, key)
    )
