package io.reco.core.baseline;

/**
 * What {@link Popularity} counts.
 *
 * @param counted what is counted
 * @param windowMillis only events at most this old at the last moment of the training data count; 0: all
 * @param halfLifeMillis age at which an event counts half; 0: no decay
 */
public record PopularityOptions(Counted counted, long windowMillis, long halfLifeMillis) {
    /** All positive events, no window, no decay. */
    public static final PopularityOptions DEFAULT = new PopularityOptions(Counted.EVENTS, 0, 0);

    /** What is counted. */
    public enum Counted {
        /** Every positive event: three listens of one character count 3. */
        EVENTS,
        /** Distinct characters, each by its most recent positive event on the track: three listens of one count 1. */
        CHARACTERS
    }

    /** Checks the ranges. */
    public PopularityOptions {
        if (windowMillis < 0) {
            throw new IllegalArgumentException("windowMillis " + windowMillis + " is not 0 (all) or above");
        }
        if (halfLifeMillis < 0) {
            throw new IllegalArgumentException("halfLifeMillis " + halfLifeMillis + " is not 0 (off) or above");
        }
    }

    /** A copy that counts this. */
    public PopularityOptions withCounted(Counted newCounted) {
        return new PopularityOptions(newCounted, windowMillis, halfLifeMillis);
    }

    /** A copy with this window. */
    public PopularityOptions withWindowMillis(long newWindowMillis) {
        return new PopularityOptions(counted, newWindowMillis, halfLifeMillis);
    }

    /** A copy with this half-life. */
    public PopularityOptions withHalfLifeMillis(long newHalfLifeMillis) {
        return new PopularityOptions(counted, windowMillis, newHalfLifeMillis);
    }
}
