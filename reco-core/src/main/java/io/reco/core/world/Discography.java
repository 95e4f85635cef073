package io.reco.core.world;

import io.reco.core.random.SplitMix64;
import java.util.Arrays;

/**
 * Albums and tracks of all artists. Tracks of an artist are contiguous and ordered by release, so that what is out on a day is
 * a prefix of them; tracks of an album are contiguous too.
 */
final class Discography {
    /** Weight of another release of a recording, relative to the first. */
    private static final float COPY_WEIGHT = 0.3f;

    private static final double MEAN_AGE_YEARS = 6;
    private static final int OLDEST_YEARS = 40;
    private static final double DEBUT_SHARE = 0.06;
    private static final int BEST_OF_FROM = 25;

    /** First album of each artist, and one past the last. */
    private final int[] artistAlbum;
    /** First track of each album, and one past the last. */
    private final int[] albumTrack;
    /** Epoch day of release of each album, ascending within an artist. */
    private final int[] albumDay;
    /** Album of each track. */
    private final int[] trackAlbum;
    /** Artist of each album. */
    private final int[] albumArtist;
    /** The first release of the recording of each track: itself, or an earlier one of the artist. */
    private final int[] original;
    /** Running sum of the popularity over the tracks of an artist. */
    private final float[] trackCum;

    Discography(WorldOptions options, Scenes scenes) {
        int artists = options.artists();
        int[] trackStart = tracksOfArtists(options, scenes);
        artistAlbum = new int[artists + 1];
        trackAlbum = new int[options.tracks()];
        original = new int[options.tracks()];
        trackCum = new float[options.tracks()];
        int[] starts = new int[artists + options.tracks() / 4 + 16];
        int[] days = new int[starts.length];
        int albums = 0;
        for (int a = 0; a < artists; a++) {
            SplitMix64 random = SplitMix64.of(options.seed(), Streams.DISCOGRAPHY, a);
            int[] sizes = albumSizes(trackStart[a + 1] - trackStart[a], random);
            boolean head = scenes.artist(scenes.sceneOf(a), 0) == a;
            int[] released = releaseDays(sizes.length, options, !head && random.chance(DEBUT_SHARE), random);
            if (starts.length < albums + sizes.length + 1) {
                starts = Arrays.copyOf(starts, Math.max(albums + sizes.length + 1, starts.length / 2 * 3));
                days = Arrays.copyOf(days, starts.length);
            }
            int t = trackStart[a];
            for (int j = 0; j < sizes.length; j++) {
                starts[albums + j] = t;
                days[albums + j] = released[j];
                Arrays.fill(trackAlbum, t, t + sizes[j], albums + j);
                t += sizes[j];
            }
            pairReleases(trackStart[a], sizes, random);
            weigh(trackStart[a], trackStart[a + 1], options.trackZipf(), random);
            albums += sizes.length;
            artistAlbum[a + 1] = albums;
        }
        albumTrack = Arrays.copyOf(starts, albums + 1);
        albumTrack[albums] = options.tracks();
        albumDay = Arrays.copyOf(days, albums);
        albumArtist = new int[albums];
        for (int a = 0; a < artists; a++) {
            Arrays.fill(albumArtist, artistAlbum[a], artistAlbum[a + 1], a);
        }
    }

    /** Every artist has a track; the others are shared out by a softened popularity. */
    private static int[] tracksOfArtists(WorldOptions options, Scenes scenes) {
        int artists = options.artists();
        double total = 0;
        for (int a = 0; a < artists; a++) {
            total += StrictMath.pow(scenes.weight(a), 0.4);
        }
        int[] start = new int[artists + 1];
        double cum = 0;
        for (int a = 0; a < artists; a++) {
            cum += StrictMath.pow(scenes.weight(a), 0.4) / total;
            start[a + 1] = a + 1 + (int) Math.round(Math.min(1, cum) * (options.tracks() - artists));
        }
        start[artists] = options.tracks();
        return start;
    }

    private static int[] albumSizes(int tracks, SplitMix64 random) {
        int[] sizes = new int[tracks];
        int n = 0;
        int left = tracks;
        while (left > 0) {
            double kind = random.nextDouble();
            int size = kind < 0.45 ? 1 : kind < 0.65 ? 4 + random.nextInt(3) : 8 + random.nextInt(6);
            sizes[n] = Math.min(left, size);
            left -= sizes[n++];
        }
        return Arrays.copyOf(sizes, n);
    }

