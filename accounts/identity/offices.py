"""Which names speak for the site: its own, and those of its offices."""

import re
import unicodedata

from accounts.identity.usernames import name_key, spelled_out
from core.identity import site_name
from core.lines import without_unseen

# Names people would take for the site itself.
RESERVED = (
    "admin administrator official support system renran root moderator editor "
    "webmaster security anonymous deleted 社区管理员"
).split()
# Wherever they stand in a name, it speaks for the site.
OFFICES_ANYWHERE = (
    "官方 官网 管理员 站长 客服 系统通知 系统消息 荏苒编辑 荏苒团队".split()
)
TOKENS = "admin administrator official moderator webmaster sysadmin".split()
# With the site's name before it, a name speaks for the site.
SITE_NAMES = ("荏苒", "renran")
OFFICES = (
    "助手 助理 秘书 小编 编辑 主编 总编 版主 站务 运营 官微 团队 通知 公告 消息 "
    "系统 平台 管理 服务 支持 帮助 审核 安全 反馈 举报 申诉 热线 技术 财务 商务 法务 "
    "公司 总部 中心 账号 "
    "support team staff help service official admin editor moderat security system "
    "news notice notification assistant robot account operation feedback"
).split()
# What the site itself says: 系统公告, 平台助手.
SPEAKERS = "系统 本站 全站 平台 社区".split()
NOTICES = "助手 小助手 通知 公告 消息 提醒 提示 客服 账号".split()
# The guarded words in traditional letters, and a variant.
_SIMPLIFIED = str.maketrans(
    "員編輯團隊統運營網長務號審處總辦證認報訊動廣財產術維護監賬帳幫舉饋訴熱線間祕書"
    "後臺臺",
    "员编辑团队统运营网长务号审处总办证认报讯动广财产术维护监账账帮举馈诉热线间秘书"
    "后台台",
)


def speaks_for_site(name: str) -> bool:
    """Whether people would take somebody called `name` for the site or its staff.

    Script, accents, width, case and what stands between the letters do not count.
    """
    plain = _plain(name)
    key = name_key(plain)
    own = _guarded_key(site_name())
    if key in _RESERVED_KEYS or key == own:
        return True
    if any(word in key for word in _ANYWHERE_KEYS):
        return True
    if any(_has_office(key, site) for site in {*_SITE_KEYS, own} - {""}):
        return True
    if key.startswith(_NOTICE_KEYS):
        return True
    return bool(_TOKEN_KEYS & {name_key(word) for word in _tokens(plain)})


def _has_office(key: str, site: str) -> bool:
    """Whether `key` begins with the site's name and names one of its offices."""
    return key.startswith(site) and any(
        word in key.removeprefix(site) for word in _OFFICE_KEYS
    )


def _plain(name: str) -> str:
    """`name` in simplified letters without accents and unseen ones, case kept."""
    whole = spelled_out(_seen(unicodedata.normalize("NFKD", name)))
    bare = "".join(letter for letter in whole if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare).translate(_SIMPLIFIED)


def _seen(name: str) -> str:
    """`name` without what nobody sees, but for the blanks that part its words."""
    return " ".join(without_unseen(word) for word in name.split())


def _tokens(name: str) -> set[str]:
    """The words of a name: `Renran_Admin01` → renran, admin.

    A capital in the midst may begin a word, or be one letter of it: `ADMlN`.
    """
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    words = {*re.findall(r"[^\W\d_]+", f"{parted} {name}")}
    return words | {word.rstrip("0123456789") for word in re.findall(r"[^\W_]+", name)}


def _guarded_key(name: str) -> str:
    return name_key(_plain(name))


_RESERVED_KEYS = frozenset(_guarded_key(name) for name in RESERVED)
_ANYWHERE_KEYS = tuple(_guarded_key(word) for word in OFFICES_ANYWHERE)
_SITE_KEYS = frozenset(_guarded_key(name) for name in SITE_NAMES)
_OFFICE_KEYS = tuple(_guarded_key(word) for word in OFFICES)
_NOTICE_KEYS = tuple(_guarded_key(who + what) for who in SPEAKERS for what in NOTICES)
_TOKEN_KEYS = frozenset(
    _guarded_key(word + ending) for word in TOKENS for ending in ("", "s")
)
