package io.reco.core.baseline;

/**
 * A vector over tracks that is zero nearly everywhere.
 *
 * @param tracks track indices, ascending
 * @param values their values, same length
 */
record SparseVector(int[] tracks, float[] values) {}
