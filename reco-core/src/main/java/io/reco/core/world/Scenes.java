package io.reco.core.world;

import io.reco.core.random.SplitMix64;
import java.util.Arrays;

/**
 * Artists, each in one scene of one genre: the neighbourhoods that tastes are made of. The scenes of a genre stand in a ring;
 * neighbours are alike. The popularity of an artist is {@code rank^-exponent} over all artists, the ranks at random.
 *
 * <p>Scenes of a genre are contiguous, and so are the places of a scene; an artist's index is at random among them.
 */
final class Scenes {
    private static final int ARTISTS_PER_SCENE = 15;

    /** First scene of each genre, and one past the last. */
    final int[] genreStart;
    /** First place of each scene, and one past the last. */
    private final int[] sceneStart;
    /** Genre of each scene. */
    private final int[] sceneGenre;
    /** Artist in each place; the most popular one of a scene first. */
    private final int[] artistAt;
    /** Running sum of the popularity over the places of a scene. */
    private final double[] placeCum;
    /** Running sum of the popularity over the scenes of a genre. */
    private final double[] sceneCum;
    /** Running sum of the popularity over the genres. */
    private final double[] genreCum;
    /** Scene of each artist. */
    private final int[] sceneOf;
    /** Popularity of each artist. */
    private final double[] weight;

    Scenes(WorldOptions options) {
        int n = options.artists();
        int genres = options.genres();
        SplitMix64 random = SplitMix64.of(options.seed(), Streams.SCENES);
        weight = new double[n];
        int[] order = permutation(n, random);
        for (int rank = 0; rank < n; rank++) {
            weight[order[rank]] = StrictMath.pow(rank + 1, -options.artistZipf());
        }
        int[] artistStart = artistsOfGenres(n, genres);
        genreStart = new int[genres + 1];
        for (int g = 0; g < genres; g++) {
            int artists = artistStart[g + 1] - artistStart[g];
            genreStart[g + 1] = genreStart[g] + Math.max(1, (artists + ARTISTS_PER_SCENE / 2) / ARTISTS_PER_SCENE);
        }
        int scenes = genreStart[genres];
        sceneStart = new int[scenes + 1];
        sceneGenre = new int[scenes];
        for (int g = 0; g < genres; g++) {
            int count = genreStart[g + 1] - genreStart[g];
            long artists = artistStart[g + 1] - artistStart[g];
            for (int j = 0; j < count; j++) {
                sceneGenre[genreStart[g] + j] = g;
                sceneStart[genreStart[g] + j + 1] = artistStart[g] + (int) (artists * (j + 1) / count);
            }
        }
        artistAt = permutation(n, random);
        placeCum = new double[n];
        sceneCum = new double[scenes];
        sceneOf = new int[n];
        for (int s = 0; s < scenes; s++) {
            fillScene(s);
        }
        genreCum = new double[genres];
        for (int g = 0; g < genres; g++) {
            genreCum[g] = (g == 0 ? 0 : genreCum[g - 1]) + weightOfGenre(g);
        }
    }

    private void fillScene(int s) {
        Integer[] members = new Integer[sceneSize(s)];
        Arrays.setAll(members, j -> artistAt[sceneStart[s] + j]);
        Arrays.sort(members, (a, b) -> weight[a] == weight[b] ? a - b : Double.compare(weight[b], weight[a]));
        double sum = 0;
        for (int j = 0; j < members.length; j++) {
            int a = members[j];
            artistAt[sceneStart[s] + j] = a;
            sceneOf[a] = s;
            sum += weight[a];
            placeCum[sceneStart[s] + j] = sum;
        }
        sceneCum[s] = (s == genreStart[sceneGenre[s]] ? 0 : sceneCum[s - 1]) + sum;
    }

    /** Every genre gets an artist, the others are shared out by popularity. */
    private static int[] artistsOfGenres(int artists, int genres) {
        double total = 0;
        for (int g = 0; g < genres; g++) {
            total += share(g);
        }
        int[] start = new int[genres + 1];
        double cum = 0;
        for (int g = 0; g < genres; g++) {
            cum += share(g) / total;
            start[g + 1] = g + 1 + (int) Math.round(cum * (artists - genres));
        }
        return start;
    }

    private static double share(int g) {
        return Genre.ALL.get(g).popularity();
    }

    static int[] permutation(int n, SplitMix64 random) {
        int[] values = new int[n];
        Arrays.setAll(values, i -> i);
        random.shuffle(values);
        return values;
    }

    int sceneCount() {
        return sceneGenre.length;
    }

    int sceneOf(int artist) {
        return sceneOf[artist];
    }

    int genreOf(int artist) {
        return sceneGenre[sceneOf[artist]];
    }

    int genreOfScene(int scene) {
        return sceneGenre[scene];
    }

    int sceneSize(int scene) {
        return sceneStart[scene + 1] - sceneStart[scene];
    }

    /** The artist in a place of a scene, 0 being the most popular. */
    int artist(int scene, int place) {
        return artistAt[sceneStart[scene] + place];
    }

    double weight(int artist) {
        return weight[artist];
    }

    double weightOfScene(int scene) {
        return placeCum[sceneStart[scene + 1] - 1];
    }

    double weightOfGenre(int genre) {
        return sceneCum[genreStart[genre + 1] - 1];
    }

    /** The scene this many steps along the ring of its genre. */
    int neighbour(int scene, int steps) {
        int first = genreStart[sceneGenre[scene]];
        int count = genreStart[sceneGenre[scene] + 1] - first;
        return first + Math.floorMod(scene - first + steps, count);
    }

    /** An artist of the scene by popularity. */
    int drawArtist(int scene, SplitMix64 random) {
        int from = sceneStart[scene];
        return artistAt[draw(placeCum, from, sceneStart[scene + 1], random)];
    }

    /** A scene of the genre by the popularity of its artists. */
    int drawScene(int genre, SplitMix64 random) {
        return draw(sceneCum, genreStart[genre], genreStart[genre + 1], random);
    }

    /** A genre by the popularity of its artists. */
    int drawGenre(SplitMix64 random) {
        return draw(genreCum, 0, genreCum.length, random);
    }

    /** A position in [from, to) by the running sums of its weights. */
    private static int draw(double[] cum, int from, int to, SplitMix64 random) {
        double u = random.nextDouble() * cum[to - 1];
        int low = from;
        int high = to - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cum[middle] > u) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
