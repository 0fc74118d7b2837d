#include "functions.h"

#include <cblas.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace stemma::train {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

/// Lists that an autograd node needs again: they travel in a custom holder.
template <class T>
struct Held : torch::CustomClassHolder {
  explicit Held(std::shared_ptr<const T> v) : value(std::move(v)) {}
  std::shared_ptr<const T> value;
};
template <class T>
c10::IValue hold(std::shared_ptr<const T> value) {
  return c10::IValue(c10::IValue::make_capsule(c10::make_intrusive<Held<T>>(std::move(value))));
}
template <class T>
const T& held(AutogradContext* ctx, const char* name) {
  return *static_cast<Held<T>*>(ctx->saved_data[name].toCapsule().get())->value;
}

std::uint64_t splitmix(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

struct Neighbours : Function<Neighbours> {
  static torch::Tensor forward(AutogradContext* ctx, const torch::Tensor& x, const Begins& begin) {
    const std::int64_t n = x.size(0);
    const std::int64_t d = x.size(1);
    ctx->saved_data["begin"] = hold(begin);
    auto out = torch::zeros({n, 3 * d});
    const auto in = x.contiguous();
    const float* from = in.data_ptr<float>();
    float* to = out.data_ptr<float>();
    for (std::size_t s = 0; s + 1 < begin->size(); ++s) {
      for (std::int64_t i = (*begin)[s]; i < (*begin)[s + 1]; ++i) {
        float* row = to + i * 3 * d;
        if (i > (*begin)[s]) std::copy_n(from + (i - 1) * d, d, row);
        std::copy_n(from + i * d, d, row + d);
        if (i + 1 < (*begin)[s + 1]) std::copy_n(from + (i + 1) * d, d, row + 2 * d);
      }
    }
    return out;
  }
  static variable_list backward(AutogradContext* ctx, const variable_list& grads) {
    const auto& begin = held<std::vector<std::int64_t>>(ctx, "begin");
    const auto g = grads[0].contiguous();
    const std::int64_t n = g.size(0);
    const std::int64_t d = g.size(1) / 3;
    auto out = torch::empty({n, d});
    const float* from = g.data_ptr<float>();
    float* to = out.data_ptr<float>();
    for (std::size_t s = 0; s + 1 < begin.size(); ++s) {
      for (std::int64_t i = begin[s]; i < begin[s + 1]; ++i) {
        float* row = to + i * d;
        std::copy_n(from + i * 3 * d + d, d, row);
        const float* before = i + 1 < begin[s + 1] ? from + (i + 1) * 3 * d : nullptr;
        const float* after = i > begin[s] ? from + (i - 1) * 3 * d + 2 * d : nullptr;
        if (before != nullptr) {
          for (std::int64_t k = 0; k < d; ++k) row[k] += before[k];
        }
        if (after != nullptr) {
          for (std::int64_t k = 0; k < d; ++k) row[k] += after[k];
        }
      }
    }
    return {out, torch::Tensor()};
  }
};

int as_int(std::int64_t v) { return static_cast<int>(v); }

struct Attention : Function<Attention> {
  static torch::Tensor forward(AutogradContext* ctx, const torch::Tensor& qkv_in,
                               const torch::Tensor& bias, const Begins& begin) {
    const auto qkv = qkv_in.contiguous();
    const std::int64_t n = qkv.size(0);
    const std::int64_t d = qkv.size(1) / 3;
    const std::int64_t heads = bias.size(0);
    const std::int64_t width = d / heads;
    const float scale = 1.0F / std::sqrt(static_cast<float>(width));
    std::int64_t cells = 0;
    for (std::size_t s = 0; s + 1 < begin->size(); ++s) {
      const std::int64_t m = (*begin)[s + 1] - (*begin)[s];
      cells += m * m;
    }
    auto probabilities = torch::empty({cells * heads});
    auto out = torch::empty({n, d});
    float* p = probabilities.data_ptr<float>();
    const float* in = qkv.data_ptr<float>();
    float* to = out.data_ptr<float>();
    const auto b = bias.contiguous();
    const float* bp = b.data_ptr<float>();
    for (std::size_t s = 0; s + 1 < begin->size(); ++s) {
      const std::int64_t first = (*begin)[s];
      const std::int64_t m = (*begin)[s + 1] - first;
      for (std::int64_t h = 0; h < heads; ++h) {
        const float* q = in + first * 3 * d + h * width;
        const float* k = q + d;
        const float* v = k + d;
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, as_int(m), as_int(m), as_int(width),
                    scale, q, as_int(3 * d), k, as_int(3 * d), 0.0F, p, as_int(m));
        for (std::int64_t i = 0; i < m; ++i) {
          float* row = p + i * m;
          float top = -std::numeric_limits<float>::infinity();
          for (std::int64_t j = 0; j < m; ++j) {
            row[j] += bp[h * kDistances + distance_bucket(i, j)];
            top = std::max(top, row[j]);
          }
          float sum = 0;
          for (std::int64_t j = 0; j < m; ++j) sum += row[j] = std::exp(row[j] - top);
          for (std::int64_t j = 0; j < m; ++j) row[j] /= sum;
        }
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, as_int(m), as_int(width), as_int(m),
                    1.0F, p, as_int(m), v, as_int(3 * d), 0.0F, to + first * d + h * width,
                    as_int(d));
        p += m * m;
      }
    }
    ctx->save_for_backward({qkv, probabilities});
    ctx->saved_data["begin"] = hold(begin);
    ctx->saved_data["heads"] = heads;
    return out;
  }
  static variable_list backward(AutogradContext* ctx, const variable_list& grads) {
    const auto& begin = held<std::vector<std::int64_t>>(ctx, "begin");
    const auto saved = ctx->get_saved_variables();
    const auto& qkv = saved[0];
    const std::int64_t heads = ctx->saved_data["heads"].toInt();
    const std::int64_t d = qkv.size(1) / 3;
    const std::int64_t width = d / heads;
    const float scale = 1.0F / std::sqrt(static_cast<float>(width));
    const auto g = grads[0].contiguous();
    auto out = torch::empty_like(qkv);
    auto bias = torch::zeros({heads, kDistances});
    float* bg = bias.data_ptr<float>();
    const float* p = saved[1].data_ptr<float>();
    const float* in = qkv.data_ptr<float>();
    const float* go = g.data_ptr<float>();
    float* to = out.data_ptr<float>();
    std::vector<float> ds;
    for (std::size_t s = 0; s + 1 < begin.size(); ++s) {
      const std::int64_t first = begin[s];
      const std::int64_t m = begin[s + 1] - first;
      ds.resize(static_cast<std::size_t>(m * m));
      for (std::int64_t h = 0; h < heads; ++h) {
        const float* q = in + first * 3 * d + h * width;
        const float* k = q + d;
        const float* v = k + d;
        float* gq = to + first * 3 * d + h * width;
        const float* o = go + first * d + h * width;
        // dV = P' dO; dP = dO V'
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, as_int(m), as_int(width), as_int(m),
                    1.0F, p, as_int(m), o, as_int(d), 0.0F, gq + 2 * d, as_int(3 * d));
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, as_int(m), as_int(m), as_int(width),
                    1.0F, o, as_int(d), v, as_int(3 * d), 0.0F, ds.data(), as_int(m));
        for (std::int64_t i = 0; i < m; ++i) {
          const float* row = p + i * m;
          float* grad = ds.data() + i * m;
          float sum = 0;
          for (std::int64_t j = 0; j < m; ++j) sum += row[j] * grad[j];
          for (std::int64_t j = 0; j < m; ++j) {
            grad[j] = row[j] * (grad[j] - sum);
            bg[h * kDistances + distance_bucket(i, j)] += grad[j];
          }
        }
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, as_int(m), as_int(width), as_int(m),
                    scale, ds.data(), as_int(m), k, as_int(3 * d), 0.0F, gq, as_int(3 * d));
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, as_int(m), as_int(width), as_int(m),
                    scale, ds.data(), as_int(m), q, as_int(3 * d), 0.0F, gq + d, as_int(3 * d));
        p += m * m;
      }
    }
    return {out, bias, torch::Tensor()};
  }
};