    /** Days of release, ascending. Who does not make a debut in the period has something out before it. */
    private static int[] releaseDays(int n, WorldOptions options, boolean debut, SplitMix64 random) {
        int firstDay = (int) options.start().toEpochDay();
        int[] days = new int[n];
        for (int j = 0; j < n; j++) {
            if (debut || (j > 0 && random.chance(options.newReleaseShare()))) {
                days[j] = firstDay + random.nextInt(options.days());
            } else {
                double years = Math.min(OLDEST_YEARS, MEAN_AGE_YEARS * random.nextExponential());
                days[j] = firstDay - 1 - (int) (years * 365.25);
            }
        }
        Arrays.sort(days);
        return days;
    }

    /** Makes some tracks other releases of earlier ones: a single that is on the album after it, and a best-of album. */
    private void pairReleases(int first, int[] sizes, SplitMix64 random) {
        int tracks = Arrays.stream(sizes).sum();
        for (int t = first; t < first + tracks; t++) {
            original[t] = t;
        }
        int start = first;
        for (int j = 0; j + 1 < sizes.length; j++) {
            int next = start + sizes[j];
            if (sizes[j] == 1 && sizes[j + 1] >= 4 && random.chance(0.75)) {
                original[next + random.nextInt(sizes[j + 1])] = start;
            }
            start = next;
        }
        int last = sizes[sizes.length - 1];
        if (tracks >= BEST_OF_FROM && last >= 4 && random.chance(0.5)) {
            int[] earlier = Scenes.permutation(tracks - last, random);
            int from = first + tracks - last;
            for (int j = 0, used = 0; j < last && used < earlier.length; used++) {
                int candidate = first + earlier[used];
                if (original[candidate] == candidate) {
                    original[from + j++] = candidate;
                }
            }
        }
    }

    private void weigh(int from, int to, double zipf, SplitMix64 random) {
        int[] ranks = Scenes.permutation(to - from, random);
        float[] weights = new float[to - from];
        float sum = 0;
        for (int j = 0; j < weights.length; j++) {
            int first = original[from + j] - from;
            weights[j] = first == j ? (float) StrictMath.pow(ranks[j] + 1, -zipf) : COPY_WEIGHT * weights[first];
            sum += weights[j];
            trackCum[from + j] = sum;
        }
    }

    int albumCount() {
        return albumDay.length;
    }

    int album(int track) {
        return trackAlbum[track];
    }

    int artist(int track) {
        return albumArtist[trackAlbum[track]];
    }

    int artistOfAlbum(int album) {
        return albumArtist[album];
    }

    int firstTrack(int album) {
        return albumTrack[album];
    }

    int albumSize(int album) {
        return albumTrack[album + 1] - albumTrack[album];
    }

    /** Epoch day of release of an album. */
    int albumDay(int album) {
        return albumDay[album];
    }

    int original(int track) {
        return original[track];
    }

    /** Whether some other track is a release of the same recording, given the tracks of its artist. */
    boolean shared(int track) {
        if (original[track] != track) {
            return true;
        }
        int artist = artist(track);
        int end = albumTrack[artistAlbum[artist + 1]];
        for (int t = track + 1; t < end; t++) {
            if (original[t] == track) {
                return true;
            }
        }
        return false;
    }

    /** Whether an album holds nothing but other releases. */
    boolean bestOf(int album) {
        return albumSize(album) >= 4
                && original[albumTrack[album]] != albumTrack[album]
                && original[albumTrack[album] + 1] != albumTrack[album] + 1;
    }

    int firstTrackOf(int artist) {
        return albumTrack[artistAlbum[artist]];
    }

    /** The last album of the artist that is out on a day, or -1. */
    int newestAlbum(int artist, int day) {
        for (int b = artistAlbum[artist + 1] - 1; b >= artistAlbum[artist]; b--) {
            if (albumDay[b] <= day) {
                return b;
            }
        }
        return -1;
    }

    /** One past the last track of the artist that is out on a day. */
    int releasedEnd(int artist, int day) {
        int newest = newestAlbum(artist, day);
        return newest < 0 ? firstTrackOf(artist) : albumTrack[newest + 1];
    }

    /** Popularity of a track among those of its artist that are out on a day; 0 when it is not out. */
    double shareOfArtist(int track, int day) {
        int artist = artist(track);
        int first = firstTrackOf(artist);
        int end = releasedEnd(artist, day);
        if (track >= end) {
            return 0;
        }
        return (trackCum[track] - (track == first ? 0 : trackCum[track - 1])) / trackCum[end - 1];
    }

    /** A track in [first, end) of one artist by popularity, {@code first} being the artist's first. */
    int drawTrack(int first, int end, SplitMix64 random) {
        double u = random.nextDouble() * trackCum[end - 1];
        int low = first;
        int high = end - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (trackCum[middle] > u) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
