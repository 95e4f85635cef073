package io.reco.core.world;

import io.reco.core.random.SplitMix64;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Arrays;

/**
 * What a listener has listened to so far. A track is taken up again with a probability that falls with the age of each listen
 * as {@code 1 / age}, summed over its listens: what was heard often and lately comes back, as in models of memory.
 */
final class OwnHistory {
    private int[] tracks = new int[64];
    private byte[] tastes = new byte[64];
    private int size;
    private int repeats;
    private final IntOpenHashSet heard = new IntOpenHashSet();

    void clear() {
        size = 0;
        repeats = 0;
        heard.clear();
    }

    void add(int track, int taste) {
        if (size == tracks.length) {
            tracks = Arrays.copyOf(tracks, 2 * size);
            tastes = Arrays.copyOf(tastes, 2 * size);
        }
        tracks[size] = track;
        tastes[size++] = (byte) taste;
        if (!heard.add(track)) {
            repeats++;
        }
    }

    boolean heard(int track) {
        return heard.contains(track);
    }

    /** Whether the track is among the last few listens. */
    boolean justHeard(int track) {
        for (int i = size - 1; i >= Math.max(0, size - 8); i--) {
            if (tracks[i] == track) {
                return true;
            }
        }
        return false;
    }

    /** Share of repeats so far, 0 without listens. */
    double repeatShare() {
        return size == 0 ? 0 : repeats / (double) size;
    }

    /** A track heard before, of the taste if one comes up, and not just heard; -1 when there is none. */
    int recall(int taste, SplitMix64 random) {
        int fallback = -1;
        for (int tries = 0; tries < 8 && size > 0; tries++) {
            int age = (int) StrictMath.exp(random.nextDouble() * StrictMath.log(size + 1.0));
            int at = size - Math.max(1, Math.min(size, age));
            if (!justHeard(tracks[at])) {
                if (tastes[at] == taste) {
                    return tracks[at];
                }
                fallback = tracks[at];
            }
        }
        return fallback;
    }
}