struct Scan : Function<Scan> {
  static torch::Tensor forward(AutogradContext* ctx, const torch::Tensor& u_in,
                               const Begins& begin) {
    const auto u = u_in.contiguous();
    const std::int64_t n = u.size(0);
    const std::int64_t h = u.size(1) / 6;
    auto gates = torch::sigmoid(u);  // the candidates' sixths are not used
    auto states = torch::empty({n, 2 * h});
    auto out = torch::empty({n, 2 * h});
    const float* in = u.data_ptr<float>();
    const float* gate = gates.data_ptr<float>();
    float* c = states.data_ptr<float>();
    float* y = out.data_ptr<float>();
    for (std::size_t s = 0; s + 1 < begin->size(); ++s) {
      const std::int64_t first = (*begin)[s];
      const std::int64_t end = (*begin)[s + 1];
      for (std::int64_t way = 0; way < 2; ++way) {
        for (std::int64_t step = first; step < end; ++step) {
          const std::int64_t i = way == 0 ? step : end - 1 - (step - first);
          const std::int64_t before = way == 0 ? i - 1 : i + 1;
          const float* z = in + i * 6 * h + way * 3 * h;
          const float* f = gate + i * 6 * h + way * 3 * h + h;
          const float* o = f + h;
          float* now = c + i * 2 * h + way * h;
          float* result = y + i * 2 * h + way * h;
          const float* last = step == first ? nullptr : c + before * 2 * h + way * h;
          for (std::int64_t k = 0; k < h; ++k) {
            const float memory = last == nullptr ? 0.0F : last[k];
            now[k] = f[k] * (memory - z[k]) + z[k];
            result[k] = o[k] * now[k];
          }
        }
      }
    }
    ctx->save_for_backward({u, gates, states});
    ctx->saved_data["begin"] = hold(begin);
    return out;
  }
  static variable_list backward(AutogradContext* ctx, const variable_list& grads) {
    const auto& begin = held<std::vector<std::int64_t>>(ctx, "begin");
    const auto saved = ctx->get_saved_variables();
    const std::int64_t h = saved[0].size(1) / 6;
    const auto g = grads[0].contiguous();
    auto out = torch::empty_like(saved[0]);
    const float* in = saved[0].data_ptr<float>();
    const float* gate = saved[1].data_ptr<float>();
    const float* c = saved[2].data_ptr<float>();
    const float* gy = g.data_ptr<float>();
    float* to = out.data_ptr<float>();
    std::vector<float> carried(static_cast<std::size_t>(h));
    for (std::size_t s = 0; s + 1 < begin.size(); ++s) {
      const std::int64_t first = begin[s];
      const std::int64_t end = begin[s + 1];
      for (std::int64_t way = 0; way < 2; ++way) {
        std::fill(carried.begin(), carried.end(), 0.0F);
        for (std::int64_t step = end - 1; step >= first; --step) {
          const std::int64_t i = way == 0 ? step : end - 1 - (step - first);
          const std::int64_t before = way == 0 ? i - 1 : i + 1;
          const float* z = in + i * 6 * h + way * 3 * h;
          const float* f = gate + i * 6 * h + way * 3 * h + h;
          const float* o = f + h;
          float* gz = to + i * 6 * h + way * 3 * h;
          float* gf = gz + h;
          float* gout = gf + h;
          const float* now = c + i * 2 * h + way * h;
          const float* dy = gy + i * 2 * h + way * h;
          const float* last = step == first ? nullptr : c + before * 2 * h + way * h;
          for (std::int64_t k = 0; k < h; ++k) {
            const float memory = last == nullptr ? 0.0F : last[k];
            const float dc = dy[k] * o[k] + carried[static_cast<std::size_t>(k)];
            gout[k] = dy[k] * now[k] * o[k] * (1 - o[k]);
            gz[k] = dc * (1 - f[k]);
            gf[k] = dc * (memory - z[k]) * f[k] * (1 - f[k]);
            carried[static_cast<std::size_t>(k)] = dc * f[k];
          }
        }
      }
    }
    return {out, torch::Tensor()};
  }
};

