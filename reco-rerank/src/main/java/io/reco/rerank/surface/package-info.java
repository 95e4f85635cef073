/**
 * Surfaces that run: a {@link io.reco.rerank.surface.Surface} is a configuration with its resources, a
 * {@link io.reco.rerank.surface.SurfaceRecommender} answers queries with it, a
 * {@link io.reco.rerank.surface.SurfaceHolder} exchanges it while requests run, a
 * {@link io.reco.rerank.surface.SurfaceDiff} tells what a change would do, and a
 * {@link io.reco.rerank.surface.BatchReranker} makes the lists of millions of characters.
 */
@NullMarked
package io.reco.rerank.surface;

import org.jspecify.annotations.NullMarked;
