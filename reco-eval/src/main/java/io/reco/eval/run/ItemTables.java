package io.reco.eval.run;

import io.reco.core.data.IdMap;
import io.reco.core.io.Source;
import io.reco.eval.metric.ItemGroups;
import io.reco.eval.metric.ItemSimilarity;
import io.reco.eval.metric.ItemTags;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What metrics beyond accuracy know about items, from tables with a header line and tabs: a catalogue ({@code item}), tags ({@code item tag
 * weight}, or without weight), vectors ({@code item} and a column a dimension, or one column with spaces between the numbers) and main
 * artists ({@code item artist}). Item indices are those of the {@link RunFiles}. Not thread-safe.
 */
public final class ItemTables {
    private final RunFiles files;
    private final Int2ObjectOpenHashMap<Map<Integer, Double>> tags = new Int2ObjectOpenHashMap<>();
    private final Int2ObjectOpenHashMap<double[]> vectors = new Int2ObjectOpenHashMap<>();
    private final Int2ObjectOpenHashMap<String> artists = new Int2ObjectOpenHashMap<>();
    private final IdMap.Builder tagIds = new IdMap.Builder();
    private OptionalInt catalogSize = OptionalInt.empty();

    /** @param files of the same comparison */
    public ItemTables(RunFiles files) {
        this.files = files;
    }

    /** What is done with a row. */
    @FunctionalInterface
    private interface RowReader {
        void read(Lines lines, int fields, int item) throws IOException;
    }

    /**
     * Reads the catalogue: the first column of every line. Has to be the first file that is read, because the catalogue holds the
     * first indices.
     *
     * @param source catalogue
     * @throws RunFormatException for a bad line or an item that is there twice
     */
    public void readCatalog(Source source) throws IOException {
        if (files.itemBuilder().size() > 0) {
            throw new IllegalStateException("the catalogue has to be read before other files");
        }
        read(source, 1, Integer.MAX_VALUE, (lines, fields, item) -> {
            if (item != files.itemBuilder().size() - 1 || catalogSize.orElse(0) > item) {
                throw lines.bad("the item is in the catalogue twice", lines.text(0));
            }
            catalogSize = OptionalInt.of(item + 1);
        });
        if (catalogSize.isEmpty()) {
            throw new RunFormatException(source.name(), 0, "the catalogue holds no item", "");
        }
    }

