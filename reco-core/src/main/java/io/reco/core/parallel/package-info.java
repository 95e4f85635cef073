/** Numbered units of work on several threads, the one way in which the library spreads work; buffers that threads share. */
@NullMarked
package io.reco.core.parallel;

import org.jspecify.annotations.NullMarked;
