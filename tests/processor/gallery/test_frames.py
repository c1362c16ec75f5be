from __future__ import annotations

from processor.gallery.frames import in_scheme

PAGE = """<meta name="color-scheme" content="light dark">
<style>:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) { p { color: white } }
@media screen and (prefers-color-scheme:light) { p { color: black } }</style>"""


def test_each_scheme_turns_its_own_rules_on_and_the_others_off() -> None:
    dark, light = in_scheme(PAGE, "dark"), in_scheme(PAGE, "light")

    assert "@media (min-width: 0px) { p { color: white } }" in dark
    assert "@media screen and (max-width: 0px) and (min-width: 1px) { p { color: black } }" in dark
    assert "@media screen and (min-width: 0px) { p { color: black } }" in light
    for page, scheme in ((dark, "dark"), (light, "light")):
        assert f'content="{scheme}"' in page and f"color-scheme: {scheme};" in page
        assert "prefers-color-scheme" not in page
