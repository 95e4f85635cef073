/**
 * The arithmetic of a Transformer, forward and backward, as one interface with several implementations.
 *
 * <p>Letters: N tokens of a packed batch, D components of a token (the model dimension), S its row stride, which is D rounded
 * up to a multiple of 16, H heads, V items, K shared negatives.
 */
@NullMarked
package io.reco.transformer.kernel;

import org.jspecify.annotations.NullMarked;
