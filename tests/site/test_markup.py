"""The pages of the site are HTML as the standard has it: vnu, its checker, is silent."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from django.test import Client

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from images.tests.factories import CustomImageFactory
from tests.english import english_library
from tests.site.test_languages import ALWAYS_THERE, SIGNED_IN, WITH_CONTENT

# Pages are the same on every database.
pytestmark = [pytest.mark.vnu, pytest.mark.sqlite, pytest.mark.django_db]

PERSONAL = {address.removeprefix("/en") for address in SIGNED_IN}
TEXT = """\
# 一 `code`

> [!WARNING]
> 小心[^1]。

| 左 | 中 | 右 |
|:--|:-:|--:|
| 1 | 2 | 3 |

- [x] 做完
- [ ] 没做

$x^2$，~~删~~，==标==，H~2~O，<kbd>Ctrl</kbd>，<u>线</u>

$$
\\sum_i x_i
$$

```python title="a.py"
print(1)
```

```mermaid
graph TD; A --> B
```

![]({picture}) ![图](https://a.example/b.png "题") [链接](/x "题")

<details><summary>更多</summary>

藏着的字

</details>

[^1]: 注一，再来[^2]。
[^2]: 注二。
"""


def check(folder: Path) -> list[str]:
    """What vnu says of the files in `folder`: file, place, message."""
    answer = subprocess.run(
        ["java", "-Xss4m", "-jar", os.environ["VNU_JAR"], "--format", "json"]
        + ["--stdout", "--exit-zero-always", "--skip-non-html", str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        f"{Path(said['url']).name}:{said.get('lastLine')} {said['message']}"
        f" {said.get('extract', '')!r}"
        for said in json.loads(answer.stdout)["messages"]
    ]


def addresses() -> list[str]:
    picture = CustomImageFactory()
    book = AnthologyPageFactory(title="器物小史")
    article = ArticlePageFactory(
        parent=book,
        title="一切写法",
        cover=picture,
        markdown=TEXT.replace("{picture}", f"image:{picture.pk}"),
    )
    pages = [*english_library(), book, article]
    english = [*ALWAYS_THERE, *SIGNED_IN, *WITH_CONTENT, "/en/nowhere/"]
    chinese = [address.removeprefix("/en") for address in english]
    return [*(page.get_url() for page in pages), *english, *chinese]


@pytest.fixture
def editor(settings) -> Client:
    """Somebody who sees every page of an account, those of a second factor too."""
    settings.STAFF_SECOND_FACTOR = True
    client = Client()
    client.force_login(UserFactory(groups=[roles.EDITORS]))
    return client


def test_the_checker_is_silent(tmp_path, editor):
    """In this folder one file a page: `VNU_JAR` names the checker, Java runs it."""
    visitor = Client()
    for number, address in enumerate(dict.fromkeys(addresses())):
        is_personal = address.removeprefix("/en") in PERSONAL
        answer = (editor if is_personal else visitor).get(address, follow=True)
        if answer["Content-Type"].startswith("text/html"):
            name = f"{number:03}{address.replace('/', '_').partition('?')[0]}.html"
            (tmp_path / name).write_bytes(answer.content)

    assert len(list(tmp_path.iterdir())) > 90
    assert check(tmp_path) == []
