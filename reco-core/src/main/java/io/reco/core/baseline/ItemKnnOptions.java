package io.reco.core.baseline;

/**
 * Dials of {@link ItemKnn}.
 *
 * @param neighbours how many neighbours of a track are kept, 1 or above; memory is 8 bytes per neighbour
 * @param alpha how the popularity of the two tracks is shared out in the denominator, in [0, 1]: 0.5 is the cosine, 1
 *     divides by the track of the history alone (the share of its listeners that also play the other), 0 by the recommended
 *     one alone (favours rare tracks)
 * @param shrinkage added to the denominator, 0 or above: pulls similarities that rest on few characters down
 * @param lengthExponent a character with L tracks counts {@code L^-lengthExponent}, 0 or above; 0: all count alike
 * @param pair how a co-occurrence fades with the distance between the two tracks in the history of a character, in time
 *     between their last plays and in distinct tracks
 * @param recency how a track of the history fades with the age of its last play when it is scored with
 * @param maxTracksPerCharacter how many distinct tracks of a character, the most recently played ones, enter the
 *     co-occurrence and the scoring, 2 or above. The work of fitting grows with its square for long histories; how many
 *     characters it cut is logged
 */
public record ItemKnnOptions(
        int neighbours,
        double alpha,
        double shrinkage,
        double lengthExponent,
        Decay pair,
        Decay recency,
        int maxTracksPerCharacter) {
    /**
     * Cosine with a little shrinkage, 100 neighbours, up to 1,000 tracks of a character; pairs fade by half over 10 tracks,
     * the history over 5 events, which works with and without times. Chosen on validation items of ml-1m and of radio
     * playlists; logs with long pauses between plays are worth a try with {@link Decay#ofMillis}.
     */
    public static final ItemKnnOptions DEFAULT =
            new ItemKnnOptions(100, 0.5, 10, 0, Decay.ofEvents(10), Decay.ofEvents(5), 1_000);

    /** Checks the ranges. */
    public ItemKnnOptions {
        if (neighbours < 1) {
            throw new IllegalArgumentException("neighbours " + neighbours + " is not 1 or above");
        }
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("alpha " + alpha + " is not in [0, 1]");
        }
        if (!(shrinkage >= 0 && shrinkage < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("shrinkage " + shrinkage + " is not 0 or a finite number above");
        }
        if (!(lengthExponent >= 0 && lengthExponent < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "lengthExponent " + lengthExponent + " is not 0 or a finite number above");
        }
        if (maxTracksPerCharacter < 2) {
            throw new IllegalArgumentException("maxTracksPerCharacter " + maxTracksPerCharacter + " is not 2 or above");
        }
    }

    /** A copy with this number of neighbours. */
    public ItemKnnOptions withNeighbours(int newNeighbours) {
        return new ItemKnnOptions(
                newNeighbours, alpha, shrinkage, lengthExponent, pair, recency, maxTracksPerCharacter);
    }

    /** A copy with this alpha. */
    public ItemKnnOptions withAlpha(double newAlpha) {
        return new ItemKnnOptions(
                neighbours, newAlpha, shrinkage, lengthExponent, pair, recency, maxTracksPerCharacter);
    }

    /** A copy with this shrinkage. */
    public ItemKnnOptions withShrinkage(double newShrinkage) {
        return new ItemKnnOptions(
                neighbours, alpha, newShrinkage, lengthExponent, pair, recency, maxTracksPerCharacter);
    }

    /** A copy with this exponent of the length of histories. */
    public ItemKnnOptions withLengthExponent(double newLengthExponent) {
        return new ItemKnnOptions(
                neighbours, alpha, shrinkage, newLengthExponent, pair, recency, maxTracksPerCharacter);
    }

    /** A copy with this decay of co-occurrences. */
    public ItemKnnOptions withPair(Decay newPair) {
        return new ItemKnnOptions(
                neighbours, alpha, shrinkage, lengthExponent, newPair, recency, maxTracksPerCharacter);
    }

    /** A copy with this decay of the history. */
    public ItemKnnOptions withRecency(Decay newRecency) {
        return new ItemKnnOptions(
                neighbours, alpha, shrinkage, lengthExponent, pair, newRecency, maxTracksPerCharacter);
    }

    /** A copy with this cap on the tracks of a character. */
    public ItemKnnOptions withMaxTracksPerCharacter(int newMaxTracksPerCharacter) {
        return new ItemKnnOptions(
                neighbours, alpha, shrinkage, lengthExponent, pair, recency, newMaxTracksPerCharacter);
    }
}
