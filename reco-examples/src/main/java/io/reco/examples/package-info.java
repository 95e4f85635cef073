/** The {@code reco} command line and the programs behind it: how the modules are put together. */
@NullMarked
package io.reco.examples;

import org.jspecify.annotations.NullMarked;
