"""The words that keys of heads are made of, as alternatives of patterns; `keywords.py`
says how they stand together."""

LITTLE = (
    r"(?:is|be|to|in|on|from|of|for|the|this|my|all|only|posts?|articles?|pages?|blog|entry"
    r"|site|content|text|home|lists?|index|search|feed|rss|results?|collections|archives"
    r"|save|as|mark|set|use|need|needs|requires?|required|view|read|should|wp|dg|eleventy"
    r"|robots|sitemap|must|have|是否|文章|本文|全文|设为|启用|需要|访问|阅读|查看|首页|列表)*"
)
UNLOCKS = r"passw(?:or)?ds?|passwort|passphrase|passcode|passkey|pwd|psw|secretkey|暗号|提取码|pin码|密码|口令|密钥|访问码"
MAY_UNLOCK = r"unlock|pass(?:es)?|keys|pincode|cipher|(?:access|view|read|visit|unlock|decrypt)(?:code|key|token)"
# Said of a post, and of hardly anything else
CLOSED = (
    r"drafts?|private|privately|encrypt(?:ed|ion)?|secret|(?:un|de)list(?:ed)?|unpublish(?:ed)?"
    r"|noindex|protected|restricted|confidential|草稿|下书|加密|私密|私有|非公开|不公开|未公开|保密|先?不发(?:布|表)?|自己看"
    r"|仅自己|自己可见|仅我"
)
# Said of parts of a page as well
HIDDEN = (
    r"hide|hidden|invisible|disabled?|lock|locked|隐藏|隐身|锁定|上锁|不可见"
    r"|headless|protect|internal|pending|embargoed|drafted|drafting|unfinished|unindexed|deleted|trash|trashed|wip|archived|ignored?|excluded?|onlyme|justme"
    r"|(?:members?|subscribers?|paid|friends?|login|fans?)only|仅好友|仅会员|(?:会员|好友|粉丝)可见|限定公开|未完成|未审核|待审核|暂存|存稿|内部|回收站"
    r"|(?:personal|sensitive|classified|incomplete|retired|withdrawn|depublished?|suppress(?:ed)?|eyesonly|forme"
    r"|notforpublication|crypt|enc|restrict|gated?|closed?|family|不对外|内部资料|未完|敏感)"
    r"|请?(?:勿|不要|别)(?:外传|转发|发|公开|扩散)(?:布|表)?|비공개|privé|brouillon|entwurf|borrador|черновик"
    r"|(?:已|被)?删除?|(?:已|被)?下架|已下线|屏蔽|禁止访问|off(?:line)?|un(?:released|approved)|removed|paywall(?:ed)?"
)
NOT = r"not|non|no|un|dont|donot|doesnot|never|skip|不|未|非|别|勿|待|不要|禁止|不再"
OPEN = (
    r"publish(?:ed)?|public|publicly|visible|listed|公开|开放|可见|发布|发表|上线|上架|审核通过"
    r"|通过审核"
)
# For some and for nobody else, whoever they are: `仅会员可见`, `staff_only`
ONLY = (
    r"(?:仅|只)(?!读|有?封面|有?标题).+|.+(?:可见|可读|可看|专享|专属)"
    r"|(?:staff|owner|author|self|admins?|followers?|sponsors?|patrons?|family|team|insiders?|editors?)only"
    r"|only(?:staff|owner|author|self|admins?|me|us|followers?|sponsors?|patrons?|family|team|insiders?|editors?)"
)
EVERYBODY = r"(?:所有人?|外部|公开|全部|全员|人人|任何人|大家|游客|访客|首页|列表|是否|文章|本文|对外)+(?:可见|可读|可看)"
BEFORE = r"(?:is|be|to|has|been|should|posts?|articles?|pages?|blog|wp|dg|site|是否|文章|本文|对外)*"
AFTER = r"(?:posts?|articles?|pages?|blog|site|与否)*"
LISTED = r"index|lists?|search|feed|rss|home(?:page)?|sitemap|show|display|render|显示|展示|收录"
SHOWN = (
    r"show|shown|display|displayed|enabled?|active|live|online|ready|render|rendered"
    r"|article|permalink|outputs?|build|search|searchable|searchindex|pagefind|feed|rss"
    r"|open|indexed|indexable|indexing|lists?|listable|listing|sitemap|available|approved"
    r"|released?|in(?:lists?|feed|rss|home|index|search|sitemap)|(?:review|moderat|finish|complet)ed|done|complete|shared|free|everyone|everybody"
    r"|world|anonymous|guests?|免费|对外|已?完成|已完结|已(?:发布|公开|发表|上线|审核)|显示|展示|收录|启用|渲染"
)
PLACES = (
    r"(?:in|on|at|from|to|the|home|lists?|pages?|posts?|articles?|index|search|feed|rss"
    r"|blog|site|首页|列表|文章)*"
)
STATE = (
    r"status|state|visibility|access(?:level|rights?)?|audience|privacy|permissions?"
    r"|view(?:er|able)s?(?:by|to)?|visible(?:to|for|by)|readable(?:by|to)|shared?with"
    r"|(?:allow|permit|authori[sz]e)(?:ed|d)?(?:users?|roles?|groups?|readers?|viewers?|members?|emails?)"
    r"|roles|(?:access|user|required|viewer|reader)roles?|allowlist|whitelist|acl|readers|白名单|允许(?:的)?(?:用户|角色|读者)"
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
TEXTS = frozenset(
    "title subtitle slug name id description summary excerpt abstract tag tags keyword "
    "keywords author authors permalink url alias aliases link cover image 标题 标签 关键词".split()
)
# Names that search engines' robots go by in a page's head
ROBOTS = r"(?:x|meta|seo)?robots?(?:meta|tag|txt)?|googlebot(?:news)?|bingbot|baiduspider|yandex(?:bot)?"
WHEN = r"(?:date|time|at|on|after|from|for|日期|时间|于)"
AND = r"(?:the|is|posts?|pages?|articles?|and|on|in)*"
# Words of readers, of what they need, and of what has gone: of which a key speaks that
# no list above knows. With them a post is public only where the answer plainly is all.
AUDIENCE = (
    r"谁.{0,4}(?:看|见).{0,2}|.{0,4}可以?看的人|查看者|读者|受众|(?:阅读|查看)对象"
    r"|(?:privacy|security|sensitivity|permission|confidentiality|access)(?:level|class|scope)?"
)
RESTRICTS = (
    r"不.{0,2}(?:公开|发布|发表|展示|列出|索引|收录|上线)|(?:暂缓|先别|先不).{0,4}|(?:禁止|屏蔽)(?:索引|收录|搜索)"
    r"|私人|私|个人|内部.{0,4}|(?:需|须|要)?(?:登录|登陆|会员|付费).{0,3}|(?!read|write).{0,20}only|exclusive|patreon"
    r"|earlyaccess|skip|disallow|norobots"
)
GONE = (
    r"(?:deleted|removed|trashed|hidden|withdrawn|retracted)(?:at|on|date|time|by)"
    r"|tiers?|(?:删除|下架|撤下|隐藏)(?:时间|日期|于)|解锁码|暗语|密语|密级"
)
KINDS = r"(?:wp|post|page|content|entry)?(?:type|kind|layout|format)"
# Of who may see it or how far it has come, but of other things as well
OTHERWISE = (
    r"scope|groups?|role|read(?:access)?|allow|seenby|who|for|sharing|stage"
    r"|(?:peer)?review(?:status|state)?|moderation(?:status|state)?|审核(?:结果)?|审阅"
)
