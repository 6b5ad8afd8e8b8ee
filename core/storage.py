"""Uploads in a bucket that only this site reads."""

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from math import inf
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from django.conf import settings
from django.utils.encoding import filepath_to_uri

from core.breaker import Breaker, breaker_for
from core.files import FilesAwayError

# A store that is well answers long before; one that is not is not waited for.
CONNECT_SECONDS, READ_SECONDS = 2, 20
# Whether it is there is asked for every picture of a reader, and told at once.
ASK = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 1})
PAUSE = 10.0
# What a store says that is there and does not let its own site in.
# (403 alone says less: where lists are not allowed, a missing file has it too.)
CLOSED = {"NoSuchBucket", "InvalidAccessKeyId", "SignatureDoesNotMatch"}
ITS_FAULT, TOO_BUSY = 500, 429


class AskingStorage(S3Storage):
    """Addresses lead to the view that asks; it hands out short signed links."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        patient = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": 2},
        )
        storage: Any = self
        storage.client_config = storage.client_config.merge(patient)

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        return str(settings.MEDIA_URL + filepath_to_uri(clean_name(name)))

    @property
    def connection(self) -> Any:
        """The service; whatever is asked of it raises FilesAwayError where it is away."""
        resource = super().connection
        client = resource.meta.client
        if not hasattr(client, "asks_with_care"):
            client.asks_with_care = True
            # Large files take what they take: only failures count.
            client._make_api_call = _careful(client._make_api_call, self._breaker)
        return resource

    @property
    def _breaker(self) -> Breaker:
        return breaker_for("files", str(self.endpoint_url), slow=inf, pause=PAUSE)

    def ask(self) -> None:
        """FilesAwayError where nobody answers; whatever is answered will do."""
        with suppress(ClientError):
            self._asker.head_bucket(Bucket=self.bucket_name)

    def signed_url(self, name: str, seconds: int) -> str:
        """An address of the bucket where `name` can be fetched for `seconds`.

        FilesAwayError where there is nobody to fetch it from.
        """
        self.ask()
        key = self._normalize_name(clean_name(name))
        params = {"Bucket": self.bucket_name, "Key": key}
        return str(
            self._signer.generate_presigned_url(
                "get_object", Params=params, ExpiresIn=seconds
            )
        )

    @cached_property
    def _asker(self) -> Any:
        client = self._client(self.endpoint_url, self.client_config.merge(ASK))
        client._make_api_call = _careful(client._make_api_call, self._breaker)
        return client

    @cached_property
    def _signer(self) -> Any:
        """A client that calls the service what readers call it."""
        if not settings.S3_PUBLIC_DOMAIN:
            return self.connection.meta.client
        address = f"https://{settings.S3_PUBLIC_DOMAIN}"
        return self._client(address, self.client_config)

    def _client(self, address: str | None, config: Config) -> Any:
        return self._create_session().client(
            "s3", endpoint_url=address, region_name=self.region_name, config=config
        )


def _careful(call: Callable[..., Any], breaker: Breaker) -> Callable[..., Any]:
    def make_api_call(*args: Any, **kwargs: Any) -> Any:
        if not breaker.allows():
            raise FilesAwayError
        with breaker.watch(FilesAwayError):
            try:
                return call(*args, **kwargs)
            except BotoCoreError as error:
                raise FilesAwayError from error
            except ClientError as error:
                if _is_away(error):
                    raise FilesAwayError from error
                raise

    return make_api_call


def _is_away(error: ClientError) -> bool:
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    code = error.response.get("Error", {}).get("Code", "")
    return status >= ITS_FAULT or status == TOO_BUSY or code in CLOSED
