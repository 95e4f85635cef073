/**
 * Stage two: fits the candidates of a model to one surface of a product. A {@link io.reco.rerank.RulePipeline} takes
 * {@link io.reco.rerank.Candidates}, applies {@link io.reco.rerank.Rule rules} in stages and gives back k tracks with
 * counts, reasons and, when asked, a trace of every decision.
 */
@NullMarked
package io.reco.rerank;

import org.jspecify.annotations.NullMarked;
