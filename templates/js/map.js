// A place on the map and its events mark each other, under the pointer and at the keyboard; Escape lets go.
(function () {
  "use strict";
  const said = document.getElementById("map-said");
  const marks = [...document.querySelectorAll("[data-place]")], events = [...document.querySelectorAll("[data-at]")];
  const of = (event) => event.dataset.at.split(" ");
  function clear() {
    document.querySelectorAll(".near").forEach((one) => one.classList.remove("near"));
    said.textContent = "";
  }
  function show(places, rows, aloud) {
    clear();
    marks.filter((mark) => places.includes(mark.dataset.place)).forEach((mark) => mark.classList.add("near"));
    rows.forEach((row) => row.classList.add("near"));
    // Who walks from link to link hears what belongs to it; the link itself has been said.
    if (aloud) said.textContent = rows.map((row) => row.textContent.replace(/\s+/g, " ").trim()).join("; ");
  }
  function meet(event) {
    const mark = event.target.closest("[data-place]"), row = event.target.closest("[data-at]");
    const aloud = event.type === "focusin";
    if (mark) show([mark.dataset.place], events.filter((one) => of(one).includes(mark.dataset.place)), aloud);
    else if (row) show(of(row), [row], false);
    else if (aloud || document.activeElement === document.body) clear();
  }
  document.addEventListener("focusin", meet);
  document.addEventListener("pointerover", meet);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
})();
