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
})();
