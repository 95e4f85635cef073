/** The quickstart: both stages on a generated world or on real data, step by step, ending in a report. */
@NullMarked
package io.reco.examples.quickstart;

import org.jspecify.annotations.NullMarked;
