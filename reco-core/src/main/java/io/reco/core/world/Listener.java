package io.reco.core.world;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Block;
import io.reco.core.data.Gender;
import io.reco.core.data.Profile;
import io.reco.core.random.SplitMix64;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A character as it is, of which its profile tells a part. A function of the seed and the index, made when needed. */
final class Listener {
    private static final List<String> REGIONS = List.of("KR", "US", "JP", "BR", "DE", "ID", "GB", "FR");
    private static final double[] REGION_SHARES = {0.5, 0.15, 0.1, 0.07, 0.06, 0.05, 0.04, 0.03};
    private static final int[] AGE_STARTS = {12, 18, 25, 35, 45, 50, 56};
    private static final double[] AGE_SHARES = {0.1, 0.24, 0.27, 0.17, 0.08, 0.07, 0.07};
    private static final double[] TASTE_COUNT_SHARES = {0.3, 0.45, 0.25};
    private static final double GENDER_UNKNOWN = 0.15;
    private static final double AGE_UNKNOWN = 0.12;
    private static final double REGION_UNKNOWN = 0.1;
    private static final double LATE_SHARE = 0.2;
    private static final double ACTIVITY_SIGMA = 1;

    final int index;
    final boolean female;
    final int age;
    final int region;
    final List<Taste> tastes;
    final int[] dislikedGenres;
    final int[] blockedArtists;
    final boolean explicitAllowed;
    final boolean verifiedAdult;
    /** Day of the period, from 0, on which it begins to listen. */
    final int joined;
    /** Plays over its time. */
    final int plays;

    final double repeatShare;
    /** Hour around which it listens most. */
    final double peakHour;

    private final WorldOptions options;
    private final Scenes scenes;
    private final SplitMix64 random;

    Listener(int index, WorldOptions options, Scenes scenes) {
        this.index = index;
        this.options = options;
        this.scenes = scenes;
        random = SplitMix64.of(options.seed(), Streams.LISTENER, index);
        female = random.chance(0.5);
        int band = pick(AGE_SHARES, random);
        int bandEnd = band + 1 < AGE_STARTS.length ? AGE_STARTS[band + 1] : 75;
        age = AGE_STARTS[band] + random.nextInt(bandEnd - AGE_STARTS[band]);
        region = pick(REGION_SHARES, random);
        tastes = drawTastes();
        dislikedGenres = drawDisliked();
        blockedArtists = drawBlocked();
        explicitAllowed = random.chance(age < 19 ? 0.6 : 0.93);
        verifiedAdult = age >= 19 && random.chance(0.6);
        joined = random.chance(LATE_SHARE) ? random.nextInt(Math.max(1, options.days() * 9 / 10)) : 0;
        double activity = StrictMath.exp(ACTIVITY_SIGMA * random.nextGaussian() - ACTIVITY_SIGMA * ACTIVITY_SIGMA / 2);
        double present = (options.days() - joined) / (double) options.days();
        plays = (int) Math.max(3, Math.min(1e7, Math.round(options.meanEvents() * activity * present)));
        double habit = options.repeatShare() + 0.12 * random.nextGaussian();
        repeatShare = options.repeatShare() == 0 ? 0 : Math.max(0.05, Math.min(0.92, habit));
        peakHour = new double[] {8, 13, 19, 22.5}[random.nextInt(4)] + random.nextGaussian();
    }

    static int pick(double[] shares, SplitMix64 random) {
        double total = 0;
        for (double share : shares) {
            total += share;
        }
        double u = random.nextDouble() * total;
        for (int i = 0; i < shares.length - 1; i++) {
            u -= shares[i];
            if (u < 0) {
                return i;
            }
        }
        return shares.length - 1;
    }

    /** How much this listener is drawn to each genre by gender, age and region. */
    private double[] genreShares() {
        double[] shares = new double[options.genres()];
        for (int g = 0; g < shares.length; g++) {
            Genre genre = Genre.ALL.get(g);
            double years = (age - genre.ageCentre()) / 16.0;
            double regional = SplitMix64.hashUniform(options.seed() ^ Streams.REGION << 40, region * 64L + g) - 0.5;
            double drawn = StrictMath.exp((female ? 1 : -1) * genre.femaleTilt() - years * years / 2 + 0.6 * regional);
            shares[g] = scenes.weightOfGenre(g) * (drawn + 0.02);
        }
        return shares;
    }

