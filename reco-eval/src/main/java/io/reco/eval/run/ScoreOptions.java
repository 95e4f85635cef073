package io.reco.eval.run;

import io.reco.eval.metric.DuplicatePolicy;
import io.reco.eval.metric.Population;
import io.reco.eval.metric.TiePolicy;
import java.util.Objects;

/**
 * How runs are scored.
 *
 * @param level an item is relevant from this grade on, at least 1
 * @param ties order of items of equal score
 * @param duplicates what to do with an item that a list holds twice
 * @param population over whom metrics of accuracy are averaged
 * @param threads at least 1; no influence on any digit
 */
public record ScoreOptions(int level, TiePolicy ties, DuplicatePolicy duplicates, Population population, int threads) {
    /** Level 1, ties by code point, duplicates refused, users with a relevant item, one thread. */
    public static final ScoreOptions DEFAULT =
            new ScoreOptions(1, TiePolicy.CODE_POINT, DuplicatePolicy.ERROR, Population.RELEVANT, 1);

    /** Checks the ranges. */
    public ScoreOptions {
        if (level < 1) {
            throw new IllegalArgumentException("level is " + level + ", expected at least 1");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected at least 1");
        }
        Objects.requireNonNull(ties, "ties");
        Objects.requireNonNull(duplicates, "duplicates");
        Objects.requireNonNull(population, "population");
    }

    /**
     * {@return a copy with another level}
     *
     * @param value at least 1
     */
    public ScoreOptions withLevel(int value) {
        return new ScoreOptions(value, ties, duplicates, population, threads);
    }

    /**
     * {@return a copy with another order of ties}
     *
     * @param value policy
     */
    public ScoreOptions withTies(TiePolicy value) {
        return new ScoreOptions(level, value, duplicates, population, threads);
    }

    /**
     * {@return a copy with another treatment of duplicates}
     *
     * @param value policy
     */
    public ScoreOptions withDuplicates(DuplicatePolicy value) {
        return new ScoreOptions(level, ties, value, population, threads);
    }

    /**
     * {@return a copy with another population}
     *
     * @param value population
     */
    public ScoreOptions withPopulation(Population value) {
        return new ScoreOptions(level, ties, duplicates, value, threads);
    }

    /**
     * {@return a copy with another number of threads}
     *
     * @param value at least 1
     */
    public ScoreOptions withThreads(int value) {
        return new ScoreOptions(level, ties, duplicates, population, value);
    }
}
