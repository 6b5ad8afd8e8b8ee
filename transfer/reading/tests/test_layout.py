"""Only a blog's own texts are posts; what it keeps from readers is a draft."""

import io
import posixpath
import zipfile

import pytest

from transfer.errors import Note
from transfer.reading.globs import matches, pattern_of
from transfer.reading.library import load_library
from transfer.reading.sources import Source, open_source, open_zip

POST = "---\ntitle: T {}\ndate: 2020-01-01\n---\n文 {}"
OWN = "own.md"


def library_of(files):
    """Of paths with their texts, or a post where there is none."""
    raws = {p: (text or POST.format(p, p)).encode() for p, text in files.items()}
    return load_library(Source({p: (lambda raw=raw: raw) for p, raw in raws.items()}))


def because(files):
    library = library_of(files)
    return {path: post.private_because for path, post in library.posts.items()}


@pytest.mark.parametrize(
    ("own", "foreign", "more"),
    [
        (["source/_posts/a.md", "source/about/index.md", "source/_drafts/b.md"],
         ["README.md", "scaffolds/post.md", "themes/next/README.md",
          "themes/next/docs/AUTHORS.md", "source/_discarded/c.md", "source/_data/d.md"],
         {"_config.yml": "title: x"}),
        (["blog/source/_posts/a.md"], ["blog/themes/x/y.md", "blog/README.md"], {}),
        (["content/posts/a.md"],
         ["README.md", "archetypes/default.md", "themes/ananke/README.md",
          "themes/ananke/exampleSite/content/x.md"],
         {"hugo.toml": "title = 'x'", "themes/ananke/exampleSite/hugo.toml": "a = 1"}),
        (["content/a.md"], ["archetypes/default.md"], {}),
        (["texts/a.md", "more/b.md"], ["content/c.md"],
         {"hugo.yaml": "contentDir: texts\nmodule:\n  mounts:\n  - {source: more, target: content/b}"}),
        (["_posts/2020-01-01-a.md", "_recipes/b.md", "about.md"],
         ["README.md", "vendor/bundle/CHANGELOG.md", "_layouts/l.md", "_includes/i.md"],
         {"_config.yml": "collections: {recipes: {output: true}}"}),
        (["a.md", "x/README.md"],
         ["README.md", "README.zh-CN.md", "LICENSE.md", "AUTHORS.md", "CHANGELOG.md"], {}),
        (["README.md"], [], {}),
        # the configuration names other folders than the usual ones
        (["src/_posts/a.md", "src/_drafts/b.md"], ["themes/next/docs/zh.md", "scaffolds/post.md", "notes/a.md"],
         {"_config.yml": "source_dir: src"}),
        (["src/_posts/2020-01-01-a.md"], ["notes/a.md", "README.md"], {"_config.yml": "source: ./src"}),
        (["content/a.md", "content.en/a.md"], ["notes/a.md"],
         {"hugo.toml": "[languages.zh]\nweight = 1\n[languages.en]\ncontentDir = 'content.en'"}),
        (["_posts/2020-01-01-a.md", "_pages/b.md"], ["_other/c.md"], {"_config.yml": "include: [_pages, .htaccess]"}),
        # Jekyll has folders called so as well
        (["_posts/2020-01-01-a.md", "source/b.md"], ["_layouts/c.md"], {"_config.yml": "title: x"}),
        (["_posts/2020-01-01-a.md", "_tabs/b.md"], ["_layouts/l.md", "_includes/i.md", "_data/d.md"], {}),
    ],
)  # fmt: skip
def test_what_is_not_the_blogs_own_is_named_and_not_read(own, foreign, more):
    library = library_of(dict.fromkeys([*own, *foreign]) | more)

    assert sorted(library.posts) == sorted(own)
    assert library.failed == {}
    passed = {p: note for p, note in library.source.passed_over.items() if p in foreign}
    assert passed == dict.fromkeys(foreign, Note("not_content"))


