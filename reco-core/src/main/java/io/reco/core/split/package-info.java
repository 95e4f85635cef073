/**
 * Ways to divide a data set into training, validation and test parts. A {@link io.reco.core.split.Splitter} assigns every
 * event to exactly one part; the {@link io.reco.core.split.Split} says in words how it was done and what to beware of.
 */
@NullMarked
package io.reco.core.split;

import org.jspecify.annotations.NullMarked;
