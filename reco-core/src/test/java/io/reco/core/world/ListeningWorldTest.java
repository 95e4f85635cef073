package io.reco.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.AgeBand;
import io.reco.core.data.AgeRating;
import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.Explicit;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.data.Origin;
import io.reco.core.data.Profiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said to be true in the world is measured in the data of {@link WorldOptions#small()}, seed 20240101. */
class ListeningWorldTest {
    private static final long DAY = 86_400_000L;
    private static final WorldOptions OPTIONS = WorldOptions.small();

    private static ListeningWorld world;
    private static GroundTruth truth;
    private static Dataset data;
    private static EventLog log;
    private static Catalog catalog;
    private static WorldMeasures measure;

    @BeforeAll
    static void generate() {
        world = ListeningWorld.of(OPTIONS);
        truth = world.truth();
        data = world.dataset();
        log = data.events();
        catalog = data.catalog();
        measure = new WorldMeasures(data);
    }

    private static int genre(String id) {
        int g = catalog.genres().indexOf(id);
        assertThat(g).as(id).isNotNegative();
        return g;
    }

    private static int[] characterOfEvents() {
        int[] out = new int[log.size()];
        for (int c = 0; c < log.characterCount(); c++) {
            Arrays.fill(out, log.start(c), log.end(c), c);
        }
        return out;
    }

    @Test
    void itHasTheSizesOfItsOptions() {
        assertThat(data.profiles().size()).isEqualTo(2_500);
        assertThat(catalog.trackCount()).isEqualTo(8_000);
        assertThat(catalog.artists().size()).isEqualTo(800);
        assertThat(catalog.genres().size()).isEqualTo(40);
        assertThat(catalog.albums().size()).isEqualTo(world.albumCount());
        assertThat(log.size()).isBetween(300_000, 400_000);
        assertThat(data.playlists().size()).isBetween(1_100, 1_400);
        double plays = measure.count(measure::isPlay) / 2_500.0;
        assertThat(plays)
                .as("plays a character; those who join late have fewer")
                .isBetween(110.0, 140.0);
    }

    @Test
    void indicesAreThoseOfTheWorld() {
        for (int t = 0; t < 8_000; t += 97) {
            assertThat(catalog.track(t)).isEqualTo(world.track(t));
            assertThat(catalog.mainArtist(t)).isEqualTo(truth.artistOfTrack(t));
            assertThat(catalog.trackGenres().get(t, 0)).isEqualTo(truth.genreOfArtist(catalog.mainArtist(t)));
        }
        for (int c = 0; c < 2_500; c += 91) {
            assertThat(data.profiles().profile(c, catalog)).isEqualTo(world.profile(c));
        }
    }

    @Test
    void nothingHappensOutsideThePeriodOrBeforeTheRelease() {
        long start = OPTIONS.start().toEpochDay() * DAY;
        long end = start + OPTIONS.days() * DAY;
        for (int i = 0; i < log.size(); i++) {
            assertThat(log.timeMillis(i)).isBetween(start, end - 1);
            assertThat(log.timeMillis(i))
                    .as("event %d", i)
                    .isGreaterThanOrEqualTo(measure.releaseDay(log.track(i)) * DAY);
        }
    }

    @Test
    void aPlayIsNotLongerThanItsTrackAndSkipsEndEarlier() {
        for (int i = 0; i < log.size(); i++) {
            int duration = catalog.durationMillis(log.track(i));
            if (measure.isPlay(i)) {
                assertThat(log.millisPlayed(i)).isBetween(0, duration);
            } else {
                assertThat(log.millisPlayed(i)).isEqualTo(-1);
            }
            if (log.type(i) == EventType.SKIP) {
                assertThat(log.millisPlayed(i)).isLessThan(duration * 3 / 4 + 10_000);
            }
        }
    }

    @Test
    void halfOfTheListensAreRepeatsAndAFifthOfThePlaysIsSkipped() {
        boolean[] repeats = measure.repeats();
        assertThat(measure.share(measure::isListen, i -> repeats[i])).isCloseTo(0.5, within(0.04));
        assertThat(measure.share(measure::isPlay, i -> !measure.isListen(i))).isCloseTo(0.2, within(0.03));
        IntPredicate skip = i -> log.type(i) == EventType.SKIP;
        assertThat(measure.share(skip, i -> log.millisPlayed(i) < 10_000)).isCloseTo(0.6, within(0.02));
        assertThat(measure.count(i -> log.type(i) == EventType.LIKE)).isBetween(5_000, 10_000);
        assertThat(measure.count(i -> log.type(i) == EventType.DISLIKE)).isBetween(100, 1_000);
        assertThat(measure.count(i -> log.type(i) == EventType.ADD_TO_PLAYLIST)).isBetween(500, 4_000);
        assertThat(measure.share(measure::isPlay, i -> log.origin(i) == Origin.RECOMMENDED))
                .isBetween(0.1, 0.3);
    }

    @Test
    void whatWasHeardLatelyAndOftenComesBack() {
        // Of the repeats, how many are of a track among the last 50 listens, where listeners know many more?
        int repeats = 0;
        int recent = 0;
        long knownTracks = 0;
        for (int c = 0; c < log.characterCount(); c++) {
            List<Integer> heard = new ArrayList<>();
            Set<Integer> known = new HashSet<>();
            for (int i = log.start(c); i < log.end(c); i++) {
                if (measure.isListen(i)) {
                    int t = log.track(i);
                    if (heard.size() >= 300 && known.contains(t)) {
                        repeats++;
                        knownTracks += known.size();
                        recent += heard.subList(heard.size() - 50, heard.size()).contains(t) ? 1 : 0;
                    }
                    heard.add(t);
                    known.add(t);
                }
            }
        }
        assertThat(repeats).isGreaterThan(5_000);
        double byChance = 50.0 * repeats / knownTracks;
        assertThat(recent / (double) repeats).isGreaterThan(1.5 * byChance);
    }

    @Test
    void popularityFollowsZipfsLaw() {
        int[] artists = measure.histogram(800, measure::artist);
        int[] tracks = measure.histogram(8_000, log::track);
        assertThat(WorldMeasures.zipfSlope(artists)).isCloseTo(-OPTIONS.artistZipf(), within(0.15));
        assertThat(WorldMeasures.zipfSlope(tracks)).isBetween(-0.8, -0.45);
        assertThat(Arrays.stream(tracks).filter(n -> n > 0).count())
                .as("tracks ever heard")
                .isGreaterThan(7_000);
    }

    @Test
    void theExponentMovesTheSlope() {
        double flat = artistSlope(0.2);
        double steep = artistSlope(1.3);
        assertThat(flat).isGreaterThan(-0.5);
        assertThat(steep).isLessThan(-0.9);
    }

    private static double artistSlope(double exponent) {
        WorldOptions options =
                WorldOptions.ofSize(400, 3_000).withMeanEvents(80).withZipf(exponent, 0.8);
        WorldMeasures measures = new WorldMeasures(ListeningWorld.of(options).dataset());
        return WorldMeasures.zipfSlope(measures.histogram(options.artists(), measures::artist));
    }

    @Test
    void aSessionKeepsToOneTasteWithRunsOfAnArtist() {
        double playsPerSession = measure.count(measure::isPlay) / (double) measure.sessions();
        assertThat(playsPerSession).isCloseTo(12, within(1.5));
        double sameGenre = measure.sameAsBefore(true, measure::genre);
        assertThat(sameGenre).isGreaterThan(0.8);
        assertThat(sameGenre - measure.sameAsBefore(false, measure::genre)).isGreaterThan(0.1);
        assertThat(measure.sameAsBefore(true, measure::artist)).isBetween(0.25, 0.5);
    }

    @Test
    void listeningHasItsHoursAndIsDenserAtTheWeekend() {
        int[] hours = measure.histogram(24, i -> (int) (log.timeMillis(i) / 3_600_000 % 24));
        assertThat(Arrays.stream(hours).max().getAsInt())
                .isGreaterThan(3 * Arrays.stream(hours).min().getAsInt());
        int[] weekdays = measure.histogram(7, i -> (int) ((log.timeMillis(i) / DAY + 3) % 7));
        double workday = Arrays.stream(weekdays, 0, 5).average().getAsDouble();
        assertThat((weekdays[5] + weekdays[6]) / (2 * workday)).isBetween(1.15, 1.5);
    }

    @Test
    void genderAndAgeShowInTheGenresAndAreNotAlwaysTold() {
        int[] characterOf = characterOfEvents();
        Profiles profiles = data.profiles();
        IntPredicate women = i -> measure.isListen(i) && profiles.gender(characterOf[i]) == Gender.F;
        IntPredicate men = i -> measure.isListen(i) && profiles.gender(characterOf[i]) == Gender.M;
        IntPredicate forWomen = i -> Genre.ALL.get(measure.genre(i)).femaleTilt() >= 0.3;
        IntPredicate forMen = i -> Genre.ALL.get(measure.genre(i)).femaleTilt() <= -0.3;
        assertThat(measure.share(women, forWomen)).isGreaterThan(1.3 * measure.share(men, forWomen));
        assertThat(measure.share(men, forMen)).isGreaterThan(1.3 * measure.share(women, forMen));
        IntPredicate young = i -> profiles.ageBand(characterOf[i]) == AgeBand.FROM_18;
        IntPredicate old = i -> profiles.ageBand(characterOf[i]) == AgeBand.FROM_56;
        int trot = genre("trot");
        int trap = genre("trap");
        assertThat(measure.share(old, i -> measure.genre(i) == trot))
                .isGreaterThan(3 * measure.share(young, i -> measure.genre(i) == trot));
        assertThat(measure.share(young, i -> measure.genre(i) == trap))
                .isGreaterThan(3 * measure.share(old, i -> measure.genre(i) == trap));
        int unknownGender = 0;
        int unknownAge = 0;
        for (int c = 0; c < profiles.size(); c++) {
            unknownGender += profiles.gender(c) == Gender.UNKNOWN ? 1 : 0;
            unknownAge += profiles.ageBand(c) == AgeBand.UNKNOWN ? 1 : 0;
            assertThat(profiles.gender(c)).isIn(Gender.UNKNOWN, Gender.X, truth.gender(c));
            assertThat(profiles.ageBand(c)).isIn(AgeBand.UNKNOWN, truth.ageBand(c));
        }
        assertThat(unknownGender / 2_500.0).isCloseTo(0.15, within(0.03));
        assertThat(unknownAge / 2_500.0).isCloseTo(0.12, within(0.03));
    }

    @Test
    void dislikedGenresAndBlockedArtistsAreSeldomHeard() {
        Profiles profiles = data.profiles();
        int[] genreListens = measure.histogram(40, measure::genre);
        int[] artistListens = measure.histogram(800, measure::artist);
        double total = Arrays.stream(genreListens).sum();
        double disliked = 0;
        double dislikedByChance = 0;
        double blocked = 0;
        double blockedByChance = 0;
        for (int c = 0; c < profiles.size(); c++) {
            int listens = 0;
            for (int i = log.start(c); i < log.end(c); i++) {
                if (measure.isListen(i)) {
                    listens++;
                    disliked += profiles.dislikedGenres().contains(c, measure.genre(i)) ? 1 : 0;
                    blocked += profiles.blockCount(c) > 0 && profiles.blockTarget(c, 0) == measure.artist(i) ? 1 : 0;
                }
            }
            for (int g : profiles.dislikedGenres().toArray(c)) {
                dislikedByChance += listens * genreListens[g] / total;
            }
            for (int j = 0; j < profiles.blockCount(c); j++) {
                blockedByChance += listens * artistListens[profiles.blockTarget(c, j)] / total;
            }
        }
        assertThat(dislikedByChance).isGreaterThan(500);
        assertThat(disliked / dislikedByChance).isLessThan(0.1);
        assertThat(blockedByChance).isGreaterThan(30);
        assertThat(blocked / blockedByChance).isLessThan(0.5);
    }

    @Test
    void nobodyHearsWhatItMayNot() {
        int[] characterOf = characterOfEvents();
        assertThat(measure.count(i -> !catalog.playable(log.track(i)))).isZero();
        assertThat(measure.count(i -> catalog.explicit(log.track(i)) == Explicit.EXPLICIT
                        && !data.profiles().explicitAllowed(characterOf[i])))
                .isZero();
        assertThat(measure.count(i -> catalog.ageRating(log.track(i)) == AgeRating.FROM_19
                        && data.profiles().ageBand(characterOf[i]) == AgeBand.UNDER_18))
                .isZero();
        assertThat(measure.count(i -> catalog.explicit(log.track(i)) == Explicit.EXPLICIT))
                .isGreaterThan(5_000);
    }

    @Test
    void whatIsOffTasteIsSkippedMoreAndFavouritesLess() {
        boolean[] offTaste = new boolean[log.size()];
        for (int c = 0; c < log.characterCount(); c++) {
            Set<Integer> genres = new HashSet<>();
            truth.tastes(c, 0).forEach(taste -> genres.add(taste.genre()));
            for (int i = log.start(c); i < log.end(c); i++) {
                offTaste[i] = !genres.contains(measure.genre(i));
            }
        }
        boolean[] known = new boolean[log.size()];
        for (int c = 0; c < log.characterCount(); c++) {
            Set<Integer> heard = new HashSet<>();
            for (int i = log.start(c); i < log.end(c); i++) {
                known[i] = measure.isPlay(i) && heard.contains(log.track(i));
                if (measure.isListen(i)) {
                    heard.add(log.track(i));
                }
            }
        }
        IntPredicate skip = i -> log.type(i) == EventType.SKIP;
        double offRate = measure.share(i -> measure.isPlay(i) && offTaste[i], skip);
        double newRate = measure.share(i -> measure.isPlay(i) && !offTaste[i] && !known[i], skip);
        double knownRate = measure.share(i -> known[i], skip);
        assertThat(offRate).isGreaterThan(1.4 * newRate);
        assertThat(newRate).isGreaterThan(1.4 * knownRate);
    }

    @Test
    void newReleasesAreHeardMoreAtFirst() {
        long end = OPTIONS.start().toEpochDay() + OPTIONS.days();
        long early = 0;
        long late = 0;
        for (int i = 0; i < log.size(); i++) {
            long released = measure.releaseDay(log.track(i));
            if (measure.isListen(i) && released >= OPTIONS.start().toEpochDay() && released + 56 <= end) {
                long age = log.timeMillis(i) / DAY - released;
                early += age < 14 ? 1 : 0;
                late += age >= 42 && age < 56 ? 1 : 0;
            }
        }
        assertThat(late).isGreaterThan(300);
        assertThat(early / (double) late).isGreaterThan(1.5);
    }

    @Test
    void playlistsKeepToOneTasteAndToWhatIsOut() {
        double modal = 0;
        int tracks = 0;
        for (int p = 0; p < data.playlists().size(); p++) {
            Map<Integer, Integer> genres = new HashMap<>();
            for (int t : data.playlists().tracks().toArray(p)) {
                genres.merge(catalog.trackGenres().get(t, 0), 1, Integer::sum);
                assertThat(measure.releaseDay(t) * DAY)
                        .isLessThanOrEqualTo(data.playlists().updatedMillis(p));
            }
            int length = data.playlists().tracks().length(p);
            assertThat(length).isBetween(1, 120);
            assertThat(data.playlists().title(p)).isNotBlank();
            assertThat(data.playlists().owner(p)).isNotEqualTo(IdMap.ABSENT);
            tracks += length;
            modal += genres.values().stream().mapToInt(n -> n).max().orElse(0);
        }
        assertThat(modal / tracks).as("share of the main genre").isGreaterThan(0.9);
        long tagged = java.util.stream.IntStream.range(0, data.playlists().size())
                .filter(p -> data.playlists().tags().length(p) > 0)
                .count();
        assertThat(tagged / (double) data.playlists().size()).isBetween(0.7, 0.95);
    }

    @Test
    void anAdditionToAPlaylistIsInAPlaylistOfTheCharacter() {
        Map<Integer, Set<Integer>> owned = new HashMap<>();
        for (int p = 0; p < data.playlists().size(); p++) {
            for (int t : data.playlists().tracks().toArray(p)) {
                owned.computeIfAbsent(data.playlists().owner(p), c -> new HashSet<>())
                        .add(t);
            }
        }
        int[] characterOf = characterOfEvents();
        for (int i = 0; i < log.size(); i++) {
            if (log.type(i) == EventType.ADD_TO_PLAYLIST) {
                assertThat(owned.get(characterOf[i])).contains(log.track(i));
            }
        }
    }
}
