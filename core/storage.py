"""Uploads in a bucket that only this site reads."""

from functools import cached_property
from typing import Any

from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from django.conf import settings
from django.utils.encoding import filepath_to_uri


class AskingStorage(S3Storage):
    """Addresses lead to the view that asks; it hands out short signed links."""

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        return str(settings.MEDIA_URL + filepath_to_uri(clean_name(name)))

    def signed_url(self, name: str, seconds: int) -> str:
        """An address of the bucket where `name` can be fetched for `seconds`."""
        key = self._normalize_name(clean_name(name))
        params = {"Bucket": self.bucket_name, "Key": key}
        return str(
            self._signer.generate_presigned_url(
                "get_object", Params=params, ExpiresIn=seconds
            )
        )

    @cached_property
    def _signer(self) -> Any:
        """A client that calls the service what readers call it."""
        if not settings.S3_PUBLIC_DOMAIN:
            return self.connection.meta.client
        return self._create_session().client(
            "s3",
            endpoint_url=f"https://{settings.S3_PUBLIC_DOMAIN}",
            region_name=self.region_name,
            config=self.client_config,
        )
