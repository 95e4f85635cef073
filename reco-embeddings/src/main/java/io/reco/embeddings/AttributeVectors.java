package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Vectors of attributes (artists, albums, genres, tags of tracks; gender and age band of characters) in the same space as
 * those of tracks. Attributes that were too rare in training have none. Immutable and thread-safe; the matrix is shared, so
 * do not modify it.
 */
public final class AttributeVectors {
    /** A kind of attribute; ids are unique within a kind. */
    public enum Attribute {
        /** Credited artist of a track, by raw id. */
        ARTIST,
        /** Album of a track, by raw id. */
        ALBUM,
        /** Genre of a track, by raw id. */
        GENRE,
        /** Tag of a track, by name. */
        TAG,
        /** Gender of a character, by the name of its {@link io.reco.core.data.Gender}. */
        GENDER,
        /** Age band of a character, by the name of its {@link io.reco.core.data.AgeBand}. */
        AGE_BAND
    }

    /** One kind: its ids, the first of which has row {@code firstRow}, the next the one after. */
    private record Part(IdMap ids, int firstRow) {}

    private final Part[] parts = new Part[Attribute.values().length];
    private final int[] support;
    private final FloatMatrix matrix;

    /**
     * Takes over the array and the matrix.
     *
     * @param ids of each kind, in the order of the rows: the rows of the first kind, then those of the next; kinds without
     *     any may be missing
     * @param support how often each occurred in training, 0 or above, by row
     * @param matrix one row for each, finite
     */
    public AttributeVectors(Map<Attribute, IdMap> ids, int[] support, FloatMatrix matrix) {
        int rows = 0;
        for (Attribute attribute : Attribute.values()) {
            IdMap of = ids.getOrDefault(attribute, IdMap.empty());
            parts[attribute.ordinal()] = new Part(of, rows);
            rows += of.size();
        }
        if (rows != matrix.rows() || rows != support.length) {
            throw new IllegalArgumentException("matrix has " + matrix.rows() + " rows, support " + support.length
                    + ", there are " + rows + " ids");
        }
        this.support = support;
        this.matrix = matrix;
    }

    /**
     * No attributes.
     *
     * @param dimension length of a vector
     */
    public static AttributeVectors none(int dimension) {
        return new AttributeVectors(Map.of(), new int[0], FloatMatrix.allocate(0, dimension));
    }

    /** Length of a vector. */
    public int dimension() {
        return matrix.dim();
    }

    /** Number of vectors of all kinds. */
    public int rows() {
        return matrix.rows();
    }

    /** A copy of the vector of an attribute; empty if it is unknown or has none. */
    public Optional<float[]> vector(Attribute attribute, String id) {
        int row = row(attribute, id);
        if (row == IdMap.ABSENT) {
            return Optional.empty();
        }
        float[] out = new float[matrix.dim()];
        matrix.copyRow(row, out, 0);
        return Optional.of(out);
    }

    /** Ids of a kind that have a vector, the more frequent ones first. */
    public List<String> ids(Attribute attribute) {
        return part(attribute).ids.ids();
    }

    /** How often an attribute occurred in training; 0 if it has no vector. */
    public int support(Attribute attribute, String id) {
        int row = row(attribute, id);
        return row == IdMap.ABSENT ? 0 : support[row];
    }

    /** Index of the ids of a kind; row {@code firstRow(attribute) + i} is that of id i. */
    public IdMap idMap(Attribute attribute) {
        return part(attribute).ids;
    }

    /** Row of the first id of a kind. */
    public int firstRow(Attribute attribute) {
        return part(attribute).firstRow;
    }

    /** How often the attribute of a row occurred in training. */
    public int support(int row) {
        return support[row];
    }

    /** The vectors, kind after kind. */
    public FloatMatrix matrix() {
        return matrix;
    }

    private int row(Attribute attribute, String id) {
        Part part = part(attribute);
        int i = part.ids.indexOf(id);
        return i == IdMap.ABSENT ? IdMap.ABSENT : part.firstRow + i;
    }

    private Part part(Attribute attribute) {
        return parts[attribute.ordinal()];
    }
}
