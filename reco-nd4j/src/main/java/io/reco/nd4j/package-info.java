/** ND4J as a compute backend: which one is on the class path and whether it can be used. */
@NullMarked
package io.reco.nd4j;

import org.jspecify.annotations.NullMarked;
