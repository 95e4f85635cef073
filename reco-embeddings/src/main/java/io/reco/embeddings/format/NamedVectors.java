package io.reco.embeddings.format;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.TrackVectors;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One vector for each of some ids, of whatever kind, and optionally how often each was seen in training. Row r belongs to id
 * r. Immutable and thread-safe as long as nobody writes to the matrix, which is shared.
 */
public final class NamedVectors {
    private final IdMap ids;
    private final FloatMatrix matrix;
    private final int @Nullable [] support;

    /**
     * Takes over the matrix. O(rows x dim), for the check.
     *
     * @param ids one a row
     * @param matrix finite
     */
    public NamedVectors(IdMap ids, FloatMatrix matrix) {
        this(ids, matrix, null);
    }

    private NamedVectors(IdMap ids, FloatMatrix matrix, int @Nullable [] support) {
        if (ids.size() != matrix.rows()) {
            throw new IllegalArgumentException(
                    "matrix has " + matrix.rows() + " rows, there are " + ids.size() + " ids");
        }
        if (support != null && support.length != matrix.rows()) {
            throw new IllegalArgumentException("matrix has " + matrix.rows() + " rows, support " + support.length);
        }
        requireFinite(ids, matrix);
        this.ids = ids;
        this.matrix = matrix;
        this.support = support;
    }

    private static void requireFinite(IdMap ids, FloatMatrix matrix) {
        for (int row = 0; row < matrix.rows(); row++) {
            int bad = Floats.firstNotFinite(matrix.array(row), matrix.offset(row), matrix.dim());
            if (bad >= 0) {
                throw new IllegalArgumentException(
                        "row " + row + " ('" + ids.id(row) + "'), component " + bad + " is " + matrix.get(row, bad));
            }
        }
    }

    /**
     * The same with support.
     *
     * @param counts 0 or above, one a row; copied
     */
    public NamedVectors withSupport(int[] counts) {
        for (int row = 0; row < counts.length; row++) {
            if (counts[row] < 0) {
                throw new IllegalArgumentException("support " + counts[row] + " of row " + row + " is below 0");
            }
        }
        return new NamedVectors(ids, matrix, counts.clone());
    }

    /** The vectors of tracks, row by row, with their support. The matrix is shared; tracks without a vector are left out. */
    public static NamedVectors of(TrackVectors vectors) {
        IdMap.Builder ids = new IdMap.Builder();
        int[] support = new int[vectors.rows()];
        for (int row = 0; row < vectors.rows(); row++) {
            ids.add(vectors.tracks().id(vectors.track(row)));
            support[row] = vectors.support(row);
        }
        return new NamedVectors(ids.build(), vectors.matrix(), support);
    }

    /**
     * The vectors as those of the tracks of a catalogue. Ids that the catalogue does not have are treated by the policy and
     * counted. The matrix is shared when all ids are known, otherwise the rows that are known are copied.
     *
     * @param tracks all tracks, those without a vector included
     * @param policy what to do with an id that is none of the tracks
     * @param supportIfAbsent support of every row if the vectors have none, as after reading a format that cannot hold it; 0
     *     or above. What is made of support ({@link io.reco.embeddings.ArtistOptions#minSupport}, the popularity part of
     *     scores) then treats all tracks alike.
     * @throws io.reco.core.recommend.UnknownIdException if an id is unknown and the policy is to fail
     */
    public CatalogVectors toTrackVectors(IdMap tracks, UnknownIdPolicy policy, int supportIfAbsent) {
        if (supportIfAbsent < 0) {
            throw new IllegalArgumentException("supportIfAbsent " + supportIfAbsent + " is below 0");
        }
        UnknownIds unknown = new UnknownIds("vectors", "track", policy);
        int[] rows = new int[rows()];
        int[] trackOfRow = new int[rows()];
        int n = 0;
        for (int row = 0; row < rows(); row++) {
            String id = ids.id(row);
            int t = tracks.indexOf(id);
            if (t == IdMap.ABSENT) {
                unknown.report(id);
            } else {
                rows[n] = row;
                trackOfRow[n++] = t;
            }
        }
        int[] counts = new int[n];
        for (int i = 0; i < n; i++) {
            counts[i] = support == null ? supportIfAbsent : support[rows[i]];
        }
        FloatMatrix known = n == rows() ? matrix : copy(rows, n);
        TrackVectors vectors = new TrackVectors(tracks, Arrays.copyOf(trackOfRow, n), counts, known);
        return new CatalogVectors(vectors, rows() - n);
    }

    /** As {@link #toTrackVectors(IdMap, UnknownIdPolicy, int)} where the ids are all the tracks there are. */
    public TrackVectors toTrackVectors(int supportIfAbsent) {
        return toTrackVectors(ids, UnknownIdPolicy.FAIL, supportIfAbsent).vectors();
    }

    /**
     * The rows of highest support, at most {@code limit}, in the order they have here; equal support goes by id, ascending by
     * code point. Rows are copied unless all are kept.
     *
     * @param limit 0 or above
     * @throws IllegalStateException if there is no support and not all rows are kept
     */
    public NamedVectors mostSupported(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit " + limit + " is below 0");
        }
        if (limit >= rows()) {
            return this;
        }
        int[] counts = support;
        if (counts == null) {
            throw new IllegalStateException("limit " + limit + ": the vectors have no support to choose by");
        }
        int[] ranks = ids.codePointRanks();
        int[] order = new int[rows()];
        Arrays.setAll(order, r -> r);
        IntArrays.quickSort(
                order,
                (a, b) -> counts[a] == counts[b]
                        ? Integer.compare(ranks[a], ranks[b])
                        : Integer.compare(counts[b], counts[a]));
        Arrays.sort(order, 0, limit);
        IdMap.Builder kept = new IdMap.Builder();
        int[] keptSupport = new int[limit];
        for (int i = 0; i < limit; i++) {
            kept.add(ids.id(order[i]));
            keptSupport[i] = counts[order[i]];
        }
        return new NamedVectors(kept.build(), copy(order, limit), keptSupport);
    }

    private FloatMatrix copy(int[] rows, int n) {
        FloatMatrix out = FloatMatrix.allocate(n, matrix.dim());
        for (int i = 0; i < n; i++) {
            out.setRow(i, matrix.array(rows[i]), matrix.offset(rows[i]));
        }
        return out;
    }

    /** The ids, one a row. */
    public IdMap ids() {
        return ids;
    }

    /** The vectors, one a row; not to be modified. */
    public FloatMatrix matrix() {
        return matrix;
    }

    /** Number of vectors. */
    public int rows() {
        return matrix.rows();
    }

    /** Length of a vector. */
    public int dimension() {
        return matrix.dim();
    }

    /** Whether it is known how often each id was seen. */
    public boolean hasSupport() {
        return support != null;
    }

    /**
     * How often the id of a row was seen.
     *
     * @throws IllegalStateException if that is not known
     */
    public int support(int row) {
        if (support == null) {
            throw new IllegalStateException("the vectors have no support");
        }
        return support[row];
    }

    @Override
    public String toString() {
        return "NamedVectors[" + rows() + " x " + dimension() + (support == null ? "]" : ", with support]");
    }
}
