"use strict";

// Small improvements. Every page works without them; nothing is remembered and nothing is sent.
(function () {
  const page = document.documentElement;
  page.classList.remove("no-js");

  // What was written into the search field: of all needs, those with these words stay.
  const words = new URLSearchParams(location.search).get("q");
  const field = document.getElementById("q");
  const needs = document.querySelectorAll(".sd-page--needs .sd-group");
  if (words && field && needs.length) {
    const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const wanted = plain(words).split(/\s+/).filter(Boolean);
    const has = (part) => wanted.some((word) => plain(part.textContent).includes(word));
    const found = [...needs].filter(has);
    field.value = words;
    for (const group of found.length ? needs : []) {
      const whole = has(group.firstElementChild);
      group.hidden = !found.includes(group);
      for (const need of group.querySelectorAll("li")) {
        need.hidden = !whole && !has(need);
      }
    }
    document.querySelector(".sd-search-none").hidden = found.length > 0;
    document.querySelector(".sd-search-all").hidden = found.length === 0;
  }

  // The crosswalk: an opened cell comes into view; Escape closes it and gives the focus back.
  const matrix = document.querySelector(".sd-matrix");
  if (matrix) {
    matrix.addEventListener(
      "toggle",
      function (event) {
        if (event.target.open) {
          event.target.lastElementChild.scrollIntoView({ block: "nearest", inline: "nearest" });
        }
      },
      true,
    );
    matrix.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") {
        return;
      }
      for (const cell of matrix.querySelectorAll("details[open]")) {
        const inside = cell.contains(document.activeElement);
        cell.open = false;
        if (inside) {
          cell.firstElementChild.focus();
        }
      }
    });
  }

  // A wrong address: the language it was meant in comes first, else one the browser asks for.
  const lost = document.querySelector(".sd-lost");
  if (lost) {
    const parts = location.pathname.split("/");
    const tags = [...parts, ...(navigator.languages || [])].map((tag) => tag.toLowerCase());
    const items = [...lost.children];
    const named = (tag) => items.find((item) => item.dataset.language.toLowerCase() === tag);
    const found = tags.map((tag) => named(tag) || named(tag.split("-")[0])).find(Boolean);
    if (found) {
      lost.prepend(found);
    }
  }

  // Sending a page on: the phone's own sheet, and copying, where the browser can do them.
  for (const box of document.querySelectorAll(".sd-share")) {
    const { text, subject, address } = box.dataset;
    const offer = function (name, act) {
      const button = box.querySelector(name);
      button.parentElement.hidden = false;
      button.addEventListener("click", () => act(button).catch(() => {}));
    };
    if (navigator.share) {
      const before = text.replace(address, "").trim();
      offer(".sd-share__sheet", () =>
        navigator.share({ title: subject, text: before, url: address }),
      );
    }
    if (navigator.clipboard) {
      offer(".sd-share__copy", async function (button) {
        await navigator.clipboard.writeText(address);
        button.textContent = button.dataset.done;
        box.querySelector("[role=status]").textContent = button.dataset.done;
      });
    }
  }
})();
