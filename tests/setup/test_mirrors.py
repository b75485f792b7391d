"""What pip is configured with also holds for uv."""

from __future__ import annotations

import pytest

from tools.mirrors import uv_variables

MIRROR = "https://mirror.example.com/simple"


@pytest.mark.parametrize(
    ("listing", "variables"),
    [
        ("", {}),
        (f"global.index-url='{MIRROR}'", {"UV_DEFAULT_INDEX": MIRROR}),
        (f"install.index-url='{MIRROR}'", {"UV_DEFAULT_INDEX": MIRROR}),
        (f":env:.index-url='{MIRROR}'", {"UV_DEFAULT_INDEX": MIRROR}),
        (
            f":env:.index-url='{MIRROR}'\nglobal.index-url='https://other.example.com'",
            {"UV_DEFAULT_INDEX": MIRROR},
        ),
        (
            f"global.extra-index-url='{MIRROR}\\n{MIRROR}2'",
            {"UV_INDEX": f"{MIRROR} {MIRROR}2", "UV_INDEX_STRATEGY": "unsafe-best-match"},
        ),
        ("global.find-links='/wheels /more'", {"UV_FIND_LINKS": "/wheels,/more"}),
        ("global.cert='/etc/ssl/company.pem'", {"SSL_CERT_FILE": "/etc/ssl/company.pem"}),
        ("global.trusted-host='mirror'", {"UV_INSECURE_HOST": "mirror"}),
        ("global.proxy='http://proxy:8080'", {"ALL_PROXY": "http://proxy:8080"}),
        ("download.index-url='https://other.example.com'\nglobal.timeout='60'", {}),
    ],
    ids=[
        "nothing configured",
        "file",
        "command",
        "variable",
        "variable over file",
        "several indexes",
        "folders of wheels",
        "certificates",
        "host without certificate",
        "proxy",
        "other options",
    ],
)
def test_uv_asks_where_pip_would(listing: str, variables: dict[str, str]) -> None:
    """Each option of pip that says where packages come from has its counterpart for uv."""
    assert uv_variables(listing, {}) == variables


@pytest.mark.parametrize("name", ["UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL"])
def test_uv_has_its_own_index(name: str) -> None:
    """An index that the user named for uv is not replaced by pip's."""
    assert uv_variables(f"global.index-url='{MIRROR}'", {name: "https://own.example.com"}) == {}
