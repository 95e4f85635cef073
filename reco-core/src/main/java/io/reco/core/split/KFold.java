package io.reco.core.split;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.random.SplitMix64;
import java.util.Arrays;
import java.util.List;

/**
 * Cross-validation: {@code folds} splits in which each fold is the test once. No validation part.
 *
 * <p>Over {@link By#EVENTS}, the events of every character are shuffled and dealt to the folds in turn, from a random fold
 * on; a character has events in as many folds as it has events, and its test in a fold may be empty. Every event tests in
 * exactly one fold. Over {@link By#CHARACTERS}, characters with two events or more are shuffled and dealt; those of the fold
 * are held out as in {@link UserHoldOut}, the others train. Time is ignored between characters, and over events within them.
 *
 * @param folds number of folds, 2 or above
 * @param by what is dealt
 * @param lastShare over characters: the share of a held-out character's events that are asked for, in (0, 1)
 * @param seed seed of the shuffles
 */
public record KFold(int folds, By by, double lastShare, long seed) {
    /** What is dealt to the folds. */
    public enum By {
        /** The events of each character. */
        EVENTS,
        /** Whole characters. */
        CHARACTERS
    }

    /** Checks the ranges. */
    public KFold {
        if (folds < 2) {
            throw new IllegalArgumentException("folds " + folds + " is not 2 or above");
        }
        Shares.requireInside("lastShare", lastShare);
    }

    /** Folds over the events of each character. */
    public static KFold overEvents(int folds, long seed) {
        return new KFold(folds, By.EVENTS, 0.2, seed);
    }

    /** Folds over the characters, of whom the last fifth of the events is asked for. */
    public static KFold overCharacters(int folds, long seed) {
        return new KFold(folds, By.CHARACTERS, 0.2, seed);
    }

    /**
     * The split that tests one fold.
     *
     * @param fold the fold, in [0, {@link #folds})
     */
    public Splitter fold(int fold) {
        if (fold < 0 || fold >= folds) {
            throw new IllegalArgumentException("fold " + fold + " is not in [0, " + folds + ")");
        }
        return data -> split(data, fold);
    }

    private Split split(Dataset data, int fold) {
        Part[] parts = new Part[data.events().size()];
        Arrays.fill(parts, Part.TRAIN);
        if (by == By.EVENTS) {
            dealEvents(data.events(), fold, parts);
        } else {
            dealCharacters(data, fold, parts);
        }
        String what = by == By.EVENTS
                ? "the events of every character are dealt at random; time is ignored: training holds events that are"
                        + " later than the tested ones"
                : "the characters are dealt at random; of those in the fold the last share of " + lastShare
                        + " tests, the rest is fold-in history and does not train";
        return Split.of(
                data, i -> parts[i], "fold " + (fold + 1) + " of " + folds + ", seed " + seed + ": " + what, List.of());
    }

    private void dealEvents(EventLog log, int fold, Part[] parts) {
        for (int c = 0; c < log.characterCount(); c++) {
            int[] order = new int[log.count(c)];
            Arrays.setAll(order, j -> j);
            SplitMix64 random = SplitMix64.of(seed, c);
            random.shuffle(order);
            int first = random.nextInt(folds);
            for (int j = 0; j < order.length; j++) {
                if ((first + j) % folds == fold) {
                    parts[log.start(c) + order[j]] = Part.TEST;
                }
            }
        }
    }

    private void dealCharacters(Dataset data, int fold, Part[] parts) {
        int[] characters = HeldOutCharacters.eligible(data.events());
        if (characters.length < folds) {
            throw new IllegalArgumentException("data set '" + data.name() + "' has " + characters.length
                    + " characters with two events or more, fewer than " + folds + " folds");
        }
        new SplitMix64(seed).shuffle(characters);
        for (int j = fold; j < characters.length; j += folds) {
            HeldOutCharacters.assign(data.events(), characters[j], lastShare, Part.TEST, parts);
        }
    }
}