    /**
     * Reads tags.
     *
     * @param source lines of item, tag and, if there is a third column, a weight above 0 (else 1)
     * @throws RunFormatException for a bad line or a tag that an item has twice
     */
    public void readTags(Source source) throws IOException {
        read(source, 2, 3, (lines, fields, item) -> {
            double weight = fields == 3 ? lines.number(2, "the weight") : 1;
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw lines.bad("the weight is not a positive number", lines.text(2));
            }
            if (lines.start(1) == lines.end(1)) {
                throw lines.bad("the tag is empty", lines.line());
            }
            int tag = tagIds.addUtf8(lines.bytes(), lines.start(1), lines.end(1));
            if (tags.computeIfAbsent(item, i -> new TreeMap<>()).put(tag, weight) != null) {
                throw lines.bad("the item has the tag twice", lines.line());
            }
        });
    }

    /**
     * Reads vectors. Items without one have similarity 0 to all others.
     *
     * @param source lines of item and numbers
     * @throws RunFormatException for a bad line, a second vector of an item, or vectors of several lengths
     */
    public void readVectors(Source source) throws IOException {
        read(source, 2, Integer.MAX_VALUE, (lines, fields, item) -> {
            double[] vector = fields == 2 ? spaced(lines) : columns(lines, fields);
            if (vectors.put(item, vector) != null) {
                throw lines.bad("the item has two vectors", lines.text(0));
            }
            int dimension = vectors.values().iterator().next().length;
            if (vector.length != dimension) {
                throw lines.bad(
                        "the vector has " + vector.length + " numbers, the first one " + dimension, lines.line());
            }
        });
    }

    private static double[] columns(Lines lines, int fields) throws RunFormatException {
        double[] vector = new double[fields - 1];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = finite(lines, lines.text(i + 1));
        }
        return vector;
    }

    private static double[] spaced(Lines lines) throws RunFormatException {
        DoubleArrayList vector = new DoubleArrayList();
        for (String number : lines.text(1).split("[ ,]+", -1)) {
            vector.add(finite(lines, number));
        }
        return vector.toDoubleArray();
    }

    private static double finite(Lines lines, String text) throws RunFormatException {
        double value = Numbers.parse(text);
        if (!Double.isFinite(value)) {
            throw lines.bad("a component of the vector is not a number", text);
        }
        return value;
    }

    /**
     * Reads main artists.
     *
     * @param source lines of item and artist; an empty artist is none
     * @throws RunFormatException for a bad line or an item that is there twice
     */
    public void readArtists(Source source) throws IOException {
        read(source, 2, 2, (lines, fields, item) -> {
            if (artists.put(item, lines.text(1)) != null) {
                throw lines.bad("the item has two artists", lines.text(0));
            }
        });
    }

    private void read(Source source, int least, int most, RowReader reader) throws IOException {
        try (Lines lines = new Lines(source)) {
            if (!lines.next()) {
                throw new RunFormatException(source.name(), 0, "the file is empty", "");
            }
            boolean carriageReturns = lines.dropCarriageReturn();
            int width = lines.splitTabs();
            if (width < least || width > most) {
                throw lines.bad(
                        "the header has " + width + " columns, expected "
                                + (most == least
                                        ? least
                                        : most < Integer.MAX_VALUE ? least + " to " + most : "at least " + least),
                        lines.line());
            }
            while (lines.next()) {
                if (carriageReturns) {
                    lines.dropCarriageReturn();
                }
                int fields = lines.splitTabs();
                if (fields != width) {
                    throw lines.bad("the line has " + fields + " fields, expected " + width, lines.line());
                }
                if (lines.start(0) == lines.end(0)) {
                    throw lines.bad("the item is empty", lines.line());
                }
                reader.read(lines, fields, files.itemBuilder().addUtf8(lines.bytes(), lines.start(0), lines.end(0)));
            }
        }
    }

    /** Number of items of the catalogue, if one was read. */
    OptionalInt catalogSize() {
        return catalogSize;
    }

    /** Tags of the first {@code items} items, if there are tags. */
    Optional<ItemTags> tags(int items) {
        if (tags.isEmpty()) {
            return Optional.empty();
        }
        int[] offsets = new int[items + 1];
        List<Integer> columns = new ArrayList<>();
        DoubleArrayList weights = new DoubleArrayList();
        for (int i = 0; i < items; i++) {
            Map<Integer, Double> row = tags.getOrDefault(i, Map.of());
            columns.addAll(row.keySet());
            weights.addAll(row.values());
            offsets[i + 1] = columns.size();
        }
        int[] flat = columns.stream().mapToInt(c -> c).toArray();
        return Optional.of(new ItemTags(offsets, flat, weights.toDoubleArray(), tagIds.size()));
    }

    /** Cosines of the vectors of the first {@code items} items, if there are vectors. */
    Optional<ItemSimilarity> similarity(int items) {
        if (vectors.isEmpty()) {
            return Optional.empty();
        }
        int dimension = vectors.values().iterator().next().length;
        double[] rows = new double[Math.multiplyExact(items, dimension)];
        vectors.forEach((item, vector) -> System.arraycopy(vector, 0, rows, item * dimension, dimension));
        return Optional.of(ItemSimilarity.cosine(rows, dimension));
    }

    /** Artists of the first {@code items} items, if there are artists. */
    Optional<ItemGroups> artists(int items) {
        if (artists.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Integer> index = new TreeMap<>();
        int[] groups = new int[items];
        Arrays.fill(groups, ItemGroups.NONE);
        artists.forEach((item, artist) -> {
            if (!artist.isEmpty()) {
                groups[item] = index.computeIfAbsent(artist, a -> index.size());
            }
        });
        return Optional.of(new ItemGroups(groups));
    }
}
