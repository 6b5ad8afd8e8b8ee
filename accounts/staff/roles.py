"""The roles of a site, each a group of this name; a migration makes them."""

AUTHORS = "作者"
TOPIC_EDITORS = "专题编辑"
EDITORS = "编辑"
MODERATORS = "社区管理员"
FINANCE = "财务"
