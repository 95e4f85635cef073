package io.reco.rerank.rule;

import io.reco.core.random.SplitMix64;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import io.reco.rerank.SequenceRule;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;

/**
 * Shuffles a list so that the tracks of each main artist are spread evenly: an artist with {@code m} tracks gets one in each
 * {@code m}-th of the list, in a random order and at a random offset. The shuffle is a function of the seed of the request
 * (one a character and surface, {@link io.reco.rerank.RuleContexts}) and of the day, so a list stays as it is for a day. It
 * undoes what spacing, quotas and slots arranged; pinned tracks stay, and the licence window holds ({@link SequenceRule}).
 *
 * @param keep number of positions at the top that stay as they are, 0 or above; {@link Integer#MAX_VALUE} changes nothing
 * @param dayStartMillis when a day begins, milliseconds after midnight UTC, in (-86,400,000, 86,400,000): -9 hours for Seoul
 */
public record BalancedShuffle(int keep, int dayStartMillis) implements SequenceRule {
    private static final int DAY = 86_400_000;

    /** Checks the ranges. */
    public BalancedShuffle {
        Parameters.requireAtLeast("balanced-shuffle", "keep", keep, 0);
        if (dayStartMillis <= -DAY || dayStartMillis >= DAY) {
            throw new IllegalArgumentException(
                    "balanced-shuffle: dayStartMillis " + dayStartMillis + " is not in (-" + DAY + ", " + DAY + ")");
        }
    }

    @Override
    public String name() {
        return "balanced-shuffle";
    }

    @Override
    public void sequence(int[] order, Pool pool, RuleContext context) {
        int n = order.length - Math.min(keep, order.length);
        if (n < 2) {
            return;
        }
        int from = order.length - n;
        long day = Math.floorDiv(context.nowMillis() - dayStartMillis, (long) DAY);
        long seed = SplitMix64.hash(context.seed(), day);
        // Each track gets a random number of its own, which does not depend on the order it came in.
        double[] noise = new double[n];
        int[] artists = new int[n];
        Int2IntOpenHashMap counts = new Int2IntOpenHashMap(n);
        for (int j = 0; j < n; j++) {
            int t = pool.track(order[from + j]);
            noise[j] = SplitMix64.hashUniform(seed, t);
            int artist = context.catalog().mainArtist(t);
            artists[j] = artist < 0 ? -2 - t : artist;
            counts.addTo(artists[j], 1);
        }
        double[] keys = new double[n];
        for (int j = 0; j < n; j++) {
            int before = 0;
            for (int l = 0; l < n; l++) {
                if (artists[l] == artists[j] && comesBefore(noise, order, from, l, j)) {
                    before++;
                }
            }
            double offset = SplitMix64.hashUniform(SplitMix64.hash(seed, 1), artists[j]);
            double jitter = SplitMix64.hashUniform(SplitMix64.hash(seed, 2), pool.track(order[from + j]));
            // The offset of an artist and a tenth of its own for each track keep both sides of a stretch apart.
            keys[j] = (before + 0.9 * offset + 0.1 * jitter) / counts.get(artists[j]);
        }
        sort(order, from, keys, noise);
    }

    private static boolean comesBefore(double[] noise, int[] order, int from, int l, int j) {
        return noise[l] < noise[j] || (noise[l] == noise[j] && order[from + l] < order[from + j]);
    }

    /** By key; insertion is enough for the length of a list. */
    private static void sort(int[] order, int from, double[] keys, double[] noise) {
        for (int j = 1; j < keys.length; j++) {
            int candidate = order[from + j];
            double key = keys[j];
            double own = noise[j];
            int at = j;
            while (at > 0 && (keys[at - 1] > key || (keys[at - 1] == key && noise[at - 1] > own))) {
                order[from + at] = order[from + at - 1];
                keys[at] = keys[at - 1];
                noise[at] = noise[at - 1];
                at--;
            }
            order[from + at] = candidate;
            keys[at] = key;
            noise[at] = own;
        }
    }
}
