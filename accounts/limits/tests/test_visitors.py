"""Where a request comes from."""

import pytest

from django.test import RequestFactory

from accounts.limits.visitors import client_address, network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
    ],
)
def test_a_household_is_a_network(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:51034", "192.0.2.7"),
        ("[2001:db8::7]:51034", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
        ("2001:db8::7", "2001:db8::7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("10.9.9.9, 192.0.2.7", "192.0.2.7"),
        ("10.9.9.9, 192.0.2.7:80", "192.0.2.7"),
        ("unknown", "198.51.100.1"),
        ("", "198.51.100.1"),
    ],
)
def test_the_address_our_own_proxy_wrote_counts(settings, forwarded, address):
    settings.TRUSTED_PROXIES = 1
    request = RequestFactory().get(
        "/", REMOTE_ADDR="198.51.100.1", HTTP_X_FORWARDED_FOR=forwarded
    )

    assert client_address(request) == address
