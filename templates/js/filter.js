// Filters the events of a page. The choices stand in the address, so that they can be sent and survive a change of
// language, and above the events, each to be taken back; within a facet any choice suffices, between facets all must hold.
(function () {
  "use strict";
  var panel = document.querySelector(".filters");
  if (!panel) return;
  var result = document.querySelector(".result");
  var status = result.querySelector("[role=status]"), chips = document.createElement("ul");
  status.after(chips);
  var format = panel.querySelector("[data-bad]");
  var hint = format.textContent;
  var inputs = [panel.querySelector("[name=from]"), panel.querySelector("[name=to]")];
  var items = [].map.call(document.querySelectorAll("#" + panel.dataset.list + " [data-facets]"), function (element) {
    var facets = {};
    element.dataset.facets.split(" ").forEach(function (word) { facets[word] = true; });
    return {
      element: element,
      facets: facets,
      first: element.dataset.first ? +element.dataset.first : -Infinity,
      last: element.dataset.last ? +element.dataset.last : Infinity,
    };
  });

  // Each link becomes a box to tick; its count follows the other choices.
  var boxes = [];
  panel.querySelectorAll("[data-facet]").forEach(function (list) {
    list.querySelectorAll("a").forEach(function (link) {
      var label = document.createElement("label"), box = document.createElement("input");
      box.type = "checkbox";
      box.name = list.dataset.facet;
      // A choice's page is named by its id.
      box.value = /([^/]*)[.]html$/.exec(link.pathname)[1];
      label.append(box, " ");
      label.append.apply(label, link.childNodes);
      link.replaceWith(label);
      boxes.push({ box: box, name: box.name, word: box.name + ":" + box.value, label: label, count: label.nextElementSibling });
    });
  });
  document.querySelectorAll(".scripted").forEach(function (element) { element.hidden = false; });

  function digits(number) {
    return String(number).replace(/[0-9]/g, function (d) { return panel.dataset.digits[d]; });
  }

  // `2016`, `2016-02` or `2016-02-05`, in any digits, as the number that events carry; null where it is no date.
  function day(text, end) {
    text = text.trim().replace(/[\u0660-\u0669\u06f0-\u06f9]/g, function (d) { return d.charCodeAt(0) & 15; });
    if (!text) return end ? Infinity : -Infinity;
    var part = /^(-?[0-9]{1,5})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?$/.exec(text);
    if (!part || part[2] > 12 || part[3] > 31 || part[2] === "00" || part[3] === "00") return null;
    return part[1] * 10000 + (part[2] || (end ? 12 : 1)) * 100 + +(part[3] || (end ? 31 : 1));
  }

  // A choice that is made, named as its label is (which may hold words of another direction), and the way to take it back.
  function chip(label, value, undo) {
    var item = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    label.childNodes.forEach(function (node) { if (node.tagName !== "INPUT") button.append(node.cloneNode(true)); });
    button.append(value, " ×");
    button.setAttribute("aria-label", panel.dataset.remove + " " + button.textContent);
    button.addEventListener("click", function () {
      undo();
      apply();
      remember();
      (chips.querySelector("button") || panel.querySelector("summary")).focus();
    });
    item.append(button);
    chips.append(item);
  }

  function apply() {
    var chosen = {}, any = false;
    chips.replaceChildren();
    boxes.forEach(function (b) {
      if (!b.box.checked) return;
      (chosen[b.name] = chosen[b.name] || []).push(b.word);
      any = true;
      chip(b.label, "", function () { b.box.checked = false; });
    });
    inputs.forEach(function (input) {
      if (input.value.trim()) chip(input.labels[0], input.value.trim(), function () { input.value = ""; });
    });
    var ends = inputs.map(function (input, end) {
      var value = day(input.value, end);
      input.setAttribute("aria-invalid", value === null);
      any = any || input.value.trim() !== "";
      return value === null ? day("", end) : value;
    });
    format.textContent = inputs.some(function (i) { return i.getAttribute("aria-invalid") === "true"; }) ? format.dataset.bad : hint;

    function holds(item, but) {
      return item.last >= ends[0] && item.first <= ends[1] && Object.keys(chosen).every(function (name) {
        return name === but || chosen[name].some(function (word) { return item.facets[word]; });
      });
    }

    var shown = {}, number = 0;
    items.forEach(function (item) {
      var kept = holds(item);
      item.element.hidden = !kept;
      shown[item.element.id] = kept;
      number += kept;
    });
    boxes.forEach(function (b) {
      var n = items.filter(function (item) { return item.facets[b.word] && holds(item, b.name); }).length;
      b.count.textContent = digits(n);
      b.box.closest("li").classList.toggle("none", !n && !b.box.checked);
    });
    document.querySelectorAll("#" + panel.dataset.list + " .year").forEach(function (year) {
      year.hidden = !year.querySelector("[data-facets]:not([hidden])");
    });
    document.querySelectorAll(".axis [data-event]").forEach(function (mark) {
      if (mark.dataset.event in shown) mark.classList.toggle("off", !shown[mark.dataset.event]);
    });
    var text = panel.dataset.showing.replace("{n}", digits(number)).replace("{total}", panel.dataset.total);
    status.textContent = number ? text : text + ". " + status.dataset.none;
    result.hidden = !any;
    document.body.classList.toggle("filtered", any);
  }

  function remember() {
    var state = new URLSearchParams();
    boxes.forEach(function (b) { if (b.box.checked) state.append(b.name, b.box.value); });
    inputs.forEach(function (input) { if (input.value.trim()) state.append(input.name, input.value.trim()); });
    var query = String(state);
    history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash);
  }

  function restore() {
    var state = new URLSearchParams(location.search);
    boxes.forEach(function (b) { b.box.checked = state.getAll(b.name).indexOf(b.box.value) >= 0; });
    inputs.forEach(function (input) { input.value = (state.get(input.name) || "").slice(0, 12); });
    apply();
  }

  panel.addEventListener("input", function () { apply(); remember(); });
  result.lastElementChild.addEventListener("click", function () {
    boxes.forEach(function (b) { b.box.checked = false; });
    inputs.forEach(function (input) { input.value = ""; });
    apply();
    remember();
    panel.querySelector("summary").focus();
  });
  addEventListener("popstate", restore);
  restore();
})();
