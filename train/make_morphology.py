#!/usr/bin/env python3
"""Learns lexicons/morphology.tsv: the features (UD FEATS) of a word.

    python3 train/make_morphology.py ewt-train.conllu gum-train-open.conllu

Reads CoNLL-U (English Web Treebank, train; GUM, the openly licensed genres). Same input, same
output.

Features depend on a word's class and tag, on its form, and on its place in the sentence: who the
subject is, which auxiliaries stand by, whether the clause is relative. place_of() names the place in
a word; src/language/morphology.cpp must do the same. Rows are learned from the general to the
particular - tags, tags and place, tags and form, all three - and a row is written only where it is
right GAIN times more often than what the more general rows say.
"""
import collections
import pathlib
import re
import sys

from treebank import sentences

OUT = pathlib.Path(__file__).resolve().parent.parent / "lexicons" / "morphology.tsv"
GAIN = 2
STEPS = 8  # how far a chain of coordinated clauses is followed
SUBJECTS = {"nsubj", "csubj", "expl"}
TOLD = {"acl", "advcl", "ccomp", "conj", "csubj", "parataxis", "root", "xcomp"}
PERSONS = {"i": "1s", "me": "1s", "myself": "1s", "we": "1p", "us": "1p", "ourselves": "1p",
           "you": "2", "ya": "2", "yourself": "2", "yourselves": "2", "they": "3p", "them": "3p",
           "themselves": "3p", "those": "3p", "these": "3p"}


def base(relation):
    return relation.split(":")[0]


class Tree:
    def __init__(self, words):
        self.words = words
        self.head = [int(word.head) - 1 for word in words]
        self.subject = [-1] * len(words)
        self.has = [set() for _ in words]
        for at, word in enumerate(words):
            head = self.head[at]
            if head < 0:
                continue
            relation = base(word.relation)
            if relation in SUBJECTS and self.subject[head] < 0:
                self.subject[head] = at
            if word.relation == "aux:pass":
                self.has[head].add("passive")
            elif relation == "aux":
                self.has[head].add({"have": "have", "be": "be", "do": "do"}.get(word.lemma, "modal"))
            elif relation == "mark" and word.xpos == "TO":
                self.has[head].add("to")
            elif relation in ("conj", "fixed"):
                self.has[head].add(relation)
            elif word.relation in ("acl:relcl", "advcl:relcl"):
                self.has[head].add("relative")

    def clause(self, at):
        """The predicate that a verb belongs to."""
        if base(self.words[at].relation) in ("aux", "cop") and self.head[at] >= 0:
            return self.head[at]
        return at

    def person(self, at):
        """Who does it, as far as the sentence says: 1s 1p 2 3s 3p, 3 of unknown number, or none."""
        clause = self.clause(at)
        for _ in range(STEPS):
            if self.subject[clause] >= 0:
                break
            if base(self.words[clause].relation) != "conj":
                return "none"
            clause = self.head[clause]
        subject = self.subject[clause]
        if subject < 0:
            return "none"
        word = self.words[subject]
        if word.xpos in ("WDT", "WP") or (word.upos, word.norm) == ("PRON", "that"):
            if self.words[clause].relation == "acl:relcl":
                subject = self.head[clause]
                word = self.words[subject]
        if "conj" in self.has[subject]:
            return "3p"
        if word.norm in PERSONS:
            return PERSONS[word.norm]
        if word.xpos in ("NNS", "NNPS"):
            return "3p"
        return "3s" if word.xpos in ("NN", "NNP", "PRP", "VBG", "VB") else "3"

    def coordinated(self, at):
        """The first of coordinated words; of a bare word only."""
        for _ in range(STEPS):
            if base(self.words[at].relation) != "conj" or \
                    self.has[at] & {"passive", "have", "be", "do", "modal", "to"} or \
                    self.words[self.head[at]].xpos != self.words[at].xpos:
                break
            at = self.head[at]
        return at

    def place(self, at):
        word = self.words[at]
        if word.xpos in ("VBD", "VBP"):
            return self.person(at)
        if word.xpos in ("VB", "VBG", "VBN") and word.upos in ("VERB", "AUX"):
            return self.verb_place(at)
        if word.xpos == "PRP":
            return "subject" if base(self.words[self.coordinated(at)].relation) in SUBJECTS else "other"
        if word.xpos in ("WDT", "WP", "WRB", "WP$"):
            return self.question_place(at)
        return self.written(at)

    def verb_place(self, at):
        word = self.words[at]
        clause = self.clause(at)
        if word.xpos != "VB" and clause == at:
            at = clause = self.coordinated(at)
        elif clause == at:
            clause = self.coordinated(clause)
        has = self.has[clause]
        if word.xpos == "VBN":
            if "passive" in has:
                return "passive" if word.upos == "VERB" else "aux"
            return "perfect" if "have" in has else base(self.words[clause].relation)
        if word.xpos == "VBG":
            return "be" if "be" in has else base(self.words[clause].relation)
        if "to" in has:
            return "to"
        if "modal" in has:
            return "modal"
        if "do" in has and self.subject[clause] >= 0:
            return "do"
        relation = base(self.words[clause].relation)
        if self.subject[clause] < 0:
            return relation
        return "told-" + (relation if relation in TOLD else "")

    def question_place(self, at):
        if "relative" in self.has[at]:
            return "free"
        for _ in range(3):
            relation = self.words[at].relation
            if relation in ("acl:relcl", "advcl:relcl"):
                return "relative"
            if relation in ("root", "ccomp", "advcl", "csubj", "acl", "parataxis", "xcomp"):
                return base(relation)
            at = self.head[at]
        return "other"

    def written(self, at):
        norm = self.words[at].norm
        if "fixed" in self.has[at]:
            return "fixed"
        if norm[0].isdigit() and norm[0].isascii():
            return "decimal" if re.fullmatch(r"[0-9,]+\.[0-9]+", norm) else \
                "slash" if "/" in norm else \
                "ordinal" if norm.endswith(("st", "nd", "rd", "th")) else "digit"
        if not norm.strip("ivxl"):
            return "roman"
        if len(norm) > 1 and norm[-1] == "." and norm[0].isalpha() and norm[0].isascii():
            return "dotted"
        return "plain"


