/**
 * Several sources for one surface: {@link io.reco.rerank.fusion.FusedCandidates} pulls a list from each source and makes one
 * of them by a {@link io.reco.rerank.fusion.Fusion}. Letters: {@code s} a source, {@code w_s} its weight, {@code r} a rank
 * within its list, 1 for the best.
 */
@NullMarked
package io.reco.rerank.fusion;

import org.jspecify.annotations.NullMarked;
