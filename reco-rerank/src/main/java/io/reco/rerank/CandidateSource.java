package io.reco.rerank;

/**
 * Candidates on demand: where a pipeline pulls deeper from when its rules leave fewer than k. Asked for more, a source
 * gives what it gave before and more.
 */
@FunctionalInterface
public interface CandidateSource {
    /**
     * The best candidates.
     *
     * @param n number wanted, 1 or above
     * @return {@code n} candidates, or fewer when there are no more
     */
    Candidates top(int n);
}