    private List<Taste> drawTastes() {
        int count = 1 + pick(TASTE_COUNT_SHARES, random);
        double[] shares = genreShares();
        List<Taste> out = new ArrayList<>();
        double weight = 1;
        for (int k = 0; k < count; k++) {
            int genre = pick(shares, random);
            if (k > 0 && random.chance(0.4)) {
                genre = relative(scenes.genreOfScene(out.get(0).scene()), shares);
            }
            out.add(new Taste(
                    scenes.drawScene(genre, random),
                    weight,
                    0.8 * random.nextGaussian(),
                    random.chance(0.5) ? 1 : -1,
                    random.nextDouble()));
            weight *= 0.4 + 0.4 * random.nextDouble();
        }
        return List.copyOf(out);
    }

    /** A genre of the same family, itself included. */
    private int relative(int genre, double[] shares) {
        double[] near = shares.clone();
        for (int g = 0; g < near.length; g++) {
            if (!sameFamily(g, genre)) {
                near[g] = 0;
            }
        }
        return pick(near, random);
    }

    private static boolean sameFamily(int genre1, int genre2) {
        return Genre.ALL.get(genre1).family().equals(Genre.ALL.get(genre2).family());
    }

    /** A third of the listeners does not want one or two genres, none of the families it likes. */
    private int[] drawDisliked() {
        Set<Integer> out = new LinkedHashSet<>();
        if (random.chance(0.35)) {
            int wanted = 1 + random.nextInt(2);
            for (int tries = 0; tries < 10 && out.size() < wanted; tries++) {
                int genre = random.nextInt(options.genres());
                if (tastes.stream().noneMatch(taste -> sameFamily(genre, scenes.genreOfScene(taste.scene())))) {
                    out.add(genre);
                }
            }
        }
        return out.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[] drawBlocked() {
        if (!random.chance(0.15)) {
            return new int[0];
        }
        int scene = tastes.get(random.nextInt(tastes.size())).scene();
        // Never the head of a scene: what is left of a small one would be nothing.
        int size = scenes.sceneSize(scene);
        return size < 3 ? new int[0] : new int[] {scenes.artist(scene, 1 + random.nextInt(size - 1))};
    }

    boolean dislikes(int genre) {
        for (int disliked : dislikedGenres) {
            if (disliked == genre) {
                return true;
            }
        }
        return false;
    }

    boolean blocks(int artist) {
        return blockedArtists.length > 0 && blockedArtists[0] == artist;
    }

    boolean adult() {
        return age >= 19;
    }

    String id() {
        return "c" + index;
    }

    /** What the service knows. */
    Profile profile() {
        SplitMix64 told = SplitMix64.of(options.seed(), Streams.LISTENER, index, 'P');
        Gender gender = told.chance(GENDER_UNKNOWN)
                ? Gender.UNKNOWN
                : told.chance(0.01) ? Gender.X : female ? Gender.F : Gender.M;
        AgeBand ageBand = told.chance(AGE_UNKNOWN) ? AgeBand.UNKNOWN : AgeBand.ofAge(age);
        String regionCode = told.chance(REGION_UNKNOWN) ? "" : REGIONS.get(region);
        Set<String> artists = new LinkedHashSet<>();
        Set<String> genres = new LinkedHashSet<>();
        if (told.chance(0.6)) {
            for (Taste taste : tastes) {
                genres.add(Genre.ALL.get(scenes.genreOfScene(taste.scene())).id());
                int artist = scenes.drawArtist(taste.scene(), told);
                if (!blocks(artist)) {
                    artists.add(MusicFacts.artistId(artist));
                }
            }
        }
        List<String> disliked = new ArrayList<>();
        for (int genre : dislikedGenres) {
            disliked.add(Genre.ALL.get(genre).id());
        }
        List<Block> blocks = new ArrayList<>();
        for (int artist : blockedArtists) {
            long end = options.start()
                    .plusDays(options.days() + 30L)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli();
            blocks.add(new Block(
                    Block.Kind.ARTIST, MusicFacts.artistId(artist), told.chance(0.25) ? end : Block.FOR_EVER));
        }
        // A tenth of the accounts is shared by two characters.
        String account = "u" + (index % 10 == 9 ? index - 1 : index);
        return new Profile(
                id(),
                account,
                gender,
                ageBand,
                regionCode,
                List.copyOf(artists),
                List.copyOf(genres),
                disliked,
                blocks,
                explicitAllowed,
                verifiedAdult);
    }
}
