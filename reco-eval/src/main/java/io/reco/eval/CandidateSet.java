package io.reco.eval;

import io.reco.core.data.Catalog;
import java.util.BitSet;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.zip.CRC32;

/**
 * The tracks that take part in an evaluation: others are neither shown nor relevant. Results over different sets cannot be compared,
 * so its label, its size and a checksum of its tracks are in the protocol. Immutable.
 */
public final class CandidateSet {
    private final String label;
    private final BitSet tracks;

    private CandidateSet(String label, BitSet tracks) {
        this.label = label;
        this.tracks = tracks;
    }

    /**
     * {@return the tracks that a condition picks}
     *
     * @param label what they are, in words, e.g. {@code "tracks released in 2024"}
     * @param catalog of the evaluation
     * @param condition of the index of a track
     * @throws IllegalArgumentException if there are none
     */
    public static CandidateSet of(String label, Catalog catalog, IntPredicate condition) {
        BitSet tracks = new BitSet(catalog.trackCount());
        for (int t = 0; t < catalog.trackCount(); t++) {
            tracks.set(t, condition.test(t));
        }
        if (label.isBlank() || tracks.isEmpty()) {
            throw new IllegalArgumentException("candidate set '" + label + "' has " + tracks.cardinality()
                    + " tracks, expected a name and at least one");
        }
        return new CandidateSet(label, tracks);
    }

    /** {@return what the tracks are, in words} */
    public String label() {
        return label;
    }

    /** {@return how many there are} */
    public int size() {
        return tracks.cardinality();
    }

    /**
     * {@return whether a track takes part}
     *
     * @param track index
     */
    public boolean contains(int track) {
        return tracks.get(track);
    }

    String protocol(int catalogSize) {
        return String.format(
                Locale.ROOT,
                "restricted to %s, %,d of %,d tracks (checksum %08x): others are neither shown nor relevant, but system metrics are"
                        + " over the whole catalogue; each recommender's own ranking, no sampled candidates; a relevant track that it"
                        + " does not rank counts as missed",
                label,
                size(),
                catalogSize,
                checksum());
    }

    private long checksum() {
        CRC32 crc = new CRC32();
        crc.update(tracks.toByteArray());
        return crc.getValue();
    }
}
