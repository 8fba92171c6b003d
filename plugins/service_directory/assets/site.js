"use strict";

// Small improvements. Every page works without them; nothing is remembered and nothing is sent.
(function () {
  const page = document.documentElement;
  const script = document.currentScript;
  page.classList.remove("no-js");

  // The row of today in tables of opening hours, by the clock of the county.
  const zone = script && script.dataset.timeZone;
  if (zone) {
    let name = "";
    try {
      name = new Intl.DateTimeFormat("en-US", { timeZone: zone, weekday: "short" }).format();
    } catch {
      // An old browser, or one without time zones: no row is marked.
    }
    const today = String(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(name));
    for (const row of document.querySelectorAll("tr[data-days]")) {
      if (row.dataset.days.split(" ").includes(today)) {
        row.classList.add("sd-today");
        row.setAttribute("aria-current", "date");
      }
    }
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