struct Arcs : Function<Arcs> {
  static torch::Tensor forward(AutogradContext* ctx, const torch::Tensor& dependent_in,
                               const torch::Tensor& head_in, const torch::Tensor& bias_in,
                               const torch::Tensor& distance_in, const Begins& begin) {
    const auto dependent = dependent_in.contiguous();
    const auto head = head_in.contiguous();
    const auto bias = bias_in.contiguous();
    const auto distance = distance_in.contiguous();
    const std::int64_t a = dependent.size(1);
    std::int64_t cells = 0;
    for (std::size_t s = 0; s + 1 < begin->size(); ++s) {
      const std::int64_t m = (*begin)[s + 1] - (*begin)[s];
      cells += m * m;
    }
    auto out = torch::empty({cells});
    float* score = out.data_ptr<float>();
    for (std::size_t s = 0; s + 1 < begin->size(); ++s) {
      const std::int64_t first = (*begin)[s];
      const std::int64_t m = (*begin)[s + 1] - first;
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, as_int(m), as_int(m), as_int(a), 1.0F,
                  dependent.data_ptr<float>() + first * a, as_int(a),
                  head.data_ptr<float>() + first * a, as_int(a), 0.0F, score, as_int(m));
      for (std::int64_t i = 0; i < m; ++i) {
        const float* d = distance.data_ptr<float>() + (first + i) * kDistances;
        for (std::int64_t j = 0; j < m; ++j) {
          score[i * m + j] += bias.data_ptr<float>()[first + j] + d[distance_bucket(i, j)];
        }
      }
      score += m * m;
    }
    ctx->save_for_backward({dependent, head});
    ctx->saved_data["begin"] = hold(begin);
    return out;
  }
  static variable_list backward(AutogradContext* ctx, const variable_list& grads) {
    const auto& begin = held<std::vector<std::int64_t>>(ctx, "begin");
    const auto saved = ctx->get_saved_variables();
    const std::int64_t n = saved[0].size(0);
    const std::int64_t a = saved[0].size(1);
    const auto grad = grads[0].contiguous();
    const float* g = grad.data_ptr<float>();
    auto gd = torch::empty_like(saved[0]);
    auto gh = torch::empty_like(saved[1]);
    auto gb = torch::zeros({n});
    auto gdist = torch::zeros({n, kDistances});
    for (std::size_t s = 0; s + 1 < begin.size(); ++s) {
      const std::int64_t first = begin[s];
      const std::int64_t m = begin[s + 1] - first;
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, as_int(m), as_int(a), as_int(m), 1.0F,
                  g, as_int(m), saved[1].data_ptr<float>() + first * a, as_int(a), 0.0F,
                  gd.data_ptr<float>() + first * a, as_int(a));
      cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, as_int(m), as_int(a), as_int(m), 1.0F, g,
                  as_int(m), saved[0].data_ptr<float>() + first * a, as_int(a), 0.0F,
                  gh.data_ptr<float>() + first * a, as_int(a));
      for (std::int64_t i = 0; i < m; ++i) {
        float* d = gdist.data_ptr<float>() + (first + i) * kDistances;
        for (std::int64_t j = 0; j < m; ++j) {
          gb.data_ptr<float>()[first + j] += g[i * m + j];
          d[distance_bucket(i, j)] += g[i * m + j];
        }
      }
      g += m * m;
    }
    return {gd, gh, gb, gdist, torch::Tensor()};
  }
};

