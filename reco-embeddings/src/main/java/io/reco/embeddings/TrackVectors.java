package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One vector for each of some tracks. A vector is a row; tracks that the model has not seen often enough have none.
 * Immutable and thread-safe; the arrays and the matrix are shared, so do not modify them.
 */
public final class TrackVectors {
    private final IdMap tracks;
    private final int[] trackOfRow;
    private final int[] rowOfTrack;
    private final int[] support;
    private final FloatMatrix matrix;
    private volatile @Nullable FloatMatrix unit;

    /**
     * Takes over the arrays and the matrix.
     *
     * @param tracks all tracks, those without a vector included
     * @param trackOfRow distinct track indices, one a row
     * @param support how often each row's track occurred in training, 0 or above
     * @param matrix the vectors, finite
     */
    public TrackVectors(IdMap tracks, int[] trackOfRow, int[] support, FloatMatrix matrix) {
        if (trackOfRow.length != matrix.rows() || support.length != matrix.rows()) {
            throw new IllegalArgumentException("matrix has " + matrix.rows() + " rows, trackOfRow " + trackOfRow.length
                    + ", support " + support.length);
        }
        this.tracks = tracks;
        this.trackOfRow = trackOfRow;
        this.support = support;
        this.matrix = matrix;
        rowOfTrack = new int[tracks.size()];
        Arrays.fill(rowOfTrack, IdMap.ABSENT);
        for (int r = 0; r < trackOfRow.length; r++) {
            int t = trackOfRow[r];
            if (t < 0 || t >= rowOfTrack.length || rowOfTrack[t] != IdMap.ABSENT) {
                throw new IllegalArgumentException("trackOfRow: row " + r + " has track " + t + ", which is out of [0, "
                        + rowOfTrack.length + ") or has a row already");
            }
            if (support[r] < 0) {
                throw new IllegalArgumentException("support " + support[r] + " of row " + r + " is below 0");
            }
            rowOfTrack[t] = r;
        }
    }

    /** Raw ids of all tracks, those without a vector included. */
    public IdMap tracks() {
        return tracks;
    }

    /** Number of vectors. */
    public int rows() {
        return trackOfRow.length;
    }

    /** Length of a vector. */
    public int dimension() {
        return matrix.dim();
    }

    /** Track of a row. */
    public int track(int row) {
        return trackOfRow[row];
    }

    /** Row of a track, or {@link IdMap#ABSENT}. */
    public int row(int track) {
        return rowOfTrack[track];
    }

    /** Row of a raw id, or {@link IdMap#ABSENT} if the track is unknown or has no vector. */
    public int rowOf(String trackId) {
        int t = tracks.indexOf(trackId);
        return t == IdMap.ABSENT ? IdMap.ABSENT : rowOfTrack[t];
    }

    /** How often the track of a row occurred in training. */
    public int support(int row) {
        return support[row];
    }

    /** The vectors, one a row. */
    public FloatMatrix matrix() {
        return matrix;
    }

    /** The vectors scaled to norm 1; a zero vector stays zero. Made at the first call: as much memory again. */
    public FloatMatrix unitMatrix() {
        FloatMatrix made = unit;
        return made != null ? made : makeUnit();
    }

    private synchronized FloatMatrix makeUnit() {
        FloatMatrix made = unit;
        if (made == null) {
            made = FloatMatrix.allocate(matrix.rows(), matrix.dim());
            for (int r = 0; r < matrix.rows(); r++) {
                made.setRow(r, matrix.array(r), matrix.offset(r));
            }
            made.normalizeRows();
            unit = made;
        }
        return made;
    }

    /** An index of these vectors with exact search; its rows are those here. O(tracks). */
    public VectorIndex index() {
        return VectorIndex.of(tracks, trackOfRow, unitMatrix());
    }

    /** How often the track of each row occurred in training. */
    double[] supports() {
        return Arrays.stream(support).asDoubleStream().toArray();
    }

    /** Refuses other tracks than those of the vectors. */
    void requireTracks(IdMap other) {
        if (tracks != other && !tracks.equals(other)) {
            throw new IllegalArgumentException("the vectors are of other tracks (" + tracks.size() + ") than the data ("
                    + other.size() + "), or of the same in another order");
        }
    }

    /** A copy of the vector of a row. */
    public float[] vector(int row) {
        float[] out = new float[matrix.dim()];
        matrix.copyRow(row, out, 0);
        return out;
    }
}
