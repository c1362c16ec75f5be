// Searching the exported knowledge base, without any server. The terms of a text and the order of the articles are those
// of the desk itself (parsers/search_terms.py, db/article_ranking.py); a test holds both against each other.
"use strict";

const HAN = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}";
const LETTER = `(?:(?![${HAN}])[\\p{L}\\p{N}])`;
const RUN = new RegExp(`[${HAN}]+|${LETTER}+(?:[-_.'’]${LETTER}+)*[+#]{0,2}`, "gu");
const IS_HAN = new RegExp(`^[${HAN}]`, "u");
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const NOISE = new RegExp([...KB.noise].sort((a, b) => b.length - a.length).map(escaped).join("|"), "u");
const ENGLISH = new Set(KB.english);
const TRADITIONAL = [...KB.traditional];
const SIMPLIFIED = new Map([...KB.simplified].map((char, at) => [TRADITIONAL[at], char]));

function termsOf(text, everyCharacter) {
  const folded = text.slice(0, KB.maxCharacters).normalize("NFKC").toLowerCase().normalize("NFKC");
  const simplified = [...folded].map((char) => SIMPLIFIED.get(char) || char).join("");
  const found = new Set();
  let before = "";
  for (const run of simplified.match(RUN) || []) {
    if (IS_HAN.test(run)) {
      if (before.length === 1 && before < "\x80") found.add(before + [...run][0]);
      for (const part of run.split(NOISE)) ofCharacters([...part], everyCharacter).forEach((term) => found.add(term));
    } else {
      ofWord(run).filter((term) => [...term].length <= KB.maxTerm).forEach((term) => found.add(term));
    }
    before = run;
  }
  return [...found];
}

function ofCharacters(run, everyCharacter) {
  const pairs = run.slice(1).map((other, at) => run[at] + other);
  return everyCharacter || run.length === 1 ? [...run, ...pairs] : pairs;
}

function ofWord(run) {
  const bare = run.replace(/[+#]+$/, "");
  const word = (bare.length === 1 ? run : bare).replaceAll("’", "'").replace(/'s$/, "").replaceAll("'", "");
  if (ENGLISH.has(run) || ENGLISH.has(word)) return [];
  const parts = word.split(/[-_.]/);
  const last = parts[parts.length - 1];
  const found = [word.slice(0, word.length - last.length) + singular(last)];
  if (parts.length > 1) {
    if (!/\p{N}/u.test(word)) found.push(singular(parts.join("")));
    found.push(...parts.filter(tells).map(singular));
  } else {
    const together = /^([a-z]{2,})([0-9]{2,})$/.exec(word);
    if (together) found.push(together[1], together[2]);
  }
  return found;
}

const tells = (part) => part.length > (/^\p{L}+$/u.test(part) ? 1 : 3) && !ENGLISH.has(part);

function singular(word) {
  if (word.length < 4 || !/^[a-z]+$/.test(word) || /(ss|us|is)$/.test(word)) return word;
  if (/(xes|ches|shes|sses)$/.test(word)) return word.slice(0, -2);
  if (/ies$/.test(word) && word.length > 4) return word.slice(0, -3) + "y";
  return word.replace(/s$/, "");
}

const HELD = KB.articles.map((article) => new Set(article.words.split(" ")));
const ARTICLES = new Map();
for (const held of HELD) for (const word of held) ARTICLES.set(word, (ARTICLES.get(word) || 0) + 1);

function idf(term) {
  const articles = ARTICLES.get(term) || 0;
  return Math.log(1 + (HELD.length - articles + 0.5) / (articles + 0.5));
}

// The articles with any of the terms, best first, without those that have less than *share* of their weight.
function ranked(terms, share) {
  const weighed = terms.map((term) => [term, idf(term)]);
  const total = weighed.reduce((sum, [, weight]) => sum + weight, 0);
  const score = (held) => {
    let anywhere = 0;
    let titled = 0;
    for (const [term, weight] of weighed) {
      if (held.has(term)) anywhere += weight;
      if (held.has("^" + term)) titled += weight;
    }
    if (!anywhere || anywhere < share * total) return 0;
    const length = 1 + KB.length * (Math.max(held.size, KB.usualWords) / KB.usualWords - 1);
    return (anywhere + KB.inTitle * titled) / (total * (1 + KB.inTitle)) / length;
  };
  return HELD.map((held, at) => [score(held), at])
    .filter(([reached]) => reached > 0)
    .sort(([one, at], [other, behind]) => other - one || behind - at)
    .map(([, at]) => KB.articles[at]);
}

function search(text) {
  const found = ranked(termsOf(text, false), 0);
  const characters = () => termsOf(text, true).filter((term) => [...term].length === 1);
  return found.length ? found : ranked(characters(), KB.mostCharacters);
}

function show(text) {
  const results = document.getElementById("results");
  const everything = document.getElementById("everything");
  const count = document.getElementById("count");
  results.replaceChildren();
  everything.hidden = text.trim() !== "";
  count.textContent = "";
  if (everything.hidden) {
    const found = search(text);
    count.textContent = count.dataset[found.length ? "found" : "none"].replace("{count}", found.length);
    for (const article of found.slice(0, KB.shown)) results.append(row(article));
  }
}

function row(article) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = article.number + ".html";
  link.lang = article.language;
  link.textContent = article.title;
  const number = document.createElement("span");
  number.className = "number";
  number.textContent = article.number;
  item.append(link, " ", number);
  return item;
}

function begin() {
  const box = document.getElementById("words");
  if (!box) return;
  const fromAddress = () => {
    box.value = decodeURIComponent(location.hash.slice(1));
    show(box.value);
  };
  box.form.addEventListener("submit", (event) => event.preventDefault());
  box.addEventListener("input", () => {
    history.replaceState(null, "", "#" + encodeURIComponent(box.value));
    show(box.value);
  });
  window.addEventListener("hashchange", fromAddress);
  box.form.hidden = false;
  fromAddress();
}

document.addEventListener("DOMContentLoaded", begin);
