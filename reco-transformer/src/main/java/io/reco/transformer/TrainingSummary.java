package io.reco.transformer;

import java.util.List;

/**
 * How a model came about.
 *
 * @param sequences sequences trained on
 * @param targets events that are a target once an epoch, under {@link TransformerOptions.Objective#CAUSAL}
 * @param validated characters that validated; 0: none did, the weights are those of the last epoch
 * @param metric name of the validation metric with its cut, such as {@code NDCG@10}
 * @param bestEpoch the epoch whose weights the model has
 * @param bestMetric its validation metric; NaN without validation
 * @param kernels what computed it
 * @param reproducible whether the same data, options and kernels give the same bits again
 * @param diverged whether training ended by a step without a finite loss or gradient; the weights are those of the best epoch before
 * @param epochs all epochs that came to their end
 */
public record TrainingSummary(
        long sequences,
        long targets,
        int validated,
        String metric,
        int bestEpoch,
        double bestMetric,
        String kernels,
        boolean reproducible,
        boolean diverged,
        List<EpochRecord> epochs) {
    /** Copies the list. */
    public TrainingSummary {
        epochs = List.copyOf(epochs);
    }
}
