package io.reco.embeddings.item2vec;

import io.reco.core.data.IdMap;
import io.reco.core.random.AliasTable;
import io.reco.core.random.SplitMix64;
import io.reco.embeddings.AttributeVectors;
import io.reco.embeddings.AttributeVectors.Attribute;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The attributes that get a row, numbered from 0 here: kind after kind, within a kind those of the model before, then the
 * others by falling count and then by id. An attribute occurs with every occurrence of a track that has it, one of a
 * character with every token of its sequences. Immutable and thread-safe.
 */
final class AttributeVocabulary {
    private static final Attribute[] KINDS = Attribute.values();

    private final EnumMap<Attribute, IdMap> ids = new EnumMap<>(Attribute.class);
    /** First row of each kind, then the number of all. */
    private final int[] firstRows = new int[KINDS.length + 1];
    /** Of each kind, how many rows come from a model; they are its first. */
    private final int[] oldRows = new int[KINDS.length];

    private long[] counts = new long[0];
    /** The attributes of track row r are {@code values[offsets[r] .. offsets[r + 1])}. */
    private int[] offsets = new int[1];

    private int[] values = new int[0];
    /** Beside {@link #values}: the sum of the weights up to here within the track. */
    private float[] cumulative = new float[0];
    /** Rows of owner o at {@code 2 o} (gender) and {@code 2 o + 1} (age band), or {@link IdMap#ABSENT}. */
    private int[] ofOwners = new int[0];

    private float genderShare;

    private AttributeVocabulary() {}

    /** No attributes. */
    static AttributeVocabulary none() {
        AttributeVocabulary made = new AttributeVocabulary();
        for (Attribute kind : KINDS) {
            made.ids.put(kind, IdMap.empty());
        }
        return made;
    }

    /** The attributes of a model that is continued without attributes: kept, and not trained on. */
    static AttributeVocabulary keeping(AttributeVectors old, int trackRows) {
        AttributeVocabulary made = new AttributeVocabulary();
        made.counts = new long[old.rows()];
        Arrays.setAll(made.counts, old::support);
        for (Attribute kind : KINDS) {
            made.ids.put(kind, old.idMap(kind));
            made.oldRows[kind.ordinal()] = old.idMap(kind).size();
            made.firstRows[kind.ordinal() + 1] = made.firstRows[kind.ordinal()] + made.oldRows[kind.ordinal()];
        }
        made.offsets = new int[trackRows + 1];
        return made;
    }

    /**
     * The attributes of the tracks that have a row.
     *
     * @param trackIdx index in the catalogue of the attributes for each track of the vocabulary
     * @param ownerTokens tokens by owner
     * @param old the attributes of the model that is continued
     */
    static AttributeVocabulary of(
            AttributeData data,
            Vocabulary vocabulary,
            int[] trackIdx,
            long[] ownerTokens,
            AttributeVectors old,
            Item2VecOptions options) {
        AttributeVocabulary made = new AttributeVocabulary();
        int[][] rowOfIndex = new int[KINDS.length][];
        long[] all = new long[0];
        for (Attribute kind : KINDS) {
            long[] countOfIndex = count(data, kind, vocabulary, trackIdx, ownerTokens);
            int from = all.length;
            long[] kindCounts = made.addKind(data, kind, countOfIndex, old, options.minCount(), rowOfIndex);
            all = Arrays.copyOf(all, from + kindCounts.length);
            System.arraycopy(kindCounts, 0, all, from, kindCounts.length);
            made.firstRows[kind.ordinal() + 1] = all.length;
        }
        made.counts = all;
        made.linkTracks(data, vocabulary, trackIdx, rowOfIndex, options.attributes());
        made.linkOwners(data, rowOfIndex, options.attributes());
        return made;
    }

    private static long[] count(
            AttributeData data, Attribute kind, Vocabulary vocabulary, int[] trackIdx, long[] ownerTokens) {
        long[] countOfIndex = new long[data.ids(kind).size()];
        for (int row = 0; row < vocabulary.rows(); row++) {
            int t = trackIdx[row];
            if (t != IdMap.ABSENT) {
                long occurrences = vocabulary.counts()[row];
                data.forEachOfTrack(t, kind, i -> countOfIndex[i] += occurrences);
            }
        }
        for (int owner = 0; owner < ownerTokens.length; owner++) {
            int i = data.ofOwner(owner, kind);
            if (i != IdMap.ABSENT) {
                countOfIndex[i] += ownerTokens[owner];
            }
        }
        return countOfIndex;
    }

