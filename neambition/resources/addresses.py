"""Which addresses a program may ask: those of the open internet, written plainly."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

PORTS = {"http": 80, "https": 443}
"""The schemes that may be asked, each at its own port alone."""

AddressRule = Callable[[str], bool]
"""Whether the machine at a numeric address may be asked."""

_MAPPED, _TRANSLATED = ip_network("::ffff:0:0/96"), ip_network("64:ff9b::/96")
_ON_THE_INTERNET = ip_network("2000::/3")
_NEVER = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",  # the protocols' own
            "192.88.99.0/24",  # 6to4 relays
            "2001::/23",  # the protocols' own, Teredo's tunnels among them
            "2002::/16",  # 6to4's tunnels
            "3fff::/20",  # for examples
        ),
    )
)
"""What some versions of Python's `ipaddress` take for public."""


def public(address: str) -> bool:
    """Whether a numeric address is of the open internet. What is no address is not.

    One of IPv4 inside one of IPv6 counts as what it is inside.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        if ip in _MAPPED or ip in _TRANSLATED:
            ip = IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip not in _ON_THE_INTERNET:
            return False
    return ip.is_global and not ip.is_multicast and not any(ip in never for never in _NEVER)


def may_ask(
    scheme: str, host: str | None, port: int | None, named: bool, rule: AddressRule
) -> bool:
    """Whether an address may be asked as it is written. `named`: it carries a user or a password,
    which serve to make one host look like another.

    What a host's name stands for is another matter, to be looked at where it is looked up.
    """
    if named or not host or port is None or PORTS.get(scheme) != port:
        return False
    return rule(host) if _is_number(host) else True


def _is_number(host: str) -> bool:
    """Whether a host is written as a number, in any of the ways that systems read as an address:
    `10.0.0.1`, `127.1`, `0x7f000001`, `::1`."""
    last = host.rstrip(".").rpartition(".")[2].lower()
    return ":" in host or last.isdigit() or last.startswith("0x")
