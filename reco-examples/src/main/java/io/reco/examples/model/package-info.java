/** What a trained model leaves on disk, and what to call the things it knows. */
@NullMarked
package io.reco.examples.model;

import org.jspecify.annotations.NullMarked;
