package io.reco.core.data;

/** How the arrays of the builders grow. */
final class Growth {
    /** The longest array that every JVM can make. */
    static final int MAX_LENGTH = Integer.MAX_VALUE - 16;

    private Growth() {}

    /**
     * The length that an array of {@code length} elements needs so that {@code more} fit behind the {@code used} first: the
     * same when they fit, otherwise half as long again or whatever is needed.
     *
     * @param what what the array holds, for the message
     * @throws IllegalStateException if {@code used + more} is above {@link #MAX_LENGTH}
     */
    static int length(int length, int used, int more, String what) {
        long needed = (long) used + more;
        if (needed > MAX_LENGTH) {
            throw new IllegalStateException(what + ": " + needed + " do not fit one array, at most " + MAX_LENGTH);
        }
        return needed <= length ? length : (int) Math.min(MAX_LENGTH, Math.max(needed, length + (long) (length >> 1)));
    }
}
