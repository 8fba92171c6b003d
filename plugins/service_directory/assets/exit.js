"use strict";

// "Leave this page": works as a link without this script. With it the page is covered at once, the
// harmless page takes its place (so "back" does not lead here again), and pressing Shift three
// times does the same. It cannot clear the history, and the page says so.
(function () {
  const link = document.querySelector(".sd-exit__link");
  if (!link) {
    return;
  }
  const title = document.title;
  const said = document.createElement("span");
  said.className = "sd-hidden-text";
  said.setAttribute("role", "status");
  link.parentNode.append(said);
  document.documentElement.classList.add("sd-exit-ready");

  let pressed = 0;
  let alone = false;
  let timer;

  function leave() {
    clearTimeout(timer);
    said.textContent = link.dataset.leaving;
    document.title = link.hostname;
    document.documentElement.classList.add("sd-left");
    window.location.replace(link.href);
  }

  function expire() {
    said.textContent = pressed ? link.dataset.over : "";
    pressed = 0;
  }

  link.addEventListener("click", function (event) {
    event.preventDefault();
    leave();
  });

  // Only Shift by itself counts: not with a letter, and not held down.
  document.addEventListener("keydown", function (event) {
    alone = event.key === "Shift" && !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key !== "Shift" && pressed) {
      clearTimeout(timer);
      pressed = 0;
      said.textContent = "";
    }
  });
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift" || !alone) {
      return;
    }
    alone = false;
    pressed += 1;
    clearTimeout(timer);
    if (pressed === 3) {
      leave();
      return;
    }
    said.textContent = pressed === 1 ? link.dataset.two : link.dataset.one;
    timer = setTimeout(expire, 5000);
  });

  // A page that the browser kept and shows again is uncovered.
  window.addEventListener("pageshow", function () {
    document.title = title;
    document.documentElement.classList.remove("sd-left");
    said.textContent = "";
    pressed = 0;
  });
})();
