(function () {
  "use strict";
  var methods = Array.from(document.querySelectorAll("details.method"));
  var sections = Array.from(document.querySelectorAll("section.class"));
  var filter = document.getElementById("filter");
  var warned = document.getElementById("warned");
  var open = document.getElementById("open");
  document.querySelector(".tools").hidden = methods.length === 0;

  function apply() {
    var words = filter ? filter.value.toLowerCase().split(/\s+/) : [];
    methods.forEach(function (method) {
      var heading = method.parentElement.querySelector("h2").textContent;
      var text = (heading + " " + method.querySelector("summary").textContent).toLowerCase();
      var fits = words.every(function (word) { return text.includes(word); });
      var hidden = warned ? warned.checked ? !method.classList.contains("warned") : false : false;
      method.hidden = hidden || !fits;
    });
    sections.forEach(function (section) {
      section.hidden = !section.querySelector("details.method:not([hidden])");
    });
  }

  function show() {
    var target = document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) {
      target.open = true;
      target.scrollIntoView();
    }
  }

  if (filter) { filter.addEventListener("input", apply); }
  if (warned) { warned.addEventListener("change", apply); }
  open.addEventListener("click", function () {
    var opening = open.textContent === "Open all";
    methods.forEach(function (method) { method.open = method.hidden ? method.open : opening; });
    open.textContent = opening ? "Close all" : "Open all";
  });
  window.addEventListener("hashchange", show);
  show();
})();
