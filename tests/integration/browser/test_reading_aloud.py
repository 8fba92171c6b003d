"""Reading aloud: only with a voice of the device, piece by piece, and never over the network."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.integration.browser.conftest import PHONE, OpenVisit, Visit

SPEECH = """(voices) => {
  const spoken = [];
  const synth = {
    getVoices: () => voices, spoken, cancelled: 0,
    speak: (said) => { spoken.push({text: said.text, lang: said.lang, end: said.onend}); },
    cancel: () => { synth.cancelled += 1; },
    addEventListener: () => {},
  };
  Object.defineProperty(window, 'speechSynthesis', {value: synth});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
}"""
ENGLISH = {"lang": "en-US", "localService": True, "default": True, "name": "here"}
DISTANT = {"lang": "en-US", "localService": False, "default": True, "name": "a server's"}
ARABIC = {"lang": "ar", "localService": True, "default": False, "name": "here"}
ADDRESS = "organizations/lantern-welcome-center/esl-evening/"


def _open(there: Visit, tag: str, voices: list[dict[str, Any]]) -> Page:
    there.page.add_init_script(
        f"({SPEECH})({voices!r})".replace("True", "true").replace("False", "false")
    )
    return there.go(f"{tag}/{ADDRESS}")


@pytest.mark.parametrize(
    ("tag", "voices", "offered"),
    [
        ("en", [ENGLISH], True),
        ("ar", [ENGLISH, ARABIC], True),
        ("ar", [ENGLISH], False),
        ("en", [DISTANT], False),
        ("en", [], False),
    ],
)
def test_the_button_is_there_with_a_voice_of_the_device(
    visit: OpenVisit, tag: str, voices: list[dict[str, Any]], offered: bool
) -> None:
    with visit(size=PHONE, new=True) as there:
        button = _open(there, tag, voices).locator(".sd-listen button")
        expect(button).to_be_visible() if offered else expect(button).to_be_hidden()


def test_without_scripts_there_is_no_button(visit: OpenVisit) -> None:
    with visit(scripts=False) as there:
        expect(there.go(f"en/{ADDRESS}").locator(".sd-listen")).to_be_hidden()


def test_the_content_is_read_piece_by_piece_and_can_be_stopped(visit: OpenVisit) -> None:
    with visit(size=PHONE, new=True) as there:
        page = _open(there, "en", [DISTANT, ENGLISH])
        button = page.locator(".sd-listen button")
        button.click()
        expect(button).to_have_text("Stop reading")
        for _ in range(200):
            if not page.evaluate("document.querySelector('.sd-reading') !== null"):
                break
            page.evaluate("speechSynthesis.spoken.at(-1).end()")
        texts = page.evaluate("speechSynthesis.spoken.map(said => said.text)")
        assert texts[1] == "Evening English classes"
        assert "They do not ask about immigration status." in texts
        assert any("Monday to Thursday, 6:00" in text for text in texts)
        assert not any("Read aloud" in text or text == "Directions" for text in texts)
        assert len(set(texts)) > 20
        expect(button).to_have_text("Read aloud")
        button.click()
        cancelled = page.evaluate("speechSynthesis.cancelled")
        button.click()
        expect(button).to_have_text("Read aloud")
        assert page.evaluate("speechSynthesis.cancelled") > cancelled
        assert page.locator(".sd-reading").count() == 0
        assert all(url.startswith(there.root) for url in there.requests)
        assert not there.console