    /** Gives rows to a kind, and returns their counts. */
    private long[] addKind(
            AttributeData data,
            Attribute kind,
            long[] countOfIndex,
            AttributeVectors old,
            int minCount,
            int[][] rowOfIndex) {
        IdMap source = data.ids(kind);
        int first = firstRows[kind.ordinal()];
        int[] rows = new int[source.size()];
        Arrays.fill(rows, IdMap.ABSENT);
        IdMap.Builder builder = old.idMap(kind).toBuilder();
        oldRows[kind.ordinal()] = builder.size();
        int[] rank = source.codePointRanks();
        int[] order = new int[source.size()];
        int n = 0;
        for (int i = 0; i < order.length; i++) {
            if (countOfIndex[i] >= minCount && !old.idMap(kind).contains(source.id(i))) {
                order[n++] = i;
            }
        }
        IntArrays.quickSort(
                order,
                0,
                n,
                (a, b) -> countOfIndex[a] != countOfIndex[b]
                        ? Long.compare(countOfIndex[b], countOfIndex[a])
                        : Integer.compare(rank[a], rank[b]));
        for (int j = 0; j < n; j++) {
            builder.add(source.id(order[j]));
        }
        IdMap built = builder.build();
        ids.put(kind, built);
        long[] kindCounts = new long[built.size()];
        for (int r = 0; r < oldRows[kind.ordinal()]; r++) {
            kindCounts[r] = old.support(old.firstRow(kind) + r);
        }
        for (int i = 0; i < rows.length; i++) {
            int r = built.indexOf(source.id(i));
            if (r != IdMap.ABSENT) {
                rows[i] = first + r;
                kindCounts[r] =
                        ofTracks(kind) ? Math.max(kindCounts[r], countOfIndex[i]) : kindCounts[r] + countOfIndex[i];
            }
        }
        rowOfIndex[kind.ordinal()] = rows;
        return kindCounts;
    }

    /** Counts of tracks hold those of the model before already; those of owners do not. */
    private static boolean ofTracks(Attribute kind) {
        return kind != Attribute.GENDER && kind != Attribute.AGE_BAND;
    }

    private void linkTracks(
            AttributeData data, Vocabulary vocabulary, int[] trackIdx, int[][] rowOfIndex, AttributeOptions weights) {
        offsets = new int[vocabulary.rows() + 1];
        IntArrayList all = new IntArrayList();
        FloatArrayList sums = new FloatArrayList();
        IntArrayList ofKind = new IntArrayList();
        for (int row = 0; row < vocabulary.rows(); row++) {
            double sum = 0;
            for (Attribute kind : KINDS) {
                ofKind.clear();
                int[] rows = rowOfIndex[kind.ordinal()];
                if (trackIdx[row] != IdMap.ABSENT && weights.weight(kind) > 0) {
                    data.forEachOfTrack(trackIdx[row], kind, i -> {
                        if (rows[i] != IdMap.ABSENT && !ofKind.contains(rows[i])) {
                            ofKind.add(rows[i]);
                        }
                    });
                }
                for (int j = 0; j < ofKind.size(); j++) {
                    sum += weights.weight(kind) / ofKind.size();
                    all.add(ofKind.getInt(j));
                    sums.add((float) sum);
                }
            }
            offsets[row + 1] = all.size();
        }
        values = all.toIntArray();
        cumulative = sums.toFloatArray();
    }

    private void linkOwners(AttributeData data, int[][] rowOfIndex, AttributeOptions weights) {
        ofOwners = new int[2 * data.owners()];
        for (int owner = 0; owner < data.owners(); owner++) {
            ofOwners[2 * owner] = ownerRow(data, owner, Attribute.GENDER, rowOfIndex, weights);
            ofOwners[2 * owner + 1] = ownerRow(data, owner, Attribute.AGE_BAND, rowOfIndex, weights);
        }
        double both = weights.gender() + weights.ageBand();
        genderShare = both > 0 ? (float) (weights.gender() / both) : 0;
    }