@pytest.mark.parametrize(
    ("config", "path", "key"),
    [
        ("content/s/_index.md=---\ntitle: s\ncascade:\n  draft: true\n---\nx", "content/s/a.md", "draft"),
        ("content/s/_index.md=---\ntitle: s\ncascade:\n- build: {list: never}\n---\nx", "content/s/b/a.md", "build"),
        ("content/s/index.md=---\ntitle: s\nheadless: true\n---\nx", "content/s/a.md", "headless"),
        ("docs/s/README.md=---\ntitle: s\npassword: x\n---\nx", "docs/s/a.md", "password"),
        ("hugo.toml=[[cascade]]\n[cascade.build]\nrender = 'never'\n[cascade._target]\npath = '/s/**'", "content/s/a.md", "build"),
        ("hugo.toml=[cascade]\ndraft = true", "content/s/a.md", "draft"),
        ("hugo.yaml=ignoreFiles: ['s/.*']", "content/s/a.md", "ignorefiles"),
        ("hugo.yaml=ignoreFiles: ['a\\\\.md$']", "content/s/a.md", "ignorefiles"),
        ("hugo.yaml=module:\n  mounts:\n  - {source: content, target: content, excludeFiles: 's/**'}", "content/s/a.md", "excludefiles"),
        ("hugo.yaml=ignoreFiles: ['content/.*s/a\\.md$']", "content/x/s/a.md", "ignorefiles"),
        ("config/_default/module.toml=[[mounts]]\nsource = 'content'\ntarget = 'content'\nexcludeFiles = ['s/**']", "content/s/a.md", "excludefiles"),
        ("hugo.yaml=module:\n  mounts:\n  - {source: content, target: content, files: ['! s/**', '**']}", "content/s/a.md", "excludefiles"),
        ("hugo.yaml=module:\n  mounts:\n  - {source: content, target: content, includeFiles: 'o/**'}", "content/s/a.md", "includefiles"),
        ("config/production/hugo.toml=ignoreFiles = ['/s/']", "content/s/a.md", "ignorefiles"),
        ("config/_default/cascade.toml=[build]\nrender = 'never'\n[target]\npath = '/s/**'", "content/s/a.md", "build"),
        ("hugo.toml=disableLanguages = ['s']", "content/x/a.s.md", "disablelanguages"),
        ("hugo.toml=[languages.en]\ndisabled = true\ncontentDir = 'content/s'\n[languages.zh]\ncontentDir = 'content'", "content/s/a.md", "disabled"),
        ("config/_default/languages.en.toml=disabled = true\ncontentDir = 'content/s'", "content/s/a.md", "disabled"),
        ("_config.yml=collections: {s: {output: false}, o: {output: true}}", "_s/a.md", "output"),
        ("_config.yml=collections: {s: , o: {output: true}}", "_s/a.md", "output"),
        ("_config.yml=defaults:\n- scope: {path: '', type: s}\n  values: {published: false}", "_posts/_s/2020-01-01-a.md", "published"),
        ("_config.yml=skip_render: ['_posts/s/**']", "source/_posts/s/a.md", "skiprender"),
        ("_config.yml=exclude:\n- '**/s/*'", "source/_posts/s/a.md", "exclude"),
        ("_config.yml=exclude: [s]", "s/_posts/2020-01-01-a.md", "exclude"),
        ("_config.yml=defaults:\n- scope: {path: _posts/s}\n  values: {published: false}", "_posts/s/2020-01-01-a.md", "published"),
        ("_config.yml=defaults:\n- scope: {path: ''}\n  values: {published: false}", "_posts/2020-01-01-a.md", "published"),
    ],
)  # fmt: skip
def test_what_the_blog_says_of_a_folder_counts_for_its_posts(config, path, key):
    name, _sign, text = config.partition("=")
    other = f"/{path}".replace("/s/", "/o/")[1:]

    found = because({name: text, path: None, other: None})

    assert found[path] == key
    if other != path:
        is_for_all = text.startswith(("[cascade]", "ignoreFiles: ['a")) or "''" in text
        assert found[other] == (key if is_for_all else "")


@pytest.mark.parametrize(
    ("sign", "own", "beside"),
    [
        ("site/hugo.toml", "site/content/a.md", "notes/a.md"),
        ("blog/_config.yml", "blog/source/_posts/a.md", "diary.md"),
        ("docs/.vuepress", "docs/a.md", "notes/a.md"),
        ("docs/.vitepress", "docs/x/README.md", "a.md"),
        ("astro.config.mjs", "src/content/blog/a.md", "notes/a.md"),
        ("quartz.config.ts", "content/a.md", "docs/a.md"),
        ("hugo.toml", "content/a/index.md", "content/a/notes.md"),
        ("hugo.toml", "content/a/index.zh-cn.md", "content/a/b/index.md"),
        ("_config.yml", "_posts/2020-01-01-a.md", "_posts/notes.md"),
    ],
)
def test_what_lies_beside_a_blog_is_a_draft_with_what_says_so(sign, own, beside):
    files = {own: None, beside: None}
    if posixpath.basename(sign).startswith("."):
        source = library_of(files).source
        library = load_library(
            Source(source.files, passed={f"{sign}/": Note("hidden_folder")})
        )
    else:
        library = library_of(files | {sign: "title: x"})

    found = {path: post.private_because for path, post in library.posts.items()}
    if "content/a/" in own:
        sign = "content/a/index.md"
    assert found == {own: "", beside: sign}


