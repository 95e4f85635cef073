package io.reco.rerank;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The candidates that are still in the race, as columns, and the things a rule may do to one: drop, rescore,
 * replace, add, label. Candidate {@code i} is one of {@code 0..size()-1}; the numbers hold until the rule returns, dropped
 * candidates included. Used by one thread.
 */
public final class Pool {
    private int[] tracks;
    private double[] scores;
    /** Number of each candidate among those the request began with, those added counted on from there. */
    private int[] origins;

    private boolean[] dropped;
    private final Candidates candidates;
    private final int given;
    private int added;
    private String[] addedSources = new String[0];
    private int[] addedTracks = new int[0];
    private double[] addedScores = new double[0];
    /** By origin, labels one after the other; null while there are none. */
    private @Nullable String @Nullable [] labels;

    private final RuleContext context;
    private final @Nullable TraceLog trace;
    private int size;
    private int droppedNow;
    private int changedNow;
    private int ruleIdx = -1;
    private String ruleName = "";

    Pool(Candidates candidates, RuleContext context, @Nullable TraceLog trace) {
        this.candidates = candidates;
        this.tracks = candidates.copyTracks();
        this.scores = candidates.copyScores();
        this.context = context;
        this.trace = trace;
        size = tracks.length;
        given = size;
        origins = new int[size];
        int trackCount = context.catalog().trackCount();
        for (int i = 0; i < size; i++) {
            origins[i] = i;
            if (tracks[i] >= trackCount) {
                throw new IllegalArgumentException(
                        "track index " + tracks[i] + " of candidate " + i + " is not in [0, " + trackCount + ")");
            }
        }
        dropped = new boolean[size];
    }

    /** Number of candidates, those dropped by the running rule included. */
    public int size() {
        return size;
    }

    /** Track index of candidate {@code i}. */
    public int track(int i) {
        return tracks[i];
    }

    /** Index of the track that candidate {@code i} came with, before a rule put another release in its place. */
    public int trackAtFirst(int i) {
        int origin = origins[i];
        return origin < given ? candidates.track(origin) : addedTracks[origin - given];
    }

    /** Score of candidate {@code i}; finite. */
    public double score(int i) {
        return scores[i];
    }

    /** Whether the running rule dropped candidate {@code i}. */
    public boolean isDropped(int i) {
        return dropped[i];
    }

    /**
     * Takes candidate {@code i} out. Dropping it again does nothing.
     *
     * @param i candidate
     * @param code which of its reasons the rule had, for {@link Rule#reason}; 0 to 127
     */
    public void drop(int i, int code) {
        if (!dropped[i]) {
            dropped[i] = true;
            droppedNow++;
            if (trace != null) {
                trace.dropped(ruleIdx, origins[i], code);
            }
        }
    }

    /**
     * Gives candidate {@code i} another score.
     *
     * @throws IllegalStateException if the score is not finite; the message names the rule and the track
     */
    public void score(int i, double score) {
        double before = scores[i];
        if (score == before) {
            return;
        }
        if (!Double.isFinite(score)) {
            throw new IllegalStateException("rule '" + ruleName + "' made the score " + before + " of track '"
                    + context.catalog().tracks().id(tracks[i]) + "' " + score + ", which is not finite");
        }
        scores[i] = score;
        changedNow++;
        if (trace != null) {
            trace.rescored(ruleIdx, origins[i], score);
        }
    }

    /**
     * Puts another track in the place of candidate {@code i}, with the same score. The caller sees to it that the track is
     * not in the pool yet.
     *
     * @param i candidate
     * @param track index of the track to put there
     * @param code as in {@link #drop}
     */
    public void replace(int i, int track, int code) {
        if (trace != null) {
            trace.replaced(ruleIdx, origins[i], track, code);
        }
        tracks[i] = track;
        changedNow++;
    }

