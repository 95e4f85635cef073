/**
 * Lists and judgements from files, of anyone's system: TREC runs and qrels and tables with a header line are read and written, scored with
 * the metrics of {@code io.reco.eval.metric}, and compared with the tests of {@code io.reco.eval.stats}. This is what {@code reco score} and
 * {@code reco compare} run.
 */
@NullMarked
package io.reco.eval.run;

import org.jspecify.annotations.NullMarked;
