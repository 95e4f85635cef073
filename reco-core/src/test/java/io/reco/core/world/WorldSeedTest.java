package io.reco.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorldSeedTest {
    private static List<String> events(ListeningWorld world, int from, int to) {
        List<String> out = new ArrayList<>();
        world.streamEvents(
                from,
                to,
                (c, t, time, type, played, origin) ->
                        out.add(c + " " + t + " " + time + " " + type + " " + played + " " + origin));
        return out;
    }

    @Test
    void theSameSeedGivesTheSameWorldAndAnotherSeedAnother() {
        WorldOptions options = WorldOptions.tiny();
        ListeningWorld world = ListeningWorld.of(options);
        ListeningWorld again = ListeningWorld.of(options);
        ListeningWorld other = ListeningWorld.of(options.withSeed(2));
        assertThat(events(world, 0, 300)).isEqualTo(events(again, 0, 300)).isNotEqualTo(events(other, 0, 300));
        for (int t = 0; t < 1_200; t++) {
            assertThat(world.track(t)).isEqualTo(again.track(t));
        }
        for (int c = 0; c < 300; c++) {
            assertThat(world.profile(c)).isEqualTo(again.profile(c));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 150, 299})
    void charactersAreTheSameInWhateverOrderTheyAreMade(int cut) {
        ListeningWorld world = ListeningWorld.of(WorldOptions.tiny());
        List<String> second = events(world, cut, 300);
        List<String> first = events(world, 0, cut);
        first.addAll(second);
        assertThat(first).isEqualTo(events(world, 0, 300));
    }

    @Test
    void theDataSetHoldsWhatIsStreamed() {
        ListeningWorld world = ListeningWorld.of(WorldOptions.tiny());
        Dataset data = world.dataset();
        EventLog log = data.events();
        List<String> held = new ArrayList<>();
        for (int c = 0; c < log.characterCount(); c++) {
            for (int i = log.start(c); i < log.end(c); i++) {
                held.add(c + " " + log.track(i) + " " + log.timeMillis(i) + " " + log.type(i) + " "
                        + log.millisPlayed(i) + " " + log.origin(i));
            }
        }
        assertThat(held).as("streamed events come in the order of time").isEqualTo(events(world, 0, 300));
        assertThat(data.name()).isEqualTo("world-20240101");
    }

    /** Worlds at the edges of the ranges: each must come out whole. */
    static List<WorldOptions> extremes() {
        WorldOptions tiny = WorldOptions.tiny();
        return List.of(
                WorldOptions.ofSize(1, 1),
                WorldOptions.ofSize(3, 40),
                tiny.withArtists(1, 1),
                tiny.withArtists(1_200, 40),
                tiny.withPeriod(LocalDate.of(2000, 2, 29), 1),
                tiny.withHabits(0, 0),
                tiny.withHabits(0.9, 0.9),
                tiny.withZipf(0, 0),
                tiny.withZipf(2, 2),
                tiny.withPlaylists(0),
                tiny.withPlaylists(5),
                tiny.withMeanEvents(0.1));
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void theEdgesOfTheOptionsGiveAWorldToo(WorldOptions options) {
        Dataset data = ListeningWorld.of(options).dataset();
        assertThat(data.profiles().size()).isEqualTo(options.characters());
        assertThat(data.catalog().trackCount()).isEqualTo(options.tracks());
        assertThat(data.catalog().artists().size()).isEqualTo(options.artists());
        assertThat(data.catalog().genres().size()).isEqualTo(options.genres());
        assertThat(data.events().size()).isGreaterThan(options.characters() - 1);
        for (int t = 0; t < options.tracks(); t++) {
            assertThat(data.catalog().trackTold(t)).isTrue();
        }
    }

    @Test
    void repeatsFollowTheirOption() {
        WorldOptions options = WorldOptions.ofSize(300, 20_000).withMeanEvents(300);
        assertThat(repeatShare(options.withHabits(0.2, 0.2))).isLessThan(0.35);
        assertThat(repeatShare(options.withHabits(0.8, 0.2))).isBetween(0.6, 0.85);
    }

    private static double repeatShare(WorldOptions options) {
        WorldMeasures measures = new WorldMeasures(ListeningWorld.of(options).dataset());
        boolean[] repeats = measures.repeats();
        return measures.share(measures::isListen, i -> repeats[i]);
    }

    @Test
    void optionsOutOfRangeAreRefusedByName() {
        WorldOptions tiny = WorldOptions.tiny();
        assertThatThrownBy(() -> WorldOptions.ofSize(0, 10)).hasMessage("characters 0 is not 1 or above");
        assertThatThrownBy(() -> WorldOptions.ofSize(1, 0)).hasMessage("tracks 0 is not 1 or above");
        assertThatThrownBy(() -> tiny.withArtists(5, 6)).hasMessage("artists 5 is not at least genres = 6");
        assertThatThrownBy(() -> tiny.withArtists(1_201, 6)).hasMessage("tracks 1200 is not at least artists = 1201");
        assertThatThrownBy(() -> tiny.withArtists(100, 41)).hasMessage("genres 41 is not in [1, 40]");
        assertThatThrownBy(() -> tiny.withMeanEvents(Double.NaN)).hasMessage("meanEvents NaN is not in (0, 1000000]");
        assertThatThrownBy(() -> tiny.withHabits(0.95, 0.2)).hasMessage("repeatShare 0.95 is not in [0, 0.9]");
        assertThatThrownBy(() -> tiny.withHabits(0.5, -1)).hasMessage("skipShare -1 is not in [0, 0.9]");
        assertThatThrownBy(() -> tiny.withZipf(2.5, 1)).hasMessage("artistZipf 2.5 is not in [0, 2]");
        assertThatThrownBy(() -> tiny.withPeriod(LocalDate.of(2024, 1, 1), 0)).hasMessage("days 0 is not in [1, 3650]");
        assertThatThrownBy(() -> tiny.withPeriod(LocalDate.of(2105, 12, 1), 60)).hasMessageContaining("start 2105");
        assertThatThrownBy(() -> tiny.withPlaylists(-1)).hasMessage("playlistsPerCharacter -1 is not in [0, 1000]");
    }
}
