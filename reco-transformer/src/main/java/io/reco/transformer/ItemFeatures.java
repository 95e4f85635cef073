package io.reco.transformer;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The items a model knows, and the attributes of each (rows of a table of attribute vectors) as lists in two arrays (CSR).
 * Immutable and thread-safe.
 *
 * <p>Attributes of a {@link Catalog} are numbered artists first, then albums, then genres, in the catalogue's order.
 */
public final class ItemFeatures {
    private final int[] offsets;
    private final int[] values;
    private final int attributeCount;
    private final int maxAttributes;

    private ItemFeatures(int[] offsets, int[] values, int attributeCount) {
        this.offsets = offsets;
        this.values = values;
        this.attributeCount = attributeCount;
        int most = 0;
        for (int i = 0; i + 1 < offsets.length; i++) {
            most = Math.max(most, offsets[i + 1] - offsets[i]);
        }
        this.maxAttributes = most;
    }

    /**
     * Items without attributes.
     *
     * @param items 0 or above: a catalogue may be empty
     */
    public static ItemFeatures ofItems(int items) {
        if (items < 0) {
            throw new IllegalArgumentException("items " + items + " is not 0 or above");
        }
        return new ItemFeatures(new int[items + 1], new int[0], 0);
    }

    /**
     * Items with attributes: item i has {@code values[offsets[i]]} up to, not including, {@code values[offsets[i + 1]]}. A
     * repeated attribute counts as often.
     *
     * @param offsets V + 1 numbers, rising from 0 to the number of values; copied
     * @param values attributes; copied
     * @param attributeCount A
     * @throws IllegalArgumentException if offsets do not rise, or an attribute is not in [0, A)
     */
    public static ItemFeatures of(int[] offsets, int[] values, int attributeCount) {
        if (offsets.length < 1) {
            throw new IllegalArgumentException("offsets: none given; there is one more than items");
        }
        if (offsets[0] != 0 || offsets[offsets.length - 1] != values.length) {
            throw new IllegalArgumentException("offsets go from " + offsets[0] + " to " + offsets[offsets.length - 1]
                    + ", not from 0 to the number of values, " + values.length);
        }
        for (int i = 1; i < offsets.length; i++) {
            if (offsets[i] < offsets[i - 1]) {
                throw new IllegalArgumentException(
                        "offset " + offsets[i] + " of item " + i + " is below the one before, " + offsets[i - 1]);
            }
        }
        for (int a : values) {
            if (a < 0 || a >= attributeCount) {
                throw new IllegalArgumentException("attribute " + a + " is not in [0, " + attributeCount + ")");
            }
        }
        return new ItemFeatures(offsets.clone(), values.clone(), attributeCount);
    }

    /**
     * Tracks of a catalogue with their credited artists, their album and their genres, each once.
     *
     * @param tracks which track of the catalogue each item is; {@link IdMap#ABSENT}: one that it does not know, without attributes
     */
    public static ItemFeatures of(Catalog catalog, int[] tracks) {
        int artists = catalog.artists().size();
        int albums = catalog.albums().size();
        int[] offsets = new int[tracks.length + 1];
        IntArrayList values = new IntArrayList(tracks.length * 3);
        for (int i = 0; i < tracks.length; i++) {
            if (tracks[i] != IdMap.ABSENT) {
                addAttributes(catalog, tracks[i], artists, albums, values);
            }
            offsets[i + 1] = values.size();
        }
        return of(
                offsets,
                values.toIntArray(),
                artists + albums + catalog.genres().size());
    }

    private static void addAttributes(Catalog catalog, int track, int artists, int albums, IntArrayList values) {
        int from = values.size();
        for (int j = 0; j < catalog.creditCount(track); j++) {
            addDistinct(values, from, catalog.creditArtist(track, j));
        }
        if (catalog.album(track) != IdMap.ABSENT) {
            values.add(artists + catalog.album(track));
        }
        for (int genre : catalog.trackGenres().toArray(track)) {
            addDistinct(values, from, artists + albums + genre);
        }
    }

    private static void addDistinct(IntArrayList values, int from, int value) {
        for (int i = from; i < values.size(); i++) {
            if (values.getInt(i) == value) {
                return;
            }
        }
        values.add(value);
    }

    /** V. */
    public int items() {
        return offsets.length - 1;
    }

    /** A, the number of attributes. */
    public int attributeCount() {
        return attributeCount;
    }

    /** Most attributes that an item has. */
    public int maxAttributes() {
        return maxAttributes;
    }

    /** Number of attributes of an item. */
    public int attributeCount(int item) {
        return offsets[item + 1] - offsets[item];
    }

    /** Attribute j of an item. */
    public int attribute(int item, int j) {
        if (j < 0 || j >= attributeCount(item)) {
            throw new IndexOutOfBoundsException("attribute " + j + " is not in [0, " + attributeCount(item) + ")");
        }
        return values[offsets[item] + j];
    }

    /** A copy of the offsets, as {@link #of(int[], int[], int)} takes them. */
    public int[] offsets() {
        return offsets.clone();
    }

    /** A copy of the attributes, as {@link #of(int[], int[], int)} takes them. */
    public int[] values() {
        return values.clone();
    }

    /**
     * Writes attribute j of each item; -1 where an item has fewer, is negative, or is V, the mask.
     *
     * @param ids items; not modified
     * @param rows modified
     * @return whether any item has one
     */
    boolean attributes(int j, int[] ids, int n, int[] rows) {
        boolean any = false;
        for (int i = 0; i < n; i++) {
            int item = ids[i];
            boolean has = item >= 0 && item < items() && j < offsets[item + 1] - offsets[item];
            rows[i] = has ? values[offsets[item] + j] : -1;
            any |= has;
        }
        return any;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ItemFeatures that
                && attributeCount == that.attributeCount
                && Arrays.equals(offsets, that.offsets)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(offsets) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "ItemFeatures[" + items() + " items, " + attributeCount + " attributes]";
    }
}
