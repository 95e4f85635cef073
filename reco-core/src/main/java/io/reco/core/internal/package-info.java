/** Helpers of this module that are not part of its API: other modules do not use them. */
@NullMarked
package io.reco.core.internal;

import org.jspecify.annotations.NullMarked;
