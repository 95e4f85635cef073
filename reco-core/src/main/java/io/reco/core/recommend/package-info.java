/** What a recommender is asked and what it answers: raw ids in, raw ids out. */
@NullMarked
package io.reco.core.recommend;

import org.jspecify.annotations.NullMarked;
