#!/usr/bin/env python3
"""Finds words that may be put for one another, for lexicons/rewriting_words.tsv.

    python3 train/rewriting_words.py /usr/share/wordnet > lexicons/rewriting_words.tsv

eval/ rewrites real sentences with this table to make families of texts whose parentage is known.
A pair is kept when the most frequent sense of the first word makes up most of its uses, as the
counts of the sense-tagged texts that come with WordNet 3.0 tell, and the second word was itself
met in that sense. The table is made without word vectors and without looking at related_words.tsv,
by which the program aligns sentences. Same input, same output.
"""
import sys
from collections import defaultdict

DOMINANT = 0.5     # share of the first sense among the uses of a word
MIN_COUNT = 2      # tagged uses of the first word in that sense
OTHER_COUNT = 1    # of the second
MOST_OTHERS = 4    # words in the place of one: two desks seldom choose alike
PARTS = {"noun": 1, "verb": 2, "adj": 3, "adv": 4}
TAGS = {"noun": "NOUN", "verb": "VERB", "adj": "ADJ", "adv": "ADV"}
# Words of grammar carry no content to rewrite, and "say" and "tell" take other objects.
KEPT = set("be have do get make go can will may one other such more most much many same not so "
           "then now there here very too as no yes first second last next say tell".split())


def read_counts(folder):
    """(lemma, part, lexicographer file, lexical id, head) -> tagged uses; and totals a (lemma, part)."""
    uses, totals = {}, defaultdict(int)
    for line in open(f"{folder}/cntlist.rev", encoding="utf-8"):
        key, _, count = line.split()
        lemma, rest = key.split("%")
        part = int(rest.split(":")[0])
        part = 3 if part == 5 else part
        sense = tuple(rest.split(":")[1:3])
        uses[lemma, part, sense] = uses.get((lemma, part, sense), 0) + int(count)
        totals[lemma, part] += int(count)
    return uses, totals


def read_exceptions(folder, name):
    forms = defaultdict(list)
    for line in open(f"{folder}/{name}.exc", encoding="utf-8"):
        form, *bases = line.split()
        for base in bases:
            forms[base].append(form)
    return forms


def ends_in_consonant_y(word):
    return len(word) > 1 and word[-1] == "y" and word[-2] not in "aeiou"


def with_s(word):
    if ends_in_consonant_y(word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def verb_forms(base, exceptions):
    """base, third person, past, participle, gerund; None where the exceptions leave a doubt."""
    odd = exceptions.get(base, [])
    gerunds = [f for f in odd if f.endswith("ing")]
    pasts = [f for f in odd if not f.endswith("ing") and f != with_s(base)]
    if len(pasts) > 1 or len(gerunds) > 1:
        return None
    silent = base.endswith("e") and not base.endswith(("ee", "oe", "ye"))
    past = pasts[0] if pasts else (base + "d" if base.endswith("e") else
                                   base[:-1] + "ied" if ends_in_consonant_y(base) else base + "ed")
    gerund = gerunds[0] if gerunds else (base[:-1] if silent else base) + "ing"
    return [base, with_s(base), past, past, gerund]


def forms_of(word, part, exceptions):
    if part == "verb":
        return verb_forms(word, exceptions["verb"])
    if part == "noun":
        odd = exceptions["noun"].get(word, [])
        return [word, odd[0] if odd else with_s(word)]
    return [word]


def plain(word):
    return word.isascii() and word.isalpha() and word.islower() and len(word) > 2


def main(folder):
    uses, totals = read_counts(folder)
    exceptions = {name: read_exceptions(folder, name) for name in ("noun", "verb")}
    rows = {}
    for part in PARTS:
        for line in open(f"{folder}/data.{part}", encoding="utf-8"):
            if line.startswith("  "):
                continue
            fields = line.split()
            file, size = fields[1], int(fields[3], 16)
            members = [(fields[4 + 2 * i].split("(")[0], fields[5 + 2 * i]) for i in range(size)]
            if any(not m[0].islower() and m[0].isalpha() for m in members):
                continue  # names
            count = {}
            for word, lexical_id in members:
                sense = (file, f"{int(lexical_id, 16):02d}")
                count[word] = uses.get((word, PARTS[part], sense), 0)
            for word, _ in members:
                if not plain(word) or word in KEPT or count[word] < MIN_COUNT:
                    continue
                if count[word] < DOMINANT * totals[word, PARTS[part]]:
                    continue
                others = [w for w, _ in members
                          if w != word and plain(w) and w not in KEPT and count[w] >= OTHER_COUNT]
                if not others:
                    continue
                best = sorted(others, key=lambda w: (-count[w], w))[:MOST_OTHERS]
                forms = [f for f in (forms_of(w, part, exceptions) for w in best) if f]
                key = (word, TAGS[part])
                if forms and (key not in rows or rows[key][0] < count[word]):
                    rows[key] = (count[word], forms)
    print("# Generated by train/rewriting_words.py; do not edit.")
    print("# Words that eval/ puts in the place of others to rewrite sentences; no stage of the program reads")
    print("# them. Columns: lemma, word class (UPOS), the forms of the other word: of a verb base, third person,")
    print("# past, participle, gerund; of a noun singular and plural.")
    print("# Source: WordNet 3.0, Copyright 2006 by Princeton University, all rights reserved, used under the")
    print('# WordNet licence (this notice is to stay in all copies; provided "as is", without warranty).')
    for (word, tag), (_, all_forms) in sorted(rows.items()):
        for forms in all_forms:
            print(f"{word}\t{tag}\t{' '.join(forms)}")


main(sys.argv[1])
