/**
 * Surfaces as configuration: a YAML or JSON file names the sources, rules, order and limits of one place in the product. A
 * {@link io.reco.rerank.config.SurfaceConfig} is such a file as a value, made by {@link io.reco.rerank.config.SurfaceReader}
 * or in code and written by {@link io.reco.rerank.config.SurfaceWriter}; with
 * {@link io.reco.rerank.config.SurfaceResources} it becomes something that runs (package {@code surface}).
 */
@NullMarked
package io.reco.rerank.config;

import org.jspecify.annotations.NullMarked;
