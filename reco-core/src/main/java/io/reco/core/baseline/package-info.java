/**
 * Models that need no training worth the name and that every other model has to beat: popularity, personal top, item-based
 * and user-based nearest neighbours, and a random order as the floor.
 *
 * <p>Each is a {@link io.reco.core.recommend.TrackScorer} made by a static {@code fit} and served by
 * {@link io.reco.core.recommend.ScoringRecommender}; options are records with defaults. Letters used in
 * this package: c = character, t, i, j = track, n = number of tracks, H = half-life.
 */
@NullMarked
package io.reco.core.baseline;

import org.jspecify.annotations.NullMarked;
