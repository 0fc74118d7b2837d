#!/usr/bin/env python3
"""Learns lexicons/lemma_rules.tsv and lexicons/lemma_exceptions.tsv.

    python3 train/make_lemmas.py ewt-train.conllu gum-train-open.conllu

Reads CoNLL-U (English Web Treebank, train; GUM, the openly licensed genres), and the verbs, nouns,
adjectives and irregular forms of Debian's wordnet-base. Same input, same output.

A rule turns the ending of a form into that of its lemma; of the endings that fit the longest wins.
A longer ending gets a rule of its own where that sets at least GAIN more forms right. What the
rules then still get wrong is an exception. src/language/lemmas.cpp applies both; predict() below
must do the same.
"""
import collections
import pathlib
import re
import sys

from treebank import norm_of, sentences

LEXICONS = pathlib.Path(__file__).resolve().parent.parent / "lexicons"
WORDNET = pathlib.Path("/usr/share/wordnet")
GAIN = 2
LONGEST_ENDING = 6
INFLECTED = ["JJR", "JJS", "NNPS", "NNS", "RBR", "RBS", "VBD", "VBG", "VBN", "VBZ"]
# Tags that inflect alike learn from one another's forms.
ALIKE = {"VBN": "VBD", "RBR": "JJR", "RBS": "JJS", "NNPS": "NNS"}
KEPT_XPOS = {"NNP", "NNPS", "ADD", "FW", "GW", "LS"}
KEPT_UPOS = {"PROPN", "X"}
SURE = 4  # occurrences from which a treebank is believed against WordNet and our own lists
# Own compilation: what treebanks and WordNet hold too little of.
UNCHANGED = """beat bet bid burst bust cast cost cut fit forecast hit hurt knit let offset put quit read
rid set shed shut slit split spread thrust upset wed wet""".split()
OWN = [(xpos, verb, verb) for xpos in ("VBD", "VBN") for verb in UNCHANGED] + [
       ("RB", "bc", "BC"), ("RB", "bce", "BCE"), ("RB", "ad", "AD"), ("RB", "ce", "CE"), ("VBD", "lied", "lie"), ("VBN", "lied", "lie"),
       ("NNS", "hrs", "hour"), ("NNS", "mins", "minute"), ("NNS", "km", "kilometer"),
       ("NNS", "series", "series"), ("NNS", "goods", "goods"), ("NNS", "whereabouts", "whereabouts"),
       ("NNS", "headquarters", "headquarters"), ("NNS", "barracks", "barracks")]
SOURCE = """\
# Source: learned from UD English EWT (train; CC BY-SA 4.0) and GUM (train, openly licensed genres;
# annotations CC BY 4.0) and from WordNet 3.0, Copyright 2006 by Princeton University, under the
# WordNet 3.0 License (https://wordnet.princeton.edu/license-and-commercial-use). This table: CC
# BY-SA 4.0."""


def keeps_case(upos, xpos):
    return upos in KEPT_UPOS or xpos in KEPT_XPOS


def all_capitals(form):
    return len(form) > 1 and form.isascii() and form.isalpha() and form.isupper()


def ending_change(form, lemma):
    """The ending that goes and the one that comes."""
    at = 0
    while at < min(len(form), len(lemma)) and form[at] == lemma[at]:
        at += 1
    return form[at:], lemma[at:]


def doubled(verb):
    """stop: stopped. Of longer verbs the irregular list knows."""
    return re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprtvz]", verb) is not None


def inflections(lemma, kind, irregular):
    """(tag, form) of a regular word."""
    known = irregular.get(lemma, set())
    hiss = lemma.endswith(("s", "x", "z", "ch", "sh"))
    with_y = re.search(r"[^aeiou]y$", lemma)
    with_e = lemma.endswith("e")
    stem = lemma[:-1] if with_e else lemma
    if kind in "nv" and not (kind == "n" and known):
        tag = "NNS" if kind == "n" else "VBZ"
        yield tag, lemma[:-1] + "ies" if with_y else lemma + ("es" if hiss else "s")
    if kind == "v":
        double = lemma + lemma[-1]
        if not any(form.endswith("ing") for form in known):
            base = double if doubled(lemma) else lemma if re.search("[eoy]e$", lemma) else stem
            yield "VBG", base + "ing"
        if not any(form.endswith("ed") for form in known):
            base = double if doubled(lemma) else lemma[:-1] + "i" if with_y else stem
            yield "VBD", base + "ed"
    if kind == "a" and not known and len(lemma) < 7 and not lemma.endswith(("ed", "ing")):
        base = lemma + lemma[-1] if doubled(lemma) else lemma[:-1] + "i" if with_y else stem
        yield "JJR", base + "er"
        yield "JJS", base + "est"


