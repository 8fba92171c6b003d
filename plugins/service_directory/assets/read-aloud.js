"use strict";

// Reads the page aloud with the browser's own speech, one piece after the other. The button shows
// only where the device itself has a voice for the page's language: voices of a distant server
// would send the text there.
(function () {
  const synth = window.speechSynthesis;
  const button = document.querySelector(".sd-listen__button");
  if (!synth || !button || !window.SpeechSynthesisUtterance) {
    return;
  }
  const PIECES = "h1, h2, h3, h4, p, li, dt, dd, tr, address, caption, figcaption";
  const LEFT_OUT = "nav, button, svg, [hidden], [aria-hidden=true], .sd-actions, .sd-listen, .sd-exit-note, .sd-hidden-text";
  const start = button.textContent;
  let pieces = [];
  let reading = false;

  const base = (tag) => tag.toLowerCase().split(/[-_]/)[0];

  function voiceFor(tag) {
    const own = synth.getVoices().filter((voice) => voice.localService && base(voice.lang) === base(tag));
    const exact = own.find((voice) => voice.lang.toLowerCase().replace("_", "-") === tag.toLowerCase());
    return exact || own.find((voice) => voice.default) || own[0];
  }

  // The smallest pieces that hold text, each with the language it is written in.
  function collect() {
    const content = document.getElementById("content");
    return [...content.querySelectorAll(PIECES)]
      .filter((piece) => !piece.closest(LEFT_OUT) && !piece.querySelector(PIECES) && piece.checkVisibility?.() !== false)
      .map((piece) => ({ piece, text: textOf(piece), lang: (piece.querySelector("[lang]") || piece).closest("[lang]").lang }))
      .filter(({ text }) => text);
  }

  function textOf(piece) {
    const copy = piece.cloneNode(true);
    for (const left of copy.querySelectorAll(LEFT_OUT)) {
      left.remove();
    }
    for (const cell of copy.querySelectorAll("th, br")) {
      cell.after(", ");
    }
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function stop() {
    pieces = [];
    synth.cancel();
    mark(null);
    button.textContent = start;
    reading = false;
  }

  function mark(piece) {
    for (const read of document.querySelectorAll(".sd-reading")) {
      read.classList.remove("sd-reading");
    }
    if (piece) {
      piece.classList.add("sd-reading");
      piece.scrollIntoView({ block: "nearest" });
    }
  }

  function next() {
    const queue = pieces;
    const one = queue.shift();
    if (!one) {
      stop();
      return;
    }
    const voice = voiceFor(one.lang);
    if (!voice) {
      next(); // A text in a language this device cannot speak.
      return;
    }
    const said = new SpeechSynthesisUtterance(one.text);
    said.voice = voice;
    said.lang = voice.lang;
    said.onend = said.onerror = function () {
      if (queue === pieces) {
        next();
      }
    };
    mark(one.piece);
    synth.speak(said);
  }

  button.addEventListener("click", function () {
    if (reading) {
      stop();
      return;
    }
    synth.cancel();
    pieces = collect();
    button.textContent = button.dataset.stop;
    reading = true;
    next();
  });

  function offer() {
    const can = Boolean(voiceFor(document.documentElement.lang));
    button.parentNode.classList.toggle("sd-listen--ready", can);
  }

  offer();
  synth.addEventListener?.("voiceschanged", offer);
  window.addEventListener("pagehide", stop);
})();
