/** What was recommended to whom, and what became of it. */
@NullMarked
package io.reco.rerank.history;

import org.jspecify.annotations.NullMarked;
