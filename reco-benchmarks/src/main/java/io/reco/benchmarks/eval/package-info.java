/** Speed of the evaluation. */
@NullMarked
package io.reco.benchmarks.eval;

import org.jspecify.annotations.NullMarked;