struct RaggedCrossEntropy : Function<RaggedCrossEntropy> {
  static torch::Tensor forward(AutogradContext* ctx, const torch::Tensor& scores_in,
                               const std::shared_ptr<const std::vector<std::int64_t>>& offset,
                               const std::shared_ptr<const std::vector<Target>>& targets) {
    const auto scores = scores_in.contiguous();
    const float* in = scores.data_ptr<float>();
    auto grad = torch::zeros_like(scores);
    float* g = grad.data_ptr<float>();
    double loss = 0;
    std::int64_t rows = 0;
    for (std::size_t t = 0; t < targets->size();) {
      const auto row = static_cast<std::size_t>((*targets)[t].row);
      const std::int64_t from = (*offset)[row];
      const std::int64_t size = (*offset)[row + 1] - from;
      const float* s = in + from;
      float* out = g + from;
      const float top = *std::max_element(s, s + size);
      float sum = 0;
      for (std::int64_t j = 0; j < size; ++j) sum += out[j] = std::exp(s[j] - top);
      const float log_sum = std::log(sum) + top;
      float mass = 0;
      const std::size_t start = t;
      for (; t < targets->size() && (*targets)[t].row == (*targets)[start].row; ++t) {
        mass += (*targets)[t].weight;
        loss += (*targets)[t].weight * (log_sum - s[(*targets)[t].outcome]);
      }
      for (std::int64_t j = 0; j < size; ++j) out[j] *= mass / sum;
      for (std::size_t u = start; u < t; ++u) out[(*targets)[u].outcome] -= (*targets)[u].weight;
      ++rows;
    }
    if (rows > 0) grad /= static_cast<double>(rows);
    ctx->save_for_backward({grad});
    return torch::tensor(rows > 0 ? static_cast<float>(loss / static_cast<double>(rows)) : 0.0F);
  }
  static variable_list backward(AutogradContext* ctx, const variable_list& grads) {
    return {ctx->get_saved_variables()[0] * grads[0], torch::Tensor(), torch::Tensor()};
  }
};

}  // namespace

