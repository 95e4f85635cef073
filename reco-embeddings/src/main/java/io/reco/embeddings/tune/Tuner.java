package io.reco.embeddings.tune;

import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Random search over options of item2vec. The options that the search begins with are trial 0, so that the best is never worse
 * than they are on what is measured. With one training thread, the same seed gives the same trials and scores. A trial costs
 * what training with its options costs; nothing of a model is kept but its score. A trial whose training or metric throws is a
 * failed one, and the search goes on.
 *
 * <p>The best score of many is too good: it has profited from chance. Measure the winner again on data that the search has
 * not seen.
 */
public final class Tuner {
    private static final Logger LOG = LoggerFactory.getLogger(Tuner.class);

    private Tuner() {}

    /**
     * Searches.
     *
     * @param sequences to train with, of indices of {@code tracks}
     * @param tracks the tracks
     * @param base the options to begin with, and what is not searched
     * @param options what to draw, how often
     * @param metric measures each model; called from this thread
     * @param progress hears of each trial
     * @return all trials, failed ones with the reason; fewer than asked for if the thread was interrupted, which it then still is
     * @throws IllegalArgumentException if a value in the ranges is not accepted by the options; checked before any training
     */
    public static TuningReport search(
            Sequences sequences,
            IdMap tracks,
            Item2VecOptions base,
            TunerOptions options,
            TrialMetric metric,
            ProgressListener progress) {
        List<Item2VecOptions> candidates = new ArrayList<>();
        candidates.add(base);
        for (int trial = 1; trial <= options.trials(); trial++) {
            candidates.add(options.space().draw(base, options.seed(), trial));
        }
        List<Trial> trials = new ArrayList<>();
        progress.start("tune item2vec", candidates.size(), "trials");
        try {
            for (int number = 0;
                    number < candidates.size() && !Thread.currentThread().isInterrupted();
                    number++) {
                Trial trial = run(number, candidates.get(number), sequences, tracks, metric);
                trials.add(trial);
                progress.advance(1);
                progress.message(describe(trial, options.space()));
            }
        } catch (CancellationException e) {
            LOG.info("tuner: interrupted after {} of {} trials", trials.size(), candidates.size());
        } finally {
            progress.end();
        }
        return new TuningReport(options, base, trials);
    }

    private static Trial run(
            int number, Item2VecOptions options, Sequences sequences, IdMap tracks, TrialMetric metric) {
        long start = System.nanoTime();
        OptionalDouble score = OptionalDouble.empty();
        String failure = "";
        try {
            Item2VecModel model = Item2VecTrainer.fit(sequences, tracks, options, ProgressListener.none());
            double value = metric.measure(model);
            if (Double.isFinite(value)) {
                score = OptionalDouble.of(value);
            } else {
                failure = "the metric is " + value;
            }
        } catch (CancellationException e) {
            throw e;
        } catch (IllegalStateException | IllegalArgumentException e) {
            // Diverged, or does not fit into the heap or one table: the next trial may do better.
            failure = String.valueOf(e.getMessage());
            LOG.warn("tuner: trial {} failed: {}", number, failure);
        } catch (RuntimeException e) {
            // A file, a backend or the metric: not to lose the trials that are done.
            failure = e.toString();
            LOG.warn("tuner: trial {} failed: {}", number, failure);
            LOG.debug("tuner: trial {} failed", number, e);
        }
        return new Trial(number, options, score, Duration.ofNanos(System.nanoTime() - start), failure);
    }

    private static String describe(Trial trial, SearchSpace space) {
        StringBuilder out = new StringBuilder("trial ").append(trial.number()).append(':');
        for (SearchRange range : space.ranges()) {
            Parameter parameter = range.parameter();
            out.append(' ').append(parameter.label()).append(' ').append(parameter.text(parameter.in(trial.options())));
        }
        return out.append(
                        trial.score().isPresent()
                                ? String.format(
                                        Locale.ROOT, " -> %.4f", trial.score().getAsDouble())
                                : " failed")
                .toString();
    }
}