    /**
     * Adds a candidate, for the rules that follow to judge like any other. For {@link FillRule#prepare} only. The caller sees
     * to it that the track is not in the pool yet and not {@link RuleContext#barred}.
     *
     * @param track index of the track
     * @param score its score, finite
     * @return number of the candidate
     */
    public int add(int track, double score) {
        if (track < 0 || track >= context.catalog().trackCount()) {
            throw new IllegalArgumentException("rule '" + ruleName + "' added track index " + track
                    + ", which is not in [0, " + context.catalog().trackCount() + ")");
        }
        if (!Double.isFinite(score)) {
            throw new IllegalStateException("rule '" + ruleName + "' added track '"
                    + context.catalog().tracks().id(track) + "' with score " + score + ", which is not finite");
        }
        if (size == tracks.length) {
            int bigger = size + Math.max(8, size >> 3);
            tracks = Arrays.copyOf(tracks, bigger);
            scores = Arrays.copyOf(scores, bigger);
            origins = Arrays.copyOf(origins, bigger);
            dropped = Arrays.copyOf(dropped, bigger);
        }
        if (added == addedTracks.length) {
            addedTracks = Arrays.copyOf(addedTracks, added + 8);
            addedScores = Arrays.copyOf(addedScores, added + 8);
            addedSources = Arrays.copyOf(addedSources, added + 8);
        }
        addedTracks[added] = track;
        addedScores[added] = score;
        addedSources[added] = ruleName;
        tracks[size] = track;
        scores[size] = score;
        origins[size] = given + added;
        added++;
        changedNow++;
        if (trace != null) {
            trace.added(ruleIdx, origins[size]);
        }
        return size++;
    }

    /**
     * Puts a label on candidate {@code i}, to be shown with the track. A label it already has changes nothing.
     *
     * @param i candidate
     * @param label lower case with hyphens: {@code "ai-made"}
     * @param code as in {@link #drop}
     */
    public void label(int i, String label, int code) {
        if (labels == null) {
            labels = new String[given + added];
        }
        String before = labels[origins[i]];
        if (before == null) {
            labels[origins[i]] = label;
        } else if (Arrays.asList(before.split(",")).contains(label)) {
            return;
        } else {
            labels[origins[i]] = before + "," + label;
        }
        changedNow++;
        if (trace != null) {
            trace.labelled(ruleIdx, origins[i], code);
        }
    }

    /** Labels of a candidate, parted by commas; empty when there are none. */
    String labels(int i) {
        String of = labels == null ? null : labels[origins[i]];
        return of == null ? "" : of;
    }

    /** The candidates of the request and those that were added. */
    Candidates withAdded() {
        return added == 0 ? candidates : candidates.plus(addedTracks, addedScores, addedSources, added);
    }

    /** Raw id of the track of candidate {@code i}. */
    String id(int i) {
        return context.catalog().tracks().id(tracks[i]);
    }

    int origin(int i) {
        return origins[i];
    }

    void beginRule(int idx, String name) {
        ruleIdx = idx;
        ruleName = name;
        droppedNow = 0;
        changedNow = 0;
    }

    /** Closes the gaps the rule left and adds what it did to the counts. */
    void endRule(RuleCounts counts) {
        counts.add(ruleIdx, droppedNow, changedNow, 0);
        if (droppedNow == 0) {
            return;
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!dropped[i]) {
                tracks[kept] = tracks[i];
                scores[kept] = scores[i];
                origins[kept] = origins[i];
                kept++;
            }
            dropped[i] = false;
        }
        size = kept;
    }

    /** Whether the candidates stand in the order of scores and ids. */
    boolean isRanked(int[] idRanks) {
        for (int i = 1; i < size; i++) {
            if (!Ranking.before(scores, tracks, idRanks, i - 1, i)) {
                return false;
            }
        }
        return true;
    }

    double[] scores() {
        return scores;
    }

    int[] tracks() {
        return tracks;
    }

    /** Puts the candidates into this order. */
    void reorder(int[] order) {
        int[] newTracks = new int[size];
        double[] newScores = new double[size];
        int[] newOrigins = new int[size];
        for (int r = 0; r < size; r++) {
            newTracks[r] = tracks[order[r]];
            newScores[r] = scores[order[r]];
            newOrigins[r] = origins[order[r]];
        }
        System.arraycopy(newTracks, 0, tracks, 0, size);
        System.arraycopy(newScores, 0, scores, 0, size);
        System.arraycopy(newOrigins, 0, origins, 0, size);
    }
}
