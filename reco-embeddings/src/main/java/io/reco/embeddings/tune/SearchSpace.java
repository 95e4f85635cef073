package io.reco.embeddings.tune;

import io.reco.core.random.SplitMix64;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.tune.SearchRange.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The ranges that are searched; all other options stay what they are.
 *
 * @param ranges at most one a parameter, at least one in all
 */
public record SearchSpace(List<SearchRange> ranges) {
    /**
     * The four options that were found to matter for recommendation (Caselles-Dupre, Lesaint, Royo-Letelier 2018, "Word2vec
     * applied to Recommendation: Hyperparameters Matter"): window 1 to 60 and epochs 5 to 150, by their logarithm; subsample
     * 1e-5 to 1e-1, by its logarithm; exponent -1 to 1. The settings published as best lie inside: window 3, 110 to 130
     * epochs, 1e-5, -0.5 for music and window 3, 140 epochs, 1e-3, 1 for a shop in that paper; windows of a whole session
     * (60) in others.
     */
    public static final SearchSpace PUBLISHED = new SearchSpace(List.of(
            new SearchRange(Parameter.WINDOW, 1, 60, Scale.LOG),
            new SearchRange(Parameter.EPOCHS, 5, 150, Scale.LOG),
            new SearchRange(Parameter.SUBSAMPLE, 1e-5, 1e-1, Scale.LOG),
            new SearchRange(Parameter.EXPONENT, -1, 1, Scale.LINEAR)));

    /** Checks that no parameter occurs twice. */
    public SearchSpace {
        ranges = List.copyOf(ranges);
        Set<Parameter> seen = EnumSet.noneOf(Parameter.class);
        for (SearchRange range : ranges) {
            if (!seen.add(range.parameter())) {
                throw new IllegalArgumentException(
                        "two ranges for " + range.parameter().label());
            }
        }
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("no ranges: there is nothing to search");
        }
    }

    /** A copy in which this range takes the place of the one of the same parameter, or is added. */
    public SearchSpace withRange(SearchRange range) {
        List<SearchRange> changed = new ArrayList<>(ranges);
        changed.removeIf(other -> other.parameter() == range.parameter());
        changed.add(range);
        changed.sort(Comparator.comparing(SearchRange::parameter));
        return new SearchSpace(changed);
    }

    /**
     * The options of a trial. They depend on the seed, the number of the trial and the ranges, not on how many trials there
     * are; and the value of one parameter does not depend on the ranges of others.
     *
     * @param base what is not searched
     * @param seed of the search
     * @param trial its number
     * @throws IllegalArgumentException if the options refuse a value
     */
    public Item2VecOptions draw(Item2VecOptions base, long seed, int trial) {
        Item2VecOptions options = base.withSeed(SplitMix64.hash(seed, trial) >>> 1);
        for (SearchRange range : ranges) {
            SplitMix64 random = SplitMix64.of(seed, trial, range.parameter().ordinal());
            options = range.parameter().set(options, range.draw(random));
        }
        return options;
    }

    /** Ratios matter for counts and shares above 0, differences for the exponent. */
    static Scale scale(Parameter parameter, double low) {
        return parameter != Parameter.EXPONENT && low > 0 ? Scale.LOG : Scale.LINEAR;
    }
}
