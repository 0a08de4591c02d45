// The story by keys, an event at a time, an address that follows, and on the line what is being read. Without this it
// scrolls and its links lead on.
(function () {
  "use strict";
  var scenes = [].slice.call(document.querySelectorAll(".scene"));
  var line = document.querySelector(".story-line"), keys = document.querySelector(".keys");
  var on = document.documentElement.dir === "rtl" ? -1 : 1; // sideways goes on as reading does
  var steps = { ArrowDown: 1, PageDown: 1, ArrowUp: -1, PageUp: -1, ArrowRight: on, ArrowLeft: -on, Home: -2, End: 2 };

  function edge() { return line ? line.offsetHeight : 0; }

  // How far an event begins below the edge of what can be seen of it.
  function below(scene) { return scene.getBoundingClientRect().top - edge(); }

  // How many events begin above a line of the window.
  function above(place) {
    return scenes.filter(function (scene) { return below(scene) < place; }).length;
  }

  addEventListener("keydown", function (event) {
    var step = event.key === " " ? (event.shiftKey ? -1 : 1) : steps[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest("input, select, textarea, button, summary")) return;
    var goal = { "-2": -1, "-1": above(-8) - 1, 1: above(8), 2: scenes.length - 1 }[step], scene = scenes[goal];
    if (step === 1 && !scene) return;
    if (step * step === 1 && scene && !/t$/.test(event.key)) { // what is taller than the window is scrolled to be read
      var rest = below(scene) + edge() - innerHeight;
      if (step < 0 && scene.offsetHeight > innerHeight - edge() + 8) return;
      if (step > 0 && rest > 8) { // to its end at most, or the next event would be pulled over that
        event.preventDefault();
        scrollBy(0, Math.min(rest, event.key === "ArrowDown" ? 40 : (innerHeight - edge()) * 0.875));
        return;
      }
    }
    event.preventDefault();
    if (scene) location.replace("#" + scene.id); // unlike scrolling, this moves the place where Tab goes on too
    else scrollTo(0, 0);
  });

  function show() {
    var scene = scrollY && scenes[above(innerHeight / 2) - 1];
    document.querySelectorAll("[data-event]").forEach(function (mark) {
      mark.classList.toggle("now", !!scene && mark.dataset.event === scene.id);
    });
    return scene;
  }

  var timer;
  addEventListener("scroll", function () {
    clearTimeout(timer);
    timer = setTimeout(function () {
      var scene = show();
      history.replaceState(null, "", scene ? "#" + scene.id : location.pathname + location.search);
    }, 150);
  }, { passive: true });
  keys.hidden = !matchMedia("(hover: hover)").matches;
  show();
})();
