"""A stand-in for the rest of the blog: what is not in it cannot be linked."""


class KnownPosts:
    def __init__(self, **posts: tuple[str, str]) -> None:
        self.posts = posts

    def post(self, name: str) -> tuple[str, str] | None:
        return self.posts.get(name)
