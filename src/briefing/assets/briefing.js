// Side by side: shows any two reports, marks what they share, and leads from a passage to its
// counterpart. Without this script the page shows all texts, with the most telling pair marked.
"use strict";
(() => {
  const data = document.getElementById("alignments");
  if (!data) return;
  const alignments = JSON.parse(data.textContent);
  const kinds = ["verbatim", "edited", "paraphrase"];
  const articles = [...document.querySelectorAll("article.report")];
  const form = document.querySelector("form.choose");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const plain = new Map(); // sentence id -> its markup without the marks of a pair
  const sentence = (report, index) => document.getElementById(`r${report + 1}s${index + 1}`);

  for (const s of document.querySelectorAll("article.report .s")) {
    for (const arrow of s.querySelectorAll(".to")) arrow.remove();
    plain.set(s.id, s.innerHTML);
  }

  function clear() {
    for (const article of articles) {
      for (const s of article.querySelectorAll(".s")) {
        if (s.className === "s") continue;
        s.className = "s";
        s.innerHTML = plain.get(s.id);
      }
      article.classList.remove("left", "right");
    }
  }

  const words = (text) => [...text.matchAll(/[\p{L}\p{N}]+(?:[.,’'-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu)]
    .map((m) => ({ begin: m.index, end: m.index + m[0].length, key: m[0].toLowerCase().replace(/[“”"]/g, '"') }));

  // Words of a that are not in the longest common subsequence with b, and the reverse.
  function changed(a, b) {
    const n = a.length, m = b.length, width = m + 1;
    if (n * m > 60000) return null;
    const best = new Uint16Array((n + 1) * width);
    for (let i = n - 1; i >= 0; i--) {
      for (let j = m - 1; j >= 0; j--) {
        best[i * width + j] = a[i].key === b[j].key ? best[(i + 1) * width + j + 1] + 1
          : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
      }
    }
    if (best[0] * 5 < Math.min(n, m) * 2) return null; // too little in common to tell
    const out = [[], []];
    const push = (to, word, next) => { // neighbours make one mark
      if (to.length && to.at(-1).next === next - 1) { to.at(-1).end = word.end; to.at(-1).next = next; }
      else to.push({ begin: word.begin, end: word.end, next });
    };
    let i = 0, j = 0;
    while (i < n || j < m) {
      if (i < n && j < m && a[i].key === b[j].key) { i++; j++; }
      else if (j >= m || (i < n && best[(i + 1) * width + j] >= best[i * width + j + 1])) push(out[0], a[i], i++);
      else push(out[1], b[j], j++);
    }
    return out;
  }

  function underline(element, ranges) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    let offset = 0;
    for (const node of nodes) {
      const text = node.data, begin = offset, end = offset + text.length;
      offset = end;
      const inside = ranges.filter((r) => r.begin < end && begin < r.end);
      if (!inside.length || node.parentElement.closest("mark.variant, .to")) continue;
      const pieces = document.createDocumentFragment();
      let at = 0;
      for (const r of inside) {
        const from = Math.max(0, r.begin - begin), to = Math.min(text.length, r.end - begin);
        pieces.append(text.slice(at, from));
        const mark = document.createElement("mark");
        mark.className = "changed";
        mark.textContent = text.slice(from, to);
        pieces.append(mark);
        at = to;
      }
      pieces.append(text.slice(at));
      node.replaceWith(pieces);
    }
  }

  function bringInto(article, element) {
    const box = article.getBoundingClientRect(), target = element.getBoundingClientRect();
    const top = article.scrollTop + target.top - box.top - (article.clientHeight - target.height) / 3;
    article.scrollTo({ top, behavior: calm ? "auto" : "smooth" });
  }

  function flash(...elements) {
    for (const old of document.querySelectorAll(".flash")) old.classList.remove("flash");
    for (const element of elements) element.classList.add("flash");
  }

  function connect(from, to, arrow) {
    if (from.querySelector(".to")) return; // its best counterpart is there already
    const link = document.createElement("a");
    link.className = "to";
    link.href = "#" + to.id;
    link.textContent = arrow;
    link.setAttribute("aria-label", "the same in the other report");
    from.append(link);
  }

  let shown = [0, 0];
  function show(left, right) {
    clear();
    shown = [left, right];
    const [a, b] = left < right ? [left, right] : [right, left];
    articles[left].classList.add("left");
    articles[right].classList.add(left === right ? "left" : "right");
    for (const [i, j, kind] of alignments[`${a}-${b}`] || []) {
      const x = sentence(a, i), y = sentence(b, j);
      if (!x || !y) continue;
      if (kind > 0 && x.className === "s" && y.className === "s") {
        const marks = changed(words(x.textContent), words(y.textContent));
        if (marks) { underline(x, marks[0]); underline(y, marks[1]); }
      }
      for (const s of [x, y]) if (s.className === "s") s.classList.add(kinds[kind]);
      connect(x, y, a === left ? "›" : "‹");
      connect(y, x, a === left ? "‹" : "›");
    }
    const choices = [document.getElementById("choose-left"), document.getElementById("choose-right")];
    if (choices[0]) { choices[0].value = left; choices[1].value = right; }
  }

  // Makes sure that the report of a link's target is on view, and goes there.
  function visit(id, event) {
    const target = document.getElementById(id);
    const article = target && target.closest("article.report");
    if (!article) return;
    event.preventDefault();
    const index = articles.indexOf(article);
    if (!shown.includes(index)) show(index, shown[1]);
    if (target === article) article.scrollTo({ top: 0 });
    else { bringInto(article, target); flash(target); }
    const box = article.getBoundingClientRect();
    if (box.top < 0 || box.top > innerHeight * 0.7) {
      document.querySelector(".texts").scrollIntoView({ behavior: calm ? "auto" : "smooth" });
    }
    history.replaceState(null, "", "#" + id);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const s = event.target.closest("article.report .s");
    if (s && (!link || link.classList.contains("to"))) {
      const to = s.querySelector(".to");
      if (!to || String(getSelection())) return;
      event.preventDefault();
      const target = document.getElementById(to.getAttribute("href").slice(1));
      bringInto(target.closest("article"), target);
      flash(s, target);
    } else if (link) {
      const id = link.getAttribute("href").slice(1);
      const card = document.getElementById(id);
      for (let d = card && card.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
      visit(id, event);
    }
  });

  // Pointing at a box lights up its edges, and at an edge its boxes.
  const drawing = document.querySelector("svg.lineage");
  if (drawing) {
    const light = (event) => {
      const thing = event.target.closest && event.target.closest(".node, .edge");
      for (const part of drawing.querySelectorAll(".node, .edge")) {
        const d = part.dataset, t = thing ? thing.dataset : {};
        part.classList.toggle("on", Boolean(thing) && (part === thing ||
          (t.node && (d.from === t.node || d.to === t.node)) || (d.node && (d.node === t.from || d.node === t.to))));
      }
    };
    drawing.addEventListener("mouseover", light);
    drawing.addEventListener("focusin", light);
    drawing.addEventListener("mouseleave", light);
  }

  if (articles.length > 1) {
    document.documentElement.classList.add("js");
    form.hidden = false;
    const left = articles.findIndex((a) => a.classList.contains("left"));
    const right = articles.findIndex((a) => a.classList.contains("right"));
    form.addEventListener("change", () =>
      show(Number(document.getElementById("choose-left").value), Number(document.getElementById("choose-right").value)));
    form.addEventListener("submit", (event) => event.preventDefault());
    show(left, right);
  }
})();
