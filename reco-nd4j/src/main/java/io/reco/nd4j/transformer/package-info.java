/**
 * The Transformer kernels on ND4J arrays: on the processor (nd4j-native) or on a GPU (nd4j-cuda), whichever is on the class path.
 * A backend of {@code io.reco.transformer.kernel}; programs choose it with {@code KernelChoice.ND4J}.
 *
 * <p>Letters: N = rows of a matrix (tokens), D = its columns, S = floats from one row to the next, H = heads, B = sequences
 * of a group, L = tokens of the longest of them, K = shared negatives. All arrays are of floats, in c order.
 *
 * <p>The layers are array operations on both devices. What nd4j-native does slowly, copies and updates of single rows, is done by
 * {@link io.reco.nd4j.transformer.HostMemory} in loops over its memory; {@link io.reco.nd4j.transformer.DeviceMemory} does the
 * same by array operations alone, for CUDA. <b>Nothing was run on a GPU</b>: both pass the same tests on the processor.
 */
@NullMarked
package io.reco.nd4j.transformer;

import org.jspecify.annotations.NullMarked;
