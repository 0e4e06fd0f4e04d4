"""Which addresses may be asked at all."""

import pytest

from neambition.resources.addresses import may_ask, public


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_the_open_internet_may_be_asked(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "::1"),  # this machine
        *("10.0.0.7", "172.16.0.1", "192.168.1.1", "fd00::7", "fec0::7"),  # a private net
        *("169.254.169.254", "fe80::7", "fe80::7%eth0"),  # the next machines
        *("100.64.0.1", "192.0.0.8", "192.88.99.1", "198.18.0.1"),  # a carrier's own
        *("0.0.0.0", "::", "255.255.255.255", "240.0.0.1"),  # noqa: S104 nobody's
        *("224.0.0.1", "239.1.1.1", "ff02::1"),  # many at once
        *("192.0.2.1", "203.0.113.9", "2001:db8::1", "3fff::1"),  # for examples
        *("::ffff:127.0.0.1", "::ffff:10.0.0.7", "::ffff:169.254.169.254"),  # one inside another
        *("::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:7", "64:ff9b:1::808:808"),
        *("2002:7f00:1::", "2002:808:808::", "2001:0:808:808::1"),  # a tunnel to who knows where
        *("", "example.org", "127.1", "2130706433", "0x7f000001", "0177.0.0.1"),  # no address
    ],
)
def test_nothing_else_may_be(address: str) -> None:
    assert not public(address)


def written(
    scheme: str = "https",
    host: str | None = "example.org",
    port: int | None = 443,
    named: bool = False,
) -> bool:
    return may_ask(scheme, host, port, named, public)


def test_a_page_at_its_schemes_own_port_may_be_asked() -> None:
    assert written()
    assert written("http", port=80)
    assert written(host="8.8.8.8")
    assert written(host="7.example.org")


@pytest.mark.parametrize("scheme", ["ftp", "file", "javascript", "gopher", "ws", ""])
def test_no_other_scheme_may_be(scheme: str) -> None:
    assert not written(scheme)


@pytest.mark.parametrize("port", [None, 0, 22, 80, 5432, 8080, 8443])
def test_no_other_port_may_be(port: int | None) -> None:
    assert not written(port=port)


@pytest.mark.parametrize(
    "host",
    [None, "", "127.0.0.1", "127.0.0.1.", "127.1", "2130706433", "0x7f.1", "0X7F000001", "::1"],
)
def test_no_number_that_means_somewhere_else_may_be(host: str | None) -> None:
    assert not written(host=host)


def test_no_user_may_stand_before_the_host() -> None:
    assert not written(named=True)