LEVELS = [lambda n, p: ("*", "*"), lambda n, p: ("*", p), lambda n, p: (n, "*"), lambda n, p: (n, p)]


def predict(table, word, place):
    for level in reversed(LEVELS):
        found = table.get((word.upos, word.xpos) + level(word.norm, place))
        if found is not None:
            return found
    return "_"


def learn(examples):
    """examples: (word, place). Returns (class, tag, form or *, place or *) -> features."""
    table = {}
    for level in LEVELS:
        seen = collections.defaultdict(collections.Counter)
        right = collections.Counter()
        for word, place in examples:
            key = (word.upos, word.xpos) + level(word.norm, place)
            seen[key][word.feats] += 1
            right[key] += predict(table, word, place) == word.feats
        rows = {}
        for key, counts in seen.items():
            feats, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
            if key[2] != "*" and re.search("[0-9]", key[2]):
                continue  # numbers by their place, never one by one
            if count >= right[key] + (1 if key[2:] == ("*", "*") else GAIN):
                rows[key] = feats
        table.update(rows)
    return table


def examples_of(paths):
    for words in sentences(paths):
        tree = Tree(words)
        for at, word in enumerate(words):
            yield word, tree.place(at)


def settled(feats):
    """Without what depends on the writer's manner, or on the treebank: the person of an imperative."""
    own = feats.split("|")
    drop = {"Person=2"} if {"Mood=Imp", "VerbForm=Inf"} & set(own) else set()
    return "|".join(f for f in own if not f.startswith("Style=") and f not in drop) or "_"


def main(paths):
    examples = [(word._replace(feats=settled(word.feats)), place)
                for word, place in examples_of(paths) if "Typo=Yes" not in word.feats]
    table = learn(examples)
    with open(OUT, "w", encoding="utf-8") as out:
        print("# Generated by train/make_morphology.py; do not edit.", file=out)
        print("# Features of English words. Columns: word class (UD), tag (Penn), form in lower case"
              " or *, place in\n# the sentence or *, features (UD FEATS). The most particular row"
              " counts: form and place, form,\n# place, neither.", file=out)
        print("# Source: learned from UD English EWT (train; CC BY-SA 4.0) and GUM (train, openly"
              " licensed genres;\n# annotations CC BY 4.0). This table: CC BY-SA 4.0.", file=out)
        for key, feats in sorted(table.items()):
            print(*key, feats, sep="\t", file=out)
    return table


if __name__ == "__main__":
    main(sys.argv[1:])
