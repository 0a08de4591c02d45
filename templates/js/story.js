// The story by keys, an event at a time, and an address that follows. Without this it scrolls and its links lead on.
(function () {
  "use strict";
  var scenes = [].slice.call(document.querySelectorAll(".scene"));
  var on = document.documentElement.dir === "rtl" ? -1 : 1; // sideways goes on as reading does
  var steps = { ArrowDown: 1, PageDown: 1, ArrowUp: -1, PageUp: -1, ArrowRight: on, ArrowLeft: -on, Home: -2, End: 2 };

  // How many events begin above a line of the window.
  function above(line) {
    return scenes.filter(function (scene) { return scene.getBoundingClientRect().top < line; }).length;
  }

  addEventListener("keydown", function (event) {
    var step = event.key === " " ? (event.shiftKey ? -1 : 1) : steps[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest("input, select, textarea, button, summary")) return;
    var goal = { "-2": -1, "-1": above(-8) - 1, 1: above(8), 2: scenes.length - 1 }[step], scene = scenes[goal];
    if (step === 1 && !scene) return;
    if (step * step === 1 && scene && !/t$/.test(event.key)) { // what is taller than the window is scrolled to be read
      if (step > 0 ? scene.getBoundingClientRect().top > innerHeight + 8 : scene.offsetHeight > innerHeight + 8) return;
    }
    event.preventDefault();
    if (scene) location.replace("#" + scene.id); // unlike scrolling, this moves the place where Tab goes on too
    else scrollTo(0, 0);
  });

  var timer;
  addEventListener("scroll", function () {
    clearTimeout(timer);
    timer = setTimeout(function () {
      var scene = scrollY && scenes[above(innerHeight / 2) - 1];
      history.replaceState(null, "", scene ? "#" + scene.id : location.pathname + location.search);
    }, 150);
  }, { passive: true });
})();
