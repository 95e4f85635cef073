/** Placeholder. */
@org.jspecify.annotations.NullMarked
package io.reco.embeddings;