@pytest.mark.parametrize(
    "files",
    [
        ["content/posts/a.md", "content/posts/b/index.md", "content/_index.md"],
        ["content/index.md", "content/posts/_index.md", "content/posts/a.md"],
        ["content/a/index.md", "content/a/index.en.md"],
    ],
)
def test_pages_of_a_blog_are_not_beside_one(files):
    assert because(
        {"hugo.toml": "title = 'x'", **dict.fromkeys(files)}
    ) == dict.fromkeys(files, "")


def with_settings(files, path, text, *, top=""):
    """The posts of a blog whose settings lie in a folder that is not looked into."""
    raws = {
        p: POST.format(p, p).encode() if t is None else t.encode()
        for p, t in files.items()
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, raw in {**raws, path: text.encode(), "package.json": b"{}"}.items():
            archive.writestr(top + name, raw)
    library = load_library(open_zip(file))
    return {p: post.private_because for p, post in library.posts.items()}


@pytest.mark.parametrize(
    ("path", "text", "files"),
    [
        ("docs/.vitepress/config.mts", "export default { srcExclude: ['s/**', \"x.md\"] }",
         {"docs/o/a.md": "", "docs/s/a.md": "srcExclude", "docs/x.md": "srcExclude", "docs/o/x.md": ""}),
        (".vitepress/config.js", "srcDir: './src', srcExclude: ['**/s.md']",
         {"src/a.md": "", "src/o/s.md": "srcExclude", "b.md": "srcDir"}),
        ("docs/.vuepress/config.ts", "pagePatterns: ['**/*.md', '!s/**/*.md', '!.vuepress']",
         {"docs/a.md": "", "docs/s/a.md": "pagePatterns"}),
        ("src/.vuepress/theme.ts", "hopeTheme({ encrypt: { config: { '/s/': ['1'], '/o/b.html': '2' } }, sidebar: { '/o/': 1 } })",
         {"src/o/a.md": "", "src/s/a.md": "encrypt", "src/o/b.md": "encrypt"}),
        ("quartz.config.ts", 'ignorePatterns: ["s", ".obsidian"]',
         {"content/o/a.md": "", "content/s/a.md": "ignorePatterns", "content/o/s/a.md": "ignorePatterns"}),
        (".obsidian/publish.json", '{"excluded": ["s"]}', {"o/a.md": "", "s/a.md": "excluded"}),
        (".obsidian/app.json", '{"userIgnoreFilters": ["s/"]}', {"o/a.md": "", "s/a.md": "userIgnoreFilters"}),
        (".vitepress/config.js", "srcExclude: [" + "'a'," * 300 + "]", {"o/b.md": "srcExclude"}),
    ],
)  # fmt: skip
def test_the_lists_of_a_program_count(path, text, files):
    for top in ("", "blog/"):
        assert with_settings(dict.fromkeys(files), path, text, top=top) == files


def test_lists_of_programs_in_folders_count_too(tmp_path):
    (tmp_path / ".vitepress").mkdir()
    (tmp_path / ".vitepress" / "config.ts").write_text("srcExclude: ['a.md']")
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"# {name}\n文")

    library = load_library(open_source(tmp_path))

    assert {p: post.private_because for p, post in library.posts.items()} == {
        "a.md": "srcExclude",
        "b.md": "",
    }


def test_where_notes_are_chosen_the_others_are_drafts():
    garden = {
        "a.md": "---\ndg-publish: true\n---\n文",
        "b.md": "文",
        "c.md": "---\ntags: x\n---\n文 c",
    }
    vault = {
        name: text.replace("dg-publish", "publish") for name, text in garden.items()
    }

    assert because(garden) == {"a.md": "", "b.md": "dgpublish", "c.md": "dgpublish"}
    assert with_settings(vault, ".obsidian/app.json", "{}") == {
        "a.md": "", "b.md": "publish", "c.md": "publish",
    }  # fmt: skip
    assert because(vault) == {"a.md": "", "b.md": "", "c.md": ""}


@pytest.mark.parametrize(
    ("title", "is_public"),
    [
        ("{{ title }}", False),
        ("<% tp.file.title %>", False),
        ("Vue 的 {{ msg }}", True),
    ],
)
def test_a_template_is_no_post(title, is_public):
    files = {"a.md": f"---\ntitle: '{title}'\n---\n文", "b.md": None}

    assert because(files) == {"a.md": "" if is_public else "title", "b.md": ""}


