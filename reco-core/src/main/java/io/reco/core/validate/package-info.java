/**
 * Says what is in a data set and what looks wrong with it, before anything is learned from it: counts, duplicates, time,
 * unknown references, how unevenly it is spread, how much of it is cold; as text and as JSON. The same data give the same
 * report.
 */
@NullMarked
package io.reco.core.validate;

import org.jspecify.annotations.NullMarked;
