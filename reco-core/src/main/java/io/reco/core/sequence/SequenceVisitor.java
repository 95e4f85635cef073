package io.reco.core.sequence;

/** Receives sequences one at a time. */
@FunctionalInterface
public interface SequenceVisitor {
    /**
     * One sequence.
     *
     * @param owner whose it is: the index of a character or of a playlist, or the position in a list
     * @param tracks indices of the tracks in {@code [0, length)}, oldest first. The array is reused: not to be modified, and
     *     not to be kept after the call
     * @param length number of tracks, 1 or above
     */
    void visit(int owner, int[] tracks, int length);
}
