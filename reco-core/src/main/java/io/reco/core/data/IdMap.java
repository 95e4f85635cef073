package io.reco.core.data;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Raw string ids to dense indices {@code 0..size-1} in the order they were first added, and back.
 *
 * <p>Ids are kept as UTF-8 bytes in one array behind an open-addressing table: about {@code bytes + 12} per id, where
 * a {@code HashMap<String, Integer>} takes well above 100. Any Unicode string that is not empty is an id, compared byte
 * for byte: no trimming, normalising or case folding. A string with an unpaired surrogate has no UTF-8 form and is
 * refused.
 *
 * <p>Immutable and thread-safe. {@link #toBuilder()} appends to a copy; indices already given never change.
 */
public final class IdMap {
    /** The index that stands for "no such id". */
    public static final int ABSENT = -1;

    private final byte[] bytes;
    private final int[] ends;
    private final int[] table;
    private final int size;
    private volatile int @Nullable [] ranks;

    private IdMap(byte[] bytes, int[] ends, int[] table, int size) {
        this.bytes = bytes;
        this.ends = ends;
        this.table = table;
        this.size = size;
    }

    /** The map with no ids. */
    public static IdMap empty() {
        return new Builder().build();
    }

    /** A map of these ids in this order; an id that occurs twice is refused. */
    public static IdMap of(Iterable<String> ids) {
        Builder builder = new Builder();
        for (String id : ids) {
            int before = builder.size();
            if (builder.add(id) != before) {
                throw new IllegalArgumentException("id occurs twice: '" + id + "'");
            }
        }
        return builder.build();
    }

    /** Number of ids. */
    public int size() {
        return size;
    }

    /** The raw id of an index. O(length). */
    public String id(int idx) {
        if (idx < 0 || idx >= size) {
            throw new IndexOutOfBoundsException("index " + idx + " is not in [0, " + size + ")");
        }
        int from = start(ends, idx);
        return new String(bytes, from, ends[idx] - from, StandardCharsets.UTF_8);
    }

    /** The index of an id, or {@link #ABSENT}. O(length). */
    public int indexOf(String id) {
        if (hasLoneSurrogate(id)) {
            return ABSENT;
        }
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        return table[find(bytes, ends, table, key, 0, key.length)] - 1;
    }

    /** Whether the id is known. */
    public boolean contains(String id) {
        return indexOf(id) != ABSENT;
    }

    /** Compares two indices by the code points of their ids (equal to the unsigned order of the UTF-8 bytes). */
    public int compareIds(int idx1, int idx2) {
        return compare(bytes, ends, idx1, idx2);
    }

    /**
     * The rank of every index when ids are sorted ascending by code point: {@code ranks[idx]} in {@code 0..size-1}. It is
     * the tie-breaker of every ranking in the library. Computed once, O(n log n); do not modify.
     */
    public int[] codePointRanks() {
        int[] cached = ranks;
        if (cached == null) {
            int[] order = new int[size];
            Arrays.setAll(order, i -> i);
            IntArrays.parallelQuickSort(order, this::compareIds);
            cached = new int[size];
            for (int r = 0; r < size; r++) {
                cached[order[r]] = r;
            }
            ranks = cached;
        }
        return cached;
    }

    /** All ids by index, as a view that decodes on access. */
    public List<String> ids() {
        return new Ids();
    }

    /** A builder that holds these ids and appends to them. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Equal ids at equal indices. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdMap that
                && size == that.size
                && Arrays.equals(ends, 0, size, that.ends, 0, size)
                && Arrays.equals(bytes, 0, byteCount(), that.bytes, 0, byteCount());
    }

    @Override
    public int hashCode() {
        int h = size;
        for (int i = 0; i < byteCount(); i++) {
            h = 31 * h + bytes[i];
        }
        return h;
    }

    @Override
    public String toString() {
        return "IdMap[" + size + " ids]";
    }

    private int byteCount() {
        return size == 0 ? 0 : ends[size - 1];
    }

    private static int start(int[] ends, int idx) {
        return idx == 0 ? 0 : ends[idx - 1];
    }

    private static int compare(byte[] bytes, int[] ends, int i, int j) {
        return Arrays.compareUnsigned(bytes, start(ends, i), ends[i], bytes, start(ends, j), ends[j]);
    }

    /**
     * Refuses what is not an id, before anything is changed.
     *
     * @throws IllegalArgumentException if it is empty or has an unpaired surrogate
     */
    static void requireId(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an id may not be empty");
        }
        if (hasLoneSurrogate(id)) {
            throw new IllegalArgumentException("id has an unpaired surrogate: '" + id + "'");
        }
    }

    /** {@link #requireId} unless it is empty, which stands for "not told". */
    static void requireIdOrEmpty(String id) {
        if (!id.isEmpty()) {
            requireId(id);
        }
    }

    private static boolean hasLoneSurrogate(String s) {
        for (int i = 0; i < s.length(); i++) {
            char ch = s.charAt(i);
            if (Character.isSurrogate(ch)) {
                if (!Character.isHighSurrogate(ch)
                        || i + 1 == s.length()
                        || !Character.isLowSurrogate(s.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static int hash(byte[] key, int from, int to) {
        int h = 0x9E3779B9;
        for (int i = from; i < to; i++) {
            h = 31 * h + key[i];
        }
        h ^= h >>> 16;
        h *= 0x85EBCA6B;
        h ^= h >>> 13;
        h *= 0xC2B2AE35;
        return h ^ (h >>> 16);
    }

    /** The slot that holds the key, or the free slot where it belongs. Slots hold index + 1; 0 is free. */
    private static int find(byte[] bytes, int[] ends, int[] table, byte[] key, int from, int to) {
        int mask = table.length - 1;
        int slot = hash(key, from, to) & mask;
        while (table[slot] != 0) {
            int idx = table[slot] - 1;
            if (Arrays.equals(bytes, start(ends, idx), ends[idx], key, from, to)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Collects ids; append-only. Not thread-safe. */
    public static final class Builder {
        private byte[] bytes;
        private int[] ends;
        private int[] table;
        private int size;
        private int used;
        private byte[] key = new byte[64];

        /** An empty builder. */
        public Builder() {
            bytes = new byte[256];
            ends = new int[16];
            table = new int[64];
        }

        private Builder(IdMap map) {
            bytes = Arrays.copyOf(map.bytes, Math.max(256, map.byteCount()));
            ends = Arrays.copyOf(map.ends, Math.max(16, map.size));
            table = map.table.clone();
            size = map.size;
            used = map.byteCount();
        }

        /** Number of ids so far. */
        public int size() {
            return size;
        }

        /**
         * The index of the id, which is appended if it is new.
         *
         * @throws IllegalArgumentException if the id is empty or has an unpaired surrogate
         */
        @CanIgnoreReturnValue
        public int add(String id) {
            int length = encode(id);
            return addUtf8(key, 0, length);
        }

        /**
         * As {@link #add(String)}, for bytes that are already known to be valid UTF-8 (not checked): the fast way in for
         * readers.
         */
        public int addUtf8(byte[] utf8, int from, int to) {
            if (from == to) {
                throw new IllegalArgumentException("an id may not be empty");
            }
            int slot = find(bytes, ends, table, utf8, from, to);
            if (table[slot] != 0) {
                return table[slot] - 1;
            }
            append(utf8, from, to);
            table[slot] = size;
            if (size * 2L > table.length) {
                rehash();
            }
            return size - 1;
        }

        /** The index of an id, or {@link #ABSENT}. */
        public int indexOf(String id) {
            if (id.isEmpty() || hasLoneSurrogate(id)) {
                return ABSENT;
            }
            int length = encode(id);
            return table[find(bytes, ends, table, key, 0, length)] - 1;
        }

        /** The raw id of an index. */
        public String id(int idx) {
            if (idx < 0 || idx >= size) {
                throw new IndexOutOfBoundsException("index " + idx + " is not in [0, " + size + ")");
            }
            int from = start(ends, idx);
            return new String(bytes, from, ends[idx] - from, StandardCharsets.UTF_8);
        }

        /** The ids so far. The builder may go on being used; the map does not change. */
        public IdMap build() {
            return new IdMap(Arrays.copyOf(bytes, used), Arrays.copyOf(ends, size), table.clone(), size);
        }

        /** Encodes into {@link #key} and returns the length. */
        private int encode(String id) {
            int n = id.length();
            if (key.length < n) {
                key = new byte[Math.max(n, 2 * key.length)];
            }
            for (int i = 0; i < n; i++) {
                char ch = id.charAt(i);
                if (ch >= 0x80) {
                    return encodeAny(id);
                }
                key[i] = (byte) ch;
            }
            return n;
        }

        private int encodeAny(String id) {
            if (hasLoneSurrogate(id)) {
                throw new IllegalArgumentException("id has an unpaired surrogate: '" + id + "'");
            }
            key = id.getBytes(StandardCharsets.UTF_8);
            return key.length;
        }

        private void append(byte[] utf8, int from, int to) {
            int length = to - from;
            if (bytes.length - used < length) {
                bytes = Arrays.copyOf(bytes, Growth.length(bytes.length, used, length, "bytes of " + size + " ids"));
            }
            System.arraycopy(utf8, from, bytes, used, length);
            used += length;
            if (ends.length == size) {
                ends = Arrays.copyOf(ends, Growth.length(ends.length, size, 1, "ids"));
            }
            ends[size++] = used;
        }

        private void rehash() {
            int[] bigger = new int[table.length * 2];
            for (int idx = 0; idx < size; idx++) {
                int slot = hash(bytes, start(ends, idx), ends[idx]) & (bigger.length - 1);
                while (bigger[slot] != 0) {
                    slot = (slot + 1) & (bigger.length - 1);
                }
                bigger[slot] = idx + 1;
            }
            table = bigger;
        }
    }

    private final class Ids extends AbstractList<String> implements RandomAccess {
        @Override
        public String get(int index) {
            return id(index);
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public int indexOf(@Nullable Object o) {
            return o instanceof String s ? IdMap.this.indexOf(s) : ABSENT;
        }

        @Override
        public boolean contains(@Nullable Object o) {
            return indexOf(o) != ABSENT;
        }
    }
}