torch::Tensor drop(const torch::Tensor& x, double rate, std::uint64_t seed) {
  if (rate <= 0) return x;
  auto mask = torch::empty_like(x);
  float* m = mask.data_ptr<float>();
  const std::int64_t n = mask.numel();
  const auto limit = static_cast<std::uint64_t>(rate * 65536);
  const auto keep = static_cast<float>(1 / (1 - rate));
  for (std::int64_t i = 0; i < n;) {
    std::uint64_t bits = splitmix(seed);
    for (int k = 0; k < 4 && i < n; ++k, ++i, bits >>= 16U) {
      m[i] = (bits & 0xFFFFU) < limit ? 0.0F : keep;
    }
  }
  return x * mask;
}

torch::Tensor with_neighbours(const torch::Tensor& x, const Begins& begin) {
  return Neighbours::apply(x, begin);
}

torch::Tensor attend(const torch::Tensor& qkv, const torch::Tensor& bias, const Begins& begin) {
  return Attention::apply(qkv, bias, begin);
}

torch::Tensor scan_both_ways(const torch::Tensor& u, const Begins& begin) {
  return Scan::apply(u, begin);
}

torch::Tensor score_arcs(const torch::Tensor& dependent, const torch::Tensor& head,
                         const torch::Tensor& head_bias, const torch::Tensor& distance,
                         const Begins& begin) {
  return Arcs::apply(dependent, head, head_bias, distance, begin);
}

torch::Tensor ragged_cross_entropy(const torch::Tensor& scores,
                                   std::shared_ptr<const std::vector<std::int64_t>> offset,
                                   std::shared_ptr<const std::vector<Target>> targets) {
  return RaggedCrossEntropy::apply(scores, std::move(offset), std::move(targets));
}

}  // namespace stemma::train
