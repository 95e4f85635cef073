/** Seeded randomness whose bits are the same on every JDK and machine. */
@NullMarked
package io.reco.core.random;

import org.jspecify.annotations.NullMarked;
