"""CoNLL-U in, words out: what the generators of language tables share."""
import collections
import re

Word = collections.namedtuple("Word", "form norm lemma upos xpos feats head relation id")


def norm_of(form):
    """As norm_of in src/language/tokens.h: lower case, straight apostrophes."""
    return re.sub("[\u2018\u2019\u02bc]", "'", form.lower())


def sentences(paths):
    """Lists of words. Slips of the pen and words without a lemma are marked by an empty lemma."""
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            sentence = []
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if len(columns) == 10 and columns[0].isdigit():
                    form, lemma, upos, xpos, feats, head, relation = columns[1:8]
                    if "Typo=Yes" in feats or lemma == "_" != form:
                        lemma = ""
                    sentence.append(Word(form, norm_of(form), lemma, upos, xpos, feats, head,
                                         relation, columns[0]))
                elif sentence and len(columns) == 1 and not columns[0]:
                    yield sentence
                    sentence = []
            if sentence:
                yield sentence
