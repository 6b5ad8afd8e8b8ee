"""Keys and answers as they are compared, whoever typed them and in whichever script."""

import re
import unicodedata

from core.lines import is_unseen

# What heads of blogs hold of traditional signs
_SIMPLIFIED = str.maketrans(
    "發佈隱碼狀態開關見權訪問閱讀範圍僅刪過時間線護鎖顯會員費無從對錄檔標題籤類別編輯單個為寫結載審現歸誰條導"
    "設啟許僑圖書鑰稱門級聯絡專屬後給們經須",
    "发布隐码状态开关见权访问阅读范围仅删过时间线护锁显会员费无从对录档标题签类别编辑单个为写结载审现归谁条导"
    "设启许侨图书钥称门级联络专属后给们经须",
)


def word(text: str) -> str:
    """`text` as it is compared: small, narrow, without blanks and what nobody sees."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKC", text).lower()
        if not is_unseen(letter)
    )


def answer(text: str) -> str:
    """As `word`, in simplified signs: `未發佈` is `未发布`."""
    return word(text).translate(_SIMPLIFIED)


def folded_key(key: str) -> str:
    """A key as it is looked up: `Publish-Date` is `publishdate`."""
    folded = word(key)
    return folded if folded.startswith("_") else re.sub(r"[-_]", "", folded)


def stem(key: str) -> str:
    """A key by its letters alone, in simplified signs: `_是否-發佈` is `是否发布`."""
    return re.sub(r"[\W_]+", "", answer(key))
