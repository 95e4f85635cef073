package io.reco.core.world;

import io.reco.core.data.AgeRating;
import io.reco.core.data.AiGenerated;
import io.reco.core.data.Album;
import io.reco.core.data.Artist;
import io.reco.core.data.CreditRole;
import io.reco.core.data.Explicit;
import io.reco.core.data.ReleaseDate;
import io.reco.core.data.Track;
import io.reco.core.random.SplitMix64;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What can be told of each artist, album and track; a function of the seed and the index, kept nowhere. */
final class MusicFacts {
    private static final double UNPLAYABLE_SHARE = 0.003;
    private static final double ADULT_SHARE_OF_EXPLICIT = 0.2;

    private final WorldOptions options;
    private final Scenes scenes;
    private final Discography discography;

    MusicFacts(WorldOptions options, Scenes scenes, Discography discography) {
        this.options = options;
        this.scenes = scenes;
        this.discography = discography;
    }

    Artist artist(int a) {
        SplitMix64 random = SplitMix64.of(options.seed(), Streams.ARTIST, a);
        return new Artist(artistId(a), Words.artist(Words.korean(random), random));
    }

    private boolean korean(int a) {
        return Words.korean(SplitMix64.of(options.seed(), Streams.ARTIST, a));
    }

    Album album(int b) {
        int a = discography.artistOfAlbum(b);
        SplitMix64 random = SplitMix64.of(options.seed(), Streams.ALBUM, b);
        String title;
        if (discography.albumSize(b) == 1) {
            title = title(discography.firstTrack(b));
        } else if (discography.bestOf(b)) {
            title = korean(a) ? "베스트 모음" : "The Best of " + artist(a).name();
        } else {
            title = Words.title(korean(a), random);
        }
        return new Album(albumId(b), title, List.of(artistId(a)), released(b));
    }

    /** The day of release; of some albums from before the period only the year or the month. */
    private ReleaseDate released(int b) {
        LocalDate date = LocalDate.ofEpochDay(discography.albumDay(b));
        double precision = SplitMix64.of(options.seed(), Streams.ALBUM, ~b).nextDouble();
        boolean rounded = date.getYear() < options.start().getYear();
        if (rounded && precision < 0.08) {
            return new ReleaseDate(date.getYear(), 0, 0);
        }
        if (rounded && precision < 0.12) {
            return new ReleaseDate(date.getYear(), date.getMonthValue(), 0);
        }
        return new ReleaseDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    private String title(int t) {
        int first = discography.original(t);
        return Words.title(korean(discography.artist(first)), SplitMix64.of(options.seed(), Streams.TRACK, first, 'T'));
    }

    /** Draws that belong to the recording and not to the release. */
    private SplitMix64 recording(int t) {
        return SplitMix64.of(options.seed(), Streams.TRACK, discography.original(t));
    }

    int durationMillis(int t) {
        SplitMix64 random = recording(t);
        double minutes = genre(t).minutes() * StrictMath.exp(0.22 * random.nextGaussian() - 0.0242);
        return (int) (60_000 * Math.max(1.2, Math.min(14, minutes)));
    }

    boolean explicit(int t) {
        return trait(t, 'E') < genre(t).explicitShare();
    }

    /** Some explicit tracks are for adults only. */
    boolean adultsOnly(int t) {
        return explicit(t) && trait(t, 'A') < ADULT_SHARE_OF_EXPLICIT;
    }

    boolean playable(int t) {
        return SplitMix64.hashUniform(options.seed() ^ 'P', t) >= UNPLAYABLE_SHARE;
    }

    private double trait(int t, char trait) {
        return SplitMix64.hashUniform(options.seed() ^ ((long) trait << 32), discography.original(t));
    }

    Genre genre(int t) {
        return Genre.ALL.get(scenes.genreOf(discography.artist(t)));
    }

    /** A scene has two moods of its own. */
    int mood(int scene, int which) {
        return SplitMix64.of(options.seed(), Streams.SCENE_MOOD, 2L * scene + which)
                .nextInt(Words.moodCount());
    }

    Track track(int t) {
        int artist = discography.artist(t);
        int scene = scenes.sceneOf(artist);
        int album = discography.album(t);
        SplitMix64 random = SplitMix64.of(options.seed(), Streams.TRACK, discography.original(t), 'F');
        Track.Builder track = Track.builder(trackId(t))
                .title(title(t))
                .album(albumId(album))
                .artist(artistId(artist))
                .durationMillis(durationMillis(t))
                .released(released(album))
                .playable(playable(t));
        addFeatured(track, artist, scene, random);
        track.genres(genres(genre(t), random)).tags(tags(scene, random));
        double told = random.nextDouble();
        track.explicit(told < 0.05 ? Explicit.UNKNOWN : explicit(t) ? Explicit.EXPLICIT : Explicit.CLEAN);
        if (adultsOnly(t)) {
            long from = random.chance(0.1)
                    ? options.start()
                            .plusDays(random.nextInt(options.days()))
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli()
                    : Long.MIN_VALUE;
            track.ageRating(AgeRating.FROM_19, from);
        } else if (explicit(t)) {
            track.ageRating(AgeRating.FROM_15, Long.MIN_VALUE);
        } else if (told > 0.1) {
            track.ageRating(AgeRating.ALL, Long.MIN_VALUE);
        }
        double machine = random.nextDouble();
        if (machine < 0.015) {
            track.aiGenerated(machine < 0.005 ? AiGenerated.FULL : AiGenerated.PARTIAL);
        }
        if (discography.shared(t)) {
            track.recordingGroup("r" + discography.original(t));
        }
        return track.build();
    }

    /** One track in eight features somebody of the same scene. */
    private void addFeatured(Track.Builder track, int artist, int scene, SplitMix64 random) {
        if (scenes.sceneSize(scene) > 1 && random.chance(0.125)) {
            int guest = scenes.artist(scene, random.nextInt(scenes.sceneSize(scene)));
            if (guest != artist) {
                track.credit(artistId(guest), CreditRole.FEATURED);
            }
        }
    }

    /** The genre of the artist, and for some tracks another of its family. */
    private List<String> genres(Genre main, SplitMix64 random) {
        List<String> out = new ArrayList<>(List.of(main.id()));
        if (random.chance(0.3)) {
            List<String> near = Genre.ALL.subList(0, options.genres()).stream()
                    .filter(other -> other.family().equals(main.family()) && other != main)
                    .map(Genre::id)
                    .toList();
            if (!near.isEmpty()) {
                out.add(near.get(random.nextInt(near.size())));
            }
        }
        return out;
    }

    private List<String> tags(int scene, SplitMix64 random) {
        List<String> out = new ArrayList<>();
        for (int which = 0; which < 2; which++) {
            String tag = Words.mood(random.chance(0.85) ? mood(scene, which) : random.nextInt(Words.moodCount()));
            if (random.chance(0.5) && !out.contains(tag)) {
                out.add(tag);
            }
        }
        return out;
    }

    static String trackId(int t) {
        return "t" + t;
    }

    static String artistId(int a) {
        return "a" + a;
    }

    static String albumId(int b) {
        return "b" + b;
    }
}
