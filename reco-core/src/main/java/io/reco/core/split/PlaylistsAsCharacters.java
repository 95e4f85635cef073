package io.reco.core.split;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.IntLists;
import io.reco.core.data.Playlists;
import io.reco.core.random.SplitMix64;
import java.util.Arrays;

/**
 * A data set in which each playlist is a character and its tracks are untimed listens, so that recommenders, splits and
 * metrics work on playlist continuation as they are. The catalogue and its indices are kept. Characters and playlists of
 * the source are not: the result has the ids of the playlists for characters, with nothing told of them, and no playlists.
 * A track that stands twice in a playlist is two listens.
 *
 * @param dataset the playlists as characters
 * @param ordered whether the order of the tracks means something
 * @param description what was kept, in words, for reports
 */
public record PlaylistsAsCharacters(Dataset dataset, boolean ordered, String description) {
    /**
     * Which playlists to take.
     *
     * @param ordered whether the order of the tracks in the playlists means something; if not, a leave-last-out split
     *     would test whatever happens to stand last: use {@link Ratio}
     * @param minTracks fewest tracks of a playlist that is taken, 1 or above
     * @param maxPlaylists most playlists that are taken, 1 or above; when there are more, a random sample in the order of
     *     the source
     * @param seed seed of the sample
     */
    public record Options(boolean ordered, int minTracks, int maxPlaylists, long seed) {
        /** All playlists that have a track, their order meaning something. */
        public static final Options DEFAULT = new Options(true, 1, Integer.MAX_VALUE, 0);

        /** Checks the ranges. */
        public Options {
            if (minTracks < 1) {
                throw new IllegalArgumentException("minTracks " + minTracks + " is not 1 or above");
            }
            if (maxPlaylists < 1) {
                throw new IllegalArgumentException("maxPlaylists " + maxPlaylists + " is not 1 or above");
            }
        }

        /** A copy for playlists whose order means something, or does not. */
        public Options withOrdered(boolean newOrdered) {
            return new Options(newOrdered, minTracks, maxPlaylists, seed);
        }

        /** A copy that takes playlists of at least this many tracks. */
        public Options withMinTracks(int newMinTracks) {
            return new Options(ordered, newMinTracks, maxPlaylists, seed);
        }

        /** A copy that takes a sample of at most this many playlists. */
        public Options withSample(int newMaxPlaylists, long newSeed) {
            return new Options(ordered, minTracks, newMaxPlaylists, newSeed);
        }
    }

    /** {@link #of(Dataset, Options)} with {@link Options#DEFAULT}. */
    public static PlaylistsAsCharacters of(Dataset data) {
        return of(data, Options.DEFAULT);
    }

    /**
     * Turns playlists into characters.
     *
     * @throws IllegalArgumentException if no playlist is taken
     */
    public static PlaylistsAsCharacters of(Dataset data, Options options) {
        Playlists playlists = data.playlists();
        IntLists tracks = playlists.tracks();
        int[] longEnough = new int[playlists.size()];
        int n = 0;
        for (int p = 0; p < playlists.size(); p++) {
            if (tracks.length(p) >= options.minTracks()) {
                longEnough[n++] = p;
            }
        }
        if (n == 0) {
            throw new IllegalArgumentException("none of the " + playlists.size() + " playlists of data set '"
                    + data.name() + "' has " + options.minTracks() + " tracks or more");
        }
        int[] taken = Arrays.copyOf(longEnough, n);
        if (n > options.maxPlaylists()) {
            new SplitMix64(options.seed()).shuffle(taken);
            taken = Arrays.copyOf(taken, options.maxPlaylists());
            Arrays.sort(taken);
        }
        DatasetBuilder characters = Dataset.builder(data.name());
        EventLog.Builder events = new EventLog.Builder();
        for (int p : taken) {
            int c = characters.character(playlists.ids().id(p));
            for (int track : tracks.toArray(p)) {
                events.add(c, track, EventLog.NO_TIME, EventType.LISTEN);
            }
        }
        Dataset frame = characters.build();
        Dataset result = new Dataset(
                data.name() + " playlists",
                data.catalog(),
                frame.profiles(),
                events.build(taken.length),
                frame.playlists());
        return new PlaylistsAsCharacters(
                result, options.ordered(), describe(playlists.size(), n, taken.length, options));
    }

    private static String describe(int all, int longEnough, int taken, Options options) {
        String text = "playlists as characters, tracks " + (options.ordered() ? "in order" : "in no meaningful order")
                + ": " + taken + " of " + all + " playlists";
        if (longEnough < all) {
            text += ", " + (all - longEnough) + " left out with fewer than " + options.minTracks() + " tracks";
        }
        if (taken < longEnough) {
            text += ", " + (longEnough - taken) + " left out by sampling with seed " + options.seed();
        }
        return text;
    }
}
