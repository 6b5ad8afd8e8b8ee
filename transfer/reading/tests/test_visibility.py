"""What the heads of Hugo, Hexo, Jekyll, Ghost and WordPress say on who may see."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.errors import Note
from transfer.reading.read import read_post

CHINA = ZoneInfo("Asia/Shanghai")
PAST, FUTURE = datetime(2019, 1, 2, tzinfo=CHINA), datetime(2150, 3, 4, tzinfo=CHINA)


def read(head, body="正文"):
    return read_post("a.md", f"---\n{head}\n---\n{body}".encode())


@pytest.mark.parametrize(
    ("head", "because"),
    [
        # Hugo
        ("build: {list: never}", "build"),
        ("build: {list: local}", "build"),
        ("build: {list: always, render: always}", ""),
        ("_build: {list: false}", "build"),
        ("build: {render: link}", "build"),
        ("headless: true", "headless"),
        ("build: clean", ""),
        ("hiddenFromHomePage: true", "hiddenfromhomepage"),
        ("hiddenInHomeList: true", "hiddeninhomelist"),
        ("searchHidden: true", "searchhidden"),
        ("robotsNoIndex: true", "robotsnoindex"),
        ("params: {draft: true}\ndraft: false", "draft"),
        # said twice
        ("draft: true\ndraft: false", "draft"),
        ("password: x\npassword:", "password"),
        ("title: 一\ntitle: 二", ""),
        ("extra: {a: 1}\nextra: {b: 2}", ""),
        ("extra: {comments: false}\nextra: {toc: true}", ""),
        ("date: 2019-01-02\ndate: 2019-01-02", ""),
        ("params: {draft: true}\nparams: {x: y}", "draft"),
        ("params: {x: {password: s}}\nparams: {x: y}", "password"),
        ("extra: {password: s3}\nextra: {x: y}", "password"),
        (
            "extra: {publishDate: 2099-01-01}\nextra: {publishDate: 2020-01-01}",
            "publishdate",
        ),
        ("build: {list: never}\nbuild: {list: always}", "build"),
        ("layout: draft\nlayout: post", "layout"),
        ("layout: post\nlayout: page", ""),
        ("date: 2099-01-01\ndate: 2020-01-01", "date"),
        ("publishDate: 2099-01-01\npublishDate: 2020-01-01", "publishdate"),
        ("publishDate: 2020-01-01\npublishDate: 2099-01-01", "publishdate"),
        ("published: 2099-01-01\npublished: true", "published"),
        ("published_at:\npublished_at: 2020-01-01", "publishedat"),
        ("published_at: 2020-01-01\npublished_at:", "publishedat"),
        ("show: false\nshow: true", "show"),
        ("robots: noindex\nrobots: all", "robots"),
        ("sitemap: false\nsitemap: true", "sitemap"),
        ("draft: false\n<<: {draft: true}", "draft"),
        (
            "x: &x {publishDate: 2099-01-01}\n<<: *x\npublishDate: 2020-01-01",
            "publishdate",
        ),
        ("base: &b {draft: true}\n<<: [*b]", "draft"),
        # at other levels, in other shapes
        ("Params: {draft: true}", "draft"),
        ("extra: {params: {draft: true}}", "draft"),
        ("extra: [{draft: true}]", "draft"),
        ("params.draft: true", "draft"),
        ("theme: {x: {password: s}}", "password"),
        ("cascade: [{build: {render: never}}]", "build"),
        ("status: {state: draft}", "status"),
        ("show: [false]", "show"),
        ("base: &b {draft: true}\n<<: [[*b]]", "draft"),
        ("? [draft]\n: true", "draft"),
        ("_draft: true", "draft"),
        ("is draft: true", "isdraft"),
        # keys of generators and themes
        ("hideInList: true", "hideinlist"),
        ("permalink: false", "permalink"),
        ("permalink: /a/", ""),
        ("render: false", "render"),
        ("saveAsDraft: true", "saveasdraft"),
        ("ignorePost: true", "ignorepost"),
        ("keys: [e10adc3949ba59abbe56e057f20f883e]", "keys"),
        ("keywords: [a]", ""),
        ("article: false", "article"),
        ("search: {exclude: true}", "exclude"),
        ("search: {weight: 0}", ""),
        ("build: never", "build"),
        ("build: false", "build"),
        ("stage: draft", "stage"),
        ("categories: [草稿]", "categories"),
        # plain words, however they are put together
        ("lock: true", "lock"),
        ("locked: yes", "locked"),
        ("is_locked: yes", "islocked"),
        ("pass: s3", "pass"),
        ("post_password: s3", "postpassword"),
        ("encrypt_password: s3", "encryptpassword"),
        ("passwords: [s3]", "passwords"),
        ("permission: private", "permission"),
        ("visible_to: me", "visibleto"),
        ("onlyme: true", "onlyme"),
        ("login: true", "login"),
        ("login: required", "login"),
        ("login: octocat", ""),
        ("unpublish: true", "unpublish"),
        ("not_public: true", "notpublic"),
        ("dontPublish: true", "dontpublish"),
        ("no-index: true", "noindex"),
        ("ready: false", "ready"),
        ("top_secret: true", "topsecret"),
        ("發布: 否", "发布"),
        ("隱藏: 是", "隐藏"),
        ("密碼: s3", "密码"),
        ("狀態: 草稿", "状态"),
        ("狀態: 已發佈", ""),
        ("仅自己可见: 是", "仅自己可见"),
        ("僅自己可見: 是", "仅自己可见"),
        ("仅自己可见: 否", ""),
        ("不公开: 是", "不公开"),
        ("非公開: 是", "非公开"),
        ("文章加密: 是", "文章加密"),
        ("已发布: 否", "已发布"),
        ("已发布: https://example.com/1", ""),
        ("待发布: 是", "待发布"),
        ("已刪除: 是", "已删除"),
        ("上架: 否", "上架"),
        ("公开状态: 私密", "公开状态"),
        ("限定公開: true", "限定公开"),
        ("confidential: true", "confidential"),
        ("requires_login: true", "requireslogin"),
        ("vip: true\nmembers: true", "vip"),
        ("members: [甲, 乙]", ""),
        ("unlock_code: s3", "unlockcode"),
        ("list: false", "list"),
        ("in_feed: no", "infeed"),
        ("share: private", "share"),
        ("collection: drafts", "collection"),
        ("title: Draft\ntags: draft\nkeywords: private\ntoc: hidden", ""),
        ("scheduled: false\nexpired: false\nembargo: none", ""),
        # parts of the page
        ("hideToc: true\nhide_title: true\nhidePostMeta: yes\nlockComments: true", ""),
        ("cover: {hidden: true}\ntoc: {enable: false}\nshare: {show: false}", ""),
        ("ShowToc: false\nhidden: false\nhideComments: true\ncommentsHidden: true", ""),
        ("隐藏目录: 是\n隐藏评论: 是", ""),
        ("hideFromTags: true", "hidefromtags"),
        ("decryptButton: {show: true}\npublisher: 某社\ncompass: 1\nblock: 2", ""),
        # flags of other houses
        ("wip: true", "wip"),
        ("archived: true", "archived"),
        ("ignore: yes", "ignore"),
        ("eleventyExcludeFromCollections: true", "eleventyexcludefromcollections"),
        ("是否草稿: 是", "是否草稿"),
        ("dg-publish: false", "dgpublish"),
        ("dg-publish: true", ""),
        ("是否公开: 否", "是否公开"),
        ("发布: 否", "发布"),
        ("发布: 2019-01-01", ""),
        ("show: false", "show"),
        ("display: block", ""),
        ("enabled: no", "enabled"),
        ("published_at: null", "publishedat"),
        ("published_at: 2019-01-02", ""),
        ("state: draft", "state"),
        ("audience: only_paid", "audience"),
        ("audience: everyone", ""),
        ("可见范围: 仅自己", "可见范围"),
        ("权限: 私密", "权限"),
        ("发布状态: 草稿", "发布状态"),
        ("发布状态: 已发布", ""),
        # flags that open
        ("visible: false", "visible"),
        ("listed: no", "listed"),
        ("public: 以后", "public"),
        ("published: 2019-01-01", ""),
        ("published: 'false\u200b'", "published"),
        ("publish: 是", ""),
        # states
        ("status: 草稿", "status"),
        ("status: 已发布", ""),
        ("状态: 私密", "状态"),
        ("status: publish", ""),
        ("status: 好像写完了", "status"),
        ("status: future", "status"),
        ("status: scheduled\ndate: 2150-03-04", ""),
        ("status: {}", ""),
        # Ghost
        ("visibility: members", "visibility"),
        ("visibility: paid", "visibility"),
        ("visibility: [public, tiers]", "visibility"),
        ("visibility: public", ""),
        ("status: sent", "status"),
        # other spellings
        ("p\u200bassword: x", "password"),
        ("\u200dpassword: x", "password"),
        ("ＰＡＳＳＷＯＲＤ: x", "password"),
        ("密码: x", "密码"),
        ("草稿: 是", "草稿"),
        ("Draft: true\ndraft: false", "draft"),
        ("layout: draft", "layout"),
        ("layout: post\ntype: link", ""),
        ("sitemap: {disable: true}", "sitemap"),
        ("robots: noindex, follow", "robots"),
        ("googlebot: noindex", "googlebot"),
        ("Baiduspider: [noindex, nofollow]", "baiduspider"),
        ("meta: {googlebot: noindex}", "googlebot"),
        ("meta: [{name: robots, content: noindex}]", "robots"),
        ("head:\n  meta:\n    - {name: keywords, content: noindex}", ""),
        ("meta: [{name: robots, content: 'index, follow'}]", ""),
        ("allowed_users: [ming]", "allowedusers"),
        ("categories: [[私密, 日记]]", "categories"),
        ("category: 私密/日记", "category"),
        ("categories: [[技术, 数据库], [生活]]", ""),
        ("psw: 1234", "psw"),
        ("暗号: 芝麻", "暗号"),
        ("unlock: 1234", "unlock"),
        ("先不发: true", "先不发"),
        ("自己看: true", "自己看"),
        ("open: false", "open"),
        ("open: true", ""),
        ("readers: [bob]", "readers"),
        ("pin: true", ""),
        ("allow_roles: editor", "allowroles"),
        ("roles: [admin, member]", "roles"),
        ("roles: everyone", ""),
        ("role: 主编", ""),
        ("白名单: 小明", "白名单"),
        # in other words
        ("查看权限: 自己", "查看权限"),
        ("浏览权限: 密码", "浏览权限"),
        ("对外: false", "对外"),
        ("对外: true", ""),
        ("对外: 是", ""),
        ("不对外: true", "不对外"),
        ("不对外: false", ""),
        ("外部可见: false", "外部可见"),
        ("外部可见: true", ""),
        ("游客可见: false", "游客可见"),
        ("访客可见: false", "访客可见"),
        ("访客可见: true", ""),
        ("审核: 未通过", "审核"),
        ("审核: 通过", ""),
        ("审核: 张三", ""),
        ("内部资料: true", "内部资料"),
        ("勿外传: true", "勿外传"),
        ("请勿转发: true", "请勿转发"),
        ("别发: true", "别发"),
        ("未完: true", "未完"),
        ("完成: false", "完成"),
        ("完成: true", ""),
        ("已完成: false", "已完成"),
        ("验证: true", "验证"),
        ("验证: false", ""),
        ("收费: true", "收费"),
        ("免费: true", ""),
        ("stage: review", "stage"),
        ("stage: 3", ""),
        ("review: pending", "review"),
        ("review: {rating: 5}", ""),
        ("review_status: pending", "reviewstatus"),
        ("reviewed: false", "reviewed"),
        ("moderation: pending", "moderation"),
        ("done: false", "done"),
        ("done: true", ""),
        ("finished: false", "finished"),
        ("complete: false", "complete"),
        ("completed: false", "completed"),
        ("incomplete: true", "incomplete"),
        ("retired: true", "retired"),
        ("withdrawn: true", "withdrawn"),
        ("depublished: true", "depublished"),
        ("sharing: private", "sharing"),
        ("sharing: false", ""),
        ("shared: false", "shared"),
        ("scope: self", "scope"),
        ("scope: internal", "scope"),
        ("scope: global", ""),
        ("groups: [admin]", "groups"),
        ("group: staff", "group"),
        ("group: 前端", ""),
        ("role: admin", "role"),
        ("read: owner", "read"),
        ("read: 5 min", ""),
        ("read_access: owner", "readaccess"),
        ("allow: [me]", "allow"),
        ("seen_by: me", "seenby"),
        ("who: me", "who"),
        ("for: me", "for"),
        ("for: 新手", ""),
        ("family: true", "family"),
        ("everyone: false", "everyone"),
        ("world: false", "world"),
        ("anonymous: false", "anonymous"),
        ("guest: false", "guest"),
        ("restrict: true", "restrict"),
        ("gate: true", "gate"),
        ("gated: true", "gated"),
        ("free: false", "free"),
        ("closed: true", "closed"),
        ("close: true", "close"),
        ("closeComments: true", ""),
        ("personal: true", "personal"),
        ("sensitive: true", "sensitive"),
        ("classified: true", "classified"),
        ("not_for_publication: true", "notforpublication"),
        ("eyes_only: true", "eyesonly"),
        ("type: secret", "type"),
        ("crypt: true", "crypt"),
        ("enc: true", "enc"),
        ("pin: 1234", "pin"),
        ("pin: 1", ""),
        ("abstract: 有东西被加密了", "abstract"),
        ("abstract: 讲密码学的入门", ""),
        ("message: 请输入密码", "message"),
        ("theme: xray", "theme"),
        ("theme: dark", ""),
        ("tags: [草稿]", "tags"),
        ("tags: [私密]", "tags"),
        ("tags: [私密日记]", "tags"),
        ("tags: [private, 密码学]", ""),
        ("비공개: true", "비공개"),
        ("privé: true", "privé"),
        ("brouillon: true", "brouillon"),
        ("entwurf: true", "entwurf"),
        ("borrador: true", "borrador"),
        ("черновик: true", "черновик"),
    ],
)
def test_who_may_see(head, because):
    post = read(f"title: a\n{head}")

    assert post.private_because == because
    assert (Note("kept_private", because) in post.notes) is bool(because)


@pytest.mark.parametrize(
    "head",
    [
        # PaperMod, LoveIt, Docusaurus, Chirpy and minimal-mistakes
        "showToc: false\nTocOpen: false\ndraft: false\nhidemeta: true\nhideSummary: true\n"
        "disableHLJS: true\ndisableShare: true\nsearchHidden: false\nShowBreadCrumbs: false\n"
        "ShowPostNavLinks: false\ncover: {image: a.png, hidden: true}\neditPost: {URL: x}",
        "hiddenFromHomePage: false\nlightgallery: false\nrssFullText: false\n"
        "share: {enable: false}\ncomment: {enable: false}\nmath: {enable: false}",
        "hide_title: true\nhide_table_of_contents: true\nunlisted: false\n"
        "displayed_sidebar: false\npagination_next: null\nlast_update: {date: 2099-01-01}",
        "render_with_liquid: false\npin: true\nnav_exclude: true\nread_time: false\n"
        "share: false\nrelated: false\nshow_date: false\nauthor_profile: false",
        # NexT, Butterfly and Fluid; VuePress, Obsidian, Hashnode
        "hide: false\naside: false\ntop_img: false\ntoc_number: false\nhighlight_shrink: no\n"
        "quicklink: {enable: false}\nreward: false\ndecryptButton: {show: false}\npassword: ''",
        "index: false\nisOriginal: false\nprev: false\neditLink: false\nlastUpdated: false\n"
        "dir: {link: false}\nbreadcrumb: false\npageInfo: false\nkeywords: 加密",
        "dg-publish: true\ndg-hide: false\ndg-hide-title: true\ndg-show-backlinks: false\n"
        "dg-pass-frontmatter: true",
        "saveAsDraft: false\nenableToc: false\ndisableComments: true\nignorePost: false",
        # WordPress
        "status: publish\ntype: post\npublished: true\ncomment_status: closed\n"
        "ping_status: closed\nmeta: {_edit_last: '1', _edit_lock: '1:2', sharing_disabled: '1',"
        " geo_public: '0', _wp_old_slug: a}",
        # Gridea, Halo, Jekyll
        "hideInList: false\nisTop: false\npublished: true\nvisible: PUBLIC\nlayout: post\n"
        "categories: [加密, 密码学]\ntags: [private, 隐私]\npermalink: /a/",
    ],
    ids=range(10),
)  # fmt: skip
def test_heads_of_themes_as_they_come_stay_public(head):
    post = read(f"title: a\n{head}")

    assert (post.private_because, post.notes) == ("", [])


@pytest.mark.parametrize(
    ("body", "because"),
    [
        ('{{% hugo-encryptor "s3cret" %}}\n密\n{{% /hugo-encryptor %}}', "hugo-encryptor"),
        ("{% encrypt s3cret %}密{% endencrypt %}", "encrypt"),
        ("怎样加密：`encrypt`", ""),
    ],
)  # fmt: skip
def test_a_part_that_is_locked_is_not_published_with_its_password(body, because):
    assert read("title: a", body).private_because == because


@pytest.mark.parametrize(
    ("head", "date", "goes_live"),
    [
        ("date: 2019-01-02", PAST, PAST),
        ("date: 2150-03-04", FUTURE, FUTURE),
        ("date: 2019-01-02\npublishDate: 2150-03-04", PAST, FUTURE),
        ("date: 2150-03-04\npublishDate: 2019-01-02", FUTURE, PAST),
        ("pubDate: 2150-03-04", FUTURE, FUTURE),
        ("date: 2019-01-02\npublished: 2150-03-04", PAST, FUTURE),
        ("date: 2019-01-02\npublished_at: 2150-03-04", PAST, FUTURE),
        ("date: 2019-01-02\npublishDate: 0001-01-01T00:00:00Z", PAST, PAST),
        ("publishDate: 2150-03-04\npublish_date: 2019-01-02", PAST, FUTURE),
        ("publish_date: 2019-01-02\npublishDate: 2150-03-04", FUTURE, FUTURE),
        ("publishDate: 2019-01-02\npubDate: 2150-03-04", PAST, FUTURE),
        ("publishDate: 2019-01-02\nparams: {publishDate: 2150-03-04}", PAST, FUTURE),
        ("date: 2150-03-04\nparams: {publishDate: 2019-01-02}", FUTURE, FUTURE),
        ("date: 2019-01-02\npublishDate: [2150-03-04]", PAST, FUTURE),
        ("date: 2019-01-02\npublishDate: {date: 2150-03-04}", PAST, FUTURE),
        ("date: 2019-01-02\npublish_on: 2150-03-04", PAST, FUTURE),
        ("date: 2019-01-02\npublish: 2150-03-04", PAST, FUTURE),
        ("date: 2019-01-02\ndatePublished: 2150-03-04", PAST, FUTURE),
        ("date: 2019-01-02\npost_date: 2150-03-04", PAST, FUTURE),
        ("date: 2019-01-02\nembargo: 2150-03-04", PAST, FUTURE),
        ("date: 2019-01-02\n發佈時間: 2150-03-04", PAST, FUTURE),
        ("date: 2019-01-02\nreleaseDate: 2150-03-04", PAST, FUTURE),
        ("date: 2019-01-02\nrelease: 2150-03-04", PAST, FUTURE),
        ("date: 2019-01-02\nrelease: v1.2-beta", PAST, PAST),
        ("date: 2019-01-02\nnot_before: 2150-03-04", PAST, FUTURE),
        ("date: 2019-01-02\noriginalPublishDate: 2150-03-04", PAST, PAST),
        ("title: a", None, None),
    ],
)
def test_the_date_shown_and_the_date_of_publishing(head, date, goes_live):
    post = read(head)

    assert (post.date, post.goes_live) == (date, goes_live)
    assert (post.is_public, post.notes) == (True, [])


@pytest.mark.parametrize(
    ("head", "expires", "because", "notes"),
    [
        ("expiryDate: 2150-03-04", FUTURE, "", []),
        ("unpublishDate: 2150-03-04", FUTURE, "", []),
        ("expiryDate: 2019-01-02", PAST, "expirydate", [Note("expired", "2019-01-02")]),
        ("expiryDate: 9999-12-31", None, "", []),
        ("expires: never", None, "", []),
        ("expiryDate: 以后", None, "expirydate", [Note("bad_date", "以后")]),
        ("expiryDate: 2150-03-04\nexpiry_date: 2160-01-01", FUTURE, "", []),
        ("expiryDate: 2150-03-04\nexpires: 2019-01-02", PAST, "expirydate",
         [Note("expired", "2019-01-02")]),
        ("expired: true", None, "expired", [Note("bad_date", "true")]),
        ("到期: 2019-01-02", PAST, "expirydate", [Note("expired", "2019-01-02")]),
        ("valid_until: 2019-01-02", PAST, "expirydate", [Note("expired", "2019-01-02")]),
        ("until: 2019-01-02", PAST, "expirydate", [Note("expired", "2019-01-02")]),
        ("scheduled: true", None, "scheduled", [Note("bad_date", "true")]),
        ("publishDate: never", None, "publishdate", [Note("bad_date", "never")]),
        ("publishDate: 2019-01-02\npubDate: 以后", None, "pubdate",
         [Note("bad_date", "以后")]),
        ("date: draft", None, "date", [Note("bad_date", "draft")]),
        ("publishDate: 以后", None, "publishdate", [Note("bad_date", "以后")]),
        ("date: 2160-01-01\nexpiryDate: 2150-03-04", FUTURE, "expirydate",
         [Note("expired", "2150-03-04")]),
    ],
)  # fmt: skip
def test_what_ends_or_begins_nobody_knows_when(head, expires, because, notes):
    post = read(head)

    assert (post.expires, post.private_because, post.notes) == (expires, because, notes)


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ('{"title":"a","params":{"draft":true},"params":{"x":1}}\n正文', "draft"),
        ('{"title":"a","publishDate":"2099-01-01","publishDate":"2020-01-01"}\n正文',
         "publishdate"),
        (';;;\n"title":"a","build":{"list":"never"},"build":{}\n;;;\n正文', "build"),
        ('+++\ntitle = "a"\nrender = false\n+++\n正文', "render"),
        ('+++\ntitle = "a"\n[extra.x]\ndraft = true\n+++\n正文', "draft"),
        ("--- {title: a, draft: true}\n---\n正文", "front_matter"),
        ("--- [{title: a}]\n---\n正文", "front_matter"),
        ("密碼：x\n---\n正文", "front_matter"),
    ],
)  # fmt: skip
def test_heads_of_other_kinds_say_it_too(text, because):
    assert read_post("a.md", text.encode()).private_because == because


HIDING = st.sampled_from(
    [("draft", "true"), ("hidden", "yes"), ("password", "s3"), ("published", "false"),
     ("status", "draft"), ("publish date", "2099-01-01"), ("lock", "是"), ("show", "no"),
     ("visible to", "me"), ("hide from list", "true"), ("隱藏", "是"), ("不公开", "是")]
)  # fmt: skip
JOINTS = st.sampled_from(["_", "-", " ", ""])
CASES = st.sampled_from([str, str.upper, str.title, str.lower])


@given(HIDING, JOINTS, CASES, st.sampled_from(["", "Params", "extra", "META"]))
def test_however_a_key_is_written_it_hides(said, joint, case, group):
    key, value = case(said[0]).replace(" ", joint), said[1]
    head = f"{group}:\n  {key}: {value}" if group else f"{key}: {value}"
    post = read(f"title: a\n{head}")

    assert not is_open_now(post)


@given(HIDING, st.sampled_from(["'false'", "", "true", "2020-01-01", "open", "{}"]),
       st.booleans(), st.sampled_from(["", "params", "Extra"]))  # fmt: skip
def test_what_another_line_says_hides_all_the_same(said, other, is_first, group):
    lines = [f"{said[0]}: {said[1]}", f"{said[0]}: {other}"]
    lines = lines[::-1] if is_first else lines
    head = "\n".join(f"{group}: {{{line}}}" if group else line for line in lines)
    post = read(f"title: a\n{head}")

    assert not is_open_now(post)


def is_open_now(post):
    waits = post.goes_live is not None and post.goes_live > datetime.now(CHINA)
    return post.is_public and not waits


FOR_SOME = (
    """
