package io.reco.rerank;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.UnknownIdException;
import java.util.Arrays;

/**
 * Tracks to choose from, as columns: what a pipeline takes. A track occurs at most once and every score is finite. The order carries no meaning: the pipeline ranks by score descending, then id ascending
 * by code point. Immutable and thread-safe.
 */
public final class Candidates {
    private final int[] tracks;
    private final double[] scores;
    /** One name for all, or one each. */
    private final String[] sources;

    private Candidates(int[] tracks, double[] scores, String[] sources) {
        this.tracks = tracks;
        this.scores = scores;
        this.sources = sources;
        for (int i = 0; i < tracks.length; i++) {
            if (tracks[i] < 0) {
                throw new IllegalArgumentException("track index " + tracks[i] + " of candidate " + i + " is below 0");
            }
            if (!Double.isFinite(scores[i])) {
                throw new IllegalArgumentException(
                        "score " + scores[i] + " of candidate " + i + " (track index " + tracks[i] + ") is not finite");
            }
        }
    }

    /**
     * Candidates from one source.
     *
     * @param tracks track indices; copied
     * @param scores one finite score per track, the higher the better; copied
     * @param source name of the model they come from
     */
    public static Candidates of(int[] tracks, double[] scores, String source) {
        checkTracks(tracks, scores);
        return new Candidates(tracks.clone(), scores.clone(), new String[] {source});
    }

    /**
     * Candidates from several sources.
     *
     * @param tracks track indices; copied
     * @param scores one finite score per track, the higher the better; copied
     * @param sources for each track the name of the model, or the names of the models, that it comes from; copied
     */
    public static Candidates of(int[] tracks, double[] scores, String[] sources) {
        checkTracks(tracks, scores);
        if (tracks.length != sources.length) {
            throw new IllegalArgumentException(tracks.length + " tracks but " + sources.length + " sources");
        }
        return new Candidates(tracks.clone(), scores.clone(), sources.clone());
    }

    private static void checkTracks(int[] tracks, double[] scores) {
        if (tracks.length != scores.length) {
            throw new IllegalArgumentException(tracks.length + " tracks but " + scores.length + " scores");
        }
        int[] sorted = tracks.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                throw new IllegalArgumentException("track index " + sorted[i] + " occurs twice");
            }
        }
    }

    /**
     * The tracks of an answer.
     *
     * @param list the answer
     * @param tracks the tracks of the catalogue the rules work with
     * @throws UnknownIdException if the catalogue does not hold a track of the answer
     */
    public static Candidates of(RecommendationList list, IdMap tracks) {
        int n = list.size();
        int[] indices = new int[n];
        double[] scores = new double[n];
        String[] sources = new String[n];
        for (int i = 0; i < n; i++) {
            Recommendation item = list.items().get(i);
            indices[i] = tracks.indexOf(item.trackId());
            if (indices[i] == IdMap.ABSENT) {
                throw new UnknownIdException("track", item.trackId());
            }
            scores[i] = item.score();
            sources[i] = item.source();
        }
        return new Candidates(indices, scores, sources);
    }

    /** These and some more, behind them; none of those may occur twice. */
    Candidates plus(int[] moreTracks, double[] moreScores, String[] moreSources, int more) {
        int n = tracks.length;
        int[] allTracks = Arrays.copyOf(tracks, n + more);
        double[] allScores = Arrays.copyOf(scores, n + more);
        String[] allSources = new String[n + more];
        for (int i = 0; i < n; i++) {
            allSources[i] = source(i);
        }
        System.arraycopy(moreTracks, 0, allTracks, n, more);
        System.arraycopy(moreScores, 0, allScores, n, more);
        System.arraycopy(moreSources, 0, allSources, n, more);
        return new Candidates(allTracks, allScores, allSources);
    }

    /** No candidates. */
    public static Candidates none() {
        return new Candidates(new int[0], new double[0], new String[0]);
    }

    /** Number of candidates. */
    public int size() {
        return tracks.length;
    }

    /** Track index of candidate {@code i}. */
    public int track(int i) {
        return tracks[i];
    }

    /** Score of candidate {@code i}. */
    public double score(int i) {
        return scores[i];
    }

    /** Name of the source of candidate {@code i}. */
    public String source(int i) {
        return sources.length == tracks.length ? sources[i] : sources[0];
    }

    int[] copyTracks() {
        return tracks.clone();
    }

    double[] copyScores() {
        return scores.clone();
    }

    @Override
    public String toString() {
        return "Candidates[" + tracks.length + ", tracks " + Arrays.toString(Arrays.copyOf(tracks, Math.min(5, size())))
                + (size() > 5 ? " ...]" : "]");
    }
}
