/**
 * Sequence Transformers that predict the next track: SASRec (Kang, McAuley 2018), BERT4Rec (Sun et al. 2019) and gated blocks.
 *
 * <p>Letters: B sequences, L their longest length, N tokens of a packed batch, D components of a token, S its row stride (D
 * rounded up to a multiple of 16), H heads, F components of the hidden layer of a feed-forward
 * part, V items, A attributes, K negatives.
 */
@NullMarked
package io.reco.transformer;

import org.jspecify.annotations.NullMarked;
