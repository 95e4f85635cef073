/**
 * Kernels on row-major {@code float[]} (scalar and SIMD), exact top-k search over a float matrix, and the switch that
 * chooses a kernel set.
 *
 * <p>Letters used in this package: n = length of a vector, stride = floats from one row to the next, k = results wanted.
 */
@org.jspecify.annotations.NullMarked
package io.reco.core.vector;
