/** Approximate search in a graph of neighbours, in memory or from disk, and reports of recall against latency. */
@NullMarked
package io.reco.embeddings.index;

import org.jspecify.annotations.NullMarked;
