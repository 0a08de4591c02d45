// A place on the map and its events, on the axis and in the list, mark each other, under the pointer and at the keyboard; Escape lets go.
(function () {
  "use strict";
  const said = document.getElementById("map-said");
  const marks = [...document.querySelectorAll("[data-place]")], events = [...document.querySelectorAll("[data-event]")];
  const rows = events.filter((one) => one.dataset.at);
  const places = (id) => rows.filter((row) => row.dataset.event === id).flatMap((row) => row.dataset.at.split(" "));
  function clear() {
    document.querySelectorAll(".near").forEach((one) => one.classList.remove("near"));
    said.textContent = "";
  }
  function show(at, ids, aloud) {
    clear();
    const near = [...marks.filter((mark) => at.includes(mark.dataset.place)), ...events.filter((one) => ids.includes(one.dataset.event))];
    near.forEach((one) => one.classList.add("near"));
    // Who walks from link to link hears what belongs to it; the link itself has been said.
    if (aloud) said.textContent = near.filter((one) => rows.includes(one)).map((row) => row.textContent.replace(/\s+/g, " ").trim()).join("; ");
  }
  function meet(event) {
    const mark = event.target.closest("[data-place]"), one = event.target.closest("[data-event]");
    const aloud = event.type === "focusin";
    if (mark) {
      const place = mark.dataset.place, ids = rows.map((row) => row.dataset.event);
      show([place], ids.filter((id) => places(id).includes(place)), aloud);
    } else if (one) show(places(one.dataset.event), [one.dataset.event], false);
    else if (aloud || document.activeElement === document.body) clear();
  }
  document.addEventListener("focusin", meet);
  // Moved by hand: a page that scrolls under a pointer at rest brings something else beneath it, which nobody chose.
  let last = null;
  document.addEventListener("pointermove", (event) => {
    if (event.target !== last) meet(event);
    last = event.target;
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
})();
