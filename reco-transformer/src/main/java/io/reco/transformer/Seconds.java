package io.reco.transformer;

/** Times of tokens as the term by time takes them: attention looks at differences only. */
final class Seconds {
    private Seconds() {}

    /**
     * Whole seconds from an origin to a time; the ends of the int range for what is beyond them. Both are rounded down before
     * they are compared, so that the distance of two times does not depend on the origin.
     */
    static int since(long originMillis, long millis) {
        long seconds = Math.floorDiv(millis, 1000L) - Math.floorDiv(originMillis, 1000L);
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, seconds));
    }
}