def wordnet_forms():
    """(tag, form) -> lemma."""
    forms = {}
    kinds = {"n": "noun", "v": "verb", "a": "adj"}
    common = collections.defaultdict(set)
    for line in (LEXICONS / "common_words.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            word, classes = line.split("\t")
            for kind in classes:
                common[kind].add(word)
    with open(WORDNET / "index.verb", encoding="utf-8") as lines:
        common["v"].update(word for line in lines if (word := line.split(" ")[0]).isalpha())
    common["n"].add("calorie")
    for kind, name in kinds.items():
        irregular = collections.defaultdict(set)
        with open(WORDNET / f"{name}.exc", encoding="utf-8") as lines:
            for line in lines:
                form, lemma = line.split()[:2]
                if not form.isalpha() or form == lemma or lemma not in common[kind]:
                    continue
                irregular[lemma].add(form)
                tag = {"n": "NNS", "a": "JJS" if form.endswith("est") else "JJR"}.get(kind) or \
                    ("VBG" if form.endswith("ing") else "VBZ" if form.endswith("s") else "VBD")
                forms.setdefault((tag, form), lemma)
        for lemma in sorted(common[kind]):
            if lemma.isalpha() and lemma.isascii() and len(lemma) > 2:
                for tag, form in inflections(lemma, kind, irregular):
                    if lemma + "e" not in common[kind]:  # bathed: of bathe rather than bath
                        forms.setdefault((tag, form), lemma)
    return forms


def learn_rules(types):
    """types: set of (form, lemma). Returns ending -> ending of the lemma."""
    votes = collections.defaultdict(collections.Counter)
    for form, lemma in sorted(types):
        gone, come = ending_change(form, lemma)
        for size in range(len(gone), min(LONGEST_ENDING, len(form) - 1) + 1):
            ending = form[len(form) - size:]
            votes[ending][len(gone), come] += 1
    rules = {"": ""}
    for ending in sorted(votes, key=lambda e: (len(e), e)):
        parent = next(ending[at:] for at in range(1, len(ending) + 1) if ending[at:] in rules) \
            if ending else ""
        gone, come = ending_change(parent, rules[parent])
        (cut, new), count = min(votes[ending].items(), key=lambda item: (-item[1], item[0]))
        if count - votes[ending][len(gone), come] >= GAIN:
            rules[ending] = ending[:len(ending) - cut] + new
    return rules


def by_rule(form, norm, upos, xpos, rules):
    if xpos == "CD":
        if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", form):
            return form.replace(",", "")
        return form if re.fullmatch("[IVXLCDM]+", form) else norm
    if xpos == "NN" and re.fullmatch("[A-Z]([A-Z]*[0-9][A-Z0-9]*)?", form):
        return form
    if not keeps_case(upos, xpos):
        base = norm
    elif xpos in ("NNP", "NNPS") and all_capitals(form) and len(form) > 5:
        base = form[0] + form[1:].lower()
    else:
        base = form
    for size in range(min(LONGEST_ENDING, len(norm) - 1), 0, -1):
        ending = norm[len(norm) - size:]
        if ending in rules.get(xpos, {}):
            if base[len(base) - size:] == ending:
                return base[:len(base) - size] + rules[xpos][ending]
            return base
    return base


def predict(word, rules, exceptions):
    for upos in (word.upos, "*"):
        if (upos, word.xpos, word.norm) in exceptions:
            return exceptions[upos, word.xpos, word.norm]
    return by_rule(word.form, word.norm, word.upos, word.xpos, rules)


def peoples():
    """Adjectives of countries, which keep their capitals."""
    for line in (LEXICONS / "countries.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            for adjective in line.split("\t")[2].split(","):
                if adjective and " " not in adjective:
                    yield adjective


def worth_keeping(word):
    """Names of files and codes teach nothing; foreign words only what returns."""
    if word.xpos == "GW" or word.upos == "X":
        return False
    return word.xpos not in ("NN", "NNP", "NNPS", "SYM") or \
        not re.search(r"[0-9_~%]|\.doc$", word.norm)


def learn_exceptions(words, forms, rules):
    exceptions = {("*", "JJ", norm_of(adjective)): adjective for adjective in peoples()}
    exceptions.update((("*", xpos, norm), lemma) for xpos, norm, lemma in OWN)
    for (tag, form), lemma in forms.items():
        for xpos in INFLECTED:
            if ALIKE.get(xpos, xpos) == tag and xpos[0] in "JNV" and xpos != "NNPS":
                if by_rule(form, form, "", xpos, rules) != lemma:
                    exceptions.setdefault(("*", xpos, form), lemma)
    seen = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
    for word in filter(worth_keeping, words):
        seen[word.xpos, word.norm][word.upos][word.lemma, word.form] += 1

    def lemmas(counts):
        total = collections.Counter()
        for (lemma, _), count in counts.items():
            total[lemma] += count
        return total

    def right(upos, xpos, norm, counts):
        return sum(count for (lemma, form), count in counts.items()
                   if by_rule(form, norm, upos, xpos, rules) == lemma)

    for (xpos, norm), classes in sorted(seen.items()):
        together = sum((lemmas(counts) for counts in classes.values()), collections.Counter())
        lemma, count = min(together.items(), key=lambda item: (-item[1], item[0]))
        key = ("*", xpos, norm)
        known = key in exceptions or (ALIKE.get(xpos, xpos), norm) in forms
        margin = SURE if known else 1
        now = together[exceptions[key]] if key in exceptions else \
            sum(right(upos, xpos, norm, counts) for upos, counts in classes.items())
        if count >= now + margin:
            exceptions[key] = lemma
        for upos, counts in sorted(classes.items()):
            own = lemmas(counts)
            lemma, count = min(own.items(), key=lambda item: (-item[1], item[0]))
            now = own[exceptions[key]] if key in exceptions else right(upos, xpos, norm, counts)
            if count >= now + margin:
                exceptions[upos, xpos, norm] = lemma
    return exceptions


def main(paths):
    words = [word for sentence in sentences(paths) for word in sentence if word.lemma]
    forms = wordnet_forms()
    types = collections.defaultdict(set)
    for (tag, form), lemma in forms.items():
        types[tag].add((form, lemma))
    for word in words:
        types[ALIKE.get(word.xpos, word.xpos)].add((word.norm, norm_of(word.lemma)))
    rules = {xpos: learn_rules(types[ALIKE.get(xpos, xpos)]) for xpos in INFLECTED}
    exceptions = learn_exceptions(words, forms, rules)
    with open(LEXICONS / "lemma_rules.tsv", "w", encoding="utf-8") as out:
        print("# Generated by train/make_lemmas.py; do not edit.", file=out)
        print("# How endings of English words change in their dictionary forms. Columns: tag (Penn),",
              "ending of the\n# form, ending of the lemma. The longest ending that fits wins.",
              file=out)
        print(SOURCE, file=out)
        for xpos in INFLECTED:
            for ending, new in sorted(rules[xpos].items()):
                if ending:
                    print(xpos, "-" + ending, "-" + new, sep="\t", file=out)
    with open(LEXICONS / "lemma_exceptions.tsv", "w", encoding="utf-8") as out:
        print("# Generated by train/make_lemmas.py; do not edit.", file=out)
        print("# Words whose dictionary form lemma_rules.tsv does not give. Columns: word class (UD;"
              " * any), tag\n# (Penn), form in lower case, lemma.", file=out)
        print(SOURCE, file=out)
        for (upos, xpos, norm), lemma in sorted(exceptions.items(),
                                                key=lambda item: (item[0][1:], item[0][0])):
            print(upos, xpos, norm, lemma, sep="\t", file=out)
    return rules, exceptions


if __name__ == "__main__":
    main(sys.argv[1:])
