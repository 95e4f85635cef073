/** Offline evaluation: the run over characters, its result, and the comparison of several results. */
@NullMarked
package io.reco.eval;

import org.jspecify.annotations.NullMarked;
