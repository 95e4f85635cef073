package io.reco.rerank;

import java.util.Arrays;
import java.util.List;

/**
 * What each rule did, in numbers: for one request, or summed over many by {@link #plus}. The rules stand in the order in
 * which they run. Immutable once handed out.
 */
public final class RuleCounts {
    private static final int WIDTH = 3;

    private final String[] rules;
    private final long[] counts;
    private final long requests;
    private final long kept;

    /** One rule's numbers. */
    public record Row(String rule, long dropped, long moved, long relaxed) {}

    RuleCounts(String[] rules) {
        this(rules, new long[rules.length * WIDTH], 0, 0);
    }

    private RuleCounts(String[] rules, long[] counts, long requests, long kept) {
        this.rules = rules;
        this.counts = counts;
        this.requests = requests;
        this.kept = kept;
    }

    void add(int rule, int dropped, int moved, int relaxed) {
        counts[rule * WIDTH] += dropped;
        counts[rule * WIDTH + 1] += moved;
        counts[rule * WIDTH + 2] += relaxed;
    }

    /** The numbers so far, to go back to. */
    long[] mark() {
        return counts.clone();
    }

    /** By rule, how many tracks it was relaxed for since the mark. */
    long[] relaxedSince(long[] mark) {
        long[] relaxed = new long[rules.length];
        for (int r = 0; r < relaxed.length; r++) {
            relaxed[r] = counts[r * WIDTH + 2] - mark[r * WIDTH + 2];
        }
        return relaxed;
    }

    void reset(long[] mark) {
        System.arraycopy(mark, 0, counts, 0, counts.length);
    }

    RuleCounts ofRequest(int keptTracks) {
        return new RuleCounts(rules, counts, 1, keptTracks);
    }

    /**
     * The sum of two.
     *
     * @throws IllegalArgumentException if they are of other rules
     */
    public RuleCounts plus(RuleCounts other) {
        if (!Arrays.equals(rules, other.rules)) {
            throw new IllegalArgumentException("counts of the rules " + Arrays.toString(other.rules)
                    + " cannot be added to those of " + Arrays.toString(rules));
        }
        long[] sums = counts.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.counts[i];
        }
        return new RuleCounts(rules, sums, requests + other.requests, kept + other.kept);
    }

    /** Number of requests counted. */
    public long requests() {
        return requests;
    }

    /** Number of tracks in all lists. */
    public long kept() {
        return kept;
    }

    /** Names of the rules. */
    public List<String> rules() {
        return List.of(rules);
    }

    /** How many candidates a rule took out. */
    public long dropped(String rule) {
        return counts[index(rule) * WIDTH];
    }

    /**
     * How many candidates a rule moved: gave another score or another release ({@link PoolRule}), held back when their turn
     * had come ({@link FillRule}), preferred to the best one left ({@link ObjectiveRule}), put elsewhere
     * ({@link SequenceRule}).
     */
    public long moved(String rule) {
        return counts[index(rule) * WIDTH + 1];
    }

    /** How many tracks stand where they do only because a rule gave way. */
    public long relaxed(String rule) {
        return counts[index(rule) * WIDTH + 2];
    }

    /** All numbers, a row a rule. */
    public List<Row> rows() {
        return Arrays.stream(rules)
                .map(rule -> new Row(rule, dropped(rule), moved(rule), relaxed(rule)))
                .toList();
    }

    private int index(String rule) {
        for (int r = 0; r < rules.length; r++) {
            if (rules[r].equals(rule)) {
                return r;
            }
        }
        throw new IllegalArgumentException("rule '" + rule + "' is not one of " + Arrays.toString(rules));
    }

    @Override
    public String toString() {
        return "RuleCounts[" + requests + " requests, " + kept + " kept, " + rows() + "]";
    }
}