@pytest.mark.parametrize(
    "name", ["history.md", "security.md", "notice.md", "changes.md", "History.md"]
)
def test_a_text_may_have_the_name_of_a_document(name):
    assert because({name: None, "b.md": None}) == {name: "", "b.md": ""}


def test_of_equal_files_the_one_that_readers_may_see_counts():
    files = dict.fromkeys(
        ["archive/private/a.md", "aaa/a.md", "posts/a.md"], "# 题\n文"
    )

    library = library_of(files | {"_config.yml": "exclude: [aaa]"})

    assert {p: post.is_public for p, post in library.posts.items()} == {
        "posts/a.md": True
    }
    assert set(library.failed) == {"archive/private/a.md", "aaa/a.md"}


def test_a_page_that_is_left_out_itself_closes_no_folder():
    files = {
        "_config.yml": "exclude: ['**/README.md']",
        "x/README.md": None,
        "x/a.md": None,
    }

    assert because(files) == {"x/README.md": "exclude", "x/a.md": ""}


@pytest.mark.parametrize("pattern", ["**/a/" * 400 + "b", "a/" * 600, "{a,b}/" * 600])
def test_more_patterns_than_anybody_writes_hide_all(pattern):
    files = {
        "_config.yml": f"exclude: ['{pattern}']",
        "/".join("a" * 60) + "/b.md": None,
    }

    assert list(because(files).values()) == ["exclude"]


@pytest.mark.parametrize("of", ["tags", "categories"])
@pytest.mark.parametrize("name", ["_config.yml", "_config.butterfly.yml"])
def test_tags_and_categories_that_the_site_locks_are_private(of, name):
    head = "---\ntitle: a\n{}: {}\n---\nx"
    config = "title: x\n---\nencrypt:\n  enable: true\n  {}:\n  - {{name: 日记, password: x}}\n"
    posts = {"a.md": head.format(of, "日记"), "b.md": head.format(of, "别的")}

    assert because({name: config.format(of), **posts}) == {
        "a.md": "encrypt",
        "b.md": "",
    }


@pytest.mark.parametrize(
    "path",
    ["draft/a.md", "Drafts/a.md", "草稿/a.md", "草稿箱/a.md", "私密/a.md", "x/Private/a.md",
     "_private/a.md", "content/_x/a.md", "日记/私密/a.md", "My Drafts/a.md", "00-drafts/a.md",
     "未发布/a.md", "回收站/a.md", "posts/_a.md", "posts/a.draft.md", "posts/a.private.md"],
)  # fmt: skip
def test_a_folder_or_name_that_says_so_makes_drafts(path):
    found = because({path: None, OWN: None})

    assert found[path] != ""
    assert found[OWN] == ""


@pytest.mark.parametrize(
    "path",
    ["drafting/a.md", "posts/drafts.md", "privacy/a.md", "encryption/a.md", "_posts/a.md",
     "content/_index.md", "posts/a.zh-cn.md", "2020/01/a.md", "v1.2/a.b.md"],
)  # fmt: skip
def test_other_folders_stay_public(path):
    assert because({path: None, OWN: None})[path] == ""


def test_a_collection_of_jekylls_is_no_hidden_folder():
    assert because({"_posts/2020-01-01-a.md": None, "_wiki/b.md": None}) == {
        "_posts/2020-01-01-a.md": "",
        "_wiki/b.md": "",
    }


@pytest.mark.parametrize(
    ("pattern", "path", "is_meant"),
    [
        ("a/*.md", "a/b.md", True), ("a/*.md", "a/b/c.md", False), ("a/**", "a/b/c.md", True),
        ("**/c.md", "c.md", True), ("**/c.md", "a/b/c.md", True), ("a", "a/b.md", True),
        ("a", "ab.md", False), ("{a,b}/c", "b/c", True), ("{a,b}/c", "d/c", False),
        ("a/**/d", "a/d", True), ("a/**/d", "a/b/c/d", True), ("**", "x", True),
        ("/".join(["**", "a"] * 100), "/".join("a" * 400) + "/b", True),
        ("/".join(["**", "b"] * 100), "/".join("a" * 400), False),
    ],
)  # fmt: skip
def test_patterns_mean_files_and_folders(pattern, path, is_meant):
    assert matches(pattern, path) is is_meant


@pytest.mark.parametrize(
    ("expression", "pattern"),
    [("\\.Rmd$", "*.Rmd"), ("^a.*", "a*"), ("_files$", "*_files"), ("(a|b)", "**"), ("a+", "**")],
)  # fmt: skip
def test_an_expression_that_is_not_simple_means_all(expression, pattern):
    assert pattern_of(expression) == pattern
