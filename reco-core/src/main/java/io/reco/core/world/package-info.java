/**
 * A seeded listening world of any size: invented artists, tracks, characters and what they listen to, with enough true
 * structure (tastes, scenes, habits) for models to find. Stands in for data that may not be passed on.
 */
@NullMarked
package io.reco.core.world;

import org.jspecify.annotations.NullMarked;
