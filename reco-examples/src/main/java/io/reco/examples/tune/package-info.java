/** What the tuner measures: data divided in three, and the evaluator's metrics. */
@NullMarked
package io.reco.examples.tune;

import org.jspecify.annotations.NullMarked;
