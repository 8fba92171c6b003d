"use strict";

// Says what is open now, by the clock of the county whatever the phone's is. Every sentence comes
// from the page (data-words); what the numbers in data-hours mean stands in pages/opening.py, and
// opening.py computes the same in Python: one table of cases tests both.
(function () {
  const DAY = 1440;
  const AHEAD = 6; // further on, the name of a day would mean another week
  const MS = 86400000;
  const script = document.currentScript;
  const words = JSON.parse(script.dataset.words);
  let clock;
  try {
    clock = new Intl.DateTimeFormat("en-US-u-nu-latn-ca-gregory", {
      timeZone: script.dataset.timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  } catch {
    return; // An old browser, or one without time zones: the tables stand alone.
  }

  // Today as a number of days, and the minute of the day, in the county.
  function readClock() {
    const now = {};
    for (const part of clock.formatToParts(new Date())) {
      now[part.type] = Number(part.value);
    }
    const today = Date.UTC(now.year, now.month - 1, now.day) / MS;
    return { today, minute: (now.hour % 24) * 60 + now.minute };
  }

  const weekday = (day) => (day + 3) % 7; // Monday 0; the first of January 1970 was a Thursday

  function date(day) {
    const at = new Date(day * MS);
    return { month: at.getUTCMonth(), day: at.getUTCDate(), number: Number(at.toISOString().slice(0, 10).replaceAll("-", "")) };
  }

  const holds = (first, last, number) => (!first || first <= number) && (!last || number <= last);

  function chunks(list, size) {
    const found = [];
    for (let i = 0; i < (list || []).length; i += size) {
      found.push(list.slice(i, i + size));
    }
    return found;
  }

  // What a place is open on a day, in minutes after its midnight.
  function spansOn([weekly, dated, monthly, closed], day) {
    const { month, day: ofMonth, number } = date(day);
    if (chunks(closed, 2).some(([first, last]) => holds(first, last, number))) {
      return [];
    }
    const bit = 1 << weekday(day);
    const held = (dated || [])
      .filter(([first, last]) => holds(first, last, number))
      .flatMap(([, , ...spans]) => chunks(spans, 3))
      .filter(([days]) => days & bit);
    const ordinary = held.length ? held : chunks(weekly, 3).filter(([days]) => days & bit);
    const found = ordinary.map(([, opens, closes]) => [opens, closes]);
    for (const [first, last, nth, on, opens, closes] of chunks(monthly, 6)) {
      const fits = !nth || (nth < 0 ? date(day + 7).month !== month : nth === Math.floor((ofMonth - 1) / 7) + 1);
      if (on === weekday(day) && fits && holds(first, last, number)) {
        found.push([opens, closes]);
      }
    }
    return found;
  }

  function sentences(data, times, { today, minute }) {
    const spans = [];
    for (let days = -1; days <= AHEAD; days += 1) {
      for (const [opens, closes] of spansOn(data, today + days)) {
        spans.push([opens + days * DAY, closes + days * DAY]);
      }
    }
    spans.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    let end = null;
    for (const [opens, closes] of spans) {
      const at = end === null ? minute : end;
      if (opens <= at && at < closes) {
        end = closes;
      }
    }
    const say = (sentence, at) => sentence.replace("{}", times.get(at % DAY));
    if (end !== null) {
      const text = end > AHEAD * DAY ? words.always : end - minute > DAY ? words.long : say(words.open, end);
      return { open: true, text };
    }
    if (data[4]) {
      return null; // Some hours are told in words only, so nobody knows.
    }
    const had = spans.some(([opens]) => opens >= 0 && opens < minute);
    const next = spans.find(([opens]) => opens > minute);
    const days = next ? Math.floor(next[0] / DAY) : 0;
    const first = (next && !days) || had ? words.now : words.day;
    if (!next) {
      return { open: false, text: `${first} ${words.far}` };
    }
    const sentence = days === 0 ? words.later : days === 1 ? words.tomorrow : words.days[weekday(today + days)];
    return { open: false, text: `${first} ${say(sentence, next[0])}` };
  }

  // The minutes that occur, in order, are the times the page wrote in the reader's language.
  function timesOf([weekly, dated, monthly], texts) {
    const minutes = new Set();
    const add = (list, size) => chunks(list, size).forEach((part) => part.slice(-2).forEach((at) => minutes.add(at % DAY)));
    add(weekly, 3);
    (dated || []).forEach(([, , ...spans]) => add(spans, 3));
    add(monthly, 6);
    const sorted = [...minutes].sort((a, b) => a - b);
    return new Map(sorted.map((at, index) => [at, texts[index]]));
  }

  const places = [...document.querySelectorAll("[data-hours]")].map(function (element) {
    const data = JSON.parse(element.dataset.hours);
    return { element, data, times: timesOf(data, element.dataset.times.split("|")) };
  });
  const rows = document.querySelectorAll("tr[data-days]");

  function show() {
    const now = readClock();
    const today = String(weekday(now.today));
    for (const row of rows) {
      const current = row.dataset.days.split(" ").includes(today);
      row.classList.toggle("sd-today", current);
      if (current) {
        row.setAttribute("aria-current", "date");
      } else {
        row.removeAttribute("aria-current");
      }
    }
    for (const { element, data, times } of places) {
      const found = sentences(data, times, now);
      const text = found ? found.text : "";
      if (element.textContent !== text) {
        element.textContent = text;
      }
      element.classList.toggle("sd-now--open", Boolean(found && found.open));
    }
  }

  show();
  setInterval(show, 30000);
  document.addEventListener("visibilitychange", show);
  window.addEventListener("pageshow", show);
})();
