from __future__ import annotations

import pytest

from service_directory.importers.web_addresses import WebAddresses, read_addresses


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("https://x.org/a", WebAddresses(("https://x.org/a",))),
        ("www.x.org", WebAddresses(("https://www.x.org",), repairs=("scheme added",))),
        ("http:/www.x.org", WebAddresses(("http://www.x.org",), repairs=("scheme mended",))),
        ("http//x.org", WebAddresses(("http://x.org",), repairs=("scheme mended",))),
        ("https://x.org`", WebAddresses(("https://x.org",), repairs=("stray sign",))),
        (
            r"x.org\\news\\",
            WebAddresses(("https://x.org/news/",), repairs=("scheme added", "stray sign")),
        ),
        ("http://x.org(branch)", WebAddresses(("http://x.org",), repairs=("(branch) taken off",))),
        (
            "https://x.org/?a={b}",
            WebAddresses(("https://x.org/?a=%7Bb%7D",), repairs=("sign encoded",)),
        ),
        (
            "http://www.help@x.org",
            WebAddresses((), ("help@x.org",), repairs=("a mailbox written as a website",)),
        ),
        ("help@x.org", WebAddresses((), ("help@x.org",))),
        (
            "https://x.org/food-and-more; y.org, z@y.org",
            WebAddresses(
                ("https://x.org/food-and-more", "https://y.org"),
                ("z@y.org",),
                repairs=("scheme added",),
            ),
        ),
        ("releasethem", WebAddresses(left=("releasethem",))),
        ("javascript:alert(1)", WebAddresses(left=("javascript:alert(1)",))),
        ("ftp://x.org", WebAddresses(left=("ftp://x.org",))),
        ("https://me:pw@x.org/", WebAddresses(left=("https://me:pw@x.org/",))),
        ("see our page", WebAddresses(left=("see our page",))),
        ("", WebAddresses()),
    ],
)
def test_cells(cell: str, expected: WebAddresses) -> None:
    assert read_addresses(cell) == expected
