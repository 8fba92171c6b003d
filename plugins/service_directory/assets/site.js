"use strict";

// Small improvements. Every page works without them; nothing is remembered and nothing is sent.
(function () {
  const page = document.documentElement;
  page.classList.remove("no-js");

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
