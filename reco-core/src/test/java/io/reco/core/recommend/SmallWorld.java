package io.reco.core.recommend;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventType;
import io.reco.core.data.Gender;
import io.reco.core.data.Origin;
import io.reco.core.data.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A data set small enough to reason about, for contract tests. 60 characters {@code c00..c59}, each with a skip and about
 * 20 listens; two tastes: even characters play mostly tracks {@code a..} ("A side"), odd ones mostly {@code b..} ("B
 * side"). Two tracks that nobody ever played ({@link #UNPLAYED}) and a character without events ({@link #SILENT}).
 */
public final class SmallWorld {
    /** Number of tracks of each taste. */
    public static final int SIDE = 25;

    /** Tracks in the catalogue without any event, in order of code points; UTF-16 order would turn them round. */
    public static final List<String> UNPLAYED = List.of("\uFF5E never", "\uD834\uDD1E never");

    /** Known, with profile and region, but without events. */
    public static final String SILENT = "silent";

    /** The last moment of the data. */
    public static final long LAST_MILLIS = 1_700_000_000_000L;

    private SmallWorld() {}

    /** The world with times. */
    public static Dataset timed(long seed) {
        return build(seed, true);
    }

    /** The same without times. */
    public static Dataset untimed(long seed) {
        return build(seed, false);
    }

    /** A catalogue of these tracks, and nothing that ever happened. */
    public static Dataset withoutEvents(List<String> trackIds) {
        DatasetBuilder builder = Dataset.builder("no events");
        trackIds.forEach(builder.catalog()::track);
        builder.addCharacter(Profile.of(SILENT));
        return builder.build();
    }

    /** Id of a track of the A side. */
    public static String a(int i) {
        return String.format("a%02d", i);
    }

    /** Id of a track of the B side. */
    public static String b(int i) {
        return String.format("b%02d", i);
    }

    /** Id of a character; even ones like the A side. */
    public static String character(int i) {
        return String.format("c%02d", i);
    }

    /** All track ids. */
    public static List<String> tracks() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < SIDE; i++) {
            all.add(a(i));
            all.add(b(i));
        }
        all.addAll(UNPLAYED);
        return all;
    }

    private static Dataset build(long seed, boolean timed) {
        Random random = new Random(seed);
        DatasetBuilder builder = Dataset.builder("small world");
        // Against the order of code points, so that index order and id order differ.
        List<String> tracks = tracks();
        for (int t = tracks.size() - 1; t >= 0; t--) {
            builder.catalog().track(tracks.get(t));
        }
        Gender[] genders = {Gender.F, Gender.M};
        AgeBand[] ages = {AgeBand.FROM_18, AgeBand.FROM_35};
        for (int i = 0; i < 60; i++) {
            builder.addCharacter(
                    profile(character(i), genders[i % 2], ages[i / 2 % 2], i % 3 == 0 ? "north" : "south"));
        }
        builder.addCharacter(profile(SILENT, Gender.F, AgeBand.FROM_18, "north"));
        for (int i = 0; i < 60; i++) {
            int c = builder.character(character(i));
            long time = LAST_MILLIS - 40L * 86_400_000;
            for (int j = 0; j < 20; j++) {
                time += 86_400_000L + random.nextInt(3_600_000);
                boolean own = random.nextInt(10) > 0;
                // Squared: low numbers are popular.
                int number = (int) (SIDE * Math.pow(random.nextDouble(), 2));
                String track = (i % 2 == 0) == own ? a(number) : b(number);
                EventType type = j == 10 ? EventType.SKIP : EventType.LISTEN;
                builder.events()
                        .add(
                                c,
                                builder.catalog().track(track),
                                timed ? time : -1,
                                type,
                                type == EventType.SKIP ? 3_000 : 200_000,
                                Float.NaN,
                                Origin.UNKNOWN);
            }
        }
        int c = builder.character(character(0));
        builder.events().add(c, builder.catalog().track(a(0)), timed ? LAST_MILLIS : -1, EventType.LISTEN);
        return builder.build();
    }

    private static Profile profile(String id, Gender gender, AgeBand age, String region) {
        return new Profile(id, "", gender, age, region, List.of(), List.of(), List.of(), List.of(), true, false);
    }
}