    private static int ownerRow(
            AttributeData data, int owner, Attribute kind, int[][] rowOfIndex, AttributeOptions weights) {
        int i = data.ofOwner(owner, kind);
        return i == IdMap.ABSENT || weights.weight(kind) == 0 ? IdMap.ABSENT : rowOfIndex[kind.ordinal()][i];
    }

    /** Whether any token may draw an attribute. */
    boolean active() {
        return values.length > 0 || ofOwners.length > 0;
    }

    /** Number of rows of all kinds. */
    int rows() {
        return counts.length;
    }

    /** Occurrences by row. */
    long[] counts() {
        return counts;
    }

    /** Ids of each kind, by row. */
    Map<Attribute, IdMap> ids() {
        return ids;
    }

    private IdMap idsOf(Attribute kind) {
        return ids.getOrDefault(kind, IdMap.empty());
    }

    /** First row of the kind with this number. */
    int firstRowOf(int kind) {
        return firstRows[kind];
    }

    /** Whether a row comes from the model that is continued. */
    boolean isOld(int row) {
        int kind = kindOf(row);
        return row - firstRows[kind] < oldRows[kind];
    }

    /** Number of the kind of a row. */
    int kindOf(int row) {
        int kind = 0;
        while (row >= firstRows[kind + 1]) {
            kind++;
        }
        return kind;
    }

    /** Draws one attribute of a track, or {@link IdMap#ABSENT} if it has none; takes a number from the stream only if it has. */
    int drawOfTrack(int trackRow, SplitMix64 random) {
        int from = offsets[trackRow];
        int last = offsets[trackRow + 1] - 1;
        if (last < from) {
            return IdMap.ABSENT;
        }
        double x = random.nextDouble() * cumulative[last];
        int at = from;
        while (at < last && cumulative[at] <= x) {
            at++;
        }
        return values[at];
    }

    /** Draws gender or age band of an owner, or {@link IdMap#ABSENT} if neither has a row. */
    int drawOfOwner(int owner, SplitMix64 random) {
        if (ofOwners.length == 0) {
            return IdMap.ABSENT;
        }
        int gender = ofOwners[2 * owner];
        int ageBand = ofOwners[2 * owner + 1];
        if (gender == IdMap.ABSENT || ageBand == IdMap.ABSENT) {
            return Math.max(gender, ageBand);
        }
        return random.nextDouble() < genderShare ? gender : ageBand;
    }

    /** The attributes of a track that have a row. */
    int[] ofTrack(int trackRow) {
        return Arrays.copyOfRange(values, offsets[trackRow], offsets[trackRow + 1]);
    }

    /** A table of negatives for each kind, over the rows of the kind counted from 0; of no use for a kind without any. */
    AliasTable[] negatives(double exponent) {
        AliasTable[] tables = new AliasTable[KINDS.length];
        for (int kind = 0; kind < KINDS.length; kind++) {
            double[] weights = Vocabulary.weights(counts, firstRows[kind], firstRows[kind + 1], exponent);
            tables[kind] = AliasTable.of(Arrays.stream(weights).sum() > 0 ? weights : new double[] {1});
        }
        return tables;
    }

    /** Adds all that matters for training. */
    Fingerprint addTo(Fingerprint fingerprint) {
        for (Attribute kind : KINDS) {
            fingerprint.add(kind.name());
            idsOf(kind).ids().forEach(fingerprint::add);
        }
        for (long count : counts) {
            fingerprint.add(count);
        }
        for (float sum : cumulative) {
            fingerprint.add(Float.floatToIntBits(sum));
        }
        return fingerprint
                .add(offsets, offsets.length)
                .add(values, values.length)
                .add(ofOwners, ofOwners.length);
    }

    /** Bytes of heap. */
    long bytes() {
        return 8L * counts.length + 4L * offsets.length + 8L * values.length + 4L * ofOwners.length;
    }

    /** Rows of the most frequent attributes of all kinds, at most {@code n} of them. */
    int[] mostFrequent(int n) {
        int[] order = new int[rows()];
        Arrays.setAll(order, i -> i);
        IntArrays.quickSort(
                order, (a, b) -> counts[a] != counts[b] ? Long.compare(counts[b], counts[a]) : Integer.compare(a, b));
        return Arrays.copyOf(order, Math.min(n, order.length));
    }
}
