package io.reco.transformer;

/**
 * How a {@link Continuation} draws tracks.
 *
 * @param length tracks wanted, 1 or above
 * @param temperature divides scores before they become probabilities, finite; 0: the best track each time (greedy), whatever
 *     {@code topK}, {@code topP} and {@code seed} are
 * @param topK draw from the so many best tracks only (Fan, Lewis, Dauphin 2018); 0: from all
 * @param topP draw from the fewest best tracks whose probabilities add up to this or more (nucleus sampling; Holtzman et al.
 *     2020), in (0, 1], after {@code topK}; 1: from all
 * @param repeats which tracks may come again
 * @param seed of the draws
 */
public record ContinuationOptions(int length, double temperature, int topK, double topP, Repeats repeats, long seed) {

    /** Which tracks may come again. */
    public enum Repeats {
        /** Neither a track of the history nor one that the continuation has already. */
        NONE,
        /** Tracks of the history may come, each once. */
        OF_HISTORY,
        /** Any track may come at any time. */
        ALL
    }

    /** 30 new tracks: temperature 1, the nucleus of 0.9, seed 1. */
    public static final ContinuationOptions DEFAULT = new ContinuationOptions(30, 1, 0, 0.9, Repeats.NONE, 1);

    /** The most probable track each time. */
    public static final ContinuationOptions GREEDY = DEFAULT.withTemperature(0);

    /** Checks the ranges. */
    public ContinuationOptions {
        if (length < 1) {
            throw new IllegalArgumentException("length " + length + " is not 1 or above");
        }
        if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "temperature " + temperature + " is not 0 (greedy) or a finite number above");
        }
        if (topK < 0) {
            throw new IllegalArgumentException("topK " + topK + " is not 0 (all) or above");
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("topP " + topP + " is not in (0, 1]");
        }
    }

    /** A copy that wants another number of tracks. */
    public ContinuationOptions withLength(int newLength) {
        return new ContinuationOptions(newLength, temperature, topK, topP, repeats, seed);
    }

    /** A copy with another temperature. */
    public ContinuationOptions withTemperature(double newTemperature) {
        return new ContinuationOptions(length, newTemperature, topK, topP, repeats, seed);
    }

    /** A copy that draws from the so many best tracks. */
    public ContinuationOptions withTopK(int newTopK) {
        return new ContinuationOptions(length, temperature, newTopK, topP, repeats, seed);
    }

    /** A copy with another nucleus. */
    public ContinuationOptions withTopP(double newTopP) {
        return new ContinuationOptions(length, temperature, topK, newTopP, repeats, seed);
    }

    /** A copy with other repeats. */
    public ContinuationOptions withRepeats(Repeats newRepeats) {
        return new ContinuationOptions(length, temperature, topK, topP, newRepeats, seed);
    }

    /** A copy with another seed. */
    public ContinuationOptions withSeed(long newSeed) {
        return new ContinuationOptions(length, temperature, topK, topP, repeats, newSeed);
    }
}
