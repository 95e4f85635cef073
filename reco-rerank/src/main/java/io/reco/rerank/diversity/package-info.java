/** Objectives that weigh a candidate against those already in the list. */
@NullMarked
package io.reco.rerank.diversity;

import org.jspecify.annotations.NullMarked;