仅会员可见: true / 仅好友可见: 是 / 仅粉丝可见: true / 会员专享: true / 登录后可见: true / 开放: 否 / 仅本人可见: 是
仅管理员可见: true / 付费可见: true / 只有我能看: true / staff_only: true / owner_only: true / self_only: true
followers_only: true / 审核状态: 未通过 / 审核通过: 否 / offline: true / unreleased: true / 已下线: true / paywall: true
must_login: true / removed: true / properties: {published: false} / hexo: {visible: false} / notion: {status: 草稿}
""".replace("/", "\n")
    .strip()
    .splitlines()
)
FOR_ALL = (
    """
published: Jan 5, 2019 | published: 5 January 2019 | published: 5.1.2019 | published: 05/01/2019 | published: 已发表
published: Mon, 05 Jan 2019 10:00:00 +0800 | published: ✓ | 密度: 3 | 隐喻: 月亮 | 私房菜: 红烧肉 | state: 已上线
可见性: 所有人可见 | 可见性: 公开可见 | access: 公开访问 | status: updated | 所有人可见: true | 公开可见: 是
""".replace("|", "\n")
    .strip()
    .splitlines()
)


@pytest.mark.parametrize("head", [line.strip() for line in FOR_SOME if line.strip()])
def test_what_is_for_some_is_for_nobody_else(head):
    post = read(f"title: 题\ndate: 2019-01-02\n{head}")

    assert (post.is_public, bool(post.private_because)) == (False, True)


@pytest.mark.parametrize("head", [line.strip() for line in FOR_ALL if line.strip()])
def test_what_only_looks_like_it_is_for_all(head):
    post = read(f"title: 题\ndate: 2019-01-02\n{head}")

    assert (post.is_public, post.private_because) == (True, "")
