#include "language/kernels.h"

namespace stemma::language {

const Kernels& best_kernels() {
  if (const Kernels* k = avx512_kernels()) return *k;
  if (const Kernels* k = avx2_kernels()) return *k;
  return portable_kernels();
}

}  // namespace stemma::language
